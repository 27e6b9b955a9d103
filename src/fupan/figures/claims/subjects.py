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
_TOPICAL: dict[str, Measure] = {"a": "attainment", "g": "growth", "z": "share", "l": "value"}


class Subject(NamedTuple):
    """One metric and one member (None: the total) that a claim is held against."""

    metric: str
    where: Where | None


class Spoken(NamedTuple):
    """What the sentence speaks of behind a clause.

    ``lost``: something was said that is not understood; ``told``: metric and member are those of what stands right
    before, ``level`` says that it is the value itself, and not a rate of it. ``by`` is what the clauses before put in
    order or compared, ``figure`` what the figure right before tells; ``standing`` is the order told last. ``apart``:
    several members were spoken of, so that the next clause must say whom it is of; ``listed`` are the values told one
    after the other. ``away``: nothing more of the sentence is judged, for it speaks of another time or of a part.
    """

    lost: bool = False
    away: bool = False
    told: bool = False
    level: bool = False
    metric: str | None = None
    where: Where | None = None
    base: Base | None = None
    by: Measure | None = None
    figure: Measure | None = None
    apart: bool = False
    but: tuple[Where, ...] = ()
    standing: Standing | None = None
    listed: tuple[Subject, ...] = ()


LOST = Spoken(lost=True)
AWAY = Spoken(lost=True, away=True)


@dataclass(frozen=True)
class Subjects:
    """Finds the subjects of claims in one text."""

    terms: Terms
    text: str

    def topic(self, claim: Parsed, spoken: Spoken) -> Spoken:
        """华东方面， 从增速看，: what stands behind it is about this."""
        if len(claim.metrics) > 1 or len(claim.members) > 1 or claim.rest or claim.whole:
            return LOST
        measure = next((_TOPICAL[token.letter] for token in claim.tokens if token.letter in _TOPICAL), None)
        after = spoken._replace(
            metric=claim.metrics[0] if claim.metrics else spoken.metric,
            base=claim.base or spoken.base,
            by=measure or ("value" if claim.metrics else spoken.by),
        )
        if claim.members or claim.total:
            after = after._replace(lost=False, told=True, level=True, where=next(iter(claim.members), None))
        return after

    def of(self, claim: Parsed, spoken: Spoken, around: Around, at: int, line: int) -> list[list[Subject]]:
        """The subjects of a claim at ``at`` in the line that begins at ``line``, for each metric that may be meant.

        None where it is not certain whom the claim is of.
        """
        if claim.whole and len(spoken.listed) > 1 and not (claim.metrics or claim.members or claim.every or claim.but):
            return [list(spoken.listed)]
        places = self._places(claim, spoken, around, at, line)
        if places is None:
            return []
        found: list[list[Subject]] = []
        for metrics in self.metrics(claim, spoken, around, at):
            one = len(metrics) * len(places) == 1
            if (claim.whole and one) or (len(metrics) > 1 and len(places) > 1):
                continue  # 华东均完成目标: of whatever
            if all(self.terms.lexicon.catalogue.gives(metric, where) for metric in metrics for where in places):
                found.append([Subject(metric, where) for metric in metrics for where in places])
        return found

    def metrics(self, claim: Parsed, spoken: Spoken, around: Around, at: int) -> list[tuple[str, ...]]:
        """The metrics that a claim names, or the one that is spoken of; each of the sheet where none is."""
        if claim.sales and not self._is_sales(claim, spoken):
            return []
        named = tuple(dict.fromkeys(claim.metrics)) or next(
            ((one,) for one in (spoken.metric, around.metric) if one is not None), ()
        )
        if named:
            return [named]
        last = self._last_metric(back_from(around, at), at)
        if last is not None:
            return [last] if last else []
        return [(metric.name,) for metric in self.terms.lexicon.catalogue.given]

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
        if claim.only:
            return tuple((claim.every, one) for one in self.terms.lexicon.sheet.dimensions()[claim.every])
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
        if spoken.apart:
            return None
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
