"""Single steps from operands to a figure: parts, growth, differences, sums, values each; the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fupan.domain.decimals import divide
from fupan.domain.role import EARLIER, Role
from fupan.figures.agreement import significant
from fupan.figures.late import late
from fupan.figures.read.open_ended import is_per_before
from fupan.figures.read.reading import OWN
from fupan.figures.reckon.operands import NO_LEVEL, Operands, Value, unit_of
from fupan.figures.reckon.worked import EACH, PART, REST, SUM

Step = tuple[Decimal, Decimal, Value]
"""The least and greatest result of one step, and the operand that stands for its source."""
_HUNDRED = Decimal(100)
_PRECISE, _MOST, _LATEST = 3, 6, 4
_TAKEN = late("折|按|照|约合|合[ *_约近]{0,3}$|就是|相当|算|池|预留|提取")
"""折合约2700万元: a rate is taken of an amount."""
_JOINED = late("加|和|合计")
_NOW_AND_THEN = (Role.ACTUAL, Role.PRIOR, Role.PREVIOUS)


def steps(ground: Operands) -> Iterator[Step]:
    """The steps that the figure's unit and words allow."""
    unit = ground.reading.mention.unit
    if unit == "%":
        yield from _complements(ground)
        yield from _changes(ground) if _is_change(ground) else _parts(ground)
    elif unit == "个百分点":
        yield from _points(ground)
    elif unit == "倍":
        yield from _multiples(ground)
    else:
        yield from _levels(ground)


def _is_change(ground: Operands) -> bool:
    reading = ground.reading
    forms = {aspect.form for aspect in reading.aspects}
    return bool(forms & {"growth", "difference"}) and (reading.direction is not None or reading.aspect_sure >= OWN)


def _complements(ground: Operands) -> Iterator[Step]:
    """其余44%: what is left of the whole."""
    if ground.reading.rest or REST.search(ground.reading.lead):
        for one in ground.told[:2]:
            if one.unit == "%":
                yield _HUNDRED - one.high, _HUNDRED - one.low, one


def _changes(ground: Operands) -> Iterator[Step]:
    """By how much one value is above or below another, in %."""
    down = ground.reading.direction == "down" or (ground.reading.mention.value or 0) < 0
    for one, other in _couples(ground, ground.levels):
        yield _growth(one, other, down=down)


def _parts(ground: Operands) -> Iterator[Step]:
    """One value in % of another: two told in the sentence, one of a given whole, any two told, two metrics."""
    reading, levels = ground.reading, ground.levels
    forms = {aspect.form for aspect in reading.aspects}
    if reading.origin and "value" in forms and ground.tells_rate:
        return  # 毛利率从16.3%: no part of anything
    if forms == {"ratio"} and reading.aspect_sure >= OWN:  # 完成率 of what is no fact, such as 全年任务 of a note
        levels = [one for one in levels if one.start and one.fact is None]
    part = PART.search(reading.lead) is not None
    if part and SUM.search(reading.lead):
        yield from _sums(ground.here(ground.rates))  # 凑单退41%，发货慢17%，两项占近六成
    counts = [one for one in ground.here(levels) if one.is_count]
    for one, other in _pairs(counts[:2]):
        if one.unit != other.unit:
            yield _quotient(one, other)  # 报价74份，成了29家，39.2%
    for one, other in _couples(ground, levels):
        yield _quotient(one, other)
    if part:
        for one, other in ground.same_role():
            yield _quotient(one, other)


def _points(ground: Operands) -> Iterator[Step]:
    """How far two rates are apart."""
    for one, other in _pairs(ground.rates):
        if not _named_apart(one, other):
            yield _apart(one, other)
    for one in ground.rates[:2]:
        for fact in ground.wholes:
            if fact.unit == "%" and not _named_apart(one, fact):
                yield _apart(one, fact)
    for one, other in ground.same_role():
        if one.unit == "%":
            yield _apart(one, other)


def _multiples(ground: Operands) -> Iterator[Step]:
    """How many times one value is the other."""
    told = [(other, one) for one, other in _pairs(ground.told)]
    for top, bottom in (*told, *((one, whole) for one in ground.told[:2] for whole in ground.wholes)):
        if top.unit == bottom.unit and bottom.low > 0:
            yield divide(top.low, bottom.high), divide(top.high, bottom.low), top


def _levels(ground: Operands) -> Iterator[Step]:
    """Amounts and counts: values each, sums, what is left or differs, a rate of a value."""
    reading, lead, unit = ground.reading, ground.reading.lead, unit_of(ground.reading.mention)
    alike = [one for one in ground.told if one.unit == unit]
    here = alike if significant(reading.mention) > _PRECISE else ground.here(alike)
    yield from _put_together(ground, unit, alike)
    changed = any(aspect.form == "difference" for aspect in reading.aspects)
    if reading.rest or changed or REST.search(lead):
        for one, other in _couples(ground, alike, mixed=False):
            yield _apart(one, other)
    if changed and reading.blind:  # 收的比卖的多356万元: of two metrics, the other one by no name of the sheet
        yield from (_apart(one, other) for one, other in ground.of_two_metrics() if one.unit == other.unit == unit)
    if changed:
        return
    for one, other in _pairs(here[:3]):
        yield _apart(one, other)
        if significant(reading.mention) > _PRECISE:
            yield one.low + other.low, one.high + other.high, one
    if reading.loose or _TAKEN.search(lead):
        yield from _taken(ground, [*alike[:3], *(value for value in ground.wholes if value.unit == unit)])
    if significant(reading.mention) >= _PRECISE:
        yield from _sums(here)
    if significant(reading.mention) > _PRECISE:
        yield from _rated(ground, unit)


def _put_together(ground: Operands, unit: str, alike: Sequence[Value]) -> Iterator[Step]:
    """What 人均, 合计 or A加B say: values each, the sum of two metrics, the sum of the values told last."""
    reading, lead = ground.reading, ground.reading.lead
    if reading.per or EACH.search(lead) or is_per_before(ground.binder.text, reading):
        yield from _each(ground, unit)
    if _JOINED.search(lead):
        for one, other in ground.same_role():
            if one.unit == unit:
                yield one.low + other.low, one.high + other.high, one
    if SUM.search(lead):
        yield from _sums(alike)


def _taken(ground: Operands, bases: Sequence[Value]) -> Iterator[Step]:
    """So many per cent of a value."""
    for rate in ground.rates[:2]:
        for base in bases:
            yield divide(base.low * rate.low, _HUNDRED), divide(base.high * rate.high, _HUNDRED), base


def _rated(ground: Operands, unit: str) -> Iterator[Step]:
    """折成钱，毛利241.5万: a rate of the sheet taken of an amount in the same role."""
    for metric, where in ground.things:
        for role in _NOW_AND_THEN:
            for rate in ground.given((metric, where), (role,)):
                for thing in ground.things if rate.unit == "%" else ():
                    for base in ground.given(thing, (role,)):
                        if base.unit == unit:
                            yield divide(base.low * rate.low, _HUNDRED), divide(base.high * rate.high, _HUNDRED), base


def _each(ground: Operands, unit: str) -> Iterator[Step]:
    """One amount over a count: of those told, or of a thing spoken of over any metric that counts."""
    amounts = [one for one in ground.told if one.unit == unit]
    counts = [one for one in ground.told if one.unit != unit and (one.is_count or _is_span(ground, one))]
    for amount in amounts[:3]:
        for count in counts[:3]:
            yield from _over(amount, count)
    for thing in ground.things[:1]:
        for amount in ground.given(thing, _NOW_AND_THEN[:1]):
            for count in ground.here(counts)[:2] if amount.unit == unit else ():
                if count.fact is not None and count.fact.key in EARLIER:
                    continue  # 由54人增至60人: those of last year
                yield from _over(amount, count)  # 服务站增加到11个，单站合同额320万元
    catalogue = ground.binder.catalogue
    counted = [name for name in catalogue.names if catalogue.metrics[name].unit.dimension == "count"]
    for metric, where in ground.things:
        for role in _NOW_AND_THEN:
            for amount in ground.given((metric, where), (role,)):
                for thing in ((name, place) for name in counted for place in dict.fromkeys((where, None))):
                    for count in ground.given(thing, (role,)) if amount.unit == unit else ():
                        yield from _over(amount, count)


def _is_span(ground: Operands, one: Value) -> bool:
    """干了8个月，月均49万元: so many months, where a month's amount is told."""
    return one.unit == "个月" and "月均" in ground.reading.lead


def _over(amount: Value, count: Value) -> Iterator[Step]:
    yield divide(amount.low, count.high), divide(amount.high, count.low), amount


def _couples(ground: Operands, told: Sequence[Value], *, mixed: bool = True) -> Iterator[tuple[Value, Value]]:
    """Two values of one unit: both told in the sentence, one told and one given, both told before it.

    Without ``mixed`` the told ones are not held against each other a second time.
    """
    given = ((one, whole) for one in told[: 2 if mixed else 3] for whole in ground.wholes)
    first = _pairs(ground.here(told)[:3] if mixed else told)
    for one, other in (*first, *given, *(_pairs(told) if mixed else ())):
        if one.unit == other.unit and one.unit not in NO_LEVEL and not _named_apart(one, other):
            yield one, other


def _pairs(told: Sequence[Value]) -> Iterator[tuple[Value, Value]]:
    """Pairs of told values, the latest first; the later one of each pair first."""
    for place, one in enumerate(told[:_LATEST]):
        for other in told[place + 1 :]:
            yield one, other


def _named_apart(one: Value, other: Value) -> bool:
    """True where two values are facts of one metric in different roles, or of a member and its total.

    What they give has a name (同比, 完成率, 缺口, 占比): its words say so, and the binder has asked for it.
    """
    first, second = one.fact, other.fact
    if first is None or second is None or first.metric != second.metric:
        return False
    return first.key != second.key or None in {first.member, second.member}


def _sums(values: Sequence[Value]) -> Iterator[Step]:
    """The sums of the values told last."""
    for length in range(2, min(_MOST, len(values)) + 1):
        part = values[:length]
        yield sum((one.low for one in part), Decimal(0)), sum((one.high for one in part), Decimal(0)), part[0]


def _apart(one: Value, other: Value) -> Step:
    low = max(one.low, other.low) - min(one.high, other.high)
    high = max(one.high, other.high) - min(one.low, other.low)
    return max(low, Decimal(0)), high, one


def _quotient(one: Value, other: Value) -> Step:
    """The smaller value in % of the larger."""
    small, large = (other, one) if one.low > other.low else (one, other)
    return divide(small.low * _HUNDRED, large.high), divide(small.high * _HUNDRED, large.low), one


def _growth(one: Value, other: Value, *, down: bool) -> Step:
    """By how much the larger of two values is larger, in %; how much smaller the smaller is with ``down``."""
    small, large = (other, one) if one.low > other.low else (one, other)
    base = large if down else small
    low, high, _ = _apart(one, other)
    return divide(low * _HUNDRED, base.high), divide(high * _HUNDRED, base.low), one
