"""The sums of an audit: one stated figure recomputed from others, told as a fact with its arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fupan.domain.aspect import Aspect
from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.fact import Fact, Formula
from fupan.domain.period import Period
from fupan.domain.unit import Unit
from fupan.figures.audit.level import Level
from fupan.figures.units import unit_of

PERCENT = Unit.parse("%")
POINTS = Unit.parse("个百分点")
TIMES = Unit.parse("倍")
_HUNDRED = Decimal(100)
_NOWHEN = Period(2000)


def quotient(a: Level, b: Level, title: str) -> Fact | None:
    """The ratio a ÷ b in %."""
    if b.value <= 0:
        return None
    return _told(title, divide(a.value * _HUNDRED, b.value), PERCENT, f"{a.mention.text} ÷ {b.mention.text}", a, b)


def growth(a: Level, b: Level, title: str) -> Fact | None:
    """(a - b) ÷ b in %."""
    if b.value <= 0:
        return None
    amount = divide((a.value - b.value) * _HUNDRED, b.value)
    return _told(title, amount, PERCENT, f"({a.mention.text} − {b.mention.text}) ÷ {b.mention.text}", a, b)


def difference(a: Level, b: Level, title: str) -> Fact:
    """The difference a - b, in 个百分点 for rates."""
    unit = POINTS if a.unit == "%" else unit_of(a.mention)
    return _told(title, a.value - b.value, unit, f"{a.mention.text} − {b.mention.text}", a, b)


def per(a: Level, b: Level, title: str) -> Fact | None:
    """The quotient a ÷ b as an amount."""
    if b.value <= 0:
        return None
    return _told(title, divide(a.value, b.value), unit_of(a.mention), f"{a.mention.text} ÷ {b.mention.text}", a, b)


def product(a: Level, b: Level, title: str) -> Fact:
    """The product a × b in the unit of the one that is money."""
    like = a if a.unit == "元" else b if b.unit == "元" else a
    if b.unit == "%":
        return _told(title, divide(a.value * b.value, _HUNDRED), unit_of(a.mention),
            f"{a.mention.text} × {b.mention.text}", a, b)  # fmt: skip
    return _told(title, a.value * b.value, unit_of(like.mention), f"{a.mention.text} × {b.mention.text}", a, b)


def rest(whole: Level, parts: Sequence[Level], title: str) -> Fact:
    """What of a whole is left after its parts."""
    amount = whole.value - sum((part.value for part in parts), Decimal(0))
    sum_ = " − ".join(level.mention.text for level in (whole, *parts))
    return _told(title, amount, unit_of(whole.mention), sum_, whole, *parts)


def over(a: Level, times: int, title: str) -> Fact:
    """An amount spread over ``times`` months, days …"""
    return _told(title, divide(a.value, Decimal(times)), unit_of(a.mention), f"{a.mention.text} ÷ {times}", a)


def multiple(a: Level, b: Level, title: str) -> Fact | None:
    """How many times ``b`` ``a`` is."""
    if b.value <= 0:
        return None
    return _told(title, divide(a.value, b.value), TIMES, f"{a.mention.text} ÷ {b.mention.text}", a, b)


def flow(start: Level, changes: Sequence[Level], amount: Decimal, title: str) -> Fact:
    """What a stock has become after its changes."""
    sum_ = " ± ".join(level.mention.text for level in (start, *changes))
    return _told(title, amount, unit_of(start.mention), sum_, start, *changes)


def total(parts: Sequence[Level], title: str) -> Fact:
    """The sum of levels."""
    amount = sum((part.value for part in parts), Decimal(0))
    return _told(title, amount, unit_of(parts[0].mention), " + ".join(part.mention.text for part in parts), *parts)


def gaps(pairs: Sequence[tuple[Level, Level]], amount: Decimal, title: str) -> Fact:
    """The differences of several pairs of values, larger less smaller, added up."""
    ordered = [(a, b) if a.value > b.value else (b, a) for a, b in pairs]
    sum_ = " + ".join(f"({a.mention.text} − {b.mention.text})" for a, b in ordered)
    return _told(title, amount, unit_of(ordered[0][0].mention), sum_, *(level for pair in ordered for level in pair))


def by_aspect(aspect: Aspect, a: Level, b: Level) -> Fact | None:
    """The ratio, growth or difference that an aspect names."""
    if aspect.form == "ratio":
        return quotient(a, b, aspect.title)
    if aspect.form == "growth":
        return growth(a, b, aspect.title) if a.unit != "%" else None
    return difference(a, b, aspect.title)


def _told(title: str, amount: Decimal, unit: Unit, sum_: str, *inputs: Level) -> Fact:
    shown = f"{plain(rounded(divide(amount, unit.factor), 1 if unit in {PERCENT, POINTS} else 4))}{unit.symbol}"
    subject = inputs[0].subject
    arithmetic = Formula(title, title, tuple(level.mention.text for level in inputs), f"{sum_} = {shown}")
    return Fact(f"文中：{sum_}", subject, title, amount, unit, _NOWHEN, None, None, arithmetic)
