"""What a person names on the command line: a document, a fact sheet, a template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fupan.cli.output import tell
from fupan.errors import InputError

if TYPE_CHECKING:
    from fupan.domain.factsheet import FactSheet
    from fupan.domain.template import Template
    from fupan.intake.documents import Document


def document_of(doc: str, *, filled: bool = False) -> Document:
    """The document that a command was given; how it was read is told. ``filled``: one without text is refused."""
    from fupan.intake.documents import read_document  # noqa: PLC0415

    document = read_document(doc)
    if document.remark:
        tell(document.remark)
    if filled and not document.text.strip():
        raise InputError(f"{document.path} 是空的", hint="请给有正文的文稿")
    return document


def facts_of(path: Path | None) -> FactSheet | None:
    """The fact sheet that ``--facts`` names, its warnings told; None where none is named."""
    return None if path is None else facts_in(path)


def facts_in(path: Path) -> FactSheet:
    """The fact sheet of a file, its warnings told."""
    from fupan.cli.warnings import tell_warnings  # noqa: PLC0415
    from fupan.intake.factsheet import load_facts_with_warnings  # noqa: PLC0415

    sheet, warnings = load_facts_with_warnings(path)
    tell_warnings(warnings)
    return sheet


def template_of(given: str, sheet: FactSheet | None) -> Template | None:
    """The template that ``--template`` or the fact sheet names; None where neither does."""
    if not given and not (sheet and sheet.template):
        return None
    from fupan.prompting import sources  # noqa: PLC0415
    from fupan.prompting.loader import load_template  # noqa: PLC0415

    place = sources.template_of(sheet, given) if sheet else sources.find_template(given)
    return load_template(place, prompts=False)


def suiting_template(text: str, given: str, sheet: FactSheet | None) -> Template:
    """The same, else the template that suits the text best, which is told."""
    from fupan.figures.scan.outline import blocks  # noqa: PLC0415
    from fupan.pipeline.review.choosing import choose_template  # noqa: PLC0415

    chosen = template_of(given, sheet)
    if chosen is None:
        chosen, why = choose_template(text, tuple(blocks(text)))
        tell(why)
    return chosen
