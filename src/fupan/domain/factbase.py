"""The fact base 事实库: given and derived facts of a fact sheet, by identity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from fupan.domain.derive import SHARED_KEYS, derive, share
from fupan.domain.fact import Fact, fact_id
from fupan.domain.factsheet import FactSheet, Metric, Value
from fupan.domain.implied import reckoned
from fupan.domain.period import Period
from fupan.domain.role import Role

_QUARTER = re.compile(r"(?:Q([1-4])|第?([一二三四1-4])季度?)")
_MONTH = re.compile(r"([0-9]{1,2})月份?")
_HALF = {"上半年": 1, "下半年": 2, "H1": 1, "H2": 2}


def member_period(member: str, period: Period) -> Period | None:
    """The sub-period a member names within ``period`` (Q1, 一季度, 3月, 上半年), else None."""
    quarter = _QUARTER.fullmatch(member)
    if quarter:
        mark = quarter[1] or quarter[2]
        return Period(period.year, "quarter", int(mark) if mark.isascii() else "一二三四".index(mark) + 1)
    month = _MONTH.fullmatch(member)
    if month and 1 <= int(month[1]) <= 12:
        return Period(period.year, "month", int(month[1]))
    half = _HALF.get(member)
    return Period(period.year, "half", half) if half else None


def role_period(role: Role, period: Period, own: Period | None = None) -> Period:
    """The period a value of this role speaks of: prior a year before, previous one before, plan the next.

    ``own`` is the sub-period of a member (Q3 of a year): it moves along with the sheet's ``period``, so the plan of Q3
    in a yearly sheet is the third quarter of the next year.
    """
    if role is Role.PRIOR:
        moved = period.year_before
    elif role is Role.PREVIOUS:
        moved = period.shift(-1)
    else:
        moved = period.shift(1) if role is Role.PLAN else period
    return Period(own.year + moved.year - period.year, own.kind, own.index) if own else moved


@dataclass(frozen=True)
class FactBase:
    """Facts by id, in file order, each metric's given facts before its derived ones."""

    sheet: FactSheet

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Every fact by its id; built once."""
        found: dict[str, Fact] = {}
        for metric in self.sheet.metrics:
            for fact in self._of_metric(metric):
                found[fact.id] = fact
        return found

    @cached_property
    def given(self) -> FactBase:
        """The fact base of the metrics that the sheet gives itself, without those that they imply."""
        metrics = tuple(metric for metric in self.sheet.metrics if metric.made_of is None)
        return self if len(metrics) == len(self.sheet.metrics) else FactBase(replace(self.sheet, metrics=metrics))

    @cached_property
    def by_value(self) -> dict[str, tuple[list[Decimal], list[Fact]]]:
        """All facts of given metrics by base unit: their magnitudes in order, and the facts in the same order."""
        found: dict[str, tuple[list[Decimal], list[Fact]]] = {}
        implied = {metric.name for metric in self.sheet.metrics if metric.made_of is not None}
        given = (fact for fact in self.facts.values() if fact.metric not in implied)
        for fact in sorted(given, key=lambda fact: abs(fact.amount)):
            amounts, facts = found.setdefault(fact.unit.base, ([], []))
            amounts.append(abs(fact.amount))
            facts.append(fact)
        return found

    def get(self, metric: str, key: str, dimension: str | None = None, member: str | None = None) -> Fact | None:
        """The fact of this identity; ``metric`` may be an alias."""
        known = self.sheet.metric(metric)
        return self.facts.get(fact_id(known.name if known else metric, key, dimension, member))

    def _of_metric(self, metric: Metric) -> Iterator[Fact]:
        totals = self._given(metric, metric.values, None, None)
        yield from totals.values()
        yield from derive(totals)
        for dimension, members in metric.breakdown.items():
            for member, roles in members.items():
                given = self._given(metric, roles, dimension, member)
                yield from given.values()
                yield from derive(given)
                yield from self._shares(metric, given, totals)

    def _given(
        self, metric: Metric, values: dict[Role, Value], dimension: str | None, member: str | None
    ) -> dict[str, Fact]:
        base = self.sheet.period
        own = member_period(member, base) if member else None
        where = (dimension, member) if dimension and member else None
        return {
            role.value: Fact(
                fact_id(metric.name, role.value, dimension, member), metric.name, role.value, value.amount, metric.unit,
                role_period(role, base, own), dimension, member, reckoned(self.sheet, metric, role, where), value.place,
            )
            for role, value in values.items()
        }  # fmt: skip

    def _shares(self, metric: Metric, given: dict[str, Fact], totals: dict[str, Fact]) -> Iterator[Fact]:
        if not metric.additive:
            return
        for role, key, title in SHARED_KEYS:
            part, whole = given.get(role.value), totals.get(role.value)
            if part is not None and whole is not None:
                fact = share(part, whole, key, title)
                if fact is not None:
                    yield fact
