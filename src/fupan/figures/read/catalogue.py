"""The metrics of a fact sheet, indexed: by name, by unit, by the members they are given for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from fupan.domain.factbase import member_period
from fupan.domain.factsheet import FactSheet, Metric
from fupan.domain.role import AHEAD, Role
from fupan.domain.told import Where
from fupan.figures.fold import fold
from fupan.figures.late import late
from fupan.figures.read.names import TOO_SHORT
from fupan.figures.units import told_in
from fupan.figures.words import content_words

Places = tuple[Where | None, ...]
_MYRIAD, _SHORT, _VERB = 10_000, 3, 2
_SHORTEST = 2
_NOTED = late("[0-9]([单件次场套批张辆户笔份])")


@dataclass(frozen=True)
class Catalogue:
    """Look-ups on the metrics of one sheet, each worked out once."""

    sheet: FactSheet
    _fits: dict[tuple[str, str], bool] = field(default_factory=dict)

    @cached_property
    def metrics(self) -> dict[str, Metric]:
        """The metrics by name, in file order, then the implied ones."""
        return {metric.name: metric for metric in self.sheet.metrics}

    @cached_property
    def given(self) -> tuple[Metric, ...]:
        """The metrics that the sheet gives itself, in file order."""
        return tuple(metric for metric in self.sheet.metrics if metric.made_of is None)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the given metrics, in file order."""
        return tuple(metric.name for metric in self.given)

    @cached_property
    def by_unit(self) -> dict[str, tuple[str, ...]]:
        """Names of the given metrics told in each base unit."""
        found: dict[str, list[str]] = {}
        for metric in self.given:
            found.setdefault(metric.unit.base, []).append(metric.name)
        return {unit: tuple(names) for unit, names in found.items()}

    @cached_property
    def by_verb(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Names of the given metrics by the verb that they begin with and their unit: (新增, 户) of 新增订户."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for metric in self.given:
            for name in metric.names:
                if metric.unit.dimension == "count" and len(name) > _VERB:
                    found.setdefault((name[:_VERB], metric.unit.base), {})[metric.name] = None
        return {key: tuple(names) for key, names in found.items()}

    @cached_property
    def by_ending(self) -> dict[str, tuple[str, ...]]:
        """Names of the given metrics by the last character that people call them by: 量 of 销量, 价 of 均价."""
        found: dict[str, dict[str, None]] = {}
        for metric in self.given:
            for name in metric.names:
                found.setdefault(name[-1], {})[metric.name] = None
        return {key: tuple(names) for key, names in found.items()}

    @cached_property
    def below_zero(self) -> tuple[str, ...]:
        """Names of the given metrics of which some value is below zero, in file order."""
        told = {
            one.name: (one.values, *(by for of in one.breakdown.values() for by in of.values())) for one in self.given
        }
        return tuple(name for name, held in told.items() if any(one.amount < 0 for by in held for one in by.values()))

    def named_in_part(self, word: str) -> tuple[str, ...]:
        """The one given metric of which a name begins or ends with ``word`` (会员 of 新增会员), if there is but one."""
        if len(word) < _SHORTEST:
            return ()
        named = [
            one.name for one in self.given if any(name.startswith(word) or name.endswith(word) for name in one.names)
        ]
        return tuple(named) if len(named) == 1 else ()

    @cached_property
    def noted_counts(self) -> frozenset[str]:
        """The units in which the notes count something that no metric counts: 单 of 9月成交7168单."""
        told = {unit for note in self.sheet.notes for unit in _NOTED.findall(note.text)}
        return frozenset(told - self.by_unit.keys())

    @cached_property
    def goals(self) -> dict[str, Role]:
        """The metrics that nothing but one goal is given of, with its role: 全年任务 in a sheet of half a year."""
        alone = [metric for metric in self.sheet.metrics if len(metric.values) == 1 and not metric.breakdown]
        return {metric.name: role for metric in alone for role in metric.values if role in AHEAD}

    def with_measure(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """What is done towards a goal alone is told by the first metric in its unit: 全年任务已完成552万元."""
        if not names or not set(names) <= self.goals.keys():
            return names
        unit = self.metrics[names[0]].unit.base
        return (*names, *[name for name in self.by_unit[unit] if Role.ACTUAL in self.metrics[name].values][:1])

    @cached_property
    def owners(self) -> dict[Where, tuple[str, ...]]:
        """Names of the given metrics that each member has."""
        found: dict[Where, list[str]] = {}
        for metric in self.given:
            for dimension, members in metric.breakdown.items():
                for member in members:
                    found.setdefault((dimension, member), []).append(metric.name)
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
        for metric in self.given:
            for name in metric.names:
                found.setdefault(name[-2:], []).append(metric.name)
        everywhere = self.all_names
        return {
            tail: owners[0]
            for tail, owners in found.items()
            if len(set(owners)) == 1 and tail not in TOO_SHORT and sum(tail in name for name in everywhere) == 1
        }

    @cached_property
    def fronts(self) -> dict[str, str]:
        """The first two characters of a metric's longer name, where no other has them: 新签 for 新签合同."""
        longer = [(fold(name), metric.name) for metric in self.given for name in metric.names if len(name) > _SHORT]
        return {
            name[:2]: owner
            for name, owner in longer
            if content_words(name[:2]) and sum(name[:2] in other for other in self.all_names) == 1
        }

    @cached_property
    def compounds(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """(what is put in front, the longer name) of the metrics whose name another's ends with: 新品 for 销售额."""
        return {
            name: tuple(
                (other.removesuffix(name), other)
                for other in self.names
                if other.endswith(name) and len(other) > len(name) + 1 and other[-len(name) - 1] != "均"
            )
            for name in self.names
        }

    def fits(self, name: str, unit: str) -> bool:
        """True where a figure in this unit can tell something of the metric."""
        known = self._fits.get((name, unit))
        if known is None:
            known = self._fits[name, unit] = told_in(unit, self.metrics[name])
        return known

    def is_large(self, name: str) -> bool:
        """True for a metric that counts something in tens of thousands: people say 180万 of it, without its unit."""
        metric = self.metrics[name]
        return metric.unit.dimension == "count" and any(
            abs(value.amount) >= _MYRIAD for value in metric.values.values()
        )

    def gives(self, name: str, where: Where | None) -> bool:
        """True where the metric is given for this member; every metric is for the total."""
        return where is None or (name in self.metrics and where[1] in self.metrics[name].breakdown.get(where[0], {}))

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
    def months(self) -> int:
        """How many months the sheet covers, where some metric is told by month and they make up its total; else 0.

        A sheet for a year may be one of a newcomer, who has been there since July.
        """
        for metric in self.metrics.values():
            total = metric.values.get(Role.ACTUAL)
            for members in metric.breakdown.values():
                periods = [member_period(member, self.sheet.period) for member in members]
                told = [values[Role.ACTUAL].amount for values in members.values() if Role.ACTUAL in values]
                monthly = all(one is not None and one.kind == "month" for one in periods)
                if total is not None and monthly and len(told) == len(members) and sum(told) == total.amount:
                    return len(members)
        return 0

    @cached_property
    def all_names(self) -> frozenset[str]:
        """Every name and alias, folded as texts are."""
        return frozenset(fold(name) for metric in self.given for name in metric.names)

    @cached_property
    def currencies(self) -> tuple[str, ...]:
        """The currencies that the sheet tells money in, that of its first amount first."""
        money = (metric.unit.base for metric in self.metrics.values() if metric.unit.dimension == "money")
        return tuple(dict.fromkeys(unit.partition("/")[0] for unit in money))

    @cached_property
    def first(self) -> tuple[str, ...]:
        """The first metric, which a figure without any name is most likely about; empty where there is none."""
        return self.names[:1]
