"""Orders and comparisons: 华南完成率最低, 排名第二, 华东次之; 华东高于华北, 销售额增速快于费用增速."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fupan.domain.fact import Fact
from fupan.domain.told import Where
from fupan.figures.claims.claim import Measure, Pair, Standing, Wrong
from fupan.figures.claims.grammar import Parsed
from fupan.figures.claims.holding import Holding, apart
from fupan.figures.claims.subjects import Spoken
from fupan.figures.claims.tokens import Token

_MEASURES: dict[str, Measure] = {"a": "attainment", "g": "growth", "f": "growth", "F": "growth", "L": "growth", "z": "share"}
_COLLECTING = ("其他", "其它", "其余", "合计", "小计", "总计", "未分")
"""Members that gather what is left: nobody means them when naming the lowest."""
_TURNED: dict[str, Literal["most", "least"]] = {"most": "least", "least": "most", "best": "most", "worst": "least"}
_LITERAL = {">": True, "<": False}
_LEADING = {"ahead": True, "behind": False, "better": True, "worse": False}


@dataclass(frozen=True)
class Orders:
    """Holds orders and comparisons against the facts."""

    holding: Holding

    def standing(self, claim: Parsed, subject: tuple[str, Where], spoken: Spoken) -> Standing | None:
        """The place that a claim gives a member; None where the words may be meant in two ways."""
        metric, where = subject
        mark, before = claim.tokens[-1] if claim.kind == "next" else _mark(claim.tokens), spoken.standing
        if mark.letter == "n":
            return before._replace(where=where, rank=before.rank + 1) if before is not None and before.rank else None
        measure = _measure(claim.tokens)
        named = measure is not None or bool(claim.metrics)
        if not named and before is not None:
            measure, named = before.measure, before.named
        elif not named:
            measure = spoken.measure if mark.letter == "S" else None
            if measure is None:
                return None  # 华东垫底: by its value, its rate or its growth
        base = claim.base or (before.base if before is not None else None)
        lower = self.holding.catalogue.metrics[metric].better == "lower"
        measure = measure or "value"
        if measure == "value" and claim.base is not None:
            return None
        if mark.letter == "R":
            rank = mark.value
            if lower or not isinstance(rank, int):
                return None
            return Standing(metric, measure, base, where, "most", rank, named)
        sense = str(mark.value)
        if sense in {"best", "worst"} and (lower or measure == "value"):
            return None
        fallen = any(token.letter == "f" for token in claim.tokens)
        told: Literal["most", "least"] = "least" if sense in {"least", "worst"} else "most"
        return Standing(metric, measure, base, where, _TURNED[told] if fallen else told, named=named)

    def ranked(self, standing: Standing) -> tuple[Fact, ...]:
        """All members of the dimension in the order that is claimed; none unless each of them has what orders them."""
        dimension = standing.where[0]
        members = self.holding.catalogue.sheet.dimensions()[dimension]
        if len(members) == 1 or any(member.startswith(_COLLECTING) for member in members):
            return ()
        facts = [
            self.holding.measured(standing.measure, standing.base, standing.metric, (dimension, member))
            for member in members
        ]
        known = [fact for fact in facts if fact is not None]
        if len(known) < len(facts) or not -1 <= standing.rank <= len(known):
            return ()
        return tuple(sorted(known, key=lambda fact: fact.amount, reverse=standing.sense == "most"))

    def misplaced(self, claim: Parsed, standing: Standing) -> Wrong | None:
        """The fault of a place that another member has; None where nothing is wrong or it cannot be said."""
        ranked = self.ranked(standing)
        if not ranked:
            return None
        own = next(fact for fact in ranked if fact.where == standing.where)
        holder = ranked[standing.rank - 1 if standing.rank > 0 else -1]
        falling = any(token.letter in "fF" for token in claim.tokens) and standing.sense == "least"
        if not apart(own, holder) or (falling and holder.amount >= 0):
            return None
        return Wrong(claim.span, standing=standing, ranked=ranked)

    def turned(self, claim: Parsed, subjects: tuple[tuple[str, Where | None], tuple[str, Where | None]]) -> Wrong | None:
        """The fault of a comparison that goes the other way; None where nothing is wrong or it cannot be said."""
        mark = next(token for token in claim.tokens if token.letter in "CL")
        measure = _measure(claim.tokens) or "value"
        if measure == "value" and claim.base is not None:
            return None
        one, other = (self.holding.measured(measure, claim.base, *subject) for subject in subjects)
        if one is None or other is None or one.unit.base != other.unit.base or not apart(one, other):
            return None
        more = self._more(str(mark.value), [metric for metric, _ in subjects])
        if more is None or (one.amount > other.amount) is more:
            return None
        return Wrong(claim.span, compared=Pair(one, other))

    def _more(self, way: str, metrics: list[str]) -> bool | None:
        """Whether the first is said to be more; None for 领先 and 好于 where less is better."""
        if way in _LITERAL:
            return _LITERAL[way]
        lower = any(self.holding.catalogue.metrics[metric].better == "lower" for metric in metrics)
        return None if lower else _LEADING[way]


def _mark(tokens: tuple[Token, ...]) -> Token:
    return next(token for token in tokens if token.letter in "SRF")


def _measure(tokens: tuple[Token, ...]) -> Measure | None:
    return next((_MEASURES[token.letter] for token in tokens if token.letter in _MEASURES), None)
