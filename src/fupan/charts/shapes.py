"""Charts from the shape of a metric's facts: by member, over time, as parts of a whole, from target to actual."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fupan.charts.chart import Chart, ChartKind, Series
from fupan.charts.source_line import source_line
from fupan.domain.decimals import divide, rounded
from fupan.domain.derive import PERCENT
from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase, member_period
from fupan.domain.factsheet import Metric
from fupan.domain.role import ROLE_NAMES, Role
from fupan.domain.unit import Unit
from fupan.logic.coverage import REST

LEAST, MOST = 2, 12
"""Fewer members need no picture, more are no picture."""
LEAST_TREND = 3
METRICS = "指标"
"""The dimension of a chart whose categories are metrics."""
_COMPARED = (Role.TARGET, Role.ACTUAL, Role.PRIOR, Role.PREVIOUS)
_OVER_TIME = (Role.PRIOR, Role.TARGET, Role.ACTUAL)
_WHOLE_PERCENT = Decimal("0.5")
"""Parts that miss the whole by more than this many points are no share of it."""


@dataclass(frozen=True)
class Shapes:
    """Every chart that the facts of one fact sheet allow."""

    base: FactBase

    def all(self) -> list[Chart]:
        """The charts in the order of the sheet; of one breakdown the plainest first."""
        found: list[Chart | None] = []
        for metric in self.base.sheet.metrics:
            for dimension in metric.breakdown:
                found += [make(metric, dimension) for make in (self.trend, self.comparison, self.share, self.bridge)]
        found.append(self.attainments(self.base.sheet.metrics))
        return [chart for chart in found if chart is not None]

    def best(self, metric: Metric, dimension: str, *, plan: bool = False, gaps: bool = False) -> Chart | None:
        """The chart that shows this breakdown best.

        ``plan``: next period's values are spoken of; ``gaps``: what misses the target is.
        """
        tries = [self.trend(metric, dimension, plan=plan), self.comparison(metric, dimension, plan=plan)]
        if gaps:
            tries.insert(0, self.bridge(metric, dimension))
        return next((chart for chart in (*tries, self.share(metric, dimension)) if chart is not None), None)

    def trend(self, metric: Metric, dimension: str, *, plan: bool = False) -> Chart | None:
        """Values over the parts of the period (季度, 月份) in their order; None where the members are no such parts."""
        named = self._members(metric, dimension)
        periods = {member: member_period(member, self.base.sheet.period) for member in named}
        known = [(period, member) for member, period in periods.items() if period is not None]
        if len(known) < LEAST_TREND or len(known) != len(named):
            return None
        members = [member for _, member in sorted(known)]
        roles = (Role.ACTUAL, Role.PLAN) if plan else _OVER_TIME
        return self._by_role(
            "trend", f"{metric.name}按{dimension}走势", metric, dimension, members=members, roles=roles
        )

    def comparison(self, metric: Metric, dimension: str, *, plan: bool = False) -> Chart | None:
        """Actual beside target or an earlier period, by member; None where there is nothing to compare with."""
        members = self._members(metric, dimension)
        if self._is_time(members):
            return None
        roles = (Role.ACTUAL, Role.PLAN) if plan else _COMPARED
        chart = self._by_role(
            "comparison", f"{metric.name}按{dimension}对比", metric, dimension, members=members, roles=roles
        )
        return chart if chart is not None and len(chart.series) > 1 else None

    def share(self, metric: Metric, dimension: str) -> Chart | None:
        """Each member's part of the total in %, the largest first, a remainder last; None where they do not add up."""
        members = list(metric.breakdown.get(dimension, {}))
        facts = [fact for member in members if (fact := self.base.get(metric.name, "share", dimension, member))]
        if not metric.additive or not LEAST <= len(facts) <= MOST or len(facts) != len(members):
            return None
        if self._is_time(members) or abs(sum((fact.amount for fact in facts), Decimal(-100))) > _WHOLE_PERCENT:
            return None
        facts.sort(key=lambda fact: ((fact.member or "").startswith(REST), -fact.amount))
        categories = tuple(fact.member or "" for fact in facts)
        title = f"{metric.name}按{dimension}构成"
        rows = [("占比", "share", facts)]
        return self._chart("share", title, PERCENT, (metric.name, dimension), categories=categories, rows=rows)

    def bridge(self, metric: Metric, dimension: str) -> Chart | None:
        """From the target by every member's difference to the actual; None where the members do not add up to both."""
        members = list(metric.breakdown.get(dimension, {}))
        total = {role: self.base.get(metric.name, role.value) for role in (Role.TARGET, Role.ACTUAL)}
        first, last = total[Role.TARGET], total[Role.ACTUAL]
        steps = [fact for member in members if (fact := self.base.get(metric.name, "excess", dimension, member))]
        if first is None or last is None or not metric.additive or not LEAST <= len(steps) <= MOST:
            return None
        if len(steps) != len(members) or self._is_time(members) or first.amount == last.amount:
            return None
        if sum((fact.amount for fact in steps), first.amount) != last.amount:
            return None
        categories = (ROLE_NAMES[Role.TARGET], *members, ROLE_NAMES[Role.ACTUAL])
        title = f"{metric.name}从目标到实际：各{dimension}差额"
        rows = [("差额", "excess", [first, *steps, last])]
        return self._chart("bridge", title, metric.unit, (metric.name, dimension), categories=categories, rows=rows)

    def attainments(self, metrics: Iterable[Metric]) -> Chart | None:
        """How far several metrics reached their targets, in %; only those of which more is better."""
        found: list[Fact] = []
        for metric in metrics:
            fact = self.base.get(metric.name, "attainment")
            if fact is not None and metric.better == "higher":
                found.append(fact)
        if not LEAST_TREND <= len(found) <= MOST:
            return None
        categories = tuple(fact.metric for fact in found)
        rows = [("完成率", "attainment", found)]
        return self._chart("comparison", "各项指标目标完成率", PERCENT, ("", METRICS), categories=categories, rows=rows)

    def _members(self, metric: Metric, dimension: str) -> list[str]:
        return [member for member in metric.breakdown.get(dimension, {}) if not member.startswith(REST)]

    def _is_time(self, members: Sequence[str]) -> bool:
        return bool(members) and all(member_period(member, self.base.sheet.period) for member in members)

    def _by_role(
        self,
        kind: ChartKind,
        title: str,
        metric: Metric,
        dimension: str,
        *,
        members: list[str],
        roles: Sequence[Role],
    ) -> Chart | None:
        """A series a role that every member has; None without the actual (in a plan: without the plan)."""
        if not LEAST <= len(members) <= MOST:
            return None
        rows: list[tuple[str, str, list[Fact]]] = []
        for role in roles:
            facts = [fact for one in members if (fact := self.base.get(metric.name, role.value, dimension, one))]
            earlier = role is Role.PREVIOUS and any(key == Role.PRIOR for _, key, _ in rows)
            if len(facts) == len(members) and not earlier:
                rows.append((ROLE_NAMES[role], role.value, facts))
        keys = {key for _, key, _ in rows}
        if not keys & {Role.ACTUAL.value, Role.PLAN.value} or (Role.PLAN in roles and Role.PLAN.value not in keys):
            return None
        return self._chart(kind, title, metric.unit, (metric.name, dimension), categories=tuple(members), rows=rows)

    def _chart(
        self,
        kind: ChartKind,
        title: str,
        unit: Unit,
        of: tuple[str, str],
        *,
        categories: tuple[str, ...],
        rows: Sequence[tuple[str, str, Sequence[Fact]]],
    ) -> Chart:
        """``of`` is what the chart is of: metric and dimension; ``rows`` are name, key and facts of each series."""
        series = tuple(
            Series(
                name,
                key,
                tuple(_value(fact, unit) for fact in facts),
                tuple(fact.id for fact in facts),
            )
            for name, key, facts in rows
        )
        shown = [fact for _, _, facts in rows for fact in facts]
        when = f"（{self.base.sheet.period.label}）"
        return Chart(kind, title + when, unit.symbol, categories, series, source_line(shown, self.base), *of)


def _value(fact: Fact, unit: Unit) -> Decimal:
    """The value in the chart's unit; a derived rate as drafts tell it, to one decimal."""
    value = divide(fact.amount, unit.factor)
    return rounded(value, 1) if fact.formula is not None and unit.dimension == "rate" else value
