"""From code point offsets to lines and columns, as people and editors count them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a text: line and column from 1, columns in Unicode code points."""

    line: int
    column: int


class Lines:
    r"""The lines of one text; only ``\n`` ends a line, a ``\r`` before it belongs to the line end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]

    def spot(self, offset: int) -> Spot:
        """Line and column of ``offset`` (0 to the length of the text)."""
        line = bisect_right(self._starts, offset)
        return Spot(line, offset - self._starts[line - 1] + 1)

    def bounds(self, line: int) -> tuple[int, int]:
        """Offsets of line ``line`` without its line end."""
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self._text)
        return start, end - 1 if end > start and self._text[end - 1] == "\r" else end
