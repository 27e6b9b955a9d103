"""The places that members have in an order: 华南完成率最低, 排名第二, 华东次之."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.claims.claim import Measure, Standing, Wrong
from fupan.figures.claims.grammar import Parsed
from fupan.figures.claims.holding import Holding, apart
from fupan.figures.claims.subjects import Spoken
from fupan.figures.claims.tokens import Token
from fupan.figures.claims.vocabulary import SINCE_LAST, Base

_MEASURES: dict[str, Measure] = {
    "a": "attainment", "g": "growth", "f": "growth", "F": "growth", "L": "growth", "x": "growth", "z": "share",
    "l": "value",
}  # fmt: skip
_COLLECTING = ("其他", "其它", "其余", "合计", "小计", "总计", "未分")
"""Members that gather what is left: nobody means them when naming the lowest."""
_TURNED: dict[str, Literal["most", "least"]] = {"most": "least", "least": "most"}
_FROM_BELOW = frozenset(("least", "worst", "smallest"))
_BY_ANY: tuple[tuple[Measure, Base | None], ...] = (
    ("value", None), ("attainment", None), ("growth", Role.PRIOR), ("growth", SINCE_LAST),
)  # fmt: skip


def measures(claim: Parsed, spoken: Spoken) -> tuple[tuple[Measure, Base | None], ...]:
    """By what a clause may put members in order or compare them: what it says, else all there is."""
    own = next((_MEASURES[token.letter] for token in claim.tokens if token.letter in _MEASURES), None)
    if own is None and claim.base is None and not claim.metrics:
        by = spoken.by or (spoken.figure if _of_figure(claim, spoken) else None)
        return _BY_ANY if by is None else ((by, spoken.base),)
    own = own or (spoken.by if claim.base is not None and spoken.by is not None else "value")
    if own == "value" and claim.base is not None:
        return ()  # 同比最高: by what is not said
    return ((own, claim.base or spoken.base),)


def _of_figure(claim: Parsed, spoken: Spoken) -> bool:
    """Whether the figure right before tells by what is ordered: 完成率85%，最低; not 262万元，垫底, nor 85%，最大."""
    marks = {token.letter: token.value for token in claim.tokens}
    return "R" not in marks and (spoken.figure == "value" or marks.get("S") not in {"largest", "smallest"})


@dataclass(frozen=True)
class Orders:
    """Holds places in an order against the facts."""

    holding: Holding

    def standings(self, claim: Parsed, subject: tuple[str, Where], spoken: Spoken) -> list[Standing]:
        """The places that a claim may give a member; none where the words may be meant otherwise."""
        metric, where = subject
        mark = next(token for token in claim.tokens if token.letter in "SRFn")
        if mark.letter == "n":
            last = spoken.standing
            return [last._replace(where=where, rank=last.rank + 1)] if last is not None and last.rank else []
        lower = self.holding.catalogue.metrics[metric].better == "lower"
        if lower and (mark.letter == "R" or mark.value in {"best", "worst"}):
            return []
        fallen = any(token.letter == "f" for token in claim.tokens)
        found = []
        for measure, base in measures(claim, spoken):
            if measure == "value" and mark.value in {"best", "worst"}:
                return []
            found.append(Standing(metric, measure, base, where, _sense(mark, fallen=fallen), _rank(mark)))
        return found

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
        if len(known) < len(facts) or standing.rank > len(known):
            return ()
        return tuple(sorted(known, key=lambda fact: fact.amount, reverse=standing.sense == "most"))

    def misplaced(self, claim: Parsed, standing: Standing, ranked: tuple[Fact, ...]) -> Wrong | None:
        """The fault of a place that another member has; None where the member has it, or shares it."""
        own = next(fact for fact in ranked if fact.where == standing.where)
        holder = ranked[standing.rank - 1 if standing.rank > 0 else -1]
        falling = any(token.letter in "fF" for token in claim.tokens) and standing.sense == "least"
        if not apart(own, holder) or (falling and holder.amount >= 0):
            return None
        return Wrong(claim.span, standing=standing, ranked=ranked)


def _sense(mark: Token, *, fallen: bool) -> Literal["most", "least"]:
    """From which end is counted; the largest fall is the least growth."""
    told: Literal["most", "least"] = "least" if mark.value in _FROM_BELOW else "most"
    return _TURNED[told] if fallen else told


def _rank(mark: Token) -> int:
    return mark.value if isinstance(mark.value, int) else 1
