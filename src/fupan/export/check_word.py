"""A checked Word document given back with its findings as comments on the very words."""

from __future__ import annotations

from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet
from fupan.domain.finding import CheckReport
from fupan.export.finding_told import finding_told
from fupan.export.word_changes import Note, changed_word


def commented_word(content: bytes, name: str, report: CheckReport, sheet: FactSheet | None = None) -> bytes:
    """The .docx with a comment for each finding; its text stays as it is.

    ``report`` is of the text as ``read_document`` gives it. Raises InputError for a file that cannot be read,
    ConfigError where the extra ``office`` is missing.
    """
    base = FactBase(sheet) if sheet is not None else None
    notes = [Note(finding.start, finding.end, finding_told(finding, base)) for finding in report.findings]
    return changed_word(content, name, notes=notes).content
