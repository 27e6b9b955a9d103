"""The fact sheet 数据表: what the user gives for one period, validated and in base units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from fupan.domain.known_metrics import Better, is_kept_low, known_metric
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.domain.unit import Unit

GENERAL = "general"


class Place(NamedTuple):
    """Where something stands in the user's input: a file with a line from 1, or a workbook cell."""

    file: str = ""
    line: int = 0
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}!{self.cell}"
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Value:
    """One given value, in the base unit of its metric (元, %, 家 …), and where it was given."""

    amount: Decimal
    place: Place = field(default_factory=Place)


Sign = Literal["÷", "×", "−"]


class MadeOf(NamedTuple):
    """Two metrics and what is done with their values: 销售额 ÷ 销量, 销售额 × 毛利率; 100% − 留存率, twice the same."""

    first: str
    sign: Sign
    second: str


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric 指标. ``values`` are the totals by role; ``breakdown`` is dimension → member → role.

    ``made_of`` tells what the values of an implied metric are reckoned from; None where they are given.
    """

    name: str
    unit: Unit
    values: dict[Role, Value]
    breakdown: dict[str, dict[str, dict[Role, Value]]] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    better: Better = "higher"
    place: Place = field(default_factory=Place)
    made_of: MadeOf | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The metric's own name, then its aliases."""
        return (self.name, *self.aliases)

    @property
    def additive(self) -> bool:
        """Whether members add up to the total (销售额 does, 回款率 and 成交周期 do not)."""
        if self.unit.dimension not in {"money", "count"}:
            return False
        known = known_metric(self.name)
        return known.additive if known else not self.name.startswith(("人均", "平均", "单", "户均"))


@dataclass(frozen=True, slots=True)
class Note:
    """One bullet 要点. ``key`` is what the user filed it under (``general`` for a plain list).

    ``id`` is stable within the sheet: n1, n2, … in file order.
    """

    id: str
    text: str
    key: str = GENERAL
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Author:
    """Who the summary is by; every field may be empty."""

    name: str = ""
    role: str = ""
    team: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True)
class Entities:
    """Names that may appear in the text."""

    customers: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """Every listed name."""
        return self.customers + self.products + self.competitors + self.people


@dataclass(frozen=True, slots=True)
class FactSheet:
    """The whole input for one period."""

    period: Period
    metrics: tuple[Metric, ...]
    notes: tuple[Note, ...] = ()
    title: str = ""
    template: str = ""
    author: Author = field(default_factory=Author)
    entities: Entities = field(default_factory=Entities)
    path: str = ""

    def metric(self, name: str) -> Metric | None:
        """The metric of this name or alias, else None."""
        return next((metric for metric in self.metrics if name in metric.names), None)

    def dimensions(self) -> dict[str, tuple[str, ...]]:
        """Every dimension with its members in order of first appearance."""
        found: dict[str, dict[str, None]] = {}
        for metric in self.metrics:
            for dimension, members in metric.breakdown.items():
                found.setdefault(dimension, {}).update(dict.fromkeys(members))
        return {dimension: tuple(members) for dimension, members in found.items()}

    def values(self) -> Iterator[tuple[Metric, str | None, str | None, Role, Value]]:
        """Every given value as (metric, dimension, member, role, value); totals have no dimension."""
        for metric in self.metrics:
            for role, value in metric.values.items():
                yield metric, None, None, role, value
            for dimension, members in metric.breakdown.items():
                for member, roles in members.items():
                    for role, value in roles.items():
                        yield metric, dimension, member, role, value


def default_better(name: str) -> Better:
    """Which way is better for a metric of this name when the user does not say.

    What a longer name says of itself goes before the known metric that it ends in: 流失ARR is to fall.
    """
    known = known_metric(name)
    if known is not None and name in known.names:
        return known.better
    if is_kept_low(name):
        return "lower"
    return known.better if known is not None else "higher"
