"""The named formulas of the field: 完成率, 同比, 环比, 缺口, 占比 …

Definitions follow common statistical usage in China: 同比 is against the same period a year before, 环比 against the
period before, both as (new - old) / old; the difference of two rates is told in 个百分点, never in %.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from fupan.domain.decimals import divide, plain, readable, rounded
from fupan.domain.fact import Fact, Formula, fact_id
from fupan.domain.role import Role
from fupan.domain.unit import Unit

HUNDRED = Decimal(100)
PERCENT = Unit.parse("%")
POINTS = Unit.parse("个百分点")


class Derivation(NamedTuple):
    """A formula over two facts of the same metric and member.

    ``form``: ``ratio`` is a ÷ b in %, ``growth`` is (a - b) ÷ b in %, ``difference`` is a - b.
    A difference of two rates is a change in 个百分点; a growth of rates is not derived at all.
    """

    name: str
    title: str
    form: str
    a: Role
    b: Role


DERIVATIONS: tuple[Derivation, ...] = (
    Derivation("attainment", "完成率", "ratio", Role.ACTUAL, Role.TARGET),
    Derivation("stretch_attainment", "争取目标完成率", "ratio", Role.ACTUAL, Role.STRETCH),
    Derivation("gap", "缺口", "difference", Role.TARGET, Role.ACTUAL),
    Derivation("excess", "超额", "difference", Role.ACTUAL, Role.TARGET),
    Derivation("stretch_gap", "距争取目标", "difference", Role.STRETCH, Role.ACTUAL),
    Derivation("yoy", "同比", "growth", Role.ACTUAL, Role.PRIOR),
    Derivation("yoy_amount", "同比增减额", "difference", Role.ACTUAL, Role.PRIOR),
    Derivation("pop", "环比", "growth", Role.ACTUAL, Role.PREVIOUS),
    Derivation("pop_amount", "环比增减额", "difference", Role.ACTUAL, Role.PREVIOUS),
    Derivation("plan_growth", "计划增幅", "growth", Role.PLAN, Role.ACTUAL),
    Derivation("plan_increase", "计划增量", "difference", Role.PLAN, Role.ACTUAL),
    Derivation("benchmark_gap", "与基准之差", "difference", Role.ACTUAL, Role.BENCHMARK),
)
CHANGE_PP = {"yoy_amount": "change_pp", "pop_amount": "pop_pp", "plan_increase": "plan_pp"}
"""What a difference is called when its two values are rates: 个百分点 instead of an amount."""

SHARED_KEYS: tuple[tuple[Role, str, str], ...] = (
    (Role.ACTUAL, "share", "占比"),
    (Role.TARGET, "target_share", "目标占比"),
    (Role.PRIOR, "prior_share", "去年占比"),
    (Role.PLAN, "plan_share", "计划占比"),
)


def shown(amount: Decimal, unit: Unit) -> str:
    """``amount`` (base unit) as a bare number in ``unit``: 136000000 in 万元 → 13600."""
    return plain(readable(divide(amount, unit.factor)))


def derive(values: dict[str, Fact]) -> Iterator[Fact]:
    """All derivations that the facts of one metric and one member (by role) allow."""
    for derivation in DERIVATIONS:
        a, b = values.get(derivation.a), values.get(derivation.b)
        if a is None or b is None:
            continue
        fact = _apply(derivation, a, b)
        if fact is not None:
            yield fact


def _apply(derivation: Derivation, a: Fact, b: Fact) -> Fact | None:
    name = derivation.name
    if derivation.form == "difference" and a.unit.dimension in {"rate", "points"}:
        name = CHANGE_PP.get(name, name)
    return combine(derivation.form, name, derivation.title, a, b)


def combine(form: str, name: str, title: str, a: Fact, b: Fact) -> Fact | None:
    """The ``ratio``, ``growth`` or ``difference`` of two facts (see Derivation) under a name of its own.

    None where it cannot be told: a base that is not positive, or the growth of a rate.
    """
    rates = a.unit.dimension in {"rate", "points"}
    if form != "difference" and (b.amount <= 0 or (form == "growth" and rates)):
        return None
    top, bottom = shown(a.amount, a.unit), shown(b.amount, b.unit)
    symbol = "" if a.unit.symbol == "%" else a.unit.symbol
    if form == "difference":
        amount, unit = a.amount - b.amount, POINTS if rates else a.unit
        arithmetic = f"{top}{a.unit.symbol} − {bottom}{b.unit.symbol} = {shown(amount, unit)}{unit.symbol}"
    elif form == "ratio":
        amount, unit = divide(a.amount * HUNDRED, b.amount), PERCENT
        arithmetic = f"{top}{symbol} ÷ {bottom}{symbol} = {plain(rounded(amount, 1))}%"
    else:
        amount, unit = divide((a.amount - b.amount) * HUNDRED, b.amount), PERCENT
        arithmetic = f"({top} − {bottom}) ÷ {bottom} = {plain(rounded(amount, 1))}%"
    formula = Formula(name, title, (a.id, b.id), arithmetic)
    identity = fact_id(a.metric, name, a.dimension, a.member)
    return Fact(identity, a.metric, name, amount, unit, a.period, a.dimension, a.member, formula)


def share(part: Fact, whole: Fact, key: str, title: str) -> Fact | None:
    """Share of a member's value in the total, in %; None where the total is not positive."""
    if whole.amount <= 0:
        return None
    amount = divide(part.amount * HUNDRED, whole.amount)
    arithmetic = f"{shown(part.amount, part.unit)} ÷ {shown(whole.amount, whole.unit)} = {plain(rounded(amount, 1))}%"
    formula = Formula(key, title, (part.id, whole.id), arithmetic)
    identity = fact_id(part.metric, key, part.dimension, part.member)
    return Fact(identity, part.metric, key, amount, PERCENT, part.period, part.dimension, part.member, formula)
