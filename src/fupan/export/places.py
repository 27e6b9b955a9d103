"""From code point offsets to places as people name them: lines and columns, or the slide."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from fupan.domain.page import Page


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a text: line and column from 1, columns in Unicode code points."""

    line: int
    column: int


class Lines:
    r"""The lines of one text; only ``\n`` ends a line, a ``\r`` before it belongs to the line end.

    ``pages`` are those of a presentation, in the order of the text.
    """

    def __init__(self, text: str, pages: Sequence[Page] = ()) -> None:
        self._text, self._pages = text, pages
        self._starts = [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]

    def spot(self, offset: int) -> Spot:
        """Line and column of ``offset`` (0 to the length of the text)."""
        line = bisect_right(self._starts, offset)
        return Spot(line, offset - self._starts[line - 1] + 1)

    def page(self, offset: int) -> str:
        """The slide of ``offset`` as it is named (第3页); "" in a text without slides."""
        at = bisect_right(self._pages, offset, key=lambda page: page.start)
        return self._pages[at - 1].label if at else ""

    def where(self, offset: int) -> str:
        """The place for a person: 第3页, or 第 12 行."""
        return self.page(offset) or f"第 {self.spot(offset).line} 行"

    def bounds(self, line: int) -> tuple[int, int]:
        """Offsets of line ``line`` without its line end."""
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self._text)
        return start, end - 1 if end > start and self._text[end - 1] == "\r" else end
