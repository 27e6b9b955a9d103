"""Figures explained by other figures: shares, differences, sums and growth of values that are already carried.

Used only where a figure's own words leave open what it is: 剔除它仍有…, 占该区…, 只有西南的七成.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.mention import Direction, Mention
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.agreement import closely
from fupan.figures.reading import NONE, Reading
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.bind import Binder

NEAR = 6
_HUNDRED = Decimal(100)
_SCALED = Decimal(10_000)
_RESULT = re.compile("合计|加起来|一共|总共|[每均]|还剩|只剩|剩下|净|一起|相差")
_CHANGES = (Aspect("difference", Role.ACTUAL, Role.PRIOR), Aspect("difference", Role.ACTUAL, Role.TARGET))
_GIVEN = (Role.ACTUAL, Role.PRIOR, Role.TARGET, Role.PREVIOUS, Role.PLAN)
Value = tuple[Decimal, str]
"""(amount in the base unit, base unit)"""


def explained(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Verdict | None:
    """The verdict on a figure that two values of its line give, else None."""
    mention = reading.mention
    if not mention.value or not _is_worked_out(reading):
        return None
    near = [one for one in before[-NEAR:] if one.mention.start >= reading.line.start - 200 and _is_carried(one)]
    for i, one in enumerate(reversed(near)):
        for other in near[: len(near) - 1 - i]:
            if gives(reading, _value(one), _value(other)):
                return Verdict(reading, fact=one.fact or other.fact, note=one.note or other.note)
    whole = part_of_whole(binder, reading, before)
    if whole is not None:
        return whole
    if mention.unit == "%" and mention.step >= 1 and mention.text[:1].isdigit():
        return None  # 13%: too coarse to be found by searching
    found = _of_facts(reading, near, list(_facts(binder, reading)))
    return Verdict(reading, fact=found) if found is not None else None


def _of_facts(reading: Reading, near: Sequence[Verdict], facts: Sequence[Fact]) -> Fact | None:
    """A fact that gives the figure with one told just before, or with another fact of its metric."""
    for one in near[-2:]:
        for fact in facts:
            if gives(reading, _value(one), _amount(fact)):
                return fact
    if not (reading.loose or reading.blind or reading.aspect_sure <= NONE):
        return None
    for i, fact in enumerate(facts):
        for rival in facts[i + 1 :]:
            if fact.metric == rival.metric and gives(reading, _amount(fact), _amount(rival)):
                return fact
    return None


def part_of_whole(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Verdict | None:
    """贡献3800万，占出货的近14%: the figure just told, as a part of the metric named."""
    if not before or not reading.aspects or reading.aspects[0].form != "share" or reading.mention.unit != "%":
        return None
    if not _is_carried(before[-1]) or before[-1].mention.start < reading.sentence[0]:
        return None
    part, unit = _value(before[-1])
    for metric in dict.fromkeys((*reading.metrics, *binder.catalogue.first)):
        for where in dict.fromkeys((*reading.places, None)):
            for role in (Role.ACTUAL, Role.PLAN):
                fact = binder.told.value(metric, role, where)
                larger = fact is not None and fact.unit.base == unit and fact.amount > part
                if fact is not None and larger and closely(reading.mention, divide(part * _HUNDRED, fact.amount)):
                    return Verdict(reading, fact=fact, note=before[-1].note)
    return None


def _is_worked_out(reading: Reading) -> bool:
    """True where a figure may be the result of a sum: a rate, a change, a rest, a total, a value per head."""
    if reading.mention.unit in {"%", "个百分点", "倍"} or reading.loose or reading.blind or reading.rest or reading.per:
        return True
    return any(aspect.form != "value" for aspect in reading.aspects) or _RESULT.search(reading.lead) is not None


def gives(reading: Reading, one: Value, other: Value) -> bool:
    """True where the figure is a share, growth, difference, sum, multiple or per-value of two values."""
    mention = reading.mention
    return any(closely(mention, value) for value in _results(mention, one, other, reading.direction))


def _results(mention: Mention, one: Value, other: Value, direction: Direction | None) -> Iterator[Decimal]:
    (a, unit), (b, base) = one, other
    if not a or not b:
        return
    low, high = min(a, b), max(a, b)
    if unit != base:
        if mention.unit == unit and base not in {"%", "个百分点"}:
            yield divide(a, b)
        elif mention.unit == base and unit not in {"%", "个百分点"}:
            yield divide(b, a)
        return
    if mention.unit == "%" and unit != "%":
        if direction is None:
            yield divide(low * _HUNDRED, high)
        yield divide((high - low) * _HUNDRED, high if direction == "down" else low)
    elif mention.unit == "%" and "成" in mention.text:
        yield divide(low * _HUNDRED, high)
    elif mention.unit == "倍":
        yield divide(high, low)
    elif mention.unit == "个百分点" and unit == "%":
        yield high - low
    elif mention.unit == unit and (unit == "元" or (mention.value or 0) >= 10):
        yield from (high - low, high + low)


def _is_carried(verdict: Verdict) -> bool:
    return not verdict.fault and not verdict.unchecked and bool(verdict.mention.value)


def _value(verdict: Verdict) -> Value:
    """The exact value of a carried figure, as far as it is known."""
    if verdict.fact is not None and verdict.fact.unit.base == verdict.mention.unit:
        return abs(verdict.fact.amount), verdict.mention.unit
    value = abs(verdict.mention.value or Decimal(0))
    return value, verdict.mention.unit or ("元" if value >= _SCALED else "")


def _amount(fact: Fact) -> Value:
    return abs(fact.amount), fact.unit.base


def _facts(binder: Binder, reading: Reading) -> Iterator[Fact]:
    """The given values of the metrics and members that the line names or goes on about."""
    metrics = dict.fromkeys((*reading.metrics, *reading.line.metrics, *binder.catalogue.first))
    places: dict[Where | None, None] = dict.fromkeys((*reading.places, *reading.line.places, None))
    for metric in list(metrics)[:4]:
        for where in list(places)[:6]:
            for aspect in (*(Aspect("value", role) for role in _GIVEN[:2]), *_CHANGES):
                fact = binder.told.fact(metric, aspect, where)
                if fact is not None:
                    yield fact
