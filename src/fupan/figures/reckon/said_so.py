"""Steps that only their own words name: a swing from profit to loss, stock in months of sales, growth in turn."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.domain.role import Role
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.reckon.named_pairs import given_value, tells_change
from fupan.figures.reckon.stated import HUNDRED, NO_LEVEL, Operand
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_SWING = late("(?:里外里?|一正一负|一盈一亏|一赚一亏|一来一回|一进一出|前后|来回)[^，。；0-9]{0,4}差[^，。；0-9]{0,3}$")
_NETTED = late(
    "(?:一进一出|一加一减|一增一减|一多一少|加加减减|此消彼长|轧差|(?:增减|正负)?相抵|抵[消掉]|加起来|合起来|合计|加总"
    "|算总账)[^。；0-9]{0,8}$"
)
_SCISSORS = late("(?:一[升涨增]一[降跌减]|一[降跌减]一[升涨增]|剪刀差|前后|相互|两者|两边)[^。；0-9]{0,8}$")
_SOLD = "(?:发货|出货|销售|销|用|消耗|需求|供货|动销|提货)(?:量|额|货)?"
_MONTHS_OF = late(f"[ *_]*的?[月平均]{{0,3}}{_SOLD}")
_LASTS = late(f"(?:够|可|能|支撑|供|折合|相当于)[^，。；0-9]{{0,4}}(?:{_SOLD}|卖|发|用|撑|出)[^，。；0-9]{{0,3}}$")
_STOCK = ("库存", "存货", "备货", "在库", "积压")
_UNITS = {"个月": Decimal(1), "月": Decimal(1), "天": Decimal(30), "周": divide(Decimal(30), Decimal(7))}
_LENGTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_TURNS = late("(?:先是?|再|又|接着|随后|继而|而后|然后)[^，。；0-9]{0,6}$")
_ADDED_BACK = late("加回|加回来|还原|剔除|[扣去][除掉]|刨[掉去除开]|撇开|拿掉|不算|不计|若无|如无|没有这|除去|抛开")
_PAIR = 2
Step = tuple[Decimal, Verdict]


def said_so(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[Step]:
    """What such words give; ``here`` are the values that the sentence tells before the figure."""
    unit = reading.mention.unit
    if unit == "%":
        yield from _in_turn(binder, reading, here)
        yield from _adjusted(binder, reading, here)
        yield from _of_row(reading, here)
    elif unit == "个百分点" and _SCISSORS.search(reading.lead):
        yield from _parted(here)
    elif unit in _UNITS:
        yield from _lasting(binder, reading, here)
    elif unit not in NO_LEVEL:
        yield from _swung(here) if _SWING.search(reading.lead) else ()
        yield from _netted(here) if _NETTED.search(reading.lead) else ()


def _swung(here: Sequence[Operand]) -> Iterator[Step]:
    """盈410万元 → 亏285万元，里外差695万元: two values that are told without their sign, with it."""
    facts = [given_value(one.verdict) for one in here[-_PAIR:]]
    told = [fact.amount for fact in facts if fact is not None]
    if len(told) == _PAIR:
        yield abs(told[0] - told[1]), here[-1].verdict


def _netted(here: Sequence[Operand]) -> Iterator[Step]:
    """车窗膜少了81万元，漆面膜多了382万元，一进一出多301万元: the changes that the sentence tells, set off."""
    told = [one for one in here if tells_change(one.verdict) and one.unit == here[-1].unit]
    for count in range(len(told), 1, -1):
        signed = [-one.value if one.verdict.reading.direction == "down" else one.value for one in told[-count:]]
        yield abs(sum(signed, Decimal(0))), told[-1].verdict


def _parted(here: Sequence[Operand]) -> Iterator[Step]:
    """增长29.2%，下降6.4%，一升一降差了35.6个百分点: two rates of growth, with their signs."""
    rates = [one for one in here if one.unit == "%" and one.verdict.reading.direction is not None][-_PAIR:]
    if len(rates) == _PAIR:
        signed = [-one.value if one.verdict.reading.direction == "down" else one.value for one in rates]
        yield abs(signed[0] - signed[1]), rates[-1].verdict


def _lasting(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[Step]:
    """库存4680万元，约4个月发货量: the stock over what goes out in a month of the period."""
    behind = _MONTHS_OF.match(binder.text, reading.mention.end)
    length = _LENGTHS.get(binder.lexicon.sheet.period.kind)
    if length is None or (behind is None and _LASTS.search(reading.lead) is None):
        return
    for one in reversed(here):
        fact = given_value(one.verdict)
        if fact is None or not any(word in fact.metric for word in _STOCK):
            continue
        for name in binder.catalogue.names:
            flow = binder.told.value(name, Role.ACTUAL, fact.where)
            same = flow is not None and flow.unit.base == fact.unit.base and flow.metric != fact.metric
            if flow is not None and same and flow.amount > 0 and not any(word in name for word in _STOCK):
                yield divide(fact.amount * length, flow.amount) * _UNITS[reading.mention.unit], one.verdict
                break


def _in_turn(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[Step]:
    """7月1480万、8月1560万、9月1900万，环比先涨5.4%再涨21.8%: the growth of each, or from one to the next."""
    if _TURNS.search(reading.lead) is None or not reading.aspects or reading.aspects[0].form != "growth":
        return
    levels = [one for one in here if one.unit not in NO_LEVEL]
    for one, other in itertools.pairwise(levels):
        if one.unit == other.unit and one.value:
            yield divide((other.value - one.value) * HUNDRED, one.value), other.verdict
    for one in levels:
        fact = given_value(one.verdict)
        grown = binder.told.fact(fact.metric, reading.aspects[0], fact.where) if fact is not None else None
        if grown is not None:
            yield grown.amount, one.verdict


def _adjusted(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[Step]:
    """把计提860万元加回，可比毛利率6.25%; 刨掉进场费46万元，费用率15.1%: a rate with an amount put back or left out."""
    metric = binder.catalogue.metrics.get(reading.metrics[0]) if reading.metrics else None
    if metric is None or metric.unit.base != "%":
        return
    levels = [one for one in here if one.verdict.mention.kind == "amount"][-1:]
    if not levels or _ADDED_BACK.search(binder.text, reading.begin, reading.mention.start) is None:
        return
    tops, bottoms = [metric.name.removesuffix("率")], [*binder.catalogue.first]
    if metric.made_of is not None and metric.made_of.sign == "÷":
        tops, bottoms = [metric.made_of.first], [metric.made_of.second]
    elif tops[0] not in binder.catalogue.metrics:
        tops = [name for name in binder.catalogue.metrics if name.startswith(tops[0]) and name != metric.name]
    for top, bottom in itertools.product(tops[:1], bottoms[:1]):
        above, below = (binder.told.value(name, Role.ACTUAL, None) for name in (top, bottom))
        if above is not None and below is not None and above.unit.base == levels[0].unit and below.amount > 0:
            for amount in (above.amount + levels[0].value, above.amount - levels[0].value):
                yield divide(amount * HUNDRED, below.amount), levels[0].verdict


def _of_row(reading: Reading, here: Sequence[Operand]) -> Iterator[Step]:
    """| 7640万元 | 11900万元 | 增长55.8% |: the growth between the two values before it in the row of a table."""
    if not reading.row or len(here) < _PAIR:
        return
    one, other = here[-_PAIR:]
    moved = reading.aspects[:1] and reading.aspects[0].form == "growth"
    if moved and one.unit == other.unit and one.unit not in NO_LEVEL and one.value:
        yield divide((other.value - one.value) * HUNDRED, one.value), other.verdict
