"""Two values near a figure that give it in one step, and how likely they would give a random one.

It says nothing of what the figure tells. But where a reading that is uncertain anyway calls a figure wrong, and the
values around give it, the reading is likelier to be wrong than the figure. The more pairs are tried, the less it says,
so the chance of a random hit is told with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING

from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.agreement import closely, significant, sizes
from fupan.figures.read.placed_cues import PlacedCues
from fupan.figures.reckon.operands import unit_of
from fupan.figures.units import RATES
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_ROLES = (Role.ACTUAL, Role.PRIOR, Role.TARGET, Role.PREVIOUS, Role.PLAN)
_BACK, _TOLD, _METRICS, _PLACES, _GIVEN = 200, 8, 3, 5, 16
_HUNDRED, _THREE = Decimal(100), Decimal(3)
_SPREAD = Decimal("2.2")
"""ln 9: a random figure is thought to lie within a factor of three of the right one, log-uniformly."""
_ROUGHLY = Decimal("0.1")
_NO_LEVEL = RATES | {"倍"}
_DIGITS = 14
Value = tuple[Decimal, str]
"""(size, base unit)"""


@dataclass(frozen=True)
class Paired:
    """Looks for pairs around the figures of one text; ``verdicts`` in order of the text, ``cues`` those of the text."""

    binder: Binder
    cues: PlacedCues
    verdicts: Sequence[Verdict]
    _known: dict[tuple[str, Where | None], tuple[Value, ...]] = field(default_factory=dict)

    def chance(self, place: int) -> Decimal | None:
        """How likely (0 … 1) a random figure is met as the figure at ``place`` is; None where no pair gives it."""
        mention = self.verdicts[place].mention
        if not mention.value:
            return None
        with localcontext() as context:
            context.prec, context.rounding = _DIGITS, ROUND_HALF_UP
            return self._search(mention, place)

    def _search(self, mention: Mention, place: int) -> Decimal | None:
        value, unit = abs(mention.value or Decimal(0)), unit_of(mention)
        told = list(dict.fromkeys(self._told(place)))
        values = list(dict.fromkeys((*told, *self._given(place))))
        least, most = sizes(mention)
        low, high = value / _THREE, value * _THREE
        met, seen = False, set()
        for result in _results(unit, values):
            if low <= result <= high and result not in seen:
                seen.add(result)
                met = met or (least <= result <= most and closely(mention, result))
        if unit == "%":
            met = met or any(other == "%" and closely(mention, _HUNDRED - size) for size, other in told)
        if not met:
            return None
        window = most - least if mention.approx is None else value * _ROUGHLY
        return min(Decimal(1), window / value / _SPREAD * max(1, len(seen)))

    def _told(self, place: int) -> Iterator[Value]:
        """The values told near it: only such as the sheet carries, where the sheet knows nothing of the figure.

        Invented figures may well agree with each other.
        """
        figure = self.verdicts[place]
        start, end = figure.reading.sentence
        unknown = figure.expected is None and figure.note is None
        around = range(max(0, place - _TOLD), min(len(self.verdicts), place + _TOLD))
        for index in around:
            one = self.verdicts[index]
            if index == place or (unknown and not (one.fact or one.note)):
                continue
            if one.mention.value and start - _BACK <= one.mention.start < end:
                yield _value(one)

    def _given(self, place: int) -> list[Value]:
        """The given values of what the sentence names."""
        reading = self.verdicts[place].reading
        at, (start, end) = reading.mention.start, reading.sentence
        named = self.cues.between(max(start, at - _BACK), min(end, at + _BACK))
        metrics = [name for cue in named if cue.kind == "metric" for name in cue.meaning.metrics]
        members = [where for cue in named if cue.kind == "member" for where in cue.meaning.places]
        found: list[Value] = []
        for metric in list(dict.fromkeys((*reversed(metrics), *reading.metrics)))[:_METRICS]:
            for where in list(dict.fromkeys((*reversed(members), *reading.places, None)))[:_PLACES]:
                found += self._of_thing(metric, where)
        return found[:_GIVEN]

    def _of_thing(self, metric: str, where: Where | None) -> tuple[Value, ...]:
        """The given values of a metric and member."""
        known = self._known.get((metric, where))
        if known is None:
            facts = (self.binder.told.value(metric, role, where) for role in _ROLES)
            known = tuple((abs(fact.amount), fact.unit.base) for fact in facts if fact is not None and fact.amount)
            self._known[metric, where] = known
        return known


def _value(verdict: Verdict) -> Value:
    """The size of a figure told, exact where a fact carries it."""
    mention, fact, unit = verdict.mention, verdict.fact, unit_of(verdict.mention)
    if fact is not None and fact.unit.base == unit and significant(mention) > 1 and closely(mention, fact.amount):
        return abs(fact.amount), unit
    return abs(mention.value or Decimal(0)), unit


def _results(unit: str, values: Sequence[Value]) -> Iterator[Decimal]:
    """What two values give in ``unit``: parts, growth, differences, sums, values each, a rate of a value."""
    steps = {"%": _rates, "个百分点": _points, "倍": _times}.get(unit)
    for one in values if steps else [one for one in values if one[1] == unit]:
        for other in values:
            if one is not other and one[0] and other[0]:
                yield from steps(one, other) if steps else _levels(one, other)


def _rates(one: Value, other: Value) -> Iterator[Decimal]:
    if one[1] == other[1]:
        if one[1] not in _NO_LEVEL:
            yield one[0] / other[0] * _HUNDRED
            yield abs(one[0] - other[0]) / other[0] * _HUNDRED
    elif one[0] < other[0] and not {one[1], other[1]} & _NO_LEVEL:
        yield one[0] / other[0] * _HUNDRED


def _points(one: Value, other: Value) -> Iterator[Decimal]:
    if one[1] == other[1] == "%":
        yield abs(one[0] - other[0])


def _times(one: Value, other: Value) -> Iterator[Decimal]:
    if one[1] == other[1]:
        yield one[0] / other[0]


def _levels(one: Value, other: Value) -> Iterator[Decimal]:
    if other[1] == one[1]:
        yield abs(one[0] - other[0])
        yield one[0] + other[0]
    elif other[1] == "%":
        yield one[0] * other[0] / _HUNDRED
    elif other[1] not in _NO_LEVEL:
        yield one[0] / other[0]
