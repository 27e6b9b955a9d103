"""The facts that the words of a figure may name, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from fupan.domain.aspect import Aspect
from fupan.domain.decimals import plain, rounded
from fupan.domain.derive import POINTS
from fupan.domain.fact import Fact, Formula, fact_id
from fupan.domain.role import Role
from fupan.domain.told import Told, Where
from fupan.figures.late import late
from fupan.figures.read.catalogue import Catalogue
from fupan.figures.read.open_ended import TO_COME
from fupan.figures.read.reading import CONTEXT, Reading
from fupan.figures.read.told_per import CUSTOMERS
from fupan.figures.units import RATES, same_unit

_VALUE, _BEFORE = Aspect("value", Role.ACTUAL), Aspect("value", Role.PREVIOUS)
_OF_CUSTOMERS = late("客|户|会员|学员|患者|经销商|代理商")
_MONTHS = {"year": 12, "half": 6, "quarter": 3}


_OF_PERIOD = frozenset((Role.ACTUAL, Role.TARGET, Role.STRETCH))
_LONGER = ("全年", "上半年", "下半年", "月均")
"""Times that are not the period of the sheet but can be told from what it gives."""


class Candidate(NamedTuple):
    """A fact that the words of a figure may name."""

    fact: Fact
    aspect: Aspect


@dataclass(frozen=True, slots=True)
class Candidates:
    """Finds the facts that readings name."""

    catalogue: Catalogue
    told: Told
    _in_unit: dict[str, list[tuple[list[Decimal], list[Fact]]]] = field(default_factory=dict)

    def of(self, reading: Reading) -> list[Candidate]:
        """Every fact that the reading allows, once."""
        if reading.outside and not reading.aspects:
            return []
        found: dict[str, Candidate] = {}
        spread = reading.per or reading.against or reading.groups or any(word in reading.lead for word in _LONGER)
        for metric in reading.metrics:
            places = self.places(reading, metric)
            for aspect in reading.aspects:
                facts: Iterable[Fact | None]
                if spread:
                    facts = self._facts(reading, metric, aspect, places)
                else:
                    facts = [self._fact(reading, metric, aspect, where) for where in places]
                for fact in facts:
                    if fact is not None and fact.id not in found:
                        found[fact.id] = Candidate(fact, aspect)
        return list(found.values())

    def told_in(self, unit: str) -> list[tuple[list[Decimal], list[Fact]]]:
        """The facts in the units that a figure in ``unit`` can have: their sizes in order, and the facts likewise."""
        found = self._in_unit.get(unit)
        if found is None:
            groups = self.told.base.by_value.items()
            found = self._in_unit[unit] = [group for base, group in groups if same_unit(unit, base)]
        return found

    def places(self, reading: Reading, metric: str) -> list[Where | None]:
        """The members of the reading that the metric is given for; the total too where the members are uncertain."""
        if reading.places == (None,):
            return [None]
        if reading.groups and not reading.places:
            return []  # 两家未达标影城合计: neither one of them nor the total
        known = [where for where in reading.places if self.catalogue.gives(metric, where)]
        if (not known or reading.place_sure <= CONTEXT) and None not in known:
            known.append(None)
        return known

    def _facts(
        self, reading: Reading, metric: str, aspect: Aspect, places: Sequence[Where | None]
    ) -> Iterator[Fact | None]:
        if reading.per and aspect.form in {"growth", "difference"} and aspect.b is not None:
            yield from self._per_change(reading, metric, aspect)
        elif reading.per and reading.mention.unit not in RATES:
            yield from self._per(reading, metric, aspect.a)
        if aspect.form == "value":
            yield from self._of_period(reading, metric, aspect.a)
        if reading.against:
            yield from self._between(reading, metric, aspect)
        elif reading.groups and reading.each:
            yield from (self.told.fact(metric, aspect, where) for group in reading.groups for where in group)
        else:
            for group in reading.groups:
                if aspect.form == "share_change":
                    yield self._share_change(metric, aspect, group)
                else:
                    yield self.told.total(metric, aspect, group, mean=reading.mean)
            if reading.groups and aspect.form == "share_change":
                return
            yield from (self._fact(reading, metric, aspect, where) for where in places)

    def _share_change(self, metric: str, aspect: Aspect, group: tuple[Where, ...]) -> Fact | None:
        """两大板块合计占比74%，较上年同期提高9.7个百分点: the change of what members have together."""
        assert aspect.b is not None
        new, old = (self.told.total(metric, Aspect("share", role), group) for role in (aspect.a, aspect.b))
        if new is None or old is None:
            return None
        amount = new.amount - old.amount
        left, right, result = (plain(rounded(value, 1)) for value in (new.amount, old.amount, amount))
        formula = Formula(aspect.key, aspect.title, (new.id, old.id), f"{left}% − {right}% = {result}个百分点")
        identity = fact_id(metric, aspect.key, new.dimension, new.member)
        return new._replace(id=identity, key=aspect.key, amount=amount, unit=POINTS, formula=formula)

    def _fact(self, reading: Reading, metric: str, aspect: Aspect, where: Where | None) -> Fact | None:
        """The fact; 由 A … starts from this period's value only where there is a plan to go to."""
        planned = self.told.value(metric, Role.PLAN, where) is not None or TO_COME.search(reading.lead) is not None
        if reading.origin and aspect.a is Role.ACTUAL and not planned:
            return None
        fact = self.told.fact(metric, aspect, where)
        if fact is None and where is not None and aspect == _BEFORE:
            earlier = self.catalogue.before(metric, where)  # Q3从84.6万元降到79.5万元, in a sheet with quarters
            return self.told.value(metric, Role.ACTUAL, earlier) if earlier is not None else None
        if fact is None and where is not None and aspect.b is Role.PREVIOUS and not reading.groups:
            # 8月环比 in a sheet with months
            before = self.catalogue.before(metric, where)
            return self.told.between(metric, aspect.form, aspect.a, where, before) if before is not None else None
        if where is None and aspect == _VALUE and metric in self.catalogue.goals:
            return self.told.value(metric, self.catalogue.goals[metric], None)
        return fact

    def _per(self, reading: Reading, metric: str, role: Role) -> Iterator[Fact | None]:
        """人均销售额: the metric over each one that counts heads."""
        for unit in reading.per:
            for counted in self.catalogue.by_unit.get(unit, ()):
                if counted != metric and _may_count(reading, counted):
                    yield from (self.told.per(metric, counted, role, where) for where in reading.places)

    def _per_change(self, reading: Reading, metric: str, aspect: Aspect) -> Iterator[Fact | None]:
        """人均产出211万元，同比提高6.6%: how the value per head moved."""
        for unit in reading.per:
            for counted in self.catalogue.by_unit.get(unit, ()):
                if counted != metric:
                    yield from (self.told.per_change(metric, counted, aspect, where) for where in reading.places)
                    if aspect.form == "difference":  # 比全国人均多35万
                        yield from (self.told.per_apart(metric, counted, where) for where in reading.places if where)

    def _of_period(self, reading: Reading, metric: str, role: Role) -> Iterator[Fact | None]:
        """全年 in a sheet of half a year is both halves, 上半年 in one of Q2 both quarters; 月均 is of the months."""
        kind = self.told.base.sheet.period.kind
        if (role is Role.ACTUAL or kind == "half") and any(word in reading.lead for word in self.told.longer):
            yield from (self.told.two_periods(metric, where) for where in self.places(reading, metric))
        if "月均" in reading.lead and kind in _MONTHS:
            months = self.catalogue.months if role in _OF_PERIOD else 0  # last year may have been a whole one
            yield self.told.average(metric, role, months or _MONTHS[kind], "月均")

    def _between(self, reading: Reading, metric: str, aspect: Aspect) -> Iterator[Fact | None]:
        """Q3比Q2少25万元: the difference or growth between two members."""
        for where in reading.places:
            for other in reading.against:
                if where is not None and where != other:
                    yield self.told.between(metric, aspect.form, aspect.a, where, other)


def _may_count(reading: Reading, counted: str) -> bool:
    """False where 客均 is told and the metric counts no customers, or only new ones."""
    return reading.per != CUSTOMERS or (_OF_CUSTOMERS.search(counted) is not None and not counted.startswith("新"))
