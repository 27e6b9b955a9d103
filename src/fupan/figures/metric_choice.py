"""Which metric and which members a figure speaks of, from its clause first, then from what stands before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fupan.domain.factsheet import FactSheet, Metric
from fupan.domain.mention import Mention
from fupan.domain.told import Where
from fupan.figures.clause import Clause
from fupan.figures.reading import CONTEXT, NONE, OWN, SENTENCE
from fupan.figures.scope import Scope
from fupan.figures.units import measure_of
from fupan.figures.words import content_words

_RATE_WORD = re.compile(r"[一-鿿]{2,4}率(?:只有|为|是|达到?|仅|约|近|超|不足)*$")
_THOUSAND = 1000
_EACH = re.compile(r"每(?:一)?(个|[家人吨件单户店条台名位亩箱车]|平方米|公里)[^，。；]{0,6}$")
Places = tuple[Where | None, ...]


@dataclass(frozen=True)
class MetricChoice:
    """Chooses among the metrics of one fact sheet."""

    sheet: FactSheet

    def fits(self, name: str, mention: Mention) -> bool:
        """True where the figure's unit can tell something of the metric."""
        return bool(measure_of(mention.unit, self._metric(name), strict=True))

    def _metric(self, name: str) -> Metric:
        found = self.sheet.metric(name)
        assert found is not None
        return found

    def places(self, clause: Clause, scope: Scope, begin: int) -> tuple[Places, int]:
        """The members, and where they were found."""
        behind = [cue for cue in clause.tail if cue.kind == "member"]
        if behind and not any(cue.kind == "member" for cue in clause.subject):
            return behind[0].meaning.places, OWN
        return scope.places(), scope.level_of(scope.group_at, begin)

    def metrics(
        self, mention: Mention, clause: Clause, scope: Scope, begin: int, where: tuple[Places, int], lead: str
    ) -> tuple[tuple[str, ...], int]:
        """The metrics, and where they were found; only such as the figure's unit can belong to."""
        named = [cue for cue in (*clause.whole, *clause.tail, *clause.subject) if cue.kind == "metric"]
        for cue in reversed(named):
            found = self._fitting(cue.meaning.metrics, mention)
            if found:
                return found, OWN if cue.meaning.exact else SENTENCE
        if named and not named[-1].meaning.metrics:  # a metric that the fact sheet does not have
            return (), OWN
        if not named and _RATE_WORD.search(lead) and mention.unit == "%" and clause.formula is None:
            return (), OWN
        each = _EACH.search(lead)
        if each and not named:
            per = self._fitting((m.name for m in self.sheet.metrics if m.unit.base.endswith(f"/{each[1]}")), mention)
            if per:
                return per, SENTENCE
        places, place_sure = where
        sure = scope.level_of(scope.metric_at, begin)
        fitting = self._exact(self._fitting(scope.metrics, mention), mention)
        if not named and sure <= SENTENCE:
            partly = self._in_part(lead, scope.metrics, mention)
            if partly:
                return (*partly, *fitting), CONTEXT
        having = tuple(name for name in fitting if self.has_place(name, places))
        if having and not named:
            return having, sure
        if fitting and not named and place_sure <= CONTEXT < sure:  # 费用率 after a sentence about 商超: the total
            return fitting, sure
        if places != (None,):
            owners = self._fitting((m.name for m in self.sheet.metrics if self.has_place(m.name, places)), mention)
            if owners:
                return owners, CONTEXT
        if fitting and not named:
            return fitting, min(sure, CONTEXT) if places != (None,) else sure
        return self._headline(mention, clause, scope) if not named else ((), NONE)

    def members(self, dimension: str) -> frozenset[str]:
        """The members of a dimension."""
        return frozenset(member for metric in self.sheet.metrics for member in metric.breakdown.get(dimension, {}))

    def _in_part(self, lead: str, names: tuple[str, ...], mention: Mention) -> tuple[str, ...]:
        """Metrics whose name the clause has in part (真正在开处方的81位 for 处方医生), in the figure's very unit."""
        words = content_words(lead)
        return tuple(
            metric.name
            for metric in self.sheet.metrics
            if metric.name not in names and metric.unit.base == mention.unit and mention.unit not in {"%", "元"}
            and content_words(metric.name) & words - {word for name in names for word in content_words(name)}
        )  # fmt: skip

    def has_place(self, name: str, places: Places) -> bool:
        """True where the metric is given for one of these members (or the total is meant)."""
        breakdown = self._metric(name).breakdown
        return any(where is None or where[1] in breakdown.get(where[0], {}) for where in places)

    def _exact(self, names: tuple[str, ...], mention: Mention) -> tuple[str, ...]:
        """Those of ``names`` told in the figure's very unit, where any metric is: 中了7个 after 投标16次 is not 投标."""
        if mention.unit in {"%", "个百分点", "倍", ""} or not any(
            metric.unit.base == mention.unit for metric in self.sheet.metrics
        ):
            return names
        return tuple(name for name in names if self._metric(name).unit.base.partition("/")[0] in {mention.unit, "%"})

    def _fitting(self, names: Iterable[str], mention: Mention) -> tuple[str, ...]:
        if mention.unit:
            return tuple(name for name in names if self.fits(name, mention))
        # 1.36亿 is money where money is told at all; 61 alone is no amount of money
        scaled = "万" in mention.text or "亿" in mention.text
        small = abs(mention.value or 0) < _THOUSAND
        return tuple(name for name in names if (self._metric(name).unit.dimension == "money") is scaled or not (scaled or small))

    def _headline(self, mention: Mention, clause: Clause, scope: Scope) -> tuple[tuple[str, ...], int]:
        """The first metric of the sheet, where the words speak of targets, results or changes without naming any."""
        told = clause.roles or clause.did or clause.formula or clause.governor or scope.per or not mention.unit
        if not told or not self.sheet.metrics:
            return (), NONE
        first = self.sheet.metrics[0]
        level = mention.unit == first.unit.base or mention.unit == "%" or bool(self._fitting((first.name,), mention))
        return ((first.name,), CONTEXT) if level else ((), NONE)
