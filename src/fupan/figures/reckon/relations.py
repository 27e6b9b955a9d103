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
from fupan.domain.factbase import member_period
from fupan.domain.mention import Direction, Mention
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.agreement import bounded, closely
from fupan.figures.late import late
from fupan.figures.read.reading import NONE, OWN, Reading
from fupan.figures.reckon.named_pairs import (
    given_value,
    is_part,
    named_otherwise,
    tells_change,
    told_otherwise,
)
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

NEAR = 4
_TOLD = 12
_BACK = 200
_HUNDRED = Decimal(100)
_SCALED = Decimal(10_000)
_PER_TIME = late(r"(?:每一?个?|一个?)(月|周|季|天|日)(?!份|(?<!季)度|报|末)|(月|周|季|日|天)均")
_PARTS: dict[str, tuple[Decimal, ...]] = {
    "月": (Decimal(12), Decimal(6), Decimal(3)), "季": (Decimal(4), Decimal(2)),
    "周": (Decimal(52), Decimal(26), Decimal(13), Decimal(4)), "天": (Decimal(365), Decimal(30)),
    "日": (Decimal(365), Decimal(30)),
}  # fmt: skip
_LENGTHS = frozenset(("year", "half", "quarter", "month"))
_RATE = late("率[^，。；]{0,4}$")
_RESULT = late("合计|加起来|一共|总共|[每均]|还剩|只剩|剩下|净|一起|相差")
_CHANGES = (Aspect("difference", Role.ACTUAL, Role.PRIOR), Aspect("difference", Role.ACTUAL, Role.TARGET))
_GIVEN = (Role.ACTUAL, Role.PRIOR, Role.TARGET, Role.PREVIOUS, Role.PLAN)
Value = tuple[Decimal, str]
"""(amount in the base unit, base unit)"""


def explained(binder: Binder, reading: Reading, before: Sequence[Verdict], *, named: bool) -> Verdict | None:
    """The verdict on a figure that two values of its line give, else None.

    Where its words name a fact (``named``) and what is told of it, values that the text does not state are left out.
    """
    mention = reading.mention
    if not mention.value or not (_is_worked_out(reading) or per_time_before(binder, reading)):
        return None
    floor = max(reading.line.start, reading.sentence[0] - _BACK)
    near = [one for one in before[-NEAR:] if one.mention.start >= floor and _is_carried(one)]
    for i, one in enumerate(reversed(near)):
        for other in near[: len(near) - 1 - i]:
            if told_otherwise(reading, one, other, before[-_TOLD:]) or _of_level_and_change(reading, one, other):
                continue
            if gives(reading, _value(one), _value(other)) or _moved(reading, _value(one), _value(other)):
                return Verdict(reading, fact=one.fact or other.fact, note=one.note or other.note)
    apart = _per_time(binder, reading, near) or _rate_of_counts(reading, near)
    if apart is not None:
        return apart
    whole = part_of_whole(binder, reading, before) or _complement(reading, near)
    if whole is not None:
        return whole
    if bounded(mention) or (mention.unit == "%" and mention.step >= 1 and mention.text[:1].isdigit()):
        return None  # 13%, 超三成: too coarse to be found by searching
    if named and not (reading.loose or reading.blind or reading.rest or reading.aspect_sure <= NONE):
        return None
    found = _of_facts(reading, near, list(_facts(binder, reading)))
    return Verdict(reading, fact=found) if found is not None else None


def _of_level_and_change(reading: Reading, one: Verdict, other: Verdict) -> bool:
    """True where a rate of change would be that of a level since a change: 3900元降了500元, 跌幅87.2%."""
    rate = reading.mention.unit == "%" and reading.direction is not None
    if not rate or is_part(reading) or tells_change(one) is tells_change(other):
        return False
    low, high = sorted((_value(one)[0], _value(other)[0]))
    return not closely(reading.mention, divide(low * _HUNDRED, high))


def per_time(lead: str) -> re.Match[str] | None:
    """Where the words before a figure tell it over a stretch of time: 每月, 一个季度, 日均."""
    told = "均" in lead or "每" in lead or "一" in lead  # few are, and the search takes long
    return _PER_TIME.search(lead) if told else None


def _per_time(binder: Binder, reading: Reading, near: Sequence[Verdict]) -> Verdict | None:
    """全年8100次，一个月15次; 按26周算，每周42次: a figure just told over the months, weeks or days it covers."""
    found = per_time(reading.lead) or per_time_before(binder, reading)
    if found is None:
        return None
    unit = next(group for group in found.groups() if group)
    told = [one.mention.value for one in near if unit in one.mention.unit and one.mention.value]
    for one in reversed(near[-4:]):
        amount, base = _value(one)
        if base == reading.mention.unit and one.mention.start >= reading.sentence[0] - 60:
            for parts in (*told, *_PARTS[unit]):
                if closely(reading.mention, divide(amount, parts)):
                    return Verdict(reading, fact=one.fact, note=one.note)
    for fact in _facts(binder, reading):
        if any(
            closely(reading.mention, divide(abs(fact.amount), parts))
            for parts in (*told, *_covered(binder, fact, unit))
        ):
            return Verdict(reading, fact=fact)
    return None


def _covered(binder: Binder, fact: Fact, unit: str) -> tuple[Decimal, ...]:
    """How many months, weeks … the period of a fact has: three months for Q4, as for a sheet of one quarter."""
    period = binder.lexicon.sheet.period
    if fact.member is not None:
        period = member_period(fact.member, period) or period
    place = {"year": 0, "half": 1, "quarter": 2, "month": 3}[period.kind] if period.kind in _LENGTHS else 0
    if unit == "月" and fact.member is None and fact.key == Role.ACTUAL and binder.catalogue.months:
        return (Decimal(binder.catalogue.months),)
    if unit == "季":
        return _PARTS[unit][: 2 if place < 2 else 0]
    if unit in {"天", "日"}:
        return ((Decimal(365), Decimal(366)), (Decimal(181), Decimal(184)), (Decimal(90), Decimal(91), Decimal(92)),
                (Decimal(30), Decimal(31)))[place]  # fmt: skip
    return _PARTS[unit][place : place + 1]


def per_time_before(binder: Binder, reading: Reading) -> re.Match[str] | None:
    """月均864万，去年同期720万: told in a clause before, of which this one has only another time."""
    if reading.metric_sure >= OWN or reading.mention.unit in {"%", "个百分点", "倍"}:
        return None
    start = max(reading.sentence[0], reading.mention.start - _BACK)
    return per_time(binder.text[start : reading.mention.start])


def _rate_of_counts(reading: Reading, near: Sequence[Verdict]) -> Verdict | None:
    """发出62份，43家接受，接受率69.4%: one count of the sentence over another, whatever they count."""
    if reading.mention.unit != "%" or _RATE.search(reading.lead) is None:
        return None
    counts = [one for one in near if one.mention.start >= reading.sentence[0] and one.mention.kind == "count"]
    for one in counts[-2:]:
        for other in counts[-3:]:
            part, whole = _value(one)[0], _value(other)[0]
            if part < whole and closely(reading.mention, divide(part * _HUNDRED, whole)):
                return Verdict(reading, fact=one.fact or other.fact, note=one.note or other.note)
    return None


def _complement(reading: Reading, near: Sequence[Verdict]) -> Verdict | None:
    """华东加西南占全国56%，其余三区合计44%: what is left of the whole."""
    if not near or not reading.rest or reading.mention.unit != "%" or near[-1].mention.unit != "%":
        return None
    one = near[-1]
    left = closely(reading.mention, _HUNDRED - _value(one)[0])
    return Verdict(reading, fact=one.fact, note=one.note) if left else None


def _of_facts(reading: Reading, near: Sequence[Verdict], facts: Sequence[Fact]) -> Fact | None:
    """A fact that gives the figure with one told just before, or with another fact of its metric."""
    for one in near[-2:]:
        for fact in facts:
            given = given_value(one)
            if named_otherwise(reading, given, fact) or (near[-1] is not one and _of_other_time(given, fact)):
                continue
            if gives(reading, _value(one), _amount(fact)):
                return fact
    if not (reading.loose or reading.blind or reading.aspect_sure <= NONE):
        return None
    for i, fact in enumerate(facts):
        for rival in facts[i + 1 :]:
            if fact.metric != rival.metric or named_otherwise(reading, fact, rival):
                continue
            if gives(reading, _amount(fact), _amount(rival)):
                return fact
    return None


def _of_other_time(one: Fact | None, other: Fact) -> bool:
    """True for last year's heads and this year's sales: 由54人增至60人，人均421万元 is over the 60."""
    apart = one is not None and one.unit.base != other.unit.base and one.metric != other.metric
    return apart and one is not None and one.key != other.key and other.formula is None


def part_of_whole(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Verdict | None:
    """贡献3800万，占出货的近14%: the figure just told, as a part of the metric named."""
    if not before or not reading.aspects or reading.aspects[0].form != "share" or reading.mention.unit != "%":
        return None
    if not _is_carried(before[-1]) or before[-1].mention.start < reading.sentence[0]:
        return None
    part, unit = _value(before[-1])
    roles = dict.fromkeys((Role.ACTUAL, *(one.a for one in reading.aspects if one.a is Role.PLAN)))
    for metric in dict.fromkeys((*reading.metrics, *binder.catalogue.first)):
        for where in dict.fromkeys((*reading.places, None)):
            for role in roles:
                fact = binder.told.value(metric, role, where)
                larger = fact is not None and fact.unit.base == unit and fact.amount > part
                if fact is not None and larger and closely(reading.mention, divide(part * _HUNDRED, fact.amount)):
                    return Verdict(reading, fact=fact, note=before[-1].note)
    return None


def _is_worked_out(reading: Reading) -> bool:
    """True where a figure may be the result of a sum: a rate, a change, a rest, a total, a value per head."""
    if reading.mention.unit in {"%", "个百分点", "倍"} or reading.loose or reading.blind or reading.rest or reading.per:
        return True
    if per_time(reading.lead):
        return True
    return any(aspect.form != "value" for aspect in reading.aspects) or _RESULT.search(reading.lead) is not None


def gives(reading: Reading, one: Value, other: Value) -> bool:
    """True where the figure is a share, growth, difference, sum, multiple or per-value of two values."""
    mention = reading.mention
    return any(closely(mention, value) for value in _results(mention, one, other, reading.direction))


def _moved(reading: Reading, one: Value, other: Value) -> bool:
    """约降1.6个百分点，31%的目标就会落回29.4%: a rate moved by the points just told."""
    if reading.mention.unit != "%" or not reading.loose or {one[1], other[1]} != {"%", "个百分点"}:
        return False
    (points, _), (rate, _) = (one, other) if other[1] == "%" else (other, one)
    return closely(reading.mention, rate + points) or closely(reading.mention, rate - points)


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
    ahead = any(aspect.a is Role.PLAN for aspect in reading.aspects)
    levels = [Aspect("value", role) for role in ((Role.ACTUAL, Role.PRIOR, Role.PLAN) if ahead else _GIVEN[:2])]
    places: dict[Where | None, None] = dict.fromkeys((*reading.places, *reading.line.places, None))
    for metric in list(metrics)[:4]:
        for where in list(places)[:6]:
            for aspect in (*levels, *_CHANGES):
                fact = binder.told.fact(metric, aspect, where)
                if fact is not None:
                    yield fact
