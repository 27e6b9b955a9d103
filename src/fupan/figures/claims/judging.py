"""Judges one understood clause of a text, and says what the next one goes on about."""

from __future__ import annotations

from dataclasses import dataclass

from fupan.figures.claims.around import Around
from fupan.figures.claims.claim import Moved, Pair, Predicate, Standing, Wrong
from fupan.figures.claims.grammar import Parsed
from fupan.figures.claims.holding import Holding
from fupan.figures.claims.orders import Orders
from fupan.figures.claims.subjects import Spoken, Subject, Subjects

_PAIR = 2


@dataclass(frozen=True)
class Place:
    """Where a clause stands: its offset, that of its line, and what heading and label say."""

    at: int
    line: int
    around: Around


@dataclass(frozen=True)
class Judge:
    """Judges the clauses of one text."""

    subjects: Subjects
    holding: Holding
    orders: Orders

    def of(self, claim: Parsed, spoken: Spoken, place: Place) -> tuple[Wrong | None, Spoken]:
        """What is wrong with a clause, and what is spoken of behind it."""
        if claim.kind == "but":
            return None, spoken._replace(but=claim.but)
        if claim.kind == "topic":
            return None, self._topic(claim, spoken, place)
        if spoken.lost and not (claim.metrics and (claim.members or claim.total or claim.every or claim.only)):
            return None, Spoken(lost=True)
        if claim.kind == "claim":
            return self._predicate(claim, spoken, place)
        return self._order(claim, spoken, place)

    def _topic(self, claim: Parsed, spoken: Spoken, place: Place) -> Spoken:
        """华东方面，: what stands behind it is about this."""
        if len(claim.metrics) > 1 or len(claim.members) > 1 or claim.rest or claim.whole:
            return Spoken(lost=True)
        metric = claim.metrics[0] if claim.metrics else spoken.metric
        base = claim.base or spoken.base
        if claim.members or claim.total:
            return Spoken(told=True, metric=metric, where=next(iter(claim.members), None), base=base)
        return spoken._replace(metric=metric, base=base, lost=spoken.lost or False)

    def _predicate(self, claim: Parsed, spoken: Spoken, place: Place) -> tuple[Wrong | None, Spoken]:
        predicate = claim.predicate
        assert predicate is not None
        if isinstance(predicate, Moved):
            if predicate.base is None:
                predicate = predicate._replace(base=spoken.base)
            inherits = not (claim.metrics or claim.members or claim.every or claim.only or claim.but or claim.total)
            if inherits and spoken.told and not spoken.level:
                return None, Spoken(lost=True)
        if claim.only:
            return self._only(claim, predicate, spoken, place), Spoken(lost=True)
        subjects = self.subjects.of(claim, spoken, place.around, place.at, place.line)
        after = self._after(claim, spoken, subjects)
        found = self._against(predicate, subjects, wanted=True)
        but = claim.but or spoken.but
        if found is None:
            return None, after
        metrics = {subject.metric for subject in subjects}
        apart = self._against(predicate, [Subject(metrics.pop(), where) for where in but], wanted=False) if but else ()
        wrong = (*found, *(apart or ()))
        return (Wrong(claim.span, wrong, predicate) if wrong else None), after

    def _only(self, claim: Parsed, predicate: Predicate, spoken: Spoken, place: Place) -> Wrong | None:
        """仅华南完成: it has, and none of the others has."""
        dimension = claim.only[0][0]
        every = claim._replace(members=(), only=(), every=dimension, but=(), whole=False)
        subjects = self.subjects.of(every, spoken, place.around, place.at, place.line)
        inside = self._against(predicate, [one for one in subjects if one.where in claim.only], wanted=True)
        outside = self._against(predicate, [one for one in subjects if one.where not in claim.only], wanted=False)
        if inside is None or outside is None:
            return None
        wrong = (*inside, *outside)
        return Wrong(claim.span, wrong, predicate) if wrong else None

    def _against(self, predicate: Predicate, subjects: list[Subject], *, wanted: bool) -> tuple[Pair, ...] | None:
        """The values for which a claim does not come out as ``wanted``; None where one of them is not given."""
        found: list[Pair] = []
        for metric, where in subjects:
            pair = self.holding.values(predicate, metric, where)
            if pair is None:
                return None
            if self.holding.holds(predicate, metric, pair) is (not wanted):
                found.append(pair)
        return tuple(found) if subjects else None

    def _after(self, claim: Parsed, spoken: Spoken, subjects: list[Subject]) -> Spoken:
        """What a claim leaves to the clause behind it: its own subject, where it has one."""
        if len(subjects) == 1:
            return Spoken(told=True, level=True, metric=subjects[0].metric, where=subjects[0].where)
        return Spoken(lost=True)

    def _order(self, claim: Parsed, spoken: Spoken, place: Place) -> tuple[Wrong | None, Spoken]:
        lost = Spoken(lost=True)
        metrics = self.subjects.metrics(claim, spoken, place.around, place.at)
        if claim.kind == "metrics":
            return self._metrics(claim, spoken, place), lost
        if len(metrics) != 1 or metrics[0] not in self.holding.catalogue.names:
            return None, lost
        if claim.kind == "members":
            one, other = claim.members
            known = one[0] == other[0] and one != other
            return (self.orders.turned(claim, ((metrics[0], one), (metrics[0], other))) if known else None), lost
        where = claim.members[0] if claim.members else spoken.where if spoken.told else place.around.where
        if where is None or len(claim.members) > 1 or (claim.every and claim.every != where[0]):
            return None, lost
        standing = self.orders.standing(claim, (metrics[0], where), spoken)
        if standing is None:
            return None, lost
        wrong = self.orders.misplaced(claim, standing)
        kept: Standing = standing._replace(rank=0) if wrong is not None else standing
        after = Spoken(told=True, level=True, metric=metrics[0], where=where, standing=kept)
        return wrong, after

    def _metrics(self, claim: Parsed, spoken: Spoken, place: Place) -> Wrong | None:
        """销售额增速快于费用增速: of one member, or of the total."""
        places = self.subjects.of(claim, spoken, place.around, place.at, place.line)
        if len(places) != _PAIR:
            return None
        one, other = places
        return self.orders.turned(claim, (one, other))
