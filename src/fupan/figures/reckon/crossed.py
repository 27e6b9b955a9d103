"""Two figures in each other's place: 全年售出2580台，比目标少13420台, where 13420 were sold and 2580 are lacking.

Each alone may pass: 2580台 may be what is lacking, told by no word, and a target of 16000 less 2580 is 13420. That the
level has the value of a distance and the distance that of a level of the very same thing is no chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.agreement import bounded, closely
from fupan.figures.read.reading import CONTEXT, Reading
from fupan.figures.units import same_unit
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_DISTANCES = frozenset(("gap", "excess", "stretch_gap", "stretch_excess", "yoy_amount", "pop_amount"))
_NEAR = 4
_NO_AMOUNT = frozenset(("%", "个百分点", "倍"))


def uncrossed(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with such pairs of its sentences told as faults."""
    found = list(verdicts)
    for place, one in enumerate(verdicts):
        distance = one.fact if _tells_level(one) else None
        if distance is None or distance.key not in _DISTANCES:
            continue
        for index in range(place + 1, min(len(verdicts), place + _NEAR)):
            other = verdicts[index]
            level = _level_of(binder, other, distance) if other.reading.sentence == one.reading.sentence else None
            if level is not None:
                found[place] = Verdict(one.reading, "misattributed-figure", expected=level, found=distance)
                found[index] = Verdict(other.reading, "misattributed-figure", expected=distance, found=level)
    return found


def _tells_level(verdict: Verdict) -> bool:
    """True for a figure that is carried, and that its words call a level: 完成年度任务814万元."""
    reading = verdict.reading
    carried = verdict.fact is not None and not verdict.fault and not verdict.unchecked
    return carried and not reading.row and _form(reading) == "value" and reading.aspect_sure >= CONTEXT


def _level_of(binder: Binder, verdict: Verdict, distance: Fact) -> Fact | None:
    """The value of what ``distance`` is about that a figure called a distance has, where no distance is known of it."""
    reading, mention = verdict.reading, verdict.mention
    if reading.row or _form(reading) != "difference" or mention.unit in _NO_AMOUNT or bounded(mention):
        return None
    if verdict.fact is not None and not verdict.fault and verdict.fact.formula is not None:
        return None
    values = (binder.told.value(distance.metric, role, distance.where) for role in Role)
    return next((one for one in values if one is not None and _states(verdict, one)), None)


def _states(verdict: Verdict, fact: Fact) -> bool:
    return same_unit(verdict.mention.unit, fact.unit.base) and closely(verdict.mention, abs(fact.amount))


def _form(reading: Reading) -> str:
    return reading.aspects[0].form if reading.aspects else ""
