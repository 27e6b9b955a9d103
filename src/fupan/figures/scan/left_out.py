"""A text without some of its characters, and how its offsets map to those of the original and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

Span = tuple[int, int]


class LeftOut(NamedTuple):
    """``starts`` are those of the spans left out, in the original; ``gone`` their lengths summed up, from 0 on.

    ``places`` are the offsets in ``text`` at which something was left out.
    """

    text: str
    starts: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    gone: tuple[int, ...] = (0,)

    def inside(self, offset: int) -> int:
        """Where the character at ``offset`` of the original stands in ``text``."""
        return offset - self.gone[bisect_left(self.starts, offset)]

    def original_spans(self, spans: Iterable[Span]) -> Iterator[Span]:
        """``original_span`` of each of ``spans``, which are in order and do not overlap."""
        places, index = (*self.places, len(self.text) + 1), 0
        for start, end in spans:
            while places[index] <= start:
                index += 1
            last = index
            while places[last] < end:
                last += 1
            yield start + self.gone[index], end + self.gone[last]

    def original_span(self, start: int, end: int) -> Span:
        """The span of the original that ``text[start:end]`` stands for; an empty one stays empty."""
        first = start + self.gone[bisect_right(self.places, start)]
        return first, (end + self.gone[bisect_right(self.places, end - 1)] if end > start else first)


def without(text: str, spans: Sequence[Span]) -> LeftOut:
    """``text`` without ``spans``, which are in order and do not overlap."""
    if not spans:
        return LeftOut(text)
    parts, at = [], 0
    for start, end in spans:
        parts.append(text[at:start])
        at = end
    starts = tuple(start for start, _ in spans)
    gone = (0, *accumulate(end - start for start, end in spans))
    places = tuple(start - before for start, before in zip(starts, gone, strict=False))
    return LeftOut("".join([*parts, text[at:]]), starts, places, gone)
