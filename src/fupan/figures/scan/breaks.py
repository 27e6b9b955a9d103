"""Where the clauses of a text end: found once for the whole text, then looked up for every figure."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from fupan.figures.late import late

_BREAK = late(r"[，,。；;！!？?\n（()）—…|]")


@dataclass(frozen=True, slots=True)
class Breaks:
    """The offsets of the marks that end a clause, each one character long."""

    text: str
    _at: list[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_at", [match.start() for match in _BREAK.finditer(self.text)])

    def behind(self, start: int, end: int) -> int:
        """The offset right behind the last mark of ``text[start:end]``; ``start`` where there is none."""
        index = bisect_left(self._at, end) - 1
        return self._at[index] + 1 if index >= 0 and self._at[index] >= start else start

    def first(self, start: int, end: int) -> int:
        """The offset of the first mark of ``text[start:end]``; ``end`` where there is none."""
        index = bisect_left(self._at, start)
        return min(self._at[index], end) if index < len(self._at) else end
