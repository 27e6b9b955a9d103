"""The metrics of a fact sheet, indexed: by name, by unit, by the members they are given for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from fupan.domain.factbase import member_period
from fupan.domain.factsheet import FactSheet, Metric
from fupan.domain.told import Where
from fupan.figures.fold import fold
from fupan.figures.names import TOO_SHORT
from fupan.figures.units import told_in
from fupan.figures.words import content_words

Places = tuple[Where | None, ...]


@dataclass(frozen=True)
class Catalogue:
    """Look-ups on the metrics of one sheet, each worked out once."""

    sheet: FactSheet
    _fits: dict[tuple[str, str], bool] = field(default_factory=dict)

    @cached_property
    def metrics(self) -> dict[str, Metric]:
        """The metrics by name, in file order."""
        return {metric.name: metric for metric in self.sheet.metrics}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The metrics' names, in file order."""
        return tuple(self.metrics)

    @cached_property
    def by_unit(self) -> dict[str, tuple[str, ...]]:
        """Names of the metrics told in each base unit."""
        found: dict[str, list[str]] = {}
        for name, metric in self.metrics.items():
            found.setdefault(metric.unit.base, []).append(name)
        return {unit: tuple(names) for unit, names in found.items()}

    @cached_property
    def owners(self) -> dict[Where, tuple[str, ...]]:
        """Names of the metrics that are given for each member."""
        found: dict[Where, list[str]] = {}
        for name, metric in self.metrics.items():
            for dimension, members in metric.breakdown.items():
                for member in members:
                    found.setdefault((dimension, member), []).append(name)
        return {where: tuple(names) for where, names in found.items()}

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """The content words of each metric's name."""
        return {name: frozenset(content_words(name)) for name in self.metrics}

    @cached_property
    def member_words(self) -> dict[str, tuple[tuple[Where, frozenset[str]], ...]]:
        """The members that each metric is given for, with the content words of their names."""
        return {
            name: tuple(
                ((dimension, member), frozenset(content_words(member)))
                for dimension, members in metric.breakdown.items()
                for member in members
            )
            for name, metric in self.metrics.items()
        }

    @cached_property
    def tails(self) -> dict[str, str]:
        """The last two characters of a metric's name, where no other has them: 佣金 for 渠道佣金."""
        found: dict[str, list[str]] = {}
        for metric in self.metrics.values():
            for name in metric.names:
                found.setdefault(name[-2:], []).append(metric.name)
        everywhere = self.all_names
        return {
            tail: owners[0]
            for tail, owners in found.items()
            if len(set(owners)) == 1 and tail not in TOO_SHORT and sum(tail in name for name in everywhere) == 1
        }

    def fits(self, name: str, unit: str) -> bool:
        """True where a figure in this unit can tell something of the metric."""
        known = self._fits.get((name, unit))
        if known is None:
            known = self._fits[name, unit] = told_in(unit, self.metrics[name])
        return known

    def gives(self, name: str, where: Where | None) -> bool:
        """True where the metric is given for this member; every metric is for the total."""
        return where is None or name in self.owners.get(where, ())

    def gives_any(self, name: str, places: Places) -> bool:
        """True where the metric is given for one of these members."""
        return any(self.gives(name, where) for where in places)

    def before(self, name: str, where: Where) -> Where | None:
        """The member of the quarter or month before: Q3 for Q4; None where the metric has none."""
        dimension, member = where
        period = member_period(member, self.sheet.period)
        if period is None:
            return None
        earlier = period.shift(-1)
        members = self.metrics[name].breakdown.get(dimension, {})
        found = (other for other in members if member_period(other, self.sheet.period) == earlier)
        return next(((dimension, other) for other in found), None)

    @cached_property
    def all_names(self) -> frozenset[str]:
        """Every name and alias, folded as texts are."""
        return frozenset(fold(name) for metric in self.metrics.values() for name in metric.names)

    @cached_property
    def currencies(self) -> tuple[str, ...]:
        """The currencies that the sheet tells money in, that of its first amount first."""
        money = (metric.unit.base for metric in self.metrics.values() if metric.unit.dimension == "money")
        return tuple(dict.fromkeys(unit.partition("/")[0] for unit in money))

    @cached_property
    def first(self) -> tuple[str, ...]:
        """The first metric, which a figure without any name is most likely about; empty where there is none."""
        return self.names[:1]
