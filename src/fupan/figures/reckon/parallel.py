"""Two figures that one operation on two metrics gives, each in a role of its own: 净利率10.5%，上年还有14%; 净进55间.

The words seldom name the operands of the second figure, often not of the first. That one ratio, product, difference or
value per head gives both figures in different roles is no chance: a random figure beside a right one would have to meet
one of a handful of values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING

from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.agreement import closely, significant
from fupan.figures.read.placed_cues import PlacedCues
from fupan.figures.reckon.operands import NO_LEVEL, unit_of
from fupan.figures.reckon.worked import EACH
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_ROLES = (Role.ACTUAL, Role.PRIOR, Role.PREVIOUS, Role.TARGET, Role.PLAN, Role.BENCHMARK)
_BESIDE, _FAR, _BACK, _MOST = 2, 80, 240, 5
_LEAST = 2
_HUNDRED = Decimal(100)
_DIGITS = 14
Couple = tuple[str, str, str]
"""(operation, metric, metric)"""


@dataclass(frozen=True)
class Parallel:
    """Looks for such couples around the figures of one text."""

    binder: Binder
    cues: PlacedCues
    verdicts: Sequence[Verdict]

    def gives(self, place: int) -> bool:
        """True where an operation gives the figure at ``place`` and, in another role, one right beside it."""
        mention = self.verdicts[place].mention
        if not _is_precise(mention) or mention.unit in {"个百分点", "倍"}:
            return False
        beside = [one.mention for one in self._beside(place) if _is_precise(one.mention)]
        if not beside:
            return False
        with localcontext() as context:
            context.prec, context.rounding = _DIGITS, ROUND_HALF_UP
            return any(self._meets(couple, mention, beside, place) for couple in self._couples(place))

    def _beside(self, place: int) -> Iterator[Verdict]:
        """The figures just before and behind in the same unit."""
        mention = self.verdicts[place].mention
        for index in range(max(0, place - _BESIDE), min(len(self.verdicts), place + _BESIDE + 1)):
            one = self.verdicts[index].mention
            if index != place and abs(one.start - mention.start) <= _FAR and unit_of(one) == unit_of(mention):
                yield self.verdicts[index]

    def _couples(self, place: int) -> Iterator[Couple]:
        reading, catalogue = self.verdicts[place].reading, self.binder.catalogue
        unit, at = unit_of(reading.mention), reading.mention.start
        cues = self.cues.between(max(reading.line.start, at - _BACK), min(reading.line.end, at + _FAR))
        named = [name for cue in reversed(cues) if cue.kind == "metric" for name in cue.meaning.metrics]
        metrics = catalogue.metrics
        near = [name for name in dict.fromkeys((*named, *reading.metrics, *catalogue.first)) if name in metrics][:_MOST]
        for one in near:
            base = metrics[one].unit.base
            if unit == "%":
                others = (name for name in near if name != one and metrics[name].unit.base == base not in NO_LEVEL)
                yield from (("ratio", one, other) for other in others)
            elif base == unit:
                alike = (name for name in dict.fromkeys(named) if name != one and name in metrics)
                yield from (("less", one, name) for name in alike if metrics[name].unit.base == base)
                words = self.binder.text[max(reading.line.start, at - _FAR) : at]
                rates = (name for name in catalogue.names if metrics[name].unit.base == "%")
                yield from (("part", one, name) for name in rates if name in near or name.removesuffix("率") in words)
                if EACH.search(words):
                    counts = (name for name in catalogue.names if metrics[name].unit.dimension == "count")
                    yield from (("each", one, name) for name in counts if name != one)

    def _meets(self, couple: Couple, mention: Mention, beside: Sequence[Mention], place: int) -> bool:
        for where in dict.fromkeys((*self.verdicts[place].reading.places[:1], None)):
            results = {role: result for role in _ROLES if (result := self._result(couple, role, where)) is not None}
            own = [role for role, result in results.items() if closely(mention, result)]
            if own and any(
                closely(one, result) for one in beside for role, result in results.items() if role not in own
            ):
                return True
        return False

    def _result(self, couple: Couple, role: Role, where: Where | None) -> Decimal | None:
        operation, top, bottom = couple
        one, other = self._value(top, role, where), self._value(bottom, role, where)
        if one is None or other is None or other.amount <= 0:
            return None
        if operation == "less":
            return abs(one.amount - other.amount)
        if operation == "part":
            return one.amount * other.amount / _HUNDRED
        return one.amount / other.amount * (_HUNDRED if operation == "ratio" else 1)

    def _value(self, metric: str, role: Role, where: Where | None) -> Fact | None:
        """The value of the member, of the total where the metric has no such member."""
        told = self.binder.told
        return told.value(metric, role, where) or (told.value(metric, role, None) if where is not None else None)


def _is_precise(mention: Mention) -> bool:
    return bool(mention.value) and mention.approx is None and significant(mention) >= _LEAST
