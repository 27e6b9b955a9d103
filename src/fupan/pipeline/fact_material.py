"""The facts of a section as sentences: in which repeat of the chain, and under which step, each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from fupan.domain.fact import Fact, fact_id
from fupan.domain.factbase import FactBase
from fupan.domain.template import FactKind, SectionSpec
from fupan.figures.scan.extract import extract
from fupan.logic.assign import Assignment
from fupan.logic.coverage import matching_metrics, required_facts
from fupan.logic.items import item_of_metric
from fupan.pipeline.accept import CLAUSE
from fupan.pipeline.fact_sentences import (
    Group,
    Mark,
    as_few,
    compare_sentence,
    level_sentence,
    members_sentence,
    milestones_sentence,
    plan_sentence,
    plan_tells_actual,
)

_LEVELS = frozenset(("actual", "share", "prior_share"))
Place = tuple[int, str]
"""Item of the chain (from 0) and step id."""


@dataclass
class Told:
    """The sentences of one place.

    ``opens``: the first of them is about the whole section, so it stands before any note. ``wholes``: metrics whose
    total is told in a step for results alone (in others the notes may well be about one member, and open the step).
    ``metrics``: all metrics told; ``leans``: of none is anything told but shares, growth and rates of members;
    ``lists``: of those by member on a slide, metric and dimension.
    """

    sentences: list[str] = field(default_factory=list)
    opens: bool = False
    wholes: set[str] = field(default_factory=set)
    metrics: set[str] = field(default_factory=set)
    leans: bool = True
    lists: set[tuple[str, str]] = field(default_factory=set)


@dataclass
class FactMaterial:
    """Puts the facts of one section into sentences; ``mark`` makes their slots.

    ``notes`` are the section's: of a chain that stands several times, a fact belongs to the item whose notes name it.
    ``covers`` collects steps whose facts are told in the sentence of another step.
    """

    section: SectionSpec
    base: FactBase
    notes: Sequence[Assignment]
    mark: Mark
    covers: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._smart = any(pattern.id == "smart" for pattern in self.section.patterns)
        slide = self.section.form == "points"
        # a metric is told once: what it is, and what it is measured against
        order = [step.id for step in self.section.steps]
        level, compare = order.index(self._step_for("level")), order.index(self._step_for("compare"))
        self._together = slide or level <= compare <= level + 1
        self._compared = {
            wanted.dimension for wanted in self.section.requires if not _LEVELS.issuperset(wanted.keys)
        } - {None}
        first = matching_metrics(self.section.requires[0].metric, self.base.sheet) if self.section.requires else []
        # a slide opens with the figure it is about
        self._main = first[0].name if slide and first else ""
        # the metric whose result a section in prose is about
        tells = not slide and any(pattern.id == "metric-driver-value" for pattern in self.section.patterns)
        self.results = first[0].name if tells and first else ""
        texts = [assigned.note.text for assigned in self.notes]
        self._aims = {
            fact.id: wanted.step
            for wanted in self.section.requires
            if wanted.step
            for fact in required_facts(replace(self.section, requires=(wanted,)), self.base, notes=texts)[0]
        }

    def told(self, facts: Sequence[Fact]) -> dict[Place, Told]:
        """The sentences by place for the facts that no note states."""
        groups: dict[tuple[int, bool, str], list[Fact]] = {}
        for fact in facts:
            item, named = self._item_of(fact)
            opens = fact.dimension is None and not fact.key.startswith("plan")
            opens = opens and (not named or fact.metric == self._main)
            groups.setdefault((item, opens, self._aims.get(fact.id, "")), []).append(fact)
        found: dict[Place, Told] = {}
        # what speaks of the whole stands first
        for (item, opens, aim), own in sorted(groups.items(), key=lambda group: not group[0][1]):
            for step_id, sentences in self._by_step(own, aim).items():
                told = found.setdefault((item, step_id), Told())
                told.opens = told.opens or opens
                told.sentences += sentences
                told.metrics |= {fact.metric for fact in own}
                told.leans = told.leans and all(fact.member and fact.formula for fact in own)
                if not self._together or self.results:
                    told.wholes |= {fact.metric for fact in own if fact.dimension is None}
                if self.section.form == "points":
                    told.lists |= {(fact.metric, fact.dimension) for fact in own if fact.dimension is not None}
        return found

    def step_of(self, fact: Fact) -> str:
        """The step in which this fact's own sentence stands."""
        if fact.id in self._aims:
            return self._aims[fact.id]
        level: FactKind = "level" if self._together or fact.key in _LEVELS else "compare"
        kind: FactKind = level
        if fact.dimension and not fact.key.startswith("plan"):
            kind = self._members_kind(fact.dimension)
        if fact.key.startswith("plan"):
            kind = "milestone" if self._smart and fact.dimension else "plan"
        elif self._smart:
            kind = "basis"
        return self._step_for(kind)

    def _members_kind(self, dimension: str) -> FactKind:
        """Members set against a target or another period are told behind the totals' comparison, others behind them."""
        return "compare" if dimension in self._compared else "level"

    def _item_of(self, fact: Fact) -> tuple[int, bool]:
        """The item, and whether the item's notes (or its name) speak of this fact."""
        if self.section.repeat[1] == 1:
            return 0, True
        if self.section.items:
            return item_of_metric(fact.metric, fact.dimension or "", self.section), True
        metric = self.base.sheet.metric(fact.metric)
        names = (fact.member,) if fact.member else metric.names if metric else (fact.metric,)
        named = (one.item for one in self.notes if any(name in one.note.text for name in names))
        item = next(named, None)
        return (0, False) if item is None else (item, True)

    def _by_step(self, facts: list[Fact], aim: str) -> dict[str, list[str]]:
        told: dict[tuple[str, FactKind, bool], list[str]] = {}
        for kind, alone, sentence in self._sentences(facts):
            if sentence:
                told.setdefault((aim or self._step_for(kind), kind, alone), []).append(sentence)
        found: dict[str, list[str]] = {}
        for (step_id, kind, alone), sentences in told.items():
            few = sentences if alone else as_few(kind, sentences, self.base.sheet)
            found.setdefault(step_id, []).extend(few)
        return found

    def _sentences(self, facts: list[Fact]) -> Iterator[tuple[FactKind, bool, str]]:
        """Each sentence with its kind, and whether it stands alone (else it is joined with others of its kind)."""
        totals, members = self._grouped(facts)
        for group in totals:
            level = level_sentence(group, self.mark)
            compare = compare_sentence(group, self.mark, named=not (level and (self._together or self._smart)))
            if self._smart:
                both = "，".join(part for part in (level, compare) if part)
                yield "basis", True, "" if plan_tells_actual(group) else both
            elif self._together:
                if compare:
                    self.covers.add(self._step_for("compare"))
                alone = bool(compare) or self.section.form == "points"
                yield "level", alone, "，".join(part for part in (level, compare) if part)
            else:
                yield "level", False, level
                yield "compare", False, compare
            yield "plan", False, plan_sentence(group, self.mark, self.base.sheet)
        for groups in members:
            if self._smart:
                yield "milestone", True, milestones_sentence(groups, self.mark)
            else:
                kind = self._members_kind(groups[0].any.dimension or "")
                yield kind, True, members_sentence(groups, self.mark)

    def _step_for(self, kind: FactKind) -> str:
        """The step that states facts of this kind; the first that states any, else the section's first step."""
        for step in self.section.steps:
            if kind in step.facts:
                return step.id
        return next((step.id for step in self.section.steps if step.facts), self.section.steps[0].id)

    def _grouped(self, facts: list[Fact]) -> tuple[list[Group], list[list[Group]]]:
        """Groups of totals, and for each (metric, dimension) the groups of its members."""
        totals: dict[str, dict[str, Fact]] = {}
        members: dict[tuple[str, str], dict[str, dict[str, Fact]]] = {}
        for fact in facts:
            if fact.dimension is None or fact.member is None:
                totals.setdefault(fact.metric, {})[fact.key] = fact
            else:
                found = members.setdefault((fact.metric, fact.dimension), {})
                found.setdefault(fact.member, {})[fact.key] = fact
        return (
            [Group(group, self._lower(name), self._rival(group)) for name, group in totals.items()],
            [[Group(group, self._lower(name)) for group in grouped.values()] for (name, _), grouped in members.items()],
        )

    def _lower(self, metric: str) -> bool:
        known = self.base.sheet.metric(metric)
        return known is not None and known.better == "lower"

    def _rival(self, facts: dict[str, Fact]) -> str:
        """Whose value the benchmark is: the rival that a note names beside this metric and the very distance to it."""
        benchmark = next((fact for key, fact in facts.items() if key.startswith("benchmark")), None)
        if benchmark is None:
            return ""
        metric = benchmark.metric
        told = {self.base.facts[key].amount for key in _benchmarks(metric) if key in self.base.facts}
        for clause in (clause for one in self.notes for clause in CLAUSE.split(one.note.text)):
            named = [name for name in self.base.sheet.entities.competitors if name in clause]
            amounts = {mention.value for mention in extract(clause)}
            if metric in clause and len(named) == 1 and not amounts.isdisjoint(told | {-amount for amount in told}):
                return named[0]
        return ""


def _benchmarks(metric: str) -> tuple[str, str]:
    return fact_id(metric, "benchmark"), fact_id(metric, "benchmark_gap")
