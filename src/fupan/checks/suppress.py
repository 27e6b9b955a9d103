"""Remarks in the text that switch rules off: ``<!-- fupan: ignore RULE 理由 -->``.

A remark holds for its own line if text stands before it, else for the next line that is not empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fupan.domain.finding import Finding
from fupan.figures.late import late

_NAMES = r"[a-z][a-z-]{0,40}(?:[ \t]{0,3},[ \t]{0,3}[a-z][a-z-]{0,40}){0,20}"
_REMARK = late(rf"<!--[ \t]{{0,9}}fupan:[ \t]{{0,9}}ignore[ \t]{{1,9}}({_NAMES})(?:[ \t]([^\n>]{{0,200}}))?-->")
_NEXT_LINE = late(r"\n?[ \t\r]*(?:\n[ \t\r]*)*([^\n]+)")


class Remark(NamedTuple):
    """Rules switched off in ``text[start:end]`` for a reason."""

    rules: tuple[str, ...]
    reason: str
    start: int
    end: int


def remarks(text: str) -> list[Remark]:
    """Every remark of the text with the stretch it holds for."""
    if "fupan:" not in text:
        return []
    found = []
    for match in _REMARK.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        if not text[start : match.start()].strip() and not text[match.end() : end].strip():
            line = _NEXT_LINE.match(text, end)
            start, end = line.span(1) if line else (end, end)
        rules = tuple(name.strip() for name in match[1].split(","))
        found.append(Remark(rules, (match[2] or "").strip(), start, end))
    return found


def without_ignored(findings: Sequence[Finding], text: str) -> tuple[Finding, ...]:
    """The findings that no remark switches off."""
    off = remarks(text)
    return tuple(finding for finding in findings if not any(_covers(one, finding) for one in off))


def _covers(remark: Remark, finding: Finding) -> bool:
    return finding.rule in remark.rules and remark.start <= finding.start < max(remark.end, remark.start + 1)
