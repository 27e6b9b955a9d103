"""The operands of a figure that is reckoned: values told before it, and the given values of what is spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.agreement import HALF, bounded, closely, significant
from fupan.figures.read.reading import SENTENCE, Reading
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

NO_LEVEL = frozenset(("%", "个百分点", "倍"))
_MYRIAD = Decimal(10_000)
_BACK, _TOLD, _SPOKEN = 320, 8, 8
_ROLES = (Role.ACTUAL, Role.PRIOR, Role.TARGET, Role.PREVIOUS, Role.PLAN)
Thing = tuple[str, Where | None]
"""(metric, member; None for the total)"""


class Value(NamedTuple):
    """An operand between ``low`` and ``high`` (base unit), and the verdict or fact that it comes from."""

    low: Decimal
    high: Decimal
    unit: str
    source: Verdict | Fact

    @property
    def fact(self) -> Fact | None:
        """The fact that the value is, or that carries it where the text has told it."""
        return self.source if isinstance(self.source, Fact) else self.source.fact

    @property
    def start(self) -> int:
        """Where the text tells it; 0 for a fact that it does not tell."""
        return 0 if isinstance(self.source, Fact) else self.source.mention.start

    @property
    def is_count(self) -> bool:
        """True where the text tells it as a number of things."""
        return not isinstance(self.source, Fact) and self.source.mention.kind == "count"


@dataclass(frozen=True)
class Operands:
    """What ``reading`` may be reckoned from; ``before`` are the verdicts on the figures before it."""

    binder: Binder
    reading: Reading
    before: Sequence[Verdict]

    @cached_property
    def told(self) -> list[Value]:
        """The values told before the figure, no further than a paragraph away, the latest first."""
        floor = self.reading.mention.start - _BACK
        near = (one for one in reversed(self.before[-_TOLD:]) if one.mention.start >= floor)
        return [_value(one) for one in near if one.mention.value and not bounded(one.mention)]

    @cached_property
    def levels(self) -> list[Value]:
        """Those of ``told`` that are no rates and no multiples."""
        return [one for one in self.told if one.unit not in NO_LEVEL]

    @cached_property
    def rates(self) -> list[Value]:
        """Those of ``told`` in %."""
        return [one for one in self.told if one.unit == "%"]

    def here(self, values: Sequence[Value]) -> list[Value]:
        """Those of ``values`` that the figure's own sentence tells."""
        return [one for one in values if one.start >= self.reading.sentence[0]]

    @cached_property
    def things(self) -> list[Thing]:
        """What the figure and those before it speak of, the likeliest first."""
        reading, catalogue = self.reading, self.binder.catalogue
        found: dict[Thing, None] = {}
        at = reading.mention.start
        named, metrics = self.binder.named_in(at - len(reading.lead), at)
        for metric in (*metrics, *reading.metrics[:2]):
            found.update(dict.fromkeys((metric, where) for where in (*named, *reading.places)))
            found[metric, None] = None
        for one in reversed(self.before[-_TOLD:]):
            fact = one.fact
            if fact is not None:
                found.update({(fact.metric, fact.where): None, (fact.metric, None): None})
        found.update(dict.fromkeys((metric, None) for metric in (*reading.line.metrics, *catalogue.first)))
        return [
            (metric, where) for metric, where in found if metric in catalogue.metrics and catalogue.gives(metric, where)
        ][:_SPOKEN]

    def given(self, thing: Thing, roles: Sequence[Role] = _ROLES) -> Iterator[Value]:
        """The given values of a thing in these roles."""
        for role in roles:
            fact = self.binder.told.value(thing[0], role, thing[1])
            if fact is not None and fact.amount:
                yield Value(abs(fact.amount), abs(fact.amount), fact.unit.base, fact)

    @cached_property
    def wholes(self) -> list[Value]:
        """The given values of all things: those of this period first."""
        return [value for role in _ROLES for thing in self.things for value in self.given(thing, (role,))]

    def same_role(self) -> Iterator[tuple[Value, Value]]:
        """Values of two metrics in one role and one unit, or of two that count."""
        for place, one in enumerate(self.things):
            for other in self.things[place + 1 :]:
                for role in self._roles:
                    for first in self.given(one, (role,)):
                        for second in self.given(other, (role,)):
                            if one[0] != other[0] and (first.unit == second.unit or self._counted(one, other)):
                                yield first, second

    def of_two_metrics(self) -> Iterator[tuple[Value, Value]]:
        """The value of the metric spoken of beside that of every other one in its role and unit."""
        names = self.binder.catalogue.names
        for role in self._roles if self.reading.metrics else ():
            for one in self.given((self.reading.metrics[0], None), (role,)):
                for name in names:
                    others = self.given((name, None), (role,)) if name != self.reading.metrics[0] else ()
                    yield from ((one, other) for other in others if other.unit == one.unit)

    @cached_property
    def _roles(self) -> list[Role]:
        """The role that the words name, this period's and last year's."""
        named = (aspect.a for aspect in self.reading.aspects[:1] if aspect.form == "value")
        return list(dict.fromkeys((*named, Role.ACTUAL, Role.PRIOR)))

    def _counted(self, one: Thing, other: Thing) -> bool:
        metrics = self.binder.catalogue.metrics
        return metrics[one[0]].unit.dimension == metrics[other[0]].unit.dimension == "count"

    @property
    def tells_rate(self) -> bool:
        """True where the metric that the words name is itself told in %."""
        metrics = [self.binder.catalogue.metrics[name] for name in self.reading.metrics[:1]]
        return self.reading.metric_sure >= SENTENCE and any(metric.unit.dimension == "rate" for metric in metrics)


def unit_of(mention: Mention) -> str:
    """The base unit of what a figure measures: 元 for 元/吨, for 20块 and for a bare 193万."""
    unit = mention.unit.partition("/")[0]
    return "元" if unit == "块" or (not unit and abs(mention.value or Decimal(0)) >= _MYRIAD) else unit


def _value(verdict: Verdict) -> Value:
    mention, fact = verdict.mention, verdict.fact
    size, unit = abs(mention.value or Decimal(0)), unit_of(mention)
    if fact is not None and fact.unit.base == unit and significant(mention) > 1 and closely(mention, fact.amount):
        return Value(abs(fact.amount), abs(fact.amount), unit, verdict)
    slack = Decimal(0) if mention.kind == "count" and mention.step == 1 else mention.step * HALF
    return Value(max(size - slack, Decimal(0)), size + slack, unit, verdict)
