"""Slips of the pen: a figure that is not what the values close by give, but is that figure badly written.

Where the words do not say for certain which values are meant, a mismatch proves nothing; but a figure whose digits are
those of the recomputed value at another power of ten, in the other of % and 个百分点, or with one digit changed, is
hardly another figure.
"""

from __future__ import annotations

from decimal import Decimal

from fupan.domain.decimals import divide, rounded
from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.figures.agreement import agreement, bounded, is_upper, significant
from fupan.figures.late import late
from fupan.figures.verdict import Fault

_TENTHS_OF_NONE = late(r"\.[0-9]*0(?![0-9])")
_RATES = frozenset(("%", "个百分点"))
_POWERS = (1, -1, 4, -4, 3, -3, 8, -8)
_RATE_POWERS = (1, -1)
_DIGITS, _WAN = 3, 4
UNSURE = 3
"""So many digits a figure must have to be, by a power of ten, the slip of a value that its words do not surely mean."""


def slip_of(mention: Mention, fact: Fact, *, digits: bool = True, bounds: bool = False, least: int = 1) -> Fault:
    """The slip that makes ``mention`` of ``fact``; empty where there is none.

    ``digits`` allows one changed digit, ``bounds`` a bound word on the wrong side; ``least`` are the digits that a
    figure must have for another power of ten to be no accident.
    """
    unit = fact.unit.base
    if mention.value is None or not mention.value or not fact.amount:
        return ""
    if {mention.unit, unit} == _RATES:
        return "wrong-unit" if _in_points(mention, fact, least) else ""
    if mention.unit != unit:
        return ""
    if bounded(mention):
        return "wrong-bound" if bounds and agreement(mention, fact.amount) == "bound" else ""
    if scaled(mention, fact.amount, least):
        return "" if _in_bare_numbers(fact) else "wrong-unit"
    return "wrong-derivation" if digits and one_digit_off(mention, fact.amount) else ""


def on_its_side(mention: Mention, amount: Decimal) -> bool:
    """True for an amount beyond a bound, however far: 25% is 超两成 as well."""
    value = abs(mention.value or Decimal(0))
    return bounded(mention) and (abs(amount) < value if is_upper(mention) else abs(amount) > value)


def _in_points(mention: Mention, fact: Fact, least: int) -> bool:
    """True where the figure is the fact in the other of % and 个百分点.

    A difference of two rates is told as exactly as they are (10% is none of 9.5个百分点), and of one digit by accident.
    """
    exact = abs(mention.value or 0) == abs(fact.amount)
    if mention.unit == "%" and least > 1 and (significant(mention) < 2 or not exact):
        return False
    return agreement(mention, fact.amount) == "yes"


def _in_bare_numbers(fact: Fact) -> bool:
    """11086/11500（万元），差414万: the values stand without their unit, which may be told once for all of them."""
    inputs = fact.formula.inputs if fact.formula is not None else ()
    return fact.unit.base not in _RATES and any(one.replace(",", "").replace(".", "").isdigit() for one in inputs)


def scaled(mention: Mention, amount: Decimal, least: int = 1) -> bool:
    """True where the figure is the amount moved by some powers of ten.

    A figure of fewer digits than ``least`` may be so by accident, but hardly by 万 or 亿.
    """
    if "分之" in mention.text or "成" in mention.text:
        return False  # a fraction has no power of ten that a slip of the pen could change
    if significant(mention) < 2 and divide(abs(amount), Decimal(1).scaleb(abs(amount).adjusted())) % 1:
        return False
    few = significant(mention) < least
    for power in _RATE_POWERS if mention.unit in _RATES else _POWERS:
        if few and abs(power) < _WAN:
            continue
        moved, step = (mention.value or Decimal(0)).scaleb(power), mention.step.scaleb(power)
        if power == -1 and _TENTHS_OF_NONE.search(mention.text):
            step = step.scaleb(1)  # 2171.0吨 for 217.1吨
        if agreement(mention._replace(value=moved, step=step), amount) == "yes":
            return True
    return False


def one_digit_off(mention: Mention, amount: Decimal, least: int = _DIGITS) -> bool:
    """True where the amount, as exact as the figure, has one other digit, or two neighbours in turned order.

    A figure of fewer digits than ``least`` may be so by accident.
    """
    value, step = abs(mention.value or Decimal(0)), mention.step
    if step <= 0 or significant(mention) < least:
        return False
    written = f"{divide(value, step):.0f}"
    right = f"{rounded(divide(abs(amount), step), 0):.0f}"
    if len(written) != len(right) or len(written) < least or len(written) > 30:
        return False
    apart = [place for place, (one, other) in enumerate(zip(written, right, strict=True)) if one != other]
    if len(apart) == 2 and apart[1] == apart[0] + 1:
        return written[apart[0]] == right[apart[1]] and written[apart[1]] == right[apart[0]]
    return len(apart) == 1
