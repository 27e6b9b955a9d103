"""Of which metric and member a claim is: as it says, as was told right before, or as heading and label do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.claims.around import Around, back_from
from fupan.figures.claims.claim import Measure, Standing
from fupan.figures.claims.grammar import Parsed
from fupan.figures.claims.terms import Terms
from fupan.figures.claims.vocabulary import Base
from fupan.figures.read.cue import Cue

_SALES = "销售额"


class Spoken(NamedTuple):
    """What the sentence speaks of behind a clause.

    ``lost``: something was said that is not understood; ``told``: metric and member are those of what stands right
    before, ``level`` says that it is the value itself, and not a rate of it. ``standing`` is the order told last,
    ``measure`` what the figure right before tells.
    """

    lost: bool = False
    told: bool = False
    level: bool = False
    metric: str | None = None
    where: Where | None = None
    base: Base | None = None
    but: tuple[Where, ...] = ()
    standing: Standing | None = None
    measure: Measure | None = None


class Subject(NamedTuple):
    """One metric and one member (None: the total) that a claim is held against."""

    metric: str
    where: Where | None


@dataclass(frozen=True)
class Subjects:
    """Finds the subjects of claims in one text."""

    terms: Terms
    text: str

    def of(self, claim: Parsed, spoken: Spoken, around: Around, at: int, line: int) -> list[Subject]:
        """The subjects of a claim at ``at`` in the line that begins at ``line``; none where it is not certain."""
        metrics = self.metrics(claim, spoken, around, at)
        places = self._places(claim, spoken, around, at, line)
        if not metrics or places is None or (len(metrics) > 1 and len(places) > 1):
            return []
        catalogue = self.terms.lexicon.catalogue
        if any(not catalogue.gives(metric, where) for metric in metrics for where in places):
            return []
        if claim.whole and len(metrics) * len(places) == 1:
            return []  # 华东均完成目标: of whatever
        return [Subject(metric, where) for metric in metrics for where in places]

    def metrics(self, claim: Parsed, spoken: Spoken, around: Around, at: int) -> tuple[str, ...]:
        """The metrics that a claim names; else the one that is spoken of."""
        if claim.sales and not self._is_sales(claim, spoken):
            return ()
        if claim.metrics:
            return tuple(dict.fromkeys(claim.metrics))
        if spoken.metric is not None:
            return (spoken.metric,)
        if around.metric is not None:
            return (around.metric,)
        last = self._last_metric(back_from(around, at), at)
        if last is not None:
            return last
        named = claim.members or claim.only or claim.but or spoken.but or ((spoken.where or around.where),)
        given = [one for one in self.terms.lexicon.catalogue.given if self._has(one.name, named[0], claim.every)]
        return (given[0].name,) if len(given) == 1 else ()

    def _has(self, metric: str, where: Where | None, every: str) -> bool:
        catalogue = self.terms.lexicon.catalogue
        if where is None and every:
            return every in catalogue.metrics[metric].breakdown
        return where is not None and catalogue.gives(metric, where)

    def _is_sales(self, claim: Parsed, spoken: Spoken) -> bool:
        """True where 销售目标 can only be that of the metric spoken of."""
        own = self.terms.words.get(_SALES)
        named = claim.metrics[0] if claim.metrics else spoken.metric
        return own is not None and own.value == named

    def _last_metric(self, start: int, end: int) -> tuple[str, ...] | None:
        """The metric named last; nothing in the tuple for one that the sheet has not, None where none is named."""
        cues = [cue for cue in self.terms.lexicon.cues(self.text[start:end]) if cue.kind == "metric"]
        if not cues:
            return None
        metrics = cues[-1].meaning.metrics
        return metrics if len(metrics) == 1 and metrics[0] in self.terms.lexicon.catalogue.names else ()

    def _places(
        self, claim: Parsed, spoken: Spoken, around: Around, at: int, line: int
    ) -> tuple[Where | None, ...] | None:
        """The members that a claim is of, None in it for the total; None where that is open."""
        if claim.members:
            joined = len(claim.members) == 1 or len({where[0] for where in claim.members}) == 1
            return claim.members if joined and not claim.but and not claim.rest else None
        but = claim.but or spoken.but
        every = claim.every or (but[0][0] if but and (claim.whole or claim.rest) else "")
        if every:
            members = self.terms.lexicon.sheet.dimensions()[every]
            rest = tuple((every, one) for one in members if (every, one) not in but)
            apart = all(where[0] == every for where in but) and _is_left(claim, every, len(rest))
            return rest if apart and rest else None
        if claim.rest or but:
            return None
        if claim.total:
            return (None,)
        if spoken.told:
            return (spoken.where,)
        if around.where is not None:
            return (around.where,)
        if not claim.metrics or not around.plain:
            return None
        earlier = self.terms.lexicon.cues(self.text[max(line, at - 300) : at])
        return None if any(_narrows(cue) for cue in earlier) else (None,)



def _is_left(claim: Parsed, dimension: str, left: int) -> bool:
    """False where 其余两个区域 speaks of another dimension, or of another number of members than is left."""
    told = [token.value for token in claim.tokens if token.letter == "h"]
    return all(one in {(None, None), (dimension, None), (None, left), (dimension, left)} for one in told)


def _narrows(cue: Cue) -> bool:
    """True for a word of the line that may leave the total: a member, another time."""
    return cue.kind in {"member", "part"} or (cue.kind == "time" and cue.meaning.role is not Role.ACTUAL)
