"""How strong the evidence is that a figure is wrong, and not misread: points for what its words and the sheet say.

A figure that no reading carries is either wrong or told in a manner that the reader does not know. What speaks for each
is weighed by the points of ``data/evidence.json``: tenths of log odds, fitted on texts with planted
faults against right texts (``eval/benchmarks/figures/consistency/evidence.py``). Below ``least`` nothing is claimed,
the figure stays unchecked, with what it may tell as the reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.figures.agreement import bounded, significant
from fupan.figures.late import late
from fupan.figures.notes.figures import states_exactly
from fupan.figures.read.open_ended import is_restricted
from fupan.figures.read.placed_cues import PlacedCues
from fupan.figures.read.reading import NONE, OWN, SENTENCE, Reading
from fupan.figures.reckon.paired import Paired
from fupan.figures.reckon.parallel import Parallel
from fupan.figures.reckon.parts_told import PART_TOLD
from fupan.figures.reckon.reckoned import unknown_level
from fupan.figures.reckon.worked import EACH, PUT_TOGETHER
from fupan.figures.verdict import Verdict
from fupan.figures.words import content_words
from fupan.resources import data

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_FAR = Decimal(3)
_WHOLE = Decimal(100)
_CLAUSE = 200
_BEFORE, _BEHIND = 50, 20
_CELL = 8
_NEAR = 4
_TIGHT, _LOOSE = Decimal("0.05"), Decimal("0.25")
"""Chances of a random hit below which a pair of values says something."""
_UNASKED = frozenset(("unsupported-figure", "contradicted-figure"))
"""Faults of figures of which the words name no derivation: what else may give them says most."""
_OPEN = frozenset(("contradicted-figure", "wrong-derivation", "misattributed-figure"))
"""Faults of figures that with 约 may be rounded from something reckoned; what has no source at all may be invented."""
_PARTS = frozenset(("%", "倍"))
_PART = late("的[ *_约近超不足到将接差多大概]{0,4}$")
"""缺口的八成, 展会的四分之一: a part of what the words before name."""
_HELD = {"misattributed-figure": "elsewhere", **dict.fromkeys(_UNASKED, "held")}
_KNOWN = frozenset(("held", "noted"))
_SAYING = frozenset(("role", "did", "time", "opening", "scheme"))


@dataclass
class _Unexplained:
    """The figures of one sentence that nothing carries: how many, what they were to be and whose values they are."""

    count: int = 0
    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    roles: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, verdict: Verdict) -> None:
        """Take in one of them."""
        expected, found = verdict.expected, verdict.found
        self.count += 1
        if expected is not None:
            self.expected[expected.id] += 1
        if found is not None:
            self.found[found.id] += 1
        if expected is not None and found is not None:
            self.roles[expected.key, found.key] += 1


@dataclass(frozen=True)
class Evidence:
    """What the verdicts on the figures of one text rest on; ``cues`` are those of the text."""

    binder: Binder
    cues: PlacedCues
    verdicts: Sequence[Verdict]
    roughly: Container[int] = ()
    _told: Counter[str] = field(init=False)
    _unexplained: dict[int, _Unexplained] = field(init=False)
    _paired: Paired = field(init=False)
    _parallel: Parallel = field(init=False)

    def __post_init__(self) -> None:
        carried = (one.fact.id for one in self.verdicts if one.fact is not None and not one.fault)
        unexplained: dict[int, _Unexplained] = defaultdict(_Unexplained)
        for one in self.verdicts:
            if one.fault or one.unchecked:
                unexplained[one.reading.sentence[0]].add(one)
        object.__setattr__(self, "_told", Counter(carried))
        object.__setattr__(self, "_unexplained", unexplained)
        object.__setattr__(self, "_paired", Paired(self.binder, self.cues, self.verdicts))
        object.__setattr__(self, "_parallel", Parallel(self.binder, self.cues, self.verdicts))

    def weighed(self) -> list[Verdict]:
        """The verdicts; where too little speaks for a fault, its figure is left unchecked."""
        return [self._weigh(one, place) for place, one in enumerate(self.verdicts)]

    def _weigh(self, verdict: Verdict, place: int) -> Verdict:
        if not verdict.fault or verdict.fault == "loose-rounding":
            return verdict
        points, least = _points(), _least()
        weight = points["start"] + sum(points[sign] for sign in self.signs(verdict, place))
        if weight >= least and weight + points["parallel"] + points["given-by-two"] < least:
            weight += sum(points[sign] for sign in self.paired(verdict, place))
        return verdict if weight >= least else verdict._replace(fault="", unchecked=True, doubt=verdict.fault)

    def signs(self, verdict: Verdict, place: int) -> Iterator[str]:
        """What speaks for the fault and against it, by the names of ``data/evidence.json``."""
        told, others = self._is_told(verdict), self._unexplained[verdict.reading.sentence[0]].count - 1
        if _is_plain(verdict):
            yield "aspect-own"
            return
        yield from self._of_words(verdict, place)
        known: list[str] = []
        if verdict.fault in {"wrong-bound", "wrong-unit"}:
            yield verdict.fault
        elif verdict.fault != "wrong-direction":
            known = list(self._of_value(verdict, told=told))
            yield from known
            yield from self._of_found(verdict)
        if told:
            yield "told"
        if verdict.mention.start in self.roughly and verdict.fault in _OPEN:
            yield "roughly"
        invented = "unnamed" in known and _KNOWN.isdisjoint(known)
        if others > 0 and not invented:  # one invented figure is no excuse for another
            yield "others-unexplained" if others > 1 else "another-unexplained"

    def paired(self, verdict: Verdict, place: int) -> Iterator[str]:
        """The signs that two values give the figure at ``place``: found by a search, so asked for last."""
        if _is_plain(verdict):
            return
        if self._parallel.gives(place):
            yield "parallel"
        reading = verdict.reading
        if verdict.fault not in _UNASKED:
            unsaid = reading.aspect_sure < OWN and verdict.fault in {"wrong-derivation", "misattributed-figure"}
            chance = self._paired.chance(place) if unsaid else None
            if chance is not None and chance < _TIGHT:
                yield "derived-by-two"
            return
        chance = self._paired.chance(place)
        if chance is not None and chance < _LOOSE:
            yield "given-by-two" if chance < _TIGHT else "given-by-two-loosely"

    def _of_found(self, verdict: Verdict) -> Iterator[str]:
        """Whose value the figure is, and whether the words know of it."""
        found, expected, reading = verdict.found, verdict.expected, verdict.reading
        if found is None or bounded(reading.mention):
            return
        others = self._unexplained[reading.sentence[0]]
        if others.expected[found.id] or (expected is not None and others.found[expected.id]):
            yield "crossed"
        elif not reading.row and self._is_hinted(verdict, found):
            yield "hinted"
        unsaid = verdict.fault == "wrong-role" and reading.aspect_sure <= SENTENCE and expected is not None
        if unsaid and expected is not None and others.roles[expected.key, found.key] > 1:
            yield "shared-role"

    def _is_hinted(self, verdict: Verdict, found: Fact) -> bool:
        """True where words near the figure stand in the name of what has its value, and not in that of the expected."""
        expected, (start, end) = verdict.expected, verdict.reading.sentence
        words = content_words(found.metric) | content_words(found.member or "")
        if expected is not None:
            words -= content_words(expected.metric) | content_words(expected.member or "")
        at = verdict.mention
        return not words.isdisjoint(
            self.binder.words.within(max(start, at.start - _BEFORE), min(end, at.end + _BEHIND))
        )

    def _of_words(self, verdict: Verdict, place: int) -> Iterator[str]:
        """How the words name what is told: in the figure's own clause, by what went before, or not at all."""
        reading = verdict.reading
        if reading.metric_sure == OWN:
            yield "metric-own"
        if reading.aspect_sure == OWN:
            yield "aspect-own"
        if reading.aspect_sure == NONE and verdict.expected is not None:
            yield "aspect-none"
        if reading.row and self._is_bare_cell(reading.mention):
            yield "row"
        if reading.mention.unit in _PARTS and _PART.search(reading.lead):
            yield "part-of"
        if reading.groups:
            yield "group"
        turned = verdict.fault == "wrong-direction"  # its value is right
        level = unknown_level(reading, self.verdicts[max(0, place - _NEAR) : place])
        if level is not None and level.found is None and verdict.expected is not None and not turned:
            yield "of-unknown-level"
        if not turned:
            yield from self._of_reckoning(reading)

    def _of_reckoning(self, reading: Reading) -> Iterator[str]:
        """Words that put figures together, or speak of a part or a mean of what is named."""
        if reading.groups:
            return  # it is known what is put together
        if PUT_TOGETHER.search(reading.lead):
            yield "sum-words"
        if reading.per or EACH.search(reading.lead):
            yield "mean-words"
        at = reading.mention.start
        if is_restricted(self.binder.text[max(reading.sentence[0], at - _BEFORE) : at]):
            yield "restricted"

    def _of_value(self, verdict: Verdict, *, told: bool) -> Iterator[str]:
        """What else has the figure's value, and how far it is from what was expected."""
        reading, mention, expected, note = verdict.reading, verdict.mention, verdict.expected, verdict.note
        if expected is None and note is None:
            yield "unnamed"
        else:
            far = _is_far(mention, expected.amount if expected is not None else note and note.mention.value)
            if far:
                yield "far"
            if note is not None and expected is None and far:
                yield "against-far-note"
        stated = [] if bounded(mention) else list(self.binder.stated_facts(mention))  # 超两成 holds for many facts
        alike = [one for one in stated if expected is not None and one.metric == expected.metric]
        fine = significant(mention) > 1  # 四成 is the share of many
        neighbour = fine and any(_is_neighbour(one, expected) for one in alike if expected is not None)
        same = any(one.member == expected.member and one.key != expected.key for one in alike if expected is not None)
        if neighbour and reading.place_sure >= SENTENCE:
            yield "neighbour"
        elif same and not told:
            yield "other-role"
        elif (neighbour or same or len(alike) < len(stated)) and verdict.fault in _HELD:
            yield _HELD[verdict.fault]
        if not (neighbour or same) and self._is_noted(mention):
            yield "noted"
        if told and verdict.fault == "wrong-role" and reading.aspect_sure <= SENTENCE and not self._says_role(verdict):
            yield "unsaid-role"

    def _is_told(self, verdict: Verdict) -> bool:
        """True where another figure of the text states what this one is held against."""
        return verdict.expected is not None and not verdict.reading.row and self._told[verdict.expected.id] > 0

    def _is_noted(self, mention: Mention) -> bool:
        return any(states_exactly(mention, figure.mention) for figure in self.binder.notes.same(mention))

    def _is_bare_cell(self, mention: Mention) -> bool:
        return self.binder.text[max(0, mention.start - _CELL) : mention.start].rstrip(" *_+-−约").endswith("|")

    def _says_role(self, verdict: Verdict) -> bool:
        at = verdict.mention.start
        start = at - min(len(verdict.reading.lead), _CLAUSE)
        return any(cue.kind in _SAYING for cue in self.cues.between(start, at))


def _is_plain(verdict: Verdict) -> bool:
    """True where nothing is left to guess: a share of what was told right before, or of more than the whole."""
    reading, mention = verdict.reading, verdict.mention
    if verdict.expected is not None and verdict.expected.id == PART_TOLD:
        return True
    alone = len(reading.aspects) == 1 and reading.aspects[0].form == "share" and reading.aspect_sure == OWN
    return alone and mention.approx is None and mention.value is not None and mention.value > _WHOLE


def _is_neighbour(fact: Fact, expected: Fact) -> bool:
    """True for the same value of another member of the dimension."""
    same = fact.metric == expected.metric and fact.dimension == expected.dimension and fact.key == expected.key
    return same and fact.member != expected.member


def _is_far(mention: Mention, amount: Decimal | None) -> bool:
    """True where a figure is three times what was expected, or a third of it."""
    if not mention.value or not amount:
        return False
    ratio = divide(abs(mention.value), abs(amount))
    return ratio > _FAR or ratio * _FAR < 1


@cache
def _points() -> dict[str, int]:
    return dict(data("evidence")["points"])


@cache
def _least() -> int:
    return int(data("evidence")["least"])
