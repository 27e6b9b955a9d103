"""What moved a total: 拉动总收入增长4.7个百分点 of a member, 单价提升带来4620万元 of price and amount."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.derive import HUNDRED, POINTS, shown
from fupan.domain.fact import Fact, Formula, fact_id
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.judge.candidates import Candidate
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_PULLS = late("(?:拉动|带动|拉高|拉低|拖累|贡献)[^，。；]{0,10}$")
_BRINGS = "[^，。；]{0,6}?(?:带来|贡献|影响|拉动|增收|减收|多收|少收|吃掉|拖累|增加|减少|多卖|少卖)[^，。；]{0,6}$"
_IS = "(?:的?(?:影响|贡献|合计|金额|部分))?[为是计约近：: *_（(+|]{0,5}$"
_FACTOR = f"(?:因素|因子|差异|效应|影响|变动|贡献|方差){_IS}"
"""How a variance analysis names the two: 数量因素, 价格差异, 量差."""
_PRICE = late(
    f"(?:单价|均价|售价|价格|吨价|提价|涨价|降价|价增|价减|价升|价降|价涨|价跌){_BRINGS}"
    f"|(?:(?:单|均|售|销售|平均)?价格?|吨价|价[格位]?){_FACTOR}|(?:^|[^一-鿿])价差{_IS}"
)
_AMOUNT = late(
    f"(?:放量|缩量|销量|出货量?|发货量?|数量|量增|量减|量升|量降|量涨|量跌|多销|少销){_BRINGS}"
    f"|(?:数|销|发货|出货|销售|业务)?量{_FACTOR}|(?:^|[^一-鿿])量差{_IS}"
)
_PART = late(
    "(?:下滑|下降|下跌|回落|上涨|上升|提升|走低|走高|变动|变化|调整|降价|涨价|提价)(?:这一?块|部分|因素)?[^，。；]{0,4}?"
    "(?:占|贡献|影响|带来|造成|导致|吃掉|拖累|拉动|增收|减收|少收|多收)了?[ *_约近]{0,3}$"
)
"""加工费下滑占2839万元: what is paid for each, or a part of it, and the amount that its move comes to."""
_BASES = (Role.PRIOR, Role.PREVIOUS, Role.TARGET)


def effects(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> list[Candidate] | None:
    """The facts that the figure may tell as what moved a total; None where its words say nothing of the kind."""
    unit = reading.mention.unit
    if unit == "个百分点" and _PULLS.search(reading.lead):
        return list(_contributions(binder, reading, before)) or None
    if unit not in binder.catalogue.currencies:
        return None
    part = list(_part_of_price(binder, reading)) if _PART.search(reading.lead) else []
    if part:
        return part
    of_price = _PRICE.search(reading.lead) is not None
    if not of_price and _AMOUNT.search(reading.lead) is None:
        return None
    return list(_parted(binder, reading, of_price=of_price)) or None


def _contributions(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Iterator[Candidate]:
    """拉动: a member's change over the total's value before, in 个百分点 (the usual 拉动 of statistics)."""
    told = (one.fact.where for one in reversed(before) if one.fact is not None and one.fact.where)
    named: list[Where] = [where for where in reading.places if where is not None] or [*islice(told, 1)]
    for metric in dict.fromkeys((*reading.metrics, *binder.catalogue.first)):
        for where in named:
            for base in _BASES:
                new, old = (binder.told.value(metric, role, where) for role in (Role.ACTUAL, base))
                whole = binder.told.value(metric, base, None)
                if new is not None and old is not None and whole is not None and whole.amount > 0:
                    yield Candidate(_pull(new, old, whole, base), Aspect("growth", Role.ACTUAL, base))


def _pull(new: Fact, old: Fact, whole: Fact, base: Role) -> Fact:
    amount = divide((new.amount - old.amount) * HUNDRED, whole.amount)
    told = [shown(one.amount, one.unit) for one in (new, old, whole)]
    arithmetic = f"({told[0]} − {told[1]}) ÷ {told[2]} = {plain(rounded(amount, 1))}个百分点"
    formula = Formula("pull", "对总体增速的拉动", (new.id, old.id, whole.id), arithmetic)
    key = f"pull_{base.value}"
    identity = fact_id(new.metric, key, new.dimension, new.member)
    return Fact(identity, new.metric, key, amount, POINTS, new.period, new.dimension, new.member, formula)


def _parted(binder: Binder, reading: Reading, *, of_price: bool) -> Iterator[Candidate]:
    """The change of sales parted into price and amount, by every convention: at the new or the old other factor."""
    for metric in binder.catalogue.metrics.values():
        if metric.made_of is None or metric.unit.dimension != "per":
            continue
        for where in reading.places:
            for base in _BASES:
                prices = [binder.told.value(metric.name, role, where) for role in (Role.ACTUAL, base)]
                counts = [binder.told.value(metric.made_of.second, role, where) for role in (Role.ACTUAL, base)]
                sales = binder.told.value(metric.made_of.first, Role.ACTUAL, where)
                moved, held = (prices, counts) if of_price else (counts, prices)
                if sales is None or None in {*moved, *held}:
                    continue
                new, old, now, then = (one.amount for one in (*moved, *held) if one is not None)
                for factor in (now, then) if of_price else (then, now):
                    yield Candidate(_effect(sales, new - old, factor, base), Aspect("growth", Role.ACTUAL, base))


def _part_of_price(binder: Binder, reading: Reading) -> Iterator[Candidate]:
    """加工费下滑占2839万元: by how much it moved for each, at the number of things now and then."""
    told, catalogue = binder.told, binder.catalogue
    priced = [name for name in reading.metrics[:1] if catalogue.metrics[name].unit.dimension == "per"]
    for name, where, base in itertools.product(priced, reading.places, _BASES):
        counted = catalogue.by_unit.get(catalogue.metrics[name].unit.base.partition("/")[2], ())[:1]
        new, old = (told.value(name, role, where) for role in (Role.ACTUAL, base))
        sales = told.value(catalogue.first[0], Role.ACTUAL, where)
        for count in (told.value(one, role, where) for one in counted for role in (Role.ACTUAL, base)):
            if new is not None and old is not None and count is not None and sales is not None:
                fact = _effect(sales, new.amount - old.amount, count.amount, base)
                yield Candidate(fact, Aspect("growth", Role.ACTUAL, base))


def _effect(sales: Fact, moved: Decimal, factor: Decimal, base: Role) -> Fact:
    amount = moved * factor
    arithmetic = f"{plain(rounded(moved, 2))} × {plain(rounded(factor, 2))} = "
    arithmetic += f"{shown(amount, sales.unit)}{sales.unit.symbol}"
    formula = Formula("effect", "量价影响", (sales.id,), arithmetic)
    key = f"effect_{base.value}"
    identity = fact_id(sales.metric, key, sales.dimension, sales.member)
    return Fact(identity, sales.metric, key, amount, sales.unit, sales.period, sales.dimension, sales.member, formula)
