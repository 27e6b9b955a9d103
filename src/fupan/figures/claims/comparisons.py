"""Comparisons of two members or two metrics: 华东完成率低于华南, 华东比华北高, 销售额增速快于费用增速."""

from __future__ import annotations

from dataclasses import dataclass

from fupan.domain.told import Where
from fupan.figures.claims.claim import Measure, Pair, Wrong
from fupan.figures.claims.grammar import Parsed
from fupan.figures.claims.holding import Holding, apart
from fupan.figures.claims.vocabulary import Base

_LITERAL = {">": True, "<": False, "up": True, "down": False}
_LEADING = {"ahead": True, "behind": False, "better": True, "worse": False}
Compared = tuple[str, Where | None]


@dataclass(frozen=True)
class Comparisons:
    """Holds comparisons against the facts."""

    holding: Holding

    def pair(self, measure: Measure, base: Base | None, one: Compared, other: Compared) -> Pair | None:
        """The two facts that are compared; None where the sheet does not give them, or they cannot be compared."""
        facts = [self.holding.measured(measure, base, *each) for each in (one, other)]
        left, right = facts
        if left is None or right is None or left.unit.base != right.unit.base:
            return None
        return Pair(left, right)

    def turned(self, claim: Parsed, pair: Pair) -> Wrong | None:
        """The fault of a comparison that goes the other way; None where it does not, or the word leaves it open."""
        mark = next(token for token in claim.tokens if token.letter in "CLux")
        one, other = pair
        more = self._more(str(mark.value), {one.metric, other.metric})
        if any(token.letter == "f" for token in claim.tokens):
            if one.amount >= 0 or other.amount >= 0 or more is None:
                return None
            more = not more  # the larger fall is the smaller growth
        if more is None or not apart(one, other) or (one.amount > other.amount) is more:
            return None
        return Wrong(claim.span, compared=pair)

    def _more(self, way: str, metrics: set[str]) -> bool | None:
        """Whether the first is said to be more; None for 领先 and 好于 where less is better."""
        if way in _LITERAL:
            return _LITERAL[way]
        lower = any(self.holding.catalogue.metrics[metric].better == "lower" for metric in metrics)
        return None if lower else _LEADING[way]
