"""Ways: values that a figure may state, each with the levels it is worked out of and how far rounding takes it off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.figures.agreement import agreement
from fupan.figures.audit import formula
from fupan.figures.audit.level import Level

Kind = Literal["quotient", "growth", "difference", "total", "rest", "per", "over", "product", "times", "flow", "again"]
HUNDRED = Decimal(100)
_GOVERNING = frozenset(("超", "超过", "超出", "高于", "低于", "多于", "少于"))
_BY_HOW_MUCH = frozenset(("difference", "growth", "rest"))
"""Of these 超 may be the verb (超12家); of a share it is a bound."""


class Way(NamedTuple):
    """``amount`` in base unit ``unit``, worked out of ``levels``; ``slack`` is what their rounding may take it off."""

    kind: Kind
    amount: Decimal
    unit: str
    levels: tuple[Level, ...]
    slack: Decimal = Decimal(0)
    times: int = 0

    def fact(self) -> Fact | None:
        """The way told as a fact with its arithmetic."""
        first, rest = self.levels[0], self.levels[1:]
        if self.kind in _OF_TWO:
            return _OF_TWO[self.kind](first, rest[0], _TITLES[self.kind])
        if self.kind == "total":
            return formula.total(self.levels, "合计")
        if self.kind == "rest":
            return formula.rest(first, rest, "余下")
        if self.kind == "flow":
            return formula.flow(first, rest, self.amount, "期末")
        return formula.over(first, max(self.times, 1), "平均")


_OF_TWO: dict[str, Callable[[Level, Level, str], Fact | None]] = {
    "quotient": formula.quotient, "growth": formula.growth, "difference": formula.difference, "per": formula.per,
    "product": formula.product, "times": formula.multiple,
}  # fmt: skip
_TITLES = {
    "quotient": "之比", "growth": "增幅", "difference": "之差", "per": "平均", "product": "数量乘单价", "times": "倍数",
}  # fmt: skip


def quotient(a: Level, b: Level) -> Way:
    """The value of a ÷ b in %; ``b`` must not be 0."""
    amount = divide(a.value * HUNDRED, b.value)
    return Way("quotient", amount, "%", (a, b), abs(amount) * (_inexact(a) + _inexact(b)))


def growth(a: Level, b: Level) -> Way:
    """(a - b) ÷ b in %; ``b`` must not be 0."""
    amount = divide((a.value - b.value) * HUNDRED, b.value)
    return Way("growth", amount, "%", (a, b), (abs(amount) + HUNDRED) * (_inexact(a) + _inexact(b)))


def difference(a: Level, b: Level) -> Way:
    """The value of a - b, in 个百分点 for rates."""
    slack = sum((level.mention.step / 2 for level in (a, b) if _is_rounded(level)), Decimal(0))
    return Way("difference", a.value - b.value, "个百分点" if a.unit == "%" else a.unit, (a, b), slack)


def total(parts: Sequence[Level]) -> Way:
    """The sum of levels of one unit."""
    slack = sum((part.mention.step / 2 for part in parts if _is_rounded(part)), Decimal(0))
    return Way("total", sum((part.value for part in parts), Decimal(0)), parts[0].unit, tuple(parts), slack)


def rest(whole: Level, parts: Sequence[Level]) -> Way:
    """What a whole leaves after its parts."""
    slack = sum((part.mention.step / 2 for part in (whole, *parts) if _is_rounded(part)), Decimal(0))
    amount = whole.value - sum((part.value for part in parts), Decimal(0))
    return Way("rest", amount, whole.unit, (whole, *parts), slack)


def per(a: Level, b: Level) -> Way:
    """The value of a ÷ b as an amount; ``b`` must not be 0."""
    amount = divide(a.value, b.value)
    return Way("per", amount, a.unit, (a, b), abs(amount) * (_inexact(a) + _inexact(b)))


def over(a: Level, times: int) -> Way:
    """An amount spread over ``times`` months, days …"""
    amount = divide(a.value, Decimal(times))
    return Way("over", amount, a.unit, (a,), abs(amount) * _inexact(a), times)


def product(a: Level, b: Level) -> Way:
    """The value of a × b; rates are told in %."""
    like, other = (a, b) if b.unit != "元" else (b, a)
    amount = divide(a.value * b.value, HUNDRED) if other.unit == "%" else a.value * b.value
    return Way("product", amount, like.unit, (like, other), abs(amount) * (_inexact(a) + _inexact(b)))


def multiple(a: Level, b: Level) -> Way:
    """The value of a ÷ b as a multiple; ``b`` must not be 0."""
    amount = divide(a.value, b.value)
    return Way("times", amount, "倍", (a, b), abs(amount) * (_inexact(a) + _inexact(b)))


def flow(start: Level, changes: Sequence[tuple[Level, int]]) -> Way:
    """A stock after its changes, each with its sign."""
    amount = start.value + sum((level.value * sign for level, sign in changes), Decimal(0))
    return Way("flow", amount, start.unit, (start, *(level for level, _ in changes)))


def tells(mention: Mention, way: Way) -> bool:
    """True where a figure states the value of a way; signs are not looked at."""
    if mention.unit != way.unit and not (way.unit == "倍" and mention.unit == ""):
        return False
    if mention.approx == "超出":
        mention = mention._replace(approx=None)
    if agreement(mention, way.amount) == "yes":
        return True
    if way.kind in _BY_HOW_MUCH and mention.approx in _GOVERNING:
        return agreement(mention._replace(approx=None), way.amount) == "yes"
    if mention.value is None or mention.approx is not None:
        return False
    return abs(abs(mention.value) - abs(way.amount)) <= way.slack + mention.step / 2 if way.slack else False


def _is_rounded(level: Level) -> bool:
    return level.derived or "." in level.mention.text


def _inexact(level: Level) -> Decimal:
    """The part of a value by which its rounding may take it off."""
    return divide(level.mention.step, 2 * abs(level.value)) if level.value and _is_rounded(level) else Decimal(0)
