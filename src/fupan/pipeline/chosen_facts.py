"""Which of a section's facts are stated in sentences of their own, given what its notes tell already."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase
from fupan.domain.template import SectionSpec
from fupan.logic.assign import Assignment
from fupan.logic.coverage import BELOW_TARGET, REST, required_facts


@dataclass(frozen=True)
class Choice:
    """Decides fact by fact, so that no figure is told twice and no fragment of a group is told alone.

    ``must`` are ids of facts the section cannot omit. ``told`` maps the id of a fact that a note states to the number
    of the first step that tells it; ``step_of`` gives the number of the step where a fact's own sentence would stand.
    ``slide``: the reader sees all at once, so a total that any point tells is told. ``aside`` are ids of facts that the
    section is not about: they are left out.
    """

    facts: Mapping[str, Fact]
    must: frozenset[str]
    told: Mapping[str, int]
    step_of: Callable[[Fact], int]
    slide: bool = False
    aside: Collection[str] = frozenset()

    def stated(self) -> list[Fact]:
        """The facts to state, in the order given."""
        chosen = {fact.id for fact in self.facts.values() if self._states(fact)}
        chosen |= self._measures(chosen) | self._comparisons(chosen)
        chosen -= self._repeats(chosen)
        told = {(fact.metric, fact.dimension, fact.member) for fact in self.facts.values() if fact.id in chosen}
        keys = {(fact.metric, fact.dimension, fact.key) for fact in self.facts.values() if fact.id in chosen}
        return [
            fact
            for fact in self.facts.values()
            if fact.id in chosen
            # a list tells of every member in it what it tells of the others
            or (
                fact.dimension is not None
                and (fact.metric, fact.dimension, fact.member) in told
                and (fact.metric, fact.dimension, fact.key) in keys
            )
        ]

    def _states(self, fact: Fact) -> bool:
        if self._told_by_then(fact) or (fact.member or "").startswith(REST):
            return False
        if fact.id in self.must:
            return True
        if fact.id in self.aside:
            return False
        return not self._is_told(fact) and not self._group_is_told(fact)

    def _measures(self, chosen: Collection[str]) -> set[str]:
        """What a metric is measured against, of those whose actual is stated though a note tells it too (later on).

        回款率为89.7% says little by itself; 目标为94%，同比下降3.1个百分点 no note tells.
        """
        own = {fact.metric for fact in self._open(chosen=chosen) if fact.dimension is None and fact.key == "actual"}
        return {
            fact.id
            for fact in self._open()
            if fact.dimension is None
            and fact.metric in own
            and not self._told_by_then(fact)
            and not self._is_told(fact)
        }

    def _comparisons(self, chosen: Collection[str]) -> set[str]:
        """Shares, growth and rates of members that no note tells, though one tells what the members did.

        Of one member alone such a figure would be a fragment. Where a list of the members stands anyway, they join it,
        even if the reader could reckon them from the notes.
        """
        lists = {(fact.metric, fact.dimension) for fact in self._open(chosen=chosen)}
        groups: dict[tuple[str, str, str], list[Fact]] = {}
        for fact in self._open():
            if fact.dimension is not None and fact.formula is not None:
                groups.setdefault((fact.metric, fact.dimension, fact.key), []).append(fact)
        found: set[str] = set()
        for facts in groups.values():
            untold = {fact.id for fact in facts if fact.id not in self.told}
            news = len(untold) == len(facts) and sum(not self._is_told(fact) for fact in facts) > 1
            if news or (facts[0].metric, facts[0].dimension) in lists:
                found |= untold
        return found

    def _repeats(self, chosen: Collection[str]) -> set[str]:
        """Lists of members of which the notes, be it later ones, tell every figure."""
        lists: dict[tuple[str, str], set[str]] = {}
        for fact in self._open(chosen=chosen):
            if fact.dimension is not None:
                lists.setdefault((fact.metric, fact.dimension), set()).add(fact.id)
        return {fact_id for ids in lists.values() if ids <= self.told.keys() for fact_id in ids}

    def _open(self, chosen: Collection[str] | None = None) -> list[Fact]:
        """The facts that may be stated at all; of those ``chosen`` where it is given."""
        return [
            fact
            for fact in self.facts.values()
            if (fact.id not in self.aside if chosen is None else fact.id in chosen)
            and not (fact.member or "").startswith(REST)
        ]

    def _told_by_then(self, fact: Fact) -> bool:
        if fact.dimension is None and (fact.id in self.told if self.slide else self._metric_is_told(fact)):
            return True
        return fact.id in self.told and self.told[fact.id] <= self.step_of(fact)

    def _metric_is_told(self, fact: Fact) -> bool:
        """Whether notes, be it later ones, tell all that the section states of this metric: nothing is left to say."""
        own = [one for one in self.facts.values() if one.metric == fact.metric and one.dimension is None]
        return all(one.id in self.told or (one.id not in self.must and self._is_told(one)) for one in own)

    def _is_told(self, fact: Fact) -> bool:
        inputs = fact.formula.inputs if fact.formula else ()
        return fact.id in self.told or (bool(inputs) and all(source in self.told for source in inputs))

    def _group_is_told(self, fact: Fact) -> bool:
        """Whether a note already speaks of the same metric's actual (for a member: of any member of its dimension)."""
        return any(
            other.key == "actual" and other.metric == fact.metric and other.dimension == fact.dimension
            for other in self.facts.values()
            if other.id in self.told
        )


def beside_the_items(section: SectionSpec, base: FactBase, notes: Sequence[Assignment]) -> frozenset[str]:
    """Ids of facts that miss their target and that a section of several problems does not speak of.

    Where the notes tell the problems one by one, what else missed its target would stand among them without cause or
    effect. Kept are those that a problem names, the members that any note names, and on a slide the headline figure.
    """
    if section.repeat[1] == 1 or section.items or not notes:
        return frozenset()
    found: set[str] = set()
    texts = [assigned.note.text for assigned in notes]
    problems = [assigned.note.text for assigned in notes if assigned.step_id == section.steps[0].id]
    headline = base.sheet.metrics[0].name if section.form == "points" and base.sheet.metrics else ""
    for wanted in section.requires:
        facts = required_facts(replace(section, requires=(wanted,)), base, notes=texts)[0]
        for fact in facts:
            metric = base.sheet.metric(fact.metric)
            names = (fact.member,) if fact.member else metric.names if metric else (fact.metric,)
            speaks = any(name in text for name in names for text in (texts if fact.member else problems))
            if wanted.metric == BELOW_TARGET and not speaks and fact.metric != headline:
                found.add(fact.id)
            else:
                found.discard(fact.id)
    return frozenset(found)
