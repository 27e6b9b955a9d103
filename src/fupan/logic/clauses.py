"""The clauses of a text: the smallest pieces that a step of a chain is told in."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTED = re.compile(r"“[^“”\n]{0,60}”|「[^「」\n]{0,60}」|《[^《》\n]{0,40}》|（[^（）\n]{0,60}）|\([^()\n]{0,60}\)")
_BREAK = re.compile(r"[，,。；;！!？?\n：:]|——|…{2}")
_INSIDE_NUMBER = re.compile(r"(?<=[0-9０-９])[,，:：](?=[0-9０-９])")
_BULLET = re.compile(
    r"[ \t\u3000]*(?:#{1,6}[ \t]+|>[ \t]*)?"
    r"(?:[-*+·●○■□◆▪•☆★—–]{1,2}[ \t]*|[①-⑳][ \t]*|[0-9]{1,2}[.、．)）][ \t]*|[（(][0-9一二三四五六七八九十]{1,3}[)）][ \t]*"
    r"|[一二三四五六七八九十甲乙丙丁]{1,2}、[ \t]*)?"
)
_STRENGTH = ",:;.n"
_ENDS = {"。": ".", "！": ".", "!": ".", "？": ".", "?": ".", "\n": "n", "；": ";", ";": ";", "：": ":", ":": ":"}


@dataclass(frozen=True, slots=True)
class Clause:
    """``text[start:end]`` without bullet and closing sign.

    ``after`` is the break behind it: ``,`` within a sentence, ``;`` between its parts, ``:`` before what explains it,
    ``.`` at the end of a sentence, ``n`` at the end of a line. ``before`` is the break in front (``^`` at the start of
    the text). ``bullet``: an item of a list starts here.
    """

    start: int
    end: int
    before: str
    after: str
    bullet: bool


def clauses(text: str) -> list[Clause]:
    """The clauses in order; quotations, brackets and numbers are never broken. Empty pieces are left out."""
    closed = [match.span() for match in _QUOTED.finditer(text)]
    kept = {match.start() for match in _INSIDE_NUMBER.finditer(text)}
    found: list[Clause] = []
    start, before, inside = 0, "^", 0
    for match in _BREAK.finditer(text):
        while inside < len(closed) and closed[inside][1] <= match.start():
            inside += 1
        if match.start() in kept or (inside < len(closed) and closed[inside][0] <= match.start()):
            continue
        after = _ENDS.get(match[0], ",")
        before = _add(found, text, start, match.start(), before, after)
        start = match.end()
    _add(found, text, start, len(text), before, "n")
    return found


def _add(found: list[Clause], text: str, start: int, end: int, before: str, after: str) -> str:
    """Add the piece if it holds anything; gives the break in front of the next one, the stronger where two meet."""
    bullet = False
    if before in "^n":
        mark = _BULLET.match(text, start, end)
        if mark is not None and mark.end() > mark.start():
            bullet = bool(mark[0].strip())
            start = mark.end()
    piece = text[start:end]
    left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    if right <= left or not any(char.isalnum() for char in piece):
        return before if before == "^" else max(before, after, key=_STRENGTH.index)
    found.append(Clause(start + left, start + right, before, after, bullet))
    return after
