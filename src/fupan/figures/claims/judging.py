"""Judges one understood clause of a text, and says what the next one goes on about."""

from __future__ import annotations

from dataclasses import dataclass

from fupan.domain.told import Where
from fupan.figures.claims.around import Around
from fupan.figures.claims.claim import Moved, Pair, Predicate, Wrong
from fupan.figures.claims.comparisons import Comparisons
from fupan.figures.claims.grammar import Parsed
from fupan.figures.claims.holding import Holding
from fupan.figures.claims.orders import Orders, measures
from fupan.figures.claims.subjects import LOST, Spoken, Subject, Subjects

_PAIR = 2
Outcome = tuple[Wrong | None, Spoken]


@dataclass(frozen=True)
class Place:
    """Where a clause stands: its offset, that of its line, and what heading and label say."""

    at: int
    line: int
    around: Around


@dataclass(frozen=True)
class Judge:
    """Judges the clauses of one text.

    Where it is open which metric is meant, or by what members are put in order, a claim is wrong if it is so for
    all of them.
    """

    subjects: Subjects
    holding: Holding
    orders: Orders
    comparisons: Comparisons

    def of(self, claim: Parsed, spoken: Spoken, place: Place) -> Outcome:
        """What is wrong with a clause, and what is spoken of behind it."""
        if spoken.away:
            return None, spoken
        if claim.kind == "but":
            return None, spoken._replace(but=claim.but)
        if claim.kind == "topic":
            return None, self.subjects.topic(claim, spoken)
        if spoken.lost and not (claim.metrics and (claim.members or claim.total or claim.every or claim.only)):
            return None, LOST
        if claim.kind == "claim":
            return self._predicate(claim, spoken, place)
        if claim.kind in {"members", "metrics"}:
            return self._comparison(claim, spoken, place)
        return self._order(claim, spoken, place)

    def _predicate(self, claim: Parsed, spoken: Spoken, place: Place) -> Outcome:
        predicate = claim.predicate
        assert predicate is not None
        if isinstance(predicate, Moved):
            if predicate.base is None:
                predicate = predicate._replace(base=spoken.base)
            inherits = not (claim.metrics or claim.members or claim.every or claim.only or claim.but or claim.total)
            if inherits and spoken.told and not spoken.level:
                return None, LOST
        told = self._only if claim.only else self._every
        every = claim._replace(every=claim.only[0][0], whole=False) if claim.only else claim
        groups = self.subjects.of(every, spoken, place.around, place.at, place.line)
        decided = [one for one in (told(claim, predicate, group, spoken) for group in groups) if one is not None]
        wrong = Wrong(claim.span, decided[0], predicate) if decided and all(decided) else None
        return wrong, _behind(groups)

    def _every(
        self, claim: Parsed, predicate: Predicate, group: list[Subject], spoken: Spoken
    ) -> tuple[Pair, ...] | None:
        """The values for which a claim does not hold; of 除X外均 also those of X for which it does."""
        found = self._against(predicate, group, wanted=True)
        if found and _together(claim, group) and len(found) < len(group):
            return ()  # 华东、华南同比增长: together, maybe
        apart = () if claim.also else claim.but or spoken.but
        but = self._against(predicate, [Subject(group[0].metric, where) for where in apart], wanted=False)
        return None if found is None else (*found, *(but or ()))

    def _only(
        self, claim: Parsed, predicate: Predicate, group: list[Subject], _spoken: Spoken
    ) -> tuple[Pair, ...] | None:
        """仅华南完成: it has, and none of the others has."""
        inside = self._against(predicate, [one for one in group if one.where in claim.only], wanted=True)
        outside = self._against(predicate, [one for one in group if one.where not in claim.only], wanted=False)
        return None if inside is None or outside is None else (*inside, *outside)

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

    def _order(self, claim: Parsed, spoken: Spoken, place: Place) -> Outcome:
        where = self._member(claim, spoken, place)
        if where is None or (claim.every and claim.every != where[0]):
            return None, LOST
        metrics = self.subjects.metrics(claim, spoken, place.around, place.at)
        standings = [
            standing
            for named in metrics
            if len(named) == 1 and self.holding.catalogue.gives(named[0], where)
            for standing in self.orders.standings(claim, (named[0], where), spoken)
        ]
        ranked = [(standing, members) for standing in standings if (members := self.orders.ranked(standing))]
        wrong = [self.orders.misplaced(claim, standing, members) for standing, members in ranked]
        metric = metrics[0][0] if len(metrics) == 1 and len(metrics[0]) == 1 else None
        after = Spoken(told=True, level=True, metric=metric, where=where)
        if len(standings) == 1:
            first = standings[0]
            after = after._replace(standing=first, by=first.measure, base=first.base)
        if wrong and all(wrong):
            return wrong[0], after._replace(standing=None)
        return None, after

    def _member(self, claim: Parsed, spoken: Spoken, place: Place) -> Where | None:
        """The one member that is put in an order; none for 今年最高, an order of times."""
        if claim.members:
            return claim.members[0] if len(claim.members) == 1 and not _timed(claim) else None
        if claim.tokens[-1].letter == "D":
            return None  # 规模最大的区域：华东: it names the one behind it
        return None if _timed(claim) else spoken.where if spoken.told else place.around.where

    def _comparison(self, claim: Parsed, spoken: Spoken, place: Place) -> Outcome:
        pairs = []
        sides = self._sides(claim, spoken, place)
        for one, other in sides:
            for measure, base in measures(claim, spoken):
                pair = self.comparisons.pair(measure, base, one, other)
                if pair is not None:
                    pairs.append(pair)
        wrong = [self.comparisons.turned(claim, pair) for pair in pairs]
        after = LOST
        if claim.kind == "members":
            by = measures(claim, spoken)
            told = by[0] if len(by) == 1 else (None, None)
            after = _behind([[one] for one, _ in sides])._replace(by=told[0], base=told[1])
        return (wrong[0] if wrong and all(wrong) else None), after

    def _sides(self, claim: Parsed, spoken: Spoken, place: Place) -> list[tuple[Subject, Subject]]:
        """What is compared with what, for each metric that may be meant."""
        if claim.kind == "metrics":
            groups = self.subjects.of(claim, spoken, place.around, place.at, place.line)
            return [(group[0], group[1]) for group in groups if len(group) == _PAIR]
        named = claim.members
        first = named[0] if len(named) == _PAIR else self._member(claim._replace(members=()), spoken, place)
        if first is None or first[0] != named[-1][0] or first == named[-1]:
            return []
        metrics = self.subjects.metrics(claim, spoken, place.around, place.at)
        return [(Subject(one[0], first), Subject(one[0], named[-1])) for one in metrics if len(one) == 1]


def _timed(claim: Parsed) -> bool:
    """True for a time behind the member: 华东销售额全年最高."""
    letters = "".join(token.letter for token in claim.tokens)
    return "T" in letters.partition("M")[2] or ("M" not in letters and "T" in letters)


def _together(claim: Parsed, group: list[Subject]) -> bool:
    """True for members named in one breath of which nothing says that each of them is meant."""
    return not claim.whole and not claim.rest and len({subject.where for subject in group}) > 1


def _behind(groups: list[list[Subject]]) -> Spoken:
    """What a claim leaves to the clause behind it: its own subject, as far as it has one."""
    metrics = {subject.metric for group in groups for subject in group}
    places = {subject.where for group in groups for subject in group}
    if not groups:
        return LOST
    metric = metrics.pop() if len(metrics) == 1 else None
    if len(places) > 1:
        return Spoken(apart=True, metric=metric)
    return Spoken(told=True, level=True, metric=metric, where=places.pop())
