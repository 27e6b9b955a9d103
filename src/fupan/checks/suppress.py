"""Remarks in the text that switch rules off: ``<!-- fupan: ignore RULE 理由 -->``.

A remark holds for its own line if text stands before it, else for the next line that is not empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fupan.domain.finding import Finding

_REMARK = re.compile(r"<!--[ \t]*fupan:[ \t]*ignore[ \t]+([a-z][a-z-]*(?:[ \t]*,[ \t]*[a-z][a-z-]*)*)[ \t]*([^\n>]{0,200}?)[ \t]*-->")
_NEXT_LINE = re.compile(r"\n?[ \t\r]*(?:\n[ \t\r]*)*([^\n]+)")


@dataclass(frozen=True, slots=True)
class Remark:
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
        found.append(Remark(rules, match[2], start, end))
    return found


def without_ignored(findings: Sequence[Finding], text: str) -> tuple[Finding, ...]:
    """The findings that no remark switches off."""
    off = remarks(text)
    return tuple(
        finding
        for finding in findings
        if not any(finding.rule in one.rules and one.start <= finding.start < max(one.end, one.start + 1) for one in off)
    )
