"""What facts and notes hold for a section that its text does not tell yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from fupan.domain.brief import SectionBrief, StepBrief
from fupan.domain.fact import Fact
from fupan.domain.finding import CheckedFigure
from fupan.domain.template import SectionSpec
from fupan.figures.fold import fold
from fupan.figures.scan.extract import extract
from fupan.figures.words import content_words
from fupan.logic.coverage import required_facts
from fupan.pipeline.briefs import build_brief
from fupan.pipeline.compose import compose
from fupan.pipeline.fact_material import FactMaterial
from fupan.pipeline.rewrite.ground import Ground
from fupan.pipeline.slots import fill
from fupan.pipeline.wording import show

_TOLD, _TOLD_WITH_FIGURES = 0.8, 0.55
"""The share of a note's words that a text has before it tells the note; less where it has all of its figures."""


@dataclass(frozen=True)
class NoteLine:
    """A line of a step's notes: ``line`` with slots, ``shown`` as a reader sees it."""

    line: str
    shown: str


@dataclass(frozen=True)
class StepMaterial:
    """The notes of one step of one repeat of the chain that the text does not tell yet."""

    brief: StepBrief
    lines: tuple[NoteLine, ...]

    def composed(self, lines: Sequence[NoteLine] = (), *, led: bool, variant: int = 0) -> tuple[str, StepBrief]:
        """The lines (default: all) as prose, and the brief that holds them alone; ``led``: with the step's opening."""
        told = tuple(one.line for one in lines or self.lines)
        step = self.brief.step if led else replace(self.brief.step, leads=())
        own = replace(self.brief, step=step, material=told, facts=0, notes_first=False, lead="", opens=False)
        return fill(compose(own, variant=variant), own.slots)[0], own

    def trimmed(self, line: NoteLine, body: str) -> tuple[NoteLine, str] | None:
        """A line without the clauses in front that the text tells already, and those; None where it tells none.

        What is left must not begin with a figure, which would have lost its subject.
        """
        pieces = re.split(r"(?<=[，；])", line.line)
        first = 0
        while first < len(pieces) - 1 and _clause_told(self._shown(pieces[first]), body):
            first += 1
        left = "".join(pieces[first:])
        if not first or left.startswith("{{"):
            return None
        return NoteLine(left, self._shown(left)), self._shown("".join(pieces[:first]))

    def _shown(self, line: str) -> str:
        return fill(line, self.brief.slots)[0]


@dataclass(frozen=True)
class Material:
    """All that a section could still tell: notes by step, and the facts that its text lacks."""

    brief: SectionBrief
    steps: tuple[StepMaterial, ...]
    lacking: tuple[Fact, ...]
    sentences: FactMaterial

    def stated(self, facts: Sequence[Fact]) -> list[tuple[str, str]]:
        """Sentences that state these facts, each with its step."""
        rows = self.sentences.told(facts).items()
        return [(step, f"{sentence}。") for (_, step), told in rows for sentence in told.sentences]


def material_for(
    section: SectionSpec, ground: Ground, body: str, figures: Sequence[CheckedFigure], missing: frozenset[str]
) -> Material:
    """What facts and notes hold for ``section`` beyond its text ``body`` with ``figures``; ``missing`` steps want more.

    Facts that the template requires are stated where the text lacks them; of the others, those of missing steps.
    """
    base, assignments = ground.base, ground.assignments
    brief = build_brief(section, ground.template, base, assignments)
    steps = tuple(
        StepMaterial(step, lines)
        for step in brief.steps
        if (lines := tuple(line for line in _notes_of(step) if not is_told(line.shown, body)))
    )
    own = [one for one in assignments if one.section_id == section.id]
    sentences = FactMaterial(section, base, own, lambda fact, magnitude: show(fact, magnitude=magnitude))
    texts = [*(one.note.text for one in own), body]
    must = {fact.id for fact in required_facts(section, base, notes=texts, must_only=True)[0]}
    lacking = tuple(
        fact
        for fact in required_facts(section, base, notes=texts)[0]
        if not states(figures, fact) and (fact.id in must or sentences.step_of(fact) in missing)
    )
    return Material(brief, steps, lacking, sentences)


def _clause_told(clause: str, body: str) -> bool:
    words = content_words(fold(clause))
    known = len(words & content_words(fold(body))) >= _TOLD * len(words)
    return bool(words) and known and _amounts(clause) <= _amounts(body)


def _amounts(text: str) -> set[Decimal | str]:
    """The figures of a text by value: notes leave 元 out where a text has it (53万, 53万元)."""
    return {one.text if one.value is None else one.value for one in extract(text)}


def _notes_of(step: StepBrief) -> list[NoteLine]:
    count = len(step.material) - step.facts
    lines = step.material[:count] if step.notes_first else step.material[step.facts :]
    return [NoteLine(line, fill(line, step.slots)[0]) for line in lines]


def is_told(line: str, body: str) -> bool:
    """Whether a text tells a note already: most of its words, or many of them and all of its figures."""
    words = content_words(fold(line))
    share = len(words & content_words(fold(body))) / len(words) if words else 1.0
    if share >= _TOLD:
        return True
    figures = _amounts(line)
    return bool(figures) and share >= _TOLD_WITH_FIGURES and figures <= _amounts(body)


def states(figures: Iterable[CheckedFigure], fact: Fact) -> bool:
    """Whether one of the figures states the fact: by its source, or the same amount where it is not wrong."""
    units = {fact.unit.base, fact.unit.base.partition("/")[0]}
    amount = abs(fact.amount)
    return any(
        one.source == fact.id
        or (one.status != "error" and one.unit in units and one.value and abs(Decimal(one.value)) == amount)
        for one in figures
    )
