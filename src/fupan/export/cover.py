"""What stands on a cover below the title."""

from __future__ import annotations

from fupan.domain.factsheet import FactSheet


def cover_lines(sheet: FactSheet) -> list[str]:
    """Company, team, role and name, the period: those that are given, one a line."""
    author = sheet.author
    person = " ".join(filter(None, (author.role, author.name)))
    return [*filter(None, (author.company, author.team, person)), f"报告期：{sheet.period.label}"]
