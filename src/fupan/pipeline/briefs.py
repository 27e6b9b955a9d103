"""From the fact base and the assigned notes to the brief of one section: material by logic step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from fupan.domain.brief import SectionBrief, Slot, StepBrief
from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import Note
from fupan.domain.template import FactKind, SectionSpec, Step, Template
from fupan.logic.assign import Assignment
from fupan.logic.coverage import required_facts
from fupan.logic.cues import Names
from fupan.logic.score import label_of, names_step
from fupan.logic.whole_chain import opens_item, pieces
from fupan.pipeline.chosen_facts import Choice, beside_the_items
from fupan.pipeline.fact_material import FactMaterial, Told
from fupan.pipeline.note_material import NoteMaterial, names_in, note_material
from fupan.pipeline.wording import label, show

_BACKGROUND = 0.15
"""A note placed with less confidence than this is background (大区共21名销售): it opens the step."""

_MEASURED: frozenset[FactKind] = frozenset(("level", "compare"))
_CELL_END = re.compile(r"[；;，,。]")


@dataclass(frozen=True)
class _Filed:
    """A note's material, and the steps that the note speaks to."""

    made: NoteMaterial
    covers: tuple[str, ...]
    background: bool = False


@dataclass
class _Slots:
    """The slots of one section in the making, numbered in order of first use."""

    made: list[Slot] = field(default_factory=list)

    def of_fact(self, fact: Fact, magnitude: bool) -> str:
        return self.new(fact.id, label(fact), show(fact, magnitude=magnitude))

    def new(self, source: str, name: str, shown: str, tail: str = "") -> str:
        slot = Slot(f"f{len(self.made) + 1}", source, name, shown, tail)
        self.made.append(slot)
        return slot.mark


def build_brief(
    section: SectionSpec, template: Template, base: FactBase, assignments: Iterable[Assignment]
) -> SectionBrief:
    """The brief of one section; a step without any material is left out and named in ``missing``."""
    return _Builder(section, template, base, [a for a in assignments if a.section_id == section.id]).build()


class _Builder:
    """Builds one brief; holds the slots while sentences are made."""

    def __init__(self, section: SectionSpec, template: Template, base: FactBase, assignments: list[Assignment]) -> None:
        self.section, self.template, self.base, self.assignments = section, template, base, assignments
        self.slots = _Slots()
        self.facts = FactMaterial(section, base, assignments, self.slots.of_fact)
        self.order = _written_order(section, assignments)

    def build(self) -> SectionBrief:
        noted_texts = [assigned.note.text for assigned in self.assignments]
        wanted, _ = required_facts(self.section, self.base, notes=noted_texts)
        must, lacking = required_facts(self.section, self.base, notes=noted_texts, must_only=True)
        noted = self._noted(wanted)
        choice = Choice(
            {fact.id: fact for fact in wanted},
            frozenset(fact.id for fact in must),
            self._told(noted),
            self._number_for,
            slide=self.section.form == "points",
            aside=beside_the_items(self.section, self.base, self.assignments),
        )
        sentences = self.facts.told(choice.stated())
        items = max((item for item, _ in (*noted, *sentences)), default=0) + 1
        steps: list[StepBrief] = []
        for item in range(items):
            for number, step in enumerate(self.order):
                stated = sentences.get((item, step.id), Told())
                goes_on = any((item, later.id) in noted for later in self.order[number + 1 :])
                brief = self._step(step, item, stated, noted.get((item, step.id), []), goes_on=goes_on)
                if brief is not None:
                    opens = not any(made.item == item for made in steps)
                    if opens and self.section.form == "points":
                        brief = replace(brief, step=replace(step, leads=()))  # a headline states, it does not lead in
                    steps.append(replace(brief, lead=self._item_lead(item) if opens else ""))
        return SectionBrief(
            section=self.section,
            steps=tuple(steps),
            document=self.base.sheet.title or f"{self.base.sheet.period.label}{self.template.title}",
            period=self.base.sheet.period.label,
            writer=self.base.sheet.author.role,
            tone=self.template.tone,
            missing=tuple(lacking) + self._missing_steps(steps),
        )

    def _noted(self, wanted: list[Fact]) -> dict[tuple[int, str], list[_Filed]]:
        """The notes' material by (item of the chain, step id)."""
        found: dict[tuple[int, str], list[_Filed]] = {}
        for assigned in self.assignments:
            for step_id, note in self._pieces(assigned):
                made = note_material(note, self.base, wanted, self.slots.new, self._is_label)
                found.setdefault((assigned.item, step_id), []).append(
                    _Filed(made, assigned.covers, assigned.confidence < _BACKGROUND)
                )
        return found

    def _is_label(self, label: str) -> bool:
        if any(item in label or (len(label) > 1 and label in item) for item in self.section.items):
            return True
        return label not in names_in(self.base.sheet) and any(names_step(label, step) for step in self.section.steps)

    def _pieces(self, assigned: Assignment) -> list[tuple[str, Note]]:
        """The note under its step; in a table a note that tells a whole row is cut into its cells."""
        note = assigned.note
        cells = _labelled_cells(note.text, self.section.steps) if self.section.form == "table" else []
        if cells:
            return [(step_id, replace(note, text=text)) for step_id, text in cells]
        if self.section.form != "table" or not opens_item(note.text, assigned.covers, self.section):
            return [(assigned.step_id, note)]
        cut = _evened(pieces(note.text, self.section.steps, Names(self.base.sheet.entities)), self.section.steps)
        return [(step_id, replace(note, text=text)) for step_id, text in cut]

    def _told(self, noted: dict[tuple[int, str], list[_Filed]]) -> dict[str, int]:
        """Fact id → number of the first step in which a note states it."""
        order = {step.id: number for number, step in enumerate(self.order)}
        told: dict[str, int] = {}
        for (_, step_id), filed in noted.items():
            for one in filed:
                for fact in one.made.covered:
                    told[fact.id] = min(order[step_id], told.get(fact.id, len(order)))
        return told

    def _missing_steps(self, steps: list[StepBrief]) -> tuple[str, ...]:
        present = {step_id for brief in steps for step_id in (brief.step.id, *brief.covers)} | self.facts.covers
        return tuple(f"{step.name}：{step.asks}" for step in self.section.steps if step.id not in present)

    def _item_lead(self, item: int) -> str:
        names = self.section.items
        return f"{names[item]}方面，" if item < len(names) else ""

    def _number_for(self, fact: Fact) -> int:
        """The number of the step in which this fact's own sentence would stand."""
        return [step.id for step in self.order].index(self.facts.step_of(fact))

    def _step(self, step: Step, item: int, told: Told, filed: list[_Filed], *, goes_on: bool) -> StepBrief | None:
        """One step; ``goes_on``: the notes of later steps go on where its own notes end (现象 → 原因)."""
        notes, sentences = [one.made.text for one in filed], told.sentences
        covered = [fact for one in filed for fact in one.made.covered]
        # what the user noted of this step's own facts is what the step is about; the other facts follow, but never
        # between a gap and its cause
        between = goes_on and self.section.form == "prose" and _MEASURED.issuperset(step.facts)
        totals = {fact.metric for fact in covered if fact.dimension is None}
        between = between and told.metrics.isdisjoint(totals) and self.facts.results not in totals
        between = between or _leans(covered, told)
        notes_first = (bool(covered) and not between) or any(one.background for one in filed)
        # the whole stands before its parts
        notes_first = notes_first and not told.opens and not _of_parts(covered, told)
        # what the members did stands before how it compares
        leans = told.leans and self.section.form == "prose"
        notes_first = notes_first or (leans and any(fact.member and fact.metric in told.metrics for fact in covered))
        material = (*notes, *sentences) if notes_first else (*sentences, *notes)
        if not material:
            return None
        joined = "".join(material)
        slots = tuple(slot for slot in self.slots.made if slot.mark in joined)
        sources = dict.fromkeys([slot.source for slot in slots] + [f"note:{one.made.note.id}" for one in filed])
        covers = dict.fromkeys(step_id for one in filed for step_id in one.covers)
        return StepBrief(
            step,
            material,
            slots,
            tuple(sources),
            item,
            len(sentences),
            notes_first,
            "",
            tuple(covers),
            told.opens,
            _labelled(filed, step),
            self.section.form == "points",
        )


def _of_parts(covered: list[Fact], told: Told) -> bool:
    """Whether the notes tell of members only, and the sentences of those very metrics as a whole or by member."""
    return bool(covered) and all(
        fact.dimension is not None and (fact.metric in told.wholes or (fact.metric, fact.dimension) in told.lists)
        for fact in covered
    )


def _leans(covered: list[Fact], told: Told) -> bool:
    """Whether all the notes tell of the sentences' metrics is derived: a distance stands behind what it is between."""
    own = [fact for fact in covered if fact.metric in told.metrics and fact.dimension is None]
    return bool(own) and all(fact.formula is not None for fact in own)


def _labelled(filed: list[_Filed], step: Step) -> bool:
    """Whether a label that names the step was dropped in front of its first note."""
    if not filed or filed[0].made.text.startswith(filed[0].made.note.text[:4]):
        return False
    label = label_of(filed[0].made.note.text)
    return bool(label) and names_step(label, step)


def _written_order(section: SectionSpec, assignments: Sequence[Assignment]) -> tuple[Step, ...]:
    """The steps as they are written: on a slide the one of its headline first, where it has a note or fact."""
    noted = {assigned.step_id for assigned in assignments}
    first = [step for step in section.steps if step.id == section.headline and (step.id in noted or step.facts)]
    return (*first, *(step for step in section.steps if step not in first))


def _labelled_cells(text: str, steps: tuple[Step, ...]) -> list[tuple[str, str]]:
    """The cells of a row noted with its columns' names (任务：…；责任人：…), in the order of the columns; else none."""
    found: dict[str, list[str]] = {}
    last = ""
    for piece in filter(None, map(str.strip, _CELL_END.split(text))):
        label = label_of(piece)
        named = next((step.id for step in steps if label and label in step.name), "")
        if not (named or last):
            return []
        last = named or last
        found.setdefault(last, []).append(
            piece[piece.index(label) + len(label) :].lstrip("：: 】）)]") if named else piece
        )
    return [(step.id, "，".join(found[step.id])) for step in steps if step.id in found] if len(found) > 1 else []


def _evened(cut: list[tuple[str, str]], steps: tuple[Step, ...]) -> list[tuple[str, str]]:
    """A row with a clause for every column, one of which was left empty: the clause too many in front of it fills it.

    做什么，交什么，谁，几时 is how rows are noted; what is handed over is often a word no list has.
    """
    found = {step_id: text.split("，") for step_id, text in cut}
    order = [step.id for step in steps]
    empty = [name for name in order if name not in found]
    if len(empty) != 1 or sum(map(len, found.values())) != len(order):
        return cut
    before = order[order.index(empty[0]) - 1]
    if empty[0] == order[0] or len(found[before]) != 2:
        return cut
    found[empty[0]] = [found[before].pop()]
    return [(name, "，".join(found[name])) for name in order]
