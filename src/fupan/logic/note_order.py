"""How notes follow one another in a file: many people write them down in the order of the summary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from fupan.logic.chain import Transition
from fupan.logic.score import Score

_POINTS_BACK = re.compile(r"^(?:他|她|它|这|该|此|其|对方|最终|最后|因此|所以|为此)")
_CLEAR = 1.0
"""A score from which on a note says by itself where it belongs."""
_BY_CHANCE = 0.15
"""How many neighbours in a file without order go to the same section or to the next one."""
_STAY, _NEXT = 3.0, 2.0
_BACK_REFERENCE = 1.6


def section_transition(texts: Sequence[str], scores: Sequence[Mapping[str, Score]], order: Sequence[str]) -> Transition:
    """The transition between sections, as strong as the file keeps to the template's order.

    A note that opens by pointing back (他…, 最后…) tends to the section of the note before in any file.
    """
    strength = max(0.0, orderliness(scores, order) - _BY_CHANCE)
    back = [bool(_POINTS_BACK.match(text)) for text in texts]

    def transition(number: int, old: int, new: int) -> float:
        if new == old:
            return _STAY * strength + (_BACK_REFERENCE if back[number] else 0.0)
        return _NEXT * strength if new == old + 1 else 0.0

    return transition


def orderliness(scores: Sequence[Mapping[str, Score]], order: Sequence[str]) -> float:
    """The share, 0 to 1, of neighbours that by their own words go to the same section or to the next one.

    Neighbours of which one says nothing by itself are left out.
    """
    places: list[int | None] = []
    for own in scores:
        values = [own[name].value for name in order]
        top = max(values, default=0.0)
        places.append(values.index(top) if top >= _CLEAR else None)
    steps = [new - old for old, new in pairwise(places) if old is not None and new is not None]
    return sum(step in {0, 1} for step in steps) / len(steps) if steps else 0.0
