"""How a figure stands to a recomputed value, and what is wrong with one that its own sum does not give."""

from __future__ import annotations

from decimal import Decimal

from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.figures.agreement import agreement, exceeding
from fupan.figures.audit.claim import is_change
from fupan.figures.audit.slips import one_digit_off
from fupan.figures.audit.sums import Sum
from fupan.figures.read.reading import Reading
from fupan.figures.verdict import Fault

_NEAR_ONE, _NEAR_TEN = Decimal("1.01"), Decimal("9.9")
_FARTHEST = Decimal(10)
"""A figure that is this many times the recomputed one, or less than that part of it, is not about these values."""
_ROUNDED = Decimal("0.01")
_RATES = frozenset(("%", "个百分点"))


def states(reading: Reading, one: Sum) -> str:
    """How the figure stands to a recomputed value: yes, direction, bound, loose or no."""
    mention = reading.mention
    if mention.unit != one.fact.unit.base:
        return "no"
    found = agreement(exceeding(mention), one.fact.amount)
    if found == "bound" and is_change(one.fact) and mention.approx is not None:
        exact = agreement(exceeding(mention, mention.approx), one.fact.amount)
        found = "yes" if exact == "yes" else found  # 目标80家，实际92家，超12家
    return "direction" if found == "yes" and one.signed and not _same_way(reading, one.fact) else found


def about(mention: Mention, fact: Fact) -> bool:
    """True where a figure states a fact, an amount also rounded further than written: 一台13,800元 for 13,765元."""
    found, value = agreement(mention, fact.amount), abs(mention.value or Decimal(0))
    rounded = found == "loose" and mention.unit != "%" and abs(abs(fact.amount) - value) <= _ROUNDED * value
    return found == "yes" or rounded


def _same_way(reading: Reading, fact: Fact) -> bool:
    if not fact.amount:
        return True
    claimed = reading.direction
    grown = bool(reading.aspects) and reading.aspects[0].form == "growth" and (reading.mention.value or 0) > 0
    if claimed is None and reading.cue is None and grown:
        claimed = "up"  # 同比13%, 增幅14.6%; 响应快了四成 is open
    return claimed is None or (fact.amount > 0) == (claimed == "up")


def fault_of(reading: Reading, one: Sum) -> Fault:
    """What is wrong with a figure that its own sum does not give."""
    mention, fact = reading.mention, one.fact
    faults: dict[str, Fault] = {"direction": "wrong-direction", "bound": "wrong-bound", "loose": "loose-rounding"}
    outcome = states(reading, one)
    if outcome in faults:
        return faults[outcome]
    if not _comparable(mention, fact):
        return ""
    if {mention.unit, fact.unit.base} == _RATES:
        return "wrong-unit" if agreement(mention, fact.amount) == "yes" else ""
    if mention.unit != fact.unit.base:
        return ""
    return "wrong-unit" if moved_by_thousands(mention, fact) else "wrong-derivation"


def _comparable(mention: Mention, fact: Fact) -> bool:
    """True where the figure may be meant to tell the fact: of about its size, or its digits in another unit."""
    if mention.unit == fact.unit.base and one_digit_off(mention, fact.amount):
        return True
    return far_from(mention, fact) <= _FARTHEST


def far_from(mention: Mention, fact: Fact) -> Decimal:
    """How many times one of figure and fact is the other; 1 where they differ only in the place of their digits."""
    ratio = times(mention, fact)
    if not ratio.is_finite():
        return ratio
    digits = ratio.scaleb(-ratio.adjusted())  # near 1 or 10 where one is the other moved by some places
    return Decimal(1) if digits <= _NEAR_ONE or digits >= _NEAR_TEN else ratio


def times(mention: Mention, fact: Fact) -> Decimal:
    """How many times the smaller of figure and fact the larger is, infinite where one of them is zero."""
    value, amount = abs(mention.value or Decimal(0)), abs(fact.amount)
    if not value or not amount:
        return Decimal("Infinity")
    return divide(max(value, amount), min(value, amount))


def moved_by_thousands(mention: Mention, fact: Fact) -> bool:
    """True where the figure is the amount times a thousand, 万 or 亿."""
    value = abs(mention.value or 0)
    return bool(fact.amount) and any(value == abs(fact.amount) * 10**power for power in (3, 4, 8))
