"""Edits: replacements of stretches of one text; what no edit touches stays as it is, character for character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_PART = re.compile(r"[^，。；：！？,;!?\n]+|[，。；：！？,;!?\n]")
_LONGEST = 4000
"""A longer replacement is left in one piece."""


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` becomes ``text``; offsets are code points of the text before any edit."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits. What is put in at one place stays in the order given.

    Raises ValueError where two edits overlap.
    """
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):  # stable
        if edit.start < position:
            raise ValueError(f"edits overlap at {edit.start}")
        parts += (text[position : edit.start], edit.text)
        position = edit.end
    return "".join((*parts, text[position:]))


def moved(span: tuple[int, int], edits: Iterable[Edit]) -> tuple[int, int]:
    """Where a stretch of the text stands after the edits; what is put in at its borders belongs to it."""
    start, end = span
    before = after = 0
    for edit in edits:
        grown = len(edit.text) - (edit.end - edit.start)
        if edit.end <= start and edit.start < start:
            before += grown
        elif edit.start <= end:
            after += grown
    return start + before, end + before + after


def fine(text: str, edit: Edit) -> Iterator[Edit]:
    """The edit as smaller ones that leave the clauses it does not change alone, so that others may edit those.

    A mark between two changed clauses is no common ground.
    """
    ours, theirs = _PART.findall(text[edit.start : edit.end]), _PART.findall(edit.text)
    if len(text[edit.start : edit.end]) + len(edit.text) > _LONGEST:
        yield edit
        return
    start = position = edit.start
    words = ""
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        mine, other = "".join(ours[a:b]), "".join(theirs[c:d])
        if tag == "equal" and any(len(part) > 1 for part in ours[a:b]):
            if start < position or words:
                yield Edit(start, position, words)
            position += len(mine)
            start, words = position, ""
        else:
            position += len(mine)
            words += other
    if start < position or words:
        yield Edit(start, position, words)
