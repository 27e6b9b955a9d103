"""How a fact is shown and named in Chinese prose."""

from __future__ import annotations

import re
from decimal import Decimal

from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.fact import Fact
from fupan.domain.role import ROLE_NAMES, Role

_ROLE_LABELS = {role.value: name for role, name in ROLE_NAMES.items()}
_BARE_PERIOD_DIMENSIONS = {"季度", "月份", "月", "半年"}
_SAYS_PER = re.compile("[人户店家客日月台单]均|[单每].")
"""人均产出, 单客获客成本, 单条线索成本 …: with 订单 and 单价 nothing is lost either."""
_OWNED_DIMENSIONS = {"人员", "销售", "姓名", "客户", "原因"}


def show(fact: Fact, *, magnitude: bool = False) -> str:
    """The figure as it is written in a draft: 13600万元, 113.3%, 2.5个百分点.

    Given values keep the digits the user gave; derived ones are rounded to one decimal (rates, points) or to the
    precision people use for amounts. ``magnitude`` drops the sign, for places where a word carries the direction.
    A metric whose name says per what it is (单条线索成本, 人均产出) needs no second word for it behind the figure.
    """
    amount = abs(fact.amount) if magnitude else fact.amount
    value = divide(amount, fact.unit.factor)
    if fact.formula is not None:
        value = rounded(value, _places(value, fact))
    per, _, _ = fact.unit.symbol.partition("/")
    return number(value) + (per if _SAYS_PER.search(fact.metric) else fact.unit.symbol)


def number(value: Decimal) -> str:
    """A bare number at the precision it has, at most four decimals."""
    return plain(rounded(value, 4))


def _places(value: Decimal, fact: Fact) -> int:
    if fact.unit.dimension in {"rate", "points"}:
        return 1 if abs(value) >= Decimal("0.1") else 2
    if fact.unit.dimension == "per" or abs(value) < 100:
        return 2 if fact.unit.factor >= 10**8 else 1
    return 1


def subject(fact: Fact) -> str:
    """What the fact is about, without its role: 销售额, 华东销售额, 陈立群的销售额, Q3销售额."""
    if fact.member is None:
        return fact.metric
    joint = "的" if fact.dimension in _OWNED_DIMENSIONS else ""
    return f"{fact.member}{joint}{fact.metric}"


def label(fact: Fact) -> str:
    """The full Chinese name of a fact, for prompts, reports and lists: 华东销售额·完成率."""
    kind = fact.formula.title if fact.formula else _ROLE_LABELS[fact.key]
    return f"{subject(fact)}·{kind}"


def is_sub_period(fact: Fact) -> bool:
    """Whether the fact speaks of a part of the reporting period (Q1 of a year)."""
    return fact.dimension in _BARE_PERIOD_DIMENSIONS


def key_of(role: Role) -> str:
    """The fact key of a role."""
    return role.value
