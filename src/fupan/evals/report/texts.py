"""A text inside the report: its blocks with figures coloured by status, beside the other text of the same case."""

from __future__ import annotations

from dataclasses import dataclass

from fupan.domain.finding import CheckReport
from fupan.export.page import FigureView, FindingView, GroupView, page


@dataclass(frozen=True, slots=True)
class TextView:
    """One text; the numbers of its figure nodes index ``figures``."""

    groups: tuple[GroupView, ...]
    figures: tuple[FigureView, ...]
    findings: tuple[FindingView, ...]

    @classmethod
    def of(cls, text: str, report: CheckReport) -> TextView:
        """The view of ``text`` with its check."""
        shown = page(text, report, None)
        return cls(shown.groups, shown.figures, shown.findings)
