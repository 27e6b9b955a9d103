"""Two figures in each other's place: 全年售出2580台，比目标少13420台, where 13420 were sold and 2580 are lacking.

Each alone may pass: 2580台 may be what is lacking, told by no word, and a target of 16000 less 2580 is 13420. That the
level has the value of a distance and the distance that of a level of the very same thing is no chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.agreement import bounded, closely
from fupan.figures.read.reading import CONTEXT, OWN
from fupan.figures.units import same_unit
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_BASES = (Role.TARGET, Role.STRETCH, Role.PRIOR, Role.PREVIOUS)
_NEAR = 4
_PASSED = frozenset(("超", "超出", "超过"))
"""中端机568万元，超8664万元: the verb that tells an excess, read as a bound."""
_NO_AMOUNT = frozenset(("%", "个百分点", "倍"))


def uncrossed(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with such pairs of its sentences told as faults."""
    found = list(verdicts)
    for place, one in enumerate(verdicts):
        if not _is_called(one, "value"):
            continue
        for index in range(place + 1, min(len(verdicts), place + _NEAR)):
            other = verdicts[index]
            if other.reading.sentence != one.reading.sentence:
                break
            pair = _crossed(binder, one, other) if _is_called(other, "difference") else None
            if pair is not None:
                level, distance = pair
                found[place] = Verdict(one.reading, "misattributed-figure", expected=level, found=distance)
                found[index] = Verdict(other.reading, "misattributed-figure", expected=distance, found=level)
                break
    return found


def _is_called(verdict: Verdict, form: str) -> bool:
    """True for an exact figure that its words call a level or a distance, and that no such fact of the sheet states."""
    reading, mention, fact = verdict.reading, verdict.mention, verdict.fact
    if reading.row or reading.aspect_sure < CONTEXT or mention.unit in _NO_AMOUNT or verdict.note:
        return False
    if bounded(mention) and (form == "value" or mention.approx not in _PASSED):
        return False
    forms = [aspect.form for aspect in reading.aspects]
    if form not in (forms[:1] if form == "value" else forms):
        return False
    carried = fact is not None and not verdict.fault and not verdict.unchecked and _states(verdict, fact)
    return not carried or fact is None or (fact.formula is None) != (form == "value")


def _crossed(binder: Binder, one: Verdict, other: Verdict) -> tuple[Fact, Fact] | None:
    """The level that ``other`` has the value of, and the distance of the very same thing that ``one`` has."""
    for level in binder.stated_facts(other.mention):
        if level.formula is not None or abs(level.amount) != abs(other.mention.value or 0):
            continue
        if max(one.reading.metric_sure, other.reading.metric_sure) >= OWN and level.metric not in _named(one, other):
            continue
        for base in _BASES:
            distance = binder.told.fact(level.metric, Aspect("difference", Role.ACTUAL, base), level.where)
            if distance is not None and level.key in {Role.ACTUAL, base} and _states(one, distance):
                return level, binder.named(distance)
    return None


def _named(one: Verdict, other: Verdict) -> set[str]:
    return {*one.reading.metrics, *other.reading.metrics}


def _states(verdict: Verdict, fact: Fact) -> bool:
    return same_unit(verdict.mention.unit, fact.unit.base) and closely(verdict.mention, abs(fact.amount))
