"""Differences of two figures as they are told: 占比58.9%，比去年的63.2%低4.3个百分点, which unrounded is 4.4.

A reader subtracts what the text tells, and so does its author. Where the difference of the told values is exactly the
figure, and what is due differs from it by no more than one in its last digit, the figure is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from fupan.figures.verdict import Verdict

_BACK = 5


def told_apart(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, such differences among them carried by what is due."""
    return [_of_told(verdicts, place) or one for place, one in enumerate(verdicts)]


def _of_told(verdicts: Sequence[Verdict], place: int) -> Verdict | None:
    one = verdicts[place]
    mention, due = one.mention, one.expected
    if one.fault != "wrong-derivation" or due is None or not mention.value or mention.approx is not None:
        return None
    if abs(abs(mention.value) - abs(due.amount)) > mention.step:
        return None
    unit = "%" if mention.unit == "个百分点" else mention.unit
    values = [
        other.mention.value
        for other in verdicts[max(0, place - _BACK) : place]
        if other.reading.sentence == one.reading.sentence and _is_right(other) and other.mention.unit == unit
    ]
    apart = (abs(a - b) for a, b in combinations([value for value in values if value is not None], 2))
    return Verdict(one.reading, fact=due) if abs(mention.value) in set(apart) else None


def _is_right(verdict: Verdict) -> bool:
    carried = verdict.fact is not None or verdict.note is not None
    return carried and not verdict.fault and verdict.mention.approx is None
