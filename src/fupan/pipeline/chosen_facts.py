"""Which of a section's facts are stated in sentences of their own, given what its notes tell already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fupan.domain.fact import Fact
from fupan.logic.coverage import REST


@dataclass(frozen=True)
class Choice:
    """Decides fact by fact, so that no figure is told twice and no fragment of a group is told alone.

    ``must`` are ids of facts the section cannot omit. ``told`` maps the id of a fact that a note states to the number
    of the first step that tells it; ``step_of`` gives the number of the step where a fact's own sentence would stand.
    """

    facts: Mapping[str, Fact]
    must: frozenset[str]
    told: Mapping[str, int]
    step_of: Callable[[Fact], int]

    def stated(self) -> list[Fact]:
        """The facts to state, in the order given."""
        return [fact for fact in self.facts.values() if self._states(fact)]

    def _states(self, fact: Fact) -> bool:
        if self._told_by_then(fact) or (fact.member or "").startswith(REST):
            return False
        if fact.id in self.must:
            return True
        if fact.id in self.told:
            return False
        if fact.formula is not None and all(source in self.told for source in fact.formula.inputs):
            return False
        return not self._group_is_told(fact)

    def _told_by_then(self, fact: Fact) -> bool:
        return fact.id in self.told and self.told[fact.id] <= self.step_of(fact)

    def _group_is_told(self, fact: Fact) -> bool:
        """Whether a note already speaks of the same metric's actual (for a member: of any member of its dimension)."""
        return any(
            other.key == "actual" and other.metric == fact.metric and other.dimension == fact.dimension
            for other in self.facts.values()
            if other.id in self.told
        )
