"""Metrics that a fact sheet implies: prose tells them as if they were given.

均价 where it gives 销售额 and 销量, 毛利额 where it gives 毛利率, 流失率 where it gives 留存率. Each has the roles
and members that both metrics have, so that its 同比, 环比 and 完成率 follow like those of any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.derive import HUNDRED, PERCENT, shown
from fupan.domain.fact import Formula, fact_id
from fupan.domain.factsheet import FactSheet, MadeOf, Metric, Sign, Value, default_better
from fupan.domain.known_metrics import known_metric
from fupan.domain.role import ROLE_NAMES, Role
from fupan.domain.unit import Unit
from fupan.resources import data

_SALES = frozenset(("销售额", "合同额"))
"""The known metrics that a rate is of and a price is made of."""
_CONTRACTS = "合同额"
_EARNED = ["确认收入", "营业收入", "主营业务收入", "收入", "营收", "销售收入"]
_COSTS = ("费", "费用")
_WORDS = data("implied")
_PRICES = _WORDS["prices"]
Values = dict[Role, Value]


def with_implied(sheet: FactSheet) -> FactSheet:
    """The sheet with its implied metrics behind the given ones; a name that the sheet gives stays what it is."""
    whole = _with(sheet, _rests(sheet))
    return _with(whole, (*_rates(whole), *_ratios(whole), *_defects(whole), *_prices(whole)))


def _with(sheet: FactSheet, implied: Iterable[Implied]) -> FactSheet:
    taken = {name for metric in sheet.metrics for name in metric.names}
    found: list[Metric] = []
    for first, sign, second, unit, names in implied:
        free = tuple(name for name in names if name not in taken)
        made_of = MadeOf(first.name, sign, second.name)
        values = _values(made_of, unit, first.values, second.values)
        if free and values:
            members = _breakdown(made_of, unit, first, second)
            found.append(Metric(free[0], unit, values, members, free[1:], default_better(free[0]), made_of=made_of))
            taken.update(free)
    return replace(sheet, metrics=(*sheet.metrics, *found)) if found else sheet


Implied = tuple[Metric, Sign, Metric, Unit, list[str]]


def _rests(sheet: FactSheet) -> Iterator[Implied]:
    """流失率 of 留存率: what a rate leaves to 100 %."""
    for row in _WORDS["rests"]:
        rate = _named(sheet, row["rate"])
        if rate is not None and rate.unit == PERCENT:
            yield rate, "−", rate, PERCENT, row["names"]


def _rates(sheet: FactSheet) -> Iterator[Implied]:
    """毛利率 of 毛利额 and sales, 毛利额 of 毛利率 and sales."""
    sales = _income(sheet)
    if sales is None:
        return
    for row in _WORDS["rates"]:
        amount, rate = (_named(sheet, row[key]) for key in ("amount", "rate"))
        if amount is None and "费用率" in row["rate"]:
            amount = _only_cost(sheet)
        if amount is not None and rate is None and amount.unit.dimension == "money":
            yield amount, "÷", sales, PERCENT, row["rate"]
        if rate is not None and amount is None and rate.unit == PERCENT and row["both"]:
            yield sales, "×", rate, sales.unit, row["amount"]


def _ratios(sheet: FactSheet) -> Iterator[Implied]:
    """中标率 of 中标数 and 投标次数."""
    for row in _WORDS["ratios"]:
        top, bottom = (_named(sheet, row[key]) for key in ("top", "bottom"))
        if top is not None and bottom is not None:
            yield top, "÷", bottom, PERCENT, row["names"]


def _defects(sheet: FactSheet) -> Iterator[Implied]:
    """返修率 of what was sent back and the goods sold, told in one unit."""
    goods = _goods(sheet)
    for metric in sheet.metrics if goods else ():
        word = next((word for word in _WORDS["defects"] if metric.name.startswith(word)), "")
        if word and metric.unit.base == goods[0].unit.base:
            yield metric, "÷", goods[0], PERCENT, [f"{word}率"]


def _prices(sheet: FactSheet) -> Iterator[Implied]:
    """均价 of sales and of the goods sold, 客单价 of sales and customers."""
    sales = _sales(sheet)
    if sales is None:
        return
    goods = _goods(sheet)
    for metric in goods:
        counted = metric.unit.base
        names = [form.format(counted) for form in _PRICES["of_unit"]]
        unit = Unit.parse(f"{sales.unit.base}/{counted}")
        yield sales, "÷", metric, unit, [*_PRICES["names"], *names] if metric is goods[0] else names
    customers = _named(sheet, _PRICES["customers"])
    if customers is not None and customers.unit.dimension == "count":
        unit = Unit.parse(f"{sales.unit.base}/{customers.unit.base}")
        yield sales, "÷", customers, unit, _PRICES["of_customers"]


def _goods(sheet: FactSheet) -> list[Metric]:
    counts = [metric for metric in sheet.metrics if metric.unit.dimension == "count"]
    return [metric for metric in counts if any(name.endswith(tuple(_PRICES["goods"])) for name in metric.names)]


def _sales(sheet: FactSheet) -> Metric | None:
    for metric in sheet.metrics:
        known = known_metric(metric.name)
        if metric.unit.dimension == "money" and known is not None and known.names[0] in _SALES:
            return metric
    return None


def _income(sheet: FactSheet) -> Metric | None:
    """What a margin is of: the sales, but the 确认收入 of a sheet that counts contracts first."""
    sales = _sales(sheet)
    known = known_metric(sales.name) if sales is not None else None
    if known is None or known.names[0] != _CONTRACTS:
        return sales
    earned = _named(sheet, _EARNED)
    return earned if earned is not None and earned.unit.dimension == "money" else sales


def _only_cost(sheet: FactSheet) -> Metric | None:
    costs = [one for one in sheet.metrics if one.unit.dimension == "money" and one.name.endswith(_COSTS)]
    return costs[0] if len(costs) == 1 else None


def _named(sheet: FactSheet, names: list[str]) -> Metric | None:
    return next((metric for metric in sheet.metrics if not set(names).isdisjoint(metric.names)), None)


def _breakdown(made_of: MadeOf, unit: Unit, first: Metric, second: Metric) -> dict[str, dict[str, Values]]:
    """The values of the members that both metrics have."""
    found: dict[str, dict[str, Values]] = {}
    for dimension, members in first.breakdown.items():
        for member, roles in members.items():
            values = _values(made_of, unit, roles, second.breakdown.get(dimension, {}).get(member, {}))
            if values:
                found.setdefault(dimension, {})[member] = values
    return found


def _values(made_of: MadeOf, unit: Unit, first: Values, second: Values) -> Values:
    found: Values = {}
    for role in first.keys() & second.keys():
        a, b = first[role].amount, second[role].amount
        if made_of.sign == "−":
            found[role] = Value(HUNDRED - a)
        elif made_of.sign == "×":
            found[role] = Value(divide(a * b, HUNDRED))
        elif b > 0:
            found[role] = Value(divide(a * HUNDRED, b) if unit == PERCENT else divide(a, b))
    return found


def reckoned(sheet: FactSheet, metric: Metric, role: Role, where: tuple[str, str] | None) -> Formula | None:
    """How a value of an implied metric came about: 20563.2万元 ÷ 40320千升 = 5100元/千升; None for a given metric."""
    if metric.made_of is None:
        return None
    names = dict.fromkeys((metric.made_of.first, metric.made_of.second))
    told, inputs = ["100%"] if metric.made_of.sign == "−" else [], []
    for part in filter(None, map(sheet.metric, names)):
        told.append(f"{shown(_value(part, role, where).amount, part.unit)}{part.unit.symbol}")
        inputs.append(fact_id(part.name, role.value, *(where or (None, None))))
    result = rounded(divide(_value(metric, role, where).amount, metric.unit.factor), 2)
    arithmetic = f"{f' {metric.made_of.sign} '.join(told)} = {plain(result)}{metric.unit.symbol}"
    return Formula("implied", ROLE_NAMES[role], tuple(inputs), arithmetic)


def _value(metric: Metric, role: Role, where: tuple[str, str] | None) -> Value:
    return (metric.breakdown[where[0]][where[1]] if where else metric.values)[role]
