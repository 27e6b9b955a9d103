"""Bind the figures of a text to facts: each reading is held against the facts that its words name.

A derivation is tried only where the words name it; a figure is never accepted because some arithmetic happens to fit.
Where the words leave open what is told, ``nets`` say what else may carry the figure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from operator import attrgetter

from fupan.domain.aspect import Aspect
from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.domain.told import Told, Where
from fupan.figures.agreement import agreement, bounded, closely, exceeding, reach
from fupan.figures.fold import fold
from fupan.figures.in_units import amount_for, is_whole, units_meet
from fupan.figures.judge.candidates import Candidate, Candidates
from fupan.figures.judge.classify import classify
from fupan.figures.judge.directions import Directions
from fupan.figures.judge.fact_table import FactTable
from fupan.figures.judge.nets import caught, strong
from fupan.figures.judge.signs_told import lacks_sign
from fupan.figures.notes.figures import NoteFigures, in_order, quoted, shared_words, states_exactly
from fupan.figures.read.catalogue import Catalogue
from fupan.figures.read.lexicon import Lexicon
from fupan.figures.read.open_ended import clause_before, is_guess, is_restricted
from fupan.figures.read.reading import CONTEXT, NONE, OWN, SENTENCE, Reading
from fupan.figures.reckon.against_metric import against_metric
from fupan.figures.reckon.against_whole import against_whole
from fupan.figures.reckon.effects import effects
from fupan.figures.reckon.for_each_yuan import for_each_yuan
from fupan.figures.reckon.halves_apart import halves_apart
from fupan.figures.reckon.left_of_year import left_of_year
from fupan.figures.reckon.level_multiples import level_multiples
from fupan.figures.reckon.loss_moves import loss_moves
from fupan.figures.reckon.means import means
from fupan.figures.reckon.metric_quotients import quotient_facts
from fupan.figures.reckon.offsets import offsets
from fupan.figures.reckon.parts_of_gaps import counted_gaps, parts_of_gaps
from fupan.figures.reckon.parts_of_goal import parts_of_goal
from fupan.figures.reckon.per_thing import per_thing
from fupan.figures.reckon.reckoned import of_unknown_level, reckoned, unknown_then
from fupan.figures.reckon.recomputed import recomputed
from fupan.figures.reckon.stated import claimed
from fupan.figures.reckon.without_noted import without_noted
from fupan.figures.verdict import NoteFigure, Verdict
from fupan.figures.words import TextWords

_OPERATIONS = (
    quotient_facts, per_thing, for_each_yuan, level_multiples, left_of_year, effects, halves_apart, without_noted,
    parts_of_goal, against_whole, against_metric, loss_moves,
    parts_of_gaps, counted_gaps, offsets,
)  # fmt: skip
_NOT_JUDGED = frozenset(("ordinal", "ratio"))
_BELOW_NOTHING = {"excess": Role.TARGET, "actual_difference_stretch": Role.STRETCH}
_REPEATED = 3
"""So many words around a note's figure, and the very figure, of no member: the note is repeated, whatever it states."""
_MISTAKEN = frozenset(("contradicted-figure", "wrong-derivation", "unsupported-figure"))
_GOALS = ("目标", "任务", "计划", "预算", "指标")
_BESIDE = 12
_SENTENCE = 400
"""How far into a sentence other figures of a note are looked for."""


@dataclass
class Binder:
    """Judges readings against one fact sheet; ``text`` is the one being judged (folded), see ``on``."""

    lexicon: Lexicon
    told: Told
    notes: NoteFigures
    text: str = ""
    words: TextWords = field(default_factory=lambda: TextWords(""))
    mentions: Sequence[Mention] = ()
    catalogue: Catalogue = field(init=False)
    named_facts: Candidates = field(init=False)
    directions: Directions = field(init=False)
    table: FactTable = field(init=False)

    def __post_init__(self) -> None:
        self.catalogue = self.lexicon.catalogue
        self.named_facts = Candidates(self.catalogue, self.told)
        self.directions = Directions(self.catalogue, self.told)
        self.table = FactTable(self.told)

    def on(self, text: str, mentions: Sequence[Mention]) -> Binder:
        """The same facts held against the figures of ``text`` (folded); for several threads, each its own."""
        other = copy(self)
        other.text, other.words, other.mentions = text, TextWords(text), mentions
        return other

    def judge(self, reading: Reading, before: Sequence[Verdict] = ()) -> Verdict:
        """The verdict on one figure of the text; ``before`` are those on the figures before it."""
        mention = reading.mention
        if mention.kind in _NOT_JUDGED or (mention.value is None and mention.low is None and mention.high is None):
            return Verdict(reading, unchecked=True)
        candidates = self.candidates(reading, before)
        fact, best, turned = self._held(reading, candidates)
        if fact is not None:
            return Verdict(reading, fact=fact)
        open_ = reading.rest or reading.blind or reading.loose or reading.per
        unknown = of_unknown_level(reading, before)
        sure = not open_ and (mention.approx is None or (bounded(mention) and not unknown))
        clear = best is not None and (best[0] == "direction" or sure or strong(self, reading))
        clear = clear or (best is None and claimed(reading, before))
        note = self.note(reading, candidates, least=4 if clear else 2)
        if note is not None and (best is None or best[0] != "direction" or not self._opposes(reading, note)):
            return Verdict(reading, note=note)
        found = None if clear else caught(self, reading, before, named=bool(candidates))
        if best is None and (found is None or found.unchecked):
            certain = bool(candidates) and strong(self, reading)
            found = recomputed(self, reading, before, certain=certain) or found
        if found is not None and turned is not None and found.fact in {turned.fact, self.named(turned.fact)}:
            best, found = ("direction", turned), None  # 上月3.2%，降0.9个百分点: since when is not said
        if found is not None:
            return found
        if best is not None:
            best = best[0], best[1]._replace(fact=self.named(best[1].fact))
        candidates = [Candidate(self.named(fact), aspect) for fact, aspect in candidates]
        verdict = classify(self, reading, candidates, best)
        unsaid = reading.metric_sure <= CONTEXT and reading.aspect_sure <= NONE
        weak = not candidates or not strong(self, reading) or unknown  # 毛利, 净利率 of no metric
        apart = verdict.fault == "wrong-unit" and mention.unit == "个百分点"  # 94.5%，比去年的96.5%低2个百分点
        if weak and (verdict.fault in _MISTAKEN or apart or (unsaid and verdict.fault)):
            return reckoned(self, reading, before) or unknown_then(reading, before) or verdict
        return verdict

    def _held(
        self, reading: Reading, candidates: Sequence[Candidate]
    ) -> tuple[Fact | None, tuple[str, Candidate] | None, Candidate | None]:
        """What the figure states; else the outcome for the likeliest candidate, and the first that it turns round."""
        mention = reading.mention
        best: tuple[str, Candidate] | None = None
        turned: Candidate | None = None
        for candidate in candidates:
            outcome = self.outcome(reading, candidate)
            if outcome == "no" or (outcome == "direction" and is_guess(reading, candidate.aspect)):
                continue
            if outcome == "direction" and turned is None:
                turned = candidate
            likeliest = _alike(candidate, candidates[0]) or not bounded(mention)
            beside = best is not None and best[0] == "bound"  # 不足1100台 for a plan of 1150台: no word of this year's
            if outcome == "yes" and not likeliest and (beside or not closely(mention, candidate.fact.amount)):
                outcome = "no"  # 超3700万 holds for the target of 4000万 too
            if outcome == "yes":
                return self.named(candidate.fact), None, None
            if best is None and _alike(candidate, candidates[0]):
                best = outcome, candidate
        return None, best, turned

    def candidates(self, reading: Reading, before: Sequence[Verdict]) -> list[Candidate]:
        """The facts that its words may name, the likeliest first: some operations leave room for nothing else."""
        only = next((one for one in (each(self, reading, before) for each in _OPERATIONS) if one is not None), None)
        return only if only is not None else [*means(self, reading), *self.named_facts.of(reading)]

    def named(self, fact: Fact) -> Fact:
        """A shortfall by its own name: the gap instead of an excess below nothing."""
        base = _BELOW_NOTHING.get(fact.key)
        if fact.amount >= 0 or fact.formula is None or base is None:
            return fact
        return self.told.fact(fact.metric, Aspect("difference", base, Role.ACTUAL), fact.where) or fact

    def meets(self, mention: Mention, fact: Fact) -> bool:
        """True where the figure states the size of the fact."""
        return units_meet(mention, fact) and agreement(mention, amount_for(mention, fact)) == "yes"

    def holds(self, reading: Reading, fact: Fact, aspect: Aspect) -> bool:
        """True where the figure states the fact, its direction included."""
        return self.meets(reading.mention, fact) and self._agrees(reading, fact, aspect)

    def _agrees(self, reading: Reading, fact: Fact, aspect: Aspect) -> bool:
        before = self.text[reading.begin : reading.cue[0] if reading.cue else reading.mention.start]
        if aspect.form == "value" and lacks_sign(self.text, reading, fact):
            return False
        return self.directions.agree(reading, self._word(reading), fact, aspect, before)

    def _word(self, reading: Reading) -> str:
        return self.text[reading.cue[0] : reading.cue[1]] if reading.cue else ""

    def outcome(self, reading: Reading, candidate: Candidate) -> str:
        """``yes``, ``no``, ``direction``, ``loose`` or ``bound``: how the figure stands to the fact."""
        mention, fact = reading.mention, candidate.fact
        if candidate.aspect.form != "value":
            mention = exceeding(mention, self._word(reading))
        if not units_meet(mention, fact):
            return "no"
        amount = amount_for(mention, fact)
        found = agreement(mention, amount)
        if found == "yes" and bounded(mention) and is_whole(fact):
            return "no"
        if found == "no" and not mention.unit:
            found = agreement(mention, divide(amount, fact.unit.factor))
        if found == "bound" and self.directions.falls_short(mention, fact, candidate.aspect):
            return "yes"
        if found == "no":
            return "no"
        return found if self._agrees(reading, fact, candidate.aspect) else "direction"

    def note(self, reading: Reading, candidates: Sequence[Candidate], *, least: int) -> NoteFigure | None:
        """The note that carries the figure: one about the same thing, and not one that states another fact."""
        alike = list(self.notes.same(exceeding(reading.mention, self._word(reading))))
        if not alike:
            return None
        words = self.context(reading)
        named = bool(candidates) and reading.metric_sure >= OWN and reading.aspect_sure >= SENTENCE
        near = self.words.within(*reading.clause) if named else None
        ids = {candidate.fact.id for candidate in candidates}
        metrics = {candidate.fact.metric for candidate in candidates}
        best: tuple[int, NoteFigure] | None = None
        mention, (start, end) = reading.mention, reading.sentence
        together: dict[str, list[tuple[int, NoteFigure]]] | None = None
        for figure in alike:
            if states_exactly(mention, figure.mention) and quoted(self.text, start, mention, figure):
                return figure
            shared = shared_words(reading.mention, figure, words, near)
            if shared < least and states_exactly(mention, figure.mention) and self._is_noted(reading, figure):
                shared = least
            if shared < least and states_exactly(mention, figure.mention):
                if together is None:
                    first = bisect_left(self.mentions, start, key=attrgetter("start"))
                    last = bisect_left(self.mentions, min(end, start + _SENTENCE), key=attrgetter("start"))
                    together = self.notes.together(self.mentions[first:last])
                # 到期62家，续下来53家: both stand in one note
                shared += 2 * in_order(mention.start, figure, together.get(figure.text, []))
            fact = figure.fact
            other = fact is not None and fact.metric in metrics and fact.id not in ids
            repeated = near is not None and shared >= _REPEATED and states_exactly(mention, figure.mention)
            repeated = repeated and all(candidate.fact.member is None for candidate in candidates)
            if other and reading.aspect_sure >= SENTENCE and not repeated:
                continue
            if shared >= least and (best is None or shared > best[0]):
                best = shared, figure
        return best[1] if best else None

    def _opposes(self, reading: Reading, figure: NoteFigure) -> bool:
        """环比下降0.4个百分点 of a note that says 回升0.4个百分点: it goes the other way, as the facts do."""
        at = figure.mention.start
        cues = self.lexicon.cues(fold(figure.text)[max(0, at - _BESIDE) : at])
        told = next((cue.kind for cue in reversed(cues) if cue.kind in {"up", "down"}), None)
        return told is not None and reading.direction is not None and told != reading.direction

    def _is_noted(self, reading: Reading, figure: NoteFigure) -> bool:
        """客流又少18%: no metric is named, or a part of it, but a word that stands beside the note's figure."""
        if is_restricted(clause_before(self.text, reading)):
            return not figure.words.isdisjoint(self.words.within(*reading.clause))
        if reading.metric_sure > CONTEXT:
            return False
        near = fold(figure.text)[max(0, figure.mention.start - _BESIDE) : figure.mention.start]
        goal = any(word in near for word in _GOALS)
        goal = goal and (reading.compared or any(word in reading.lead for word in _GOALS))
        return goal or not figure.near.isdisjoint(self.words.within(*reading.clause))

    def context(self, reading: Reading) -> frozenset[str]:
        """The content words around a figure, of its line alone."""
        mention = reading.mention
        window = max(0, mention.start - 60)
        start = max(self.text.rfind("\n", window, mention.start) + 1, window)
        end = min(max(reading.sentence[1], mention.end + 12), mention.end + 30)
        return self.words.within(start, end)

    def places_in(self, start: int, end: int) -> list[Where]:
        """The members named in a stretch of the text, the last one first."""
        return self.named_in(start, end)[0]

    def metrics_in(self, start: int, end: int) -> list[str]:
        """The metrics named in a stretch of the text, the last one first."""
        return self.named_in(start, end)[1]

    def named_in(self, start: int, end: int) -> tuple[list[Where], list[str]]:
        """The members and the metrics named in a stretch of the text, the last ones first."""
        cues = self.lexicon.cues(self.text[start:end])[::-1]
        members = [where for cue in cues if cue.kind == "member" for where in cue.meaning.places if where is not None]
        return members, [name for cue in cues if cue.kind == "metric" for name in cue.meaning.metrics]

    def stated_facts(self, mention: Mention) -> Iterator[Fact]:
        """All facts, in a unit that the figure can have, whose amount it states."""
        sizes = reach(mention)
        for amounts, facts in self.named_facts.told_in(mention.unit):
            first = bisect_left(amounts, sizes[0])
            for fact in facts[first : bisect_right(amounts, sizes[1], first)]:
                if closely(mention, fact.amount):
                    yield fact


def _alike(candidate: Candidate, first: Candidate) -> bool:
    same = candidate.fact.member == first.fact.member or first.fact.member is None
    return same and (candidate.aspect.a, candidate.aspect.b) == (first.aspect.a, first.aspect.b)
