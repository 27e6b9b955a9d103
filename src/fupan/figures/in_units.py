"""Can a figure state a fact: whether their units go together, and the fact's amount in the unit of the figure."""

from __future__ import annotations

from decimal import Decimal

from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.figures.agreement import agreement
from fupan.figures.units import RATES, same_unit

_ATTAINMENT_GAPS = frozenset(("excess_rate", "actual_growth_target", "actual_growth_stretch"))
_HUNDRED = Decimal(100)


def amount_for(mention: Mention, fact: Fact) -> Decimal:
    """The fact's amount as the figure would tell it: a ratio in % as a multiple where the figure is one (倍)."""
    return divide(fact.amount, _HUNDRED) if mention.unit == "倍" and fact.unit.base == "%" else fact.amount


def units_meet(mention: Mention, fact: Fact) -> bool:
    """True where the figure has a unit in which the fact may be told."""
    unit, base = mention.unit, fact.unit.base
    if unit == base:
        return True
    if unit == "倍":
        return base == "%"
    if unit in RATES and base in RATES:  # 完成率离满分差5个百分点
        return fact.formula is not None and fact.key in _ATTAINMENT_GAPS
    if unit in RATES or base in RATES:
        return not unit
    return same_unit(unit, base)


def tells(mention: Mention, fact: Fact) -> bool:
    """True where the figure has the size of the fact, its bound or rounding aside.

    A figure may also be carried by a fact that it was only reckoned from: 月均2600万元 by the sales of the year.
    """
    if not units_meet(mention, fact):
        return False
    amount = amount_for(mention, fact)
    if agreement(mention, amount) != "no":
        return True
    return not mention.unit and agreement(mention, divide(amount, fact.unit.factor)) != "no"


def is_whole(fact: Fact) -> bool:
    """True for a share of exactly all: of nothing but itself, which no bound (超九成) is said of."""
    return fact.formula is not None and fact.unit.base == "%" and abs(fact.amount) == _HUNDRED
