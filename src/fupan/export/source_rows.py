"""The source appendix: every figure of a draft with the section it stands in and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.domain.draft import Draft
from fupan.domain.factbase import FactBase
from fupan.domain.finding import CheckedFigure
from fupan.export.filled import Filled
from fupan.export.provenance import section_at
from fupan.export.trail import trail


def source_rows(draft: Draft, base: FactBase) -> list[list[str]]:
    """(figure, section, source) in the order of the text; the same figure of the same source once a section."""
    titles = {section.id: section.title for section in draft.sections}
    rows: dict[tuple[str, str, str], None] = {}
    for figure, told in figure_sources(draft, base):
        rows[figure.text, titles.get(section_at(draft, figure.start), ""), told] = None
    return [list(row) for row in rows]


def figure_sources(draft: Draft, base: FactBase) -> Iterator[tuple[CheckedFigure, str]]:
    """(figure, where it comes from) in the order of the text."""
    filled = Filled(draft)
    for figure in draft.report.figures:
        source, arithmetic = filled.origin(figure)
        yield figure, trail(source, base, arithmetic=arithmetic).line or "未能核对"
