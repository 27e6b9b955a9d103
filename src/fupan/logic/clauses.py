"""The clauses of a text: the smallest pieces that a step of a chain is told in."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTED = re.compile(r"“[^“”\n]{0,60}”|「[^「」\n]{0,60}」|《[^《》\n]{0,40}》|（[^（）\n]{0,60}）|\([^()\n]{0,60}\)")
_BREAK = re.compile(r"[，,。；;！!？?\n：:]|——|…{2}")
_INSIDE_NUMBER = re.compile(r"(?<=[0-9０-９])[,，:：](?=[0-9０-９])")
_BULLET = re.compile(
    r"[ \t\u3000]*(?:#{1,6}[ \t]+|>[ \t]*)?"
    r"(?:[-*+·●○■□◆▪•☆★—–]{1,2}[ \t]*|[①-⑳][ \t]*|[0-9]{1,2}[.、．)）][ \t]*"
    r"|[（(][0-9一二三四五六七八九十]{1,3}[)）][ \t]*"
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
        clause = _clause(text, (start, match.start()), before, after)
        if clause is not None:
            found.append(clause)
            before = after
        elif before != "^":  # nothing between two breaks: the stronger one counts
            before = max(before, after, key=_STRENGTH.index)
        start = match.end()
    last = _clause(text, (start, len(text)), before, "n")
    return [*found, last] if last is not None else found


def _clause(text: str, span: tuple[int, int], before: str, after: str) -> Clause | None:
    """The clause in this span without its bullet and the blanks around it; None where it holds nothing."""
    start, end = span
    bullet = False
    if before in "^n":
        mark = _BULLET.match(text, start, end)
        if mark is not None:
            bullet, start = bool(mark[0].strip()), mark.end()
    piece = text[start:end]
    if not any(char.isalnum() for char in piece):
        return None
    start += len(piece) - len(piece.lstrip())
    return Clause(start, start + len(piece.strip()), before, after, bullet)
