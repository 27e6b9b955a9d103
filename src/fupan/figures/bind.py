"""Bind the figures of a text to facts: each reading is held against the facts that its words name.

A derivation is tried only where the words name it; a figure is never accepted because some arithmetic happens to fit.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from fupan.domain.aspect import Aspect
from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.factsheet import Metric
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.domain.told import Told, Where
from fupan.figures.agreement import agreement
from fupan.figures.classify import classify
from fupan.figures.lexicon import Lexicon
from fupan.figures.nets import caught, significant, strong
from fupan.figures.note_figures import NoteFigures
from fupan.figures.reading import CONTEXT, OWN, SENTENCE, Reading
from fupan.figures.units import same_unit
from fupan.figures.verdict import NoteFigure, Verdict
from fupan.figures.words import content_words

_SIGNED = frozenset(("difference", "growth", "share_change", "ratio_change"))
_EITHER_WAY = frozenset(("相差", "差距", "差额", "变动", "变化", "增减"))
_TELLING_UNITS = frozenset("人名位吨台")
_PARTS = {"year": 12, "half": 6, "quarter": 3}
"""Months of a period."""
_NOT_JUDGED = frozenset(("ordinal", "ratio"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that the words of a figure may name."""

    fact: Fact
    aspect: Aspect


@dataclass
class Binder:
    """Judges readings against one fact sheet."""

    lexicon: Lexicon
    told: Told
    notes: NoteFigures
    text: str = ""

    @cached_property
    def metrics(self) -> dict[str, Metric]:
        """The metrics by name."""
        return {metric.name: metric for metric in self.lexicon.sheet.metrics}

    @cached_property
    def by_value(self) -> dict[str, tuple[list[Decimal], list[Fact]]]:
        """All facts by base unit, sorted by magnitude."""
        sorted_facts = sorted(self.told.base.facts.values(), key=lambda fact: abs(fact.amount))
        found: dict[str, tuple[list[Decimal], list[Fact]]] = {}
        for fact in sorted_facts:
            amounts, facts = found.setdefault(fact.unit.base, ([], []))
            amounts.append(abs(fact.amount))
            facts.append(fact)
        return found

    def judge(self, text: str, reading: Reading, before: Sequence[Verdict] = ()) -> Verdict:
        """The verdict on one figure of ``text`` (folded); ``before`` are those on the figures before it."""
        mention, self.text = reading.mention, text
        if mention.kind in _NOT_JUDGED or (mention.value is None and mention.low is None and mention.high is None):
            return Verdict(reading, unchecked=True)
        candidates = list(self.candidates(reading))
        best: tuple[str, Candidate] | None = None
        for candidate in candidates:
            outcome = self.outcome(text, reading, candidate)
            if outcome == "yes":
                return Verdict(reading, fact=self.named(candidate.fact))
            if outcome != "no" and best is None and self._alike(candidate, candidates[0]):
                best = outcome, candidate
        words = self._context(text, reading)
        clear = best is not None and (best[0] == "direction" or strong(self, reading))
        note = self._note(text, reading, candidates, words, least=4 if clear else 2)
        if note is not None:
            return Verdict(reading, note=note)
        found = None if clear else caught(self, text, reading, words, before, named=bool(candidates))
        if found is not None:
            return found
        if best is not None:
            best = best[0], replace(best[1], fact=self.named(best[1].fact))
        candidates = [replace(one, fact=self.named(one.fact)) for one in candidates]
        return classify(self, text, reading, candidates, best, words)

    def named(self, fact: Fact) -> Fact:
        """A shortfall by its own name: the gap instead of an excess below nothing."""
        if fact.amount >= 0 or fact.formula is None or fact.key not in {"excess", "actual_difference_stretch"}:
            return fact
        base = Role.TARGET if fact.key == "excess" else Role.STRETCH
        where = (fact.dimension, fact.member) if fact.dimension and fact.member else None
        return self.told.fact(fact.metric, Aspect("difference", base, Role.ACTUAL), where) or fact

    def _alike(self, candidate: Candidate, first: Candidate) -> bool:
        return (candidate.aspect.a, candidate.aspect.b) == (first.aspect.a, first.aspect.b)

    def _note(
        self, text: str, reading: Reading, candidates: Sequence[Candidate], words: frozenset[str], *, least: int
    ) -> NoteFigure | None:
        """The note that carries the figure: one about the same thing, and not one that states another fact."""
        named = bool(candidates) and reading.metric_sure >= OWN and reading.aspect_sure >= SENTENCE
        near = frozenset(content_words(text[slice(*reading.clause)]))
        ids = {candidate.fact.id for candidate in candidates}
        metrics = {candidate.fact.metric for candidate in candidates}
        best: tuple[int, NoteFigure] | None = None
        for figure in self.notes.same(reading.mention):
            shared = len(near & figure.near) if named else len(words & figure.words)
            alike = reading.mention.unit == figure.mention.unit and _telling(reading.mention)
            if not named and shared == 1 and alike:
                shared = 2
            if shared == 0 and _rare(reading.mention):
                shared = 2
            if shared < least or (best is not None and shared <= best[0]):
                continue
            fact = figure.fact
            if fact is not None and fact.metric in metrics and fact.id not in ids and reading.aspect_sure >= SENTENCE:
                continue
            best = shared, figure
        return best[1] if best else None

    def first_metric(self) -> tuple[str, ...]:
        """The name of the sheet's first metric, which an unnamed figure is most likely about."""
        return tuple(metric.name for metric in self.lexicon.sheet.metrics[:1])

    def meets(self, mention: Mention, fact: Fact) -> bool:
        """True where the figure states the size of the fact."""
        amount = fact.amount / 100 if mention.unit == "倍" and fact.unit.base == "%" else fact.amount
        return _units_meet(mention, fact) and agreement(mention, amount) == "yes"

    def holds(self, reading: Reading, fact: Fact, aspect: Aspect) -> bool:
        """True where the figure states the fact, its direction included."""
        return self.meets(reading.mention, fact) and self._same_way(self.text, reading, Candidate(fact, aspect))

    def outcome(self, text: str, reading: Reading, candidate: Candidate) -> str:
        """``yes``, ``no``, ``direction``, ``loose`` or ``bound``: how the figure stands to the fact."""
        mention, fact, aspect = reading.mention, candidate.fact, candidate.aspect
        amount = fact.amount / 100 if mention.unit == "倍" and fact.unit.base == "%" else fact.amount
        if not _units_meet(mention, fact):
            return "no"
        found = agreement(mention, amount)
        if found == "no" and not mention.unit:
            found = agreement(mention, divide(amount, fact.unit.factor))
        if found == "no":
            return "no"
        if not self._same_way(text, reading, candidate):
            return "direction"
        return found

    def _same_way(self, text: str, reading: Reading, candidate: Candidate) -> bool:
        aspect, fact, mention = candidate.aspect, candidate.fact, reading.mention
        word = text[reading.cue[0] : reading.cue[1]] if reading.cue else ""
        if reading.level:
            return self._level_moved(reading, candidate)
        if aspect.form not in _SIGNED:
            negative = mention.value is not None and mention.value < 0 <= fact.amount
            return not negative or self.metrics[fact.metric].better == "lower"
        if word in _EITHER_WAY or fact.amount == 0:
            return True
        claimed = reading.direction
        if mention.value is not None and mention.value < 0:
            claimed = "down" if claimed is None else claimed
        if claimed is None:
            return aspect.form != "growth" or fact.amount > 0 or reading.aspect_sure < OWN or mention.value is None
        if claimed == "down" and self.metrics[fact.metric].better == "lower" and word.startswith(("差", "还差", "仍差", "尚差")):
            return True
        return (fact.amount > 0) == (claimed == "up")

    def _level_moved(self, reading: Reading, candidate: Candidate) -> bool:
        """升至 and 降至 against the value before: wrong only where every known earlier value says so."""
        fact, aspect = candidate.fact, candidate.aspect
        if reading.direction is None or aspect.form not in {"value", "share", "ratio"}:
            return True
        where = (fact.dimension, fact.member) if fact.dimension and fact.member else None
        earlier = [Role.ACTUAL] if aspect.a is Role.PLAN else [Role.PRIOR, Role.PREVIOUS]
        known = [self._as_of(fact, Aspect(aspect.form, role, aspect.b), where) for role in earlier]
        if aspect.a in {Role.TARGET, Role.STRETCH, Role.BENCHMARK}:  # 低于46%的目标: where the actual value stands
            actual = self.told.fact(fact.metric, Aspect("value", Role.ACTUAL), where)
            moves = [actual.amount - fact.amount] if actual is not None and actual.amount != fact.amount else []
            return not moves or (moves[0] > 0) == (reading.direction == "up")
        moves = [fact.amount - one.amount for one in known if one is not None and one.amount != fact.amount]
        if not moves:
            return True
        return any((move > 0) == (reading.direction == "up") for move in moves)

    def _told(self, reading: Reading, metric: str, aspect: Aspect, where: Where | None) -> Fact | None:
        """The fact; 由 A … starts from this period's value only where there is a plan to go to."""
        if reading.origin and aspect.a is Role.ACTUAL and self.told.value(metric, Role.PLAN, where) is None:
            return None
        return self.told.fact(metric, aspect, where)

    def _as_of(self, fact: Fact, aspect: Aspect, where: Where | None) -> Fact | None:
        """The same thing in another role, for values per head too."""
        if fact.formula is not None and fact.formula.name == "per":
            counted = fact.formula.inputs[1].partition(".")[0]
            return self.told.per(fact.metric, counted, aspect.a, where)
        return self.told.fact(fact.metric, aspect, where)

    def candidates(self, reading: Reading) -> Iterator[Candidate]:
        """The facts that the words may name, the likeliest first."""
        seen: set[str] = set()
        if reading.outside and not reading.aspects:
            return
        if reading.quotient and reading.mention.unit in {"%", ""}:
            yield from self._quotients(reading)
            return
        for metric in reading.metrics:
            for aspect in reading.aspects:
                for fact in self._facts(reading, metric, aspect):
                    if fact is not None and fact.id not in seen:
                        seen.add(fact.id)
                        yield Candidate(fact, aspect)

    def _facts(self, reading: Reading, metric: str, aspect: Aspect) -> Iterator[Fact | None]:
        if reading.per and reading.mention.unit not in {"%", "个百分点"}:
            for counted in self.lexicon.sheet.metrics:
                if counted.unit.base in reading.per and counted.name != metric:
                    yield from (self.told.per(metric, counted.name, aspect.a, where) for where in reading.places)
        if "全年" in reading.lead and self.lexicon.sheet.period.kind == "half" and aspect.form == "value":
            yield from (self.told.whole_year(metric, where) for where in self.places_for(reading, metric))
        parts = _PARTS.get(self.lexicon.sheet.period.kind, 0)
        if "月均" in reading.lead and parts and aspect.form == "value":
            yield self.told.average(metric, aspect.a, parts, "月均")
        if reading.against:
            yield from self._between(reading, metric, aspect)
            return
        if reading.groups and reading.each:
            yield from (self.told.fact(metric, aspect, where) for group in reading.groups for where in group)
            return
        if reading.groups:
            yield from (self.told.total(metric, aspect, group, mean=reading.mean) for group in reading.groups)
        yield from (self._told(reading, metric, aspect, where) for where in self.places_for(reading, metric))

    def _quotients(self, reading: Reading) -> Iterator[Candidate]:
        for aspect in reading.aspects:
            for role in dict.fromkeys((aspect.a, aspect.b or aspect.a)):
                for where in reading.places:
                    fact = self.told.quotient(reading.quotient[0], reading.quotient[1], role, where)
                    if fact is not None:
                        yield Candidate(fact, Aspect("value", role))

    def _between(self, reading: Reading, metric: str, aspect: Aspect) -> Iterator[Fact | None]:
        """Q3比Q2少25万元: the difference or growth between two members."""
        for where in reading.places:
            for other in reading.against:
                if where != other:
                    yield self.told.between(metric, aspect.form, aspect.a, where, other)

    def places_for(self, reading: Reading, metric: str) -> Iterator[Where | None]:
        breakdown = self.metrics[metric].breakdown
        known = [where for where in reading.places if where is None or where[1] in breakdown.get(where[0], {})]
        yield from known
        if (not known or reading.place_sure <= CONTEXT) and None not in known:
            yield None

    def _context(self, text: str, reading: Reading) -> frozenset[str]:
        start = max(text.rfind("\n", 0, reading.mention.start) + 1, reading.mention.start - 60)
        end = min(max(reading.sentence[1], reading.mention.end + 12), reading.mention.end + 30)
        return frozenset(content_words(text[start : end]))

    def by_partial_name(self, text: str, reading: Reading, words: frozenset[str]) -> Fact | None:
        """A fact with this very value whose metric is named in part, or whose member is named, close by."""
        if reading.metric_sure > CONTEXT and any(True for _ in self.candidates(reading)):
            return None
        roles = {aspect.a.value for aspect in reading.aspects if aspect.form == "value"}
        if reading.origin and len(roles) > 1:
            roles.discard(Role.ACTUAL.value)
        if not roles:
            return None
        for fact in self.facts_near(reading.mention):
            if fact.key not in roles or agreement(reading.mention, fact.amount) != "yes":
                continue
            if fact.metric in reading.metrics:
                if fact.member and reading.place_sure <= CONTEXT and content_words(fact.member) & words:
                    return fact
                continue
            if content_words(fact.metric) & words or (fact.member and fact.member in text[slice(*reading.sentence)]):
                return fact
            if fact.dimension is None and reading.mention.unit == fact.unit.base and self._only_one_in(fact.unit.base):
                return fact
        return None

    def _only_one_in(self, unit: str) -> bool:
        """True where one metric alone is told in this unit, and the unit says what it counts (人, not 个)."""
        return unit in _TELLING_UNITS and sum(metric.unit.base == unit for metric in self.lexicon.sheet.metrics) == 1

    def facts_near(self, mention: Mention) -> Iterator[Fact]:
        """All facts in a unit that the figure can have, whose amount is close to it."""
        value = abs(mention.value) if mention.value is not None else mention.low
        if value is None:
            return
        low, high = value * Decimal("0.8"), value * Decimal("1.3")
        for unit, (amounts, facts) in self.by_value.items():
            if same_unit(mention.unit, unit) and (mention.unit or len(amounts) < 400):
                yield from facts[bisect_left(amounts, low) : bisect_right(amounts, high)]


def _rare(mention: Mention) -> bool:
    """A count in a unit of its own, such as 26周."""
    return (mention.value or 0) >= 10 and mention.unit in {"周", "期", "盒", "门", "轮", "节", "课时", "人次", "分钟", "托盘位"}


def _telling(mention: Mention) -> bool:
    """Precise or rare enough that one word in common with a note will do."""
    if mention.unit in {"人", "名"} and significant(mention) >= 2:
        return True
    return significant(mention) >= 3 or mention.unit not in {"%", "元", "个", "家", "人", "天", "次", "个百分点", "名"}


def _units_meet(mention: Mention, fact: Fact) -> bool:
    unit, base = mention.unit, fact.unit.base
    if unit == "倍":
        return base in {"%", "倍"}
    if {unit, base} == {"个百分点", "%"}:  # 完成率离满分差5个百分点
        return fact.formula is not None and fact.key in {"excess_rate", "actual_growth_target", "actual_growth_stretch"}
    if "%" in {unit, base} or "个百分点" in {unit, base}:
        return unit == base or not unit
    return same_unit(unit, base)

