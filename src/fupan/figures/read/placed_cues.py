"""The cues of one text by place: what stands in a stretch of it is looked up, never searched again."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from fupan.figures.read.cue import Cue, CueKind


@dataclass(slots=True)
class PlacedCues:
    """``cues`` in order of the text, none of them inside another."""

    cues: Sequence[Cue]
    _starts: list[int] = field(init=False)
    _of_kind: dict[CueKind, tuple[list[int], list[int]]] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = [cue.start for cue in self.cues]
        self._of_kind = defaultdict(lambda: ([], []))
        for cue in self.cues:
            starts, ends = self._of_kind[cue.kind]
            starts.append(cue.start)
            ends.append(cue.end)

    def between(self, start: int, end: int) -> list[Cue]:
        """The cues that stand wholly in ``text[start:end]``."""
        first = bisect_left(self._starts, start)
        found = list(self.cues[first : bisect_left(self._starts, end, first)])
        if found and found[-1].end > end:
            found.pop()
        return found

    def has(self, kind: CueKind, start: int, end: int) -> bool:
        """True where a cue of this kind stands wholly in ``text[start:end]``."""
        if kind not in self._of_kind:
            return False
        starts, ends = self._of_kind[kind]
        first = bisect_left(starts, start)
        return first < len(ends) and ends[first] <= end
