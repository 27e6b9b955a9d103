"""One line of a text, with the metrics and members that it names anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fupan.domain.told import Where
from fupan.figures.read.cue import Cue


class Line(NamedTuple):
    """The span of a line and what it names."""

    start: int = 0
    end: int = 0
    metrics: tuple[str, ...] = ()
    places: tuple[Where, ...] = ()

    @classmethod
    def of(cls, start: int, end: int, cues: Sequence[Cue]) -> Line:
        """The line at ``start`` to ``end`` with its cues."""
        metrics = dict.fromkeys(name for cue in cues if cue.kind == "metric" for name in cue.meaning.metrics)
        places = dict.fromkeys(where for cue in cues if cue.kind == "member" for where in cue.meaning.places if where)
        return cls(start, end, tuple(metrics), tuple(places))
