"""Figures recomputed from the values that the text states just before them.

由 9 万美元降到 3.6 万美元，省了六成: the sum is the writer's own, and its operands stand there. Only what the words
name is recomputed: a change of the two levels just told, a part of one, how far it is from a fact.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from fupan.domain.aspect import Aspect
from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.agreement import NEARLY, bounded, closely, exceeding, significant, tells_of
from fupan.figures.late import late
from fupan.figures.read.reading import OWN, Reading
from fupan.figures.reckon.named_pairs import (
    given_value,
    is_part,
    named_otherwise,
    of_one_thing,
    tells_change,
    told_otherwise,
)
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

WINDOW = 10
_BACK = 240
HUNDRED = Decimal(100)
_MYRIAD = Decimal(10_000)
NO_LEVEL = frozenset(("%", "个百分点", "倍"))
_ITS = late("(?:该|其|这|此|本|自身|它|这一?[块笔部项]分?)[^，。；]{0,6}的?[ *_约近超不足到]{0,4}$")
_RESULTS = frozenset("=＝≈")
_TO = ("到", "至", "为", "成")
_MISSED = Aspect("difference", Role.ACTUAL, Role.TARGET)
WHOLE_CHANGES = tuple(
    Aspect("difference", a, b)
    for a, b in (
        (Role.ACTUAL, Role.PRIOR),
        (Role.ACTUAL, Role.PREVIOUS),
        (Role.ACTUAL, Role.TARGET),
        (Role.PLAN, Role.ACTUAL),
    )
)
_CHANGES = frozenset(("difference", "growth"))


class Operand(NamedTuple):
    """A value that the text states, exact where a fact carries it."""

    value: Decimal
    unit: str
    verdict: Verdict


def operands(reading: Reading, before: Sequence[Verdict]) -> list[Operand]:
    """The values stated before the figure in its line, the latest last; those found wrong are none."""
    floor = max(reading.line.start, reading.mention.start - _BACK)
    near = [one for one in before[-WINDOW:] if one.mention.start >= floor]
    return [operand(one) for one in near if one.mention.value and (not one.fault or _is_result(one))]


def _is_result(verdict: Verdict) -> bool:
    """商超286万元 + 烟酒店268万元 = 554万元: what an equation written out gives, held against it at the end."""
    return verdict.reading.lead.strip(" *_约") in _RESULTS


def operand(verdict: Verdict) -> Operand:
    """The value of a figure told, in its base unit (元 for 元/吨)."""
    mention, fact = verdict.mention, verdict.fact
    value = abs(mention.value or Decimal(0))
    unit = mention.unit.partition("/")[0] or ("元" if value >= _MYRIAD else "")
    exact = given_value(verdict) if bounded(mention) else None  # 突破八千万元，占31.8%: of what it is exactly
    if exact is not None and exact.unit.base == unit:
        value = abs(exact.amount)
    elif fact is not None and fact.unit.base == unit and significant(mention) > 1 and closely(mention, fact.amount):
        value = abs(fact.amount)
    return Operand(value, unit, verdict)


def moved(reading: Reading, told: Sequence[Operand]) -> Operand | None:
    """由 A 到 B，差 C: how the two levels told right before differ, nothing else being named between."""
    pair = _pair(reading, told)
    if pair is not None and told_otherwise(reading, pair[0].verdict, pair[1].verdict, (one.verdict for one in told)):
        return None
    told_as = (reading.mention, exceeding(reading.mention, reading.mention.approx or ""))
    found = pair is not None and any(closely(as_, one) for one in changes(reading, *pair) for as_ in told_as)
    return pair[1] if pair is not None and found else None


def claimed(reading: Reading, before: Sequence[Verdict]) -> bool:
    """True where a change can only be that of the two levels told right before: both are facts of what it is about."""
    pair = _pair(reading, operands(reading, before)) if _is_of_pair(reading) else None
    facts = [one.verdict.fact for one in pair or ()]
    places = {(fact.metric, fact.member) for fact in facts if fact is not None and fact.formula is None}
    return len(facts) == 2 and None not in facts and len(places) == 1 and next(iter(places))[0] in reading.metrics


def _pair(reading: Reading, told: Sequence[Operand]) -> tuple[Operand, Operand] | None:
    """The two levels of one unit told right before a change: 由 A 到 B, A 比 B."""
    mention, sentence = reading.mention, reading.sentence[0]
    if len(told) < 2 or not _is_of_pair(reading):
        return None
    levels = [one for one in told[-4:] if one.unit not in {"个百分点", "倍"} and one.verdict.mention.start >= sentence]
    levels = [one for one in levels if one.unit != "%" or mention.unit == "个百分点"]
    if len(levels) > 2 and _is_distance(*levels[-3:]):
        levels.pop()  # 26天，比20天多6天，超出三成
    if len(levels) < 2 or levels[-1].unit != levels[-2].unit:
        return None
    one, other = levels[-2:]
    if not (other.verdict.reading.level or other.verdict.reading.compared or one.verdict.reading.origin):
        return None
    own = any(level.verdict.fact is not None and level.verdict.fact.metric in reading.metrics for level in levels[-2:])
    if own and reading.aspect_sure >= OWN:
        return None  # 71%，比65%的指标高6个点，比去年高9个点: the words name another base
    return one, other


def _is_of_pair(reading: Reading) -> bool:
    """True for a change whose own words do not name what has changed."""
    if not reading.aspects or reading.aspects[0].form not in _CHANGES:
        return False
    return reading.metric_sure < OWN and reading.place_sure < OWN and not (reading.against or reading.row)


def _is_distance(one: Operand, other: Operand, last: Operand) -> bool:
    """True where the last of three values told is how far the two before it are apart."""
    return tells_change(last.verdict) and last.value == abs(one.value - other.value)


def changes(reading: Reading, one: Operand, other: Operand) -> Iterator[Decimal]:
    """How two levels differ, in the unit of the figure: in % of the lower one for a rise, of the higher for a fall."""
    low, high = sorted((one.value, other.value))
    unit = reading.mention.unit
    if unit == "%" and one.unit != "%":
        down = reading.direction == "down" or (reading.mention.value or 0) < 0
        yield divide((high - low) * HUNDRED, high if down else low)
    elif (unit == "个百分点" and one.unit == "%") or (unit in {one.unit, ""} and unit not in NO_LEVEL):
        yield high - low


def apart(binder: Binder, reading: Reading, told: Sequence[Operand]) -> Fact | None:
    """争取线4亿元，高出计划2560万元: how far the level told right before is from the value that the words name."""
    if not reading.aspects or reading.aspects[0].form not in _CHANGES or reading.against or reading.row:
        return None
    levels = [
        one
        for place, one in enumerate(told, 2 - len(told))
        if one.unit not in NO_LEVEL
        and one.verdict.mention.start >= reading.sentence[0]
        and (place >= 0 or one.verdict.reading.loose)  # 剔除它后为1.1亿元，离目标差700万元，增速降为8%
    ]
    if not levels:
        return None
    to_level = reading.cue is not None and binder.text[slice(*reading.cue)].endswith(_TO)  # 增速降为7.9%, a rise still
    named = {aspect.b for aspect in reading.aspects} | {aspect.a for aspect in reading.aspects}
    if Role.TARGET in named and reading.aspects[0].a is Role.PLAN:
        named.add(Role.PLAN)
    for fact in given(binder, reading):
        if fact.key not in named:
            continue
        for level in levels:
            if named_otherwise(reading, given_value(level.verdict), fact):
                continue
            if reading.mention.unit == "%" and tells_change(level.verdict) and not is_part(reading):
                continue  # 同比减少3760万元，降幅29.8%: the change is no level
            risen = level.value >= fact.amount
            right_way = to_level or reading.direction is None or risen == (reading.direction == "up")
            if (
                fact.unit.base == level.unit
                and right_way
                and _differs(reading, level.value, abs(fact.amount), level.unit)
            ):
                return fact
    return None


def _differs(reading: Reading, level: Decimal, base: Decimal, unit: str) -> bool:
    """True where the figure states how far a level is from a base, as an amount or in %."""
    if reading.mention.unit == "%":
        return base > 0 and closely(reading.mention, divide(abs(level - base) * HUNDRED, base))
    return reading.mention.unit in {unit, ""} and closely(reading.mention, abs(level - base))


def part(binder: Binder, reading: Reading, told: Sequence[Operand], *, certain: bool) -> Fact | None:
    """上半年16848万元，即全年的45%; 散单126万元，不到该型号的12%: the level told right before as a part of a fact."""
    form = reading.aspects[0].form if reading.aspects else ""
    if reading.mention.unit != "%" or not told or form not in {"share", "ratio", "gap_share"}:
        return None
    if reading.origin and reading.aspects[0].a is not Role.ACTUAL:
        return None  # 从350万到371万，份额由18.5%升到…: the share of then
    its = _ITS.search(reading.lead) is not None
    last = _part(told, {fact.unit.base for fact in given(binder, reading)})
    if last is None or last.verdict.mention.start < reading.sentence[0]:
        return None
    of_last = reading.place_sure < OWN and not _is_of(last.verdict, reading)  # 前十大客户2240万，占38%; 两者合计314万
    if certain and not (its or reading.places == (None,) or of_last):
        return None
    rough = reading.aspect_sure >= OWN and reading.mention.approx in NEARLY
    states = tells_of if rough else closely  # 占退货九成多, 解释了缺口的近四分之一
    roles = {Role.ACTUAL.value, *(aspect.a for aspect in reading.aspects if aspect.a is Role.PLAN)}
    if last.verdict.fact is None or last.verdict.fact.key == Role.PLAN:
        roles.add(Role.PLAN)  # 新增的150万元, in a section of plans that does not say so
    wholes = [fact for fact in given(binder, reading) if fact.key in roles]
    for fact in _differences(binder, reading) if form == "gap_share" else wholes:
        whole = abs(fact.amount)
        larger = fact.unit.base == last.unit and whole > last.value
        if of_one_thing(given_value(last.verdict), fact):
            continue  # 完成目标8600万元的96.2%: the target is no part of what was done
        if larger and states(reading.mention, divide(last.value * HUNDRED, whole)):
            return fact
    return None


def _part(told: Sequence[Operand], units: Container[str]) -> Operand | None:
    """The level told last; of a note's 老账312万元，趴在9家客户身上 the one that is part of a whole in ``units``."""
    levels = [one for one in reversed(told[-2:]) if one.unit not in NO_LEVEL]
    last = levels[0] if levels else None
    if last is None or last.unit in units or last.verdict.note is None:
        return last
    same = (one for one in levels[1:] if one.verdict.note is not None and one.unit in units)
    return next((one for one in same if one.verdict.note and one.verdict.note.note == last.verdict.note.note), last)


def _is_of(verdict: Verdict, reading: Reading) -> bool:
    """True where a level told is the very member's that a reading speaks of."""
    fact = verdict.fact
    return fact is not None and any(where is not None and where[1] == fact.member for where in reading.places)


def _differences(binder: Binder, reading: Reading) -> list[Fact]:
    """By how much the totals of the metrics spoken of rose, fell, or are to rise, and what the members lack."""
    named = reading.aspects[:1] if reading.aspect_sure >= OWN else ()
    named = tuple(one for one in named if one.form == "gap_share")
    since = {one.b for one in reading.aspects if named}  # 占同比减少额的87.2%: not of what the target is missed by
    known = [
        binder.told.fact(metric, aspect)
        for metric in reading.metrics[:2]
        for aspect in WHOLE_CHANGES
        if not since or aspect.b in since or aspect.a is Role.PLAN
    ]
    changes = [*(() if since and _MISSED.b not in since else (_MISSED,)), *reading.aspects[:1]]
    changes = [one for one in changes if one is _MISSED or one.form == "gap_share"]
    known += [
        binder.told.fact(metric, one._replace(form="difference"), where)
        for metric in reading.metrics[:2]
        for where in reading.places
        if where
        for one in changes
    ]
    return [fact for fact in known if fact is not None]


def given(binder: Binder, reading: Reading) -> Iterator[Fact]:
    """The given values of the metrics spoken of, of their members and of the total."""
    for metric in reading.metrics[:2]:
        for where in dict.fromkeys((*reading.places, None)):
            for role in Role:
                fact = binder.told.value(metric, role, where)
                if fact is not None:
                    yield fact
