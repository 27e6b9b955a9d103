"""Which spans touch a stretch of text, without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

Range = tuple[int, int]


class Overlaps:
    """Spans by number; built once in O(n log n), each question costs what it answers (spans seldom nest deeply)."""

    def __init__(self, spans: Iterable[Range]) -> None:
        self._spans = sorted((start, end, number) for number, (start, end) in enumerate(spans))
        self._starts = [start for start, _, _ in self._spans]
        # The furthest end so far never falls, so it can be searched where the ends themselves cannot.
        self._reach = list(accumulate((end for _, end, _ in self._spans), max))

    def near(self, start: int, end: int) -> list[tuple[int, Range]]:
        """(number, span) of the spans that share at least one character with ``start`` to ``end``, by number."""
        if start >= end:
            return []
        first, last = bisect_right(self._reach, start), bisect_left(self._starts, end)
        found = ((number, (left, right)) for left, right, number in self._spans[first:last] if start < right)
        return sorted((number, span) for number, span in found if span[0] < span[1])
