"""Facts 事实: one value with identity, given by the user or derived by a named formula."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from fupan.domain.factsheet import Place
from fupan.domain.period import Period
from fupan.domain.unit import Unit


class Formula(NamedTuple):
    """How a derived fact came about.

    ``name`` is the derivation (attainment, yoy, …), ``title`` its Chinese name, ``inputs`` the fact ids used,
    ``arithmetic`` the sum with its numbers: ``4080 ÷ 4800 = 85.0%``.
    """

    name: str
    title: str
    inputs: tuple[str, ...]
    arithmetic: str


class Fact(NamedTuple):
    """One value. ``amount`` is in ``unit.base``; ``unit`` is the one to show it in.

    ``key`` is a role (``actual``) or a derivation (``attainment``); ``id`` is e.g. ``销售额[区域=华东].attainment``.
    ``period`` is the period the value speaks of (a prior is a year earlier, a 季度 member is that quarter).
    """

    id: str
    metric: str
    key: str
    amount: Decimal
    unit: Unit
    period: Period
    dimension: str | None = None
    member: str | None = None
    formula: Formula | None = None
    place: Place | None = None

    @property
    def where(self) -> tuple[str, str] | None:
        """(dimension, member) of a member's fact, None for the total."""
        return (self.dimension, self.member) if self.dimension and self.member else None


def fact_id(metric: str, key: str, dimension: str | None = None, member: str | None = None) -> str:
    """The identity of a fact: ``销售额.actual``, ``销售额[区域=华东].target``."""
    where = f"[{dimension}={member}]" if dimension is not None else ""
    return f"{metric}{where}.{key}"
