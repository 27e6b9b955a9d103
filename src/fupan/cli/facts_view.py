"""What ``fupan facts`` shows: facts, derived facts, where each note goes, and what each section will lack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fupan.domain.decimals import plain
from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet, Metric
from fupan.domain.template import SectionSpec, Step, Template
from fupan.errors import InputProblem
from fupan.logic.assign import Assignment, assign_notes
from fupan.logic.coverage import required_facts
from fupan.pipeline.briefs import build_brief
from fupan.pipeline.wording import label, show


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section: the required facts it has, what it lacks, and the steps that have neither note nor fact."""

    section: SectionSpec
    present: tuple[Fact, ...]
    missing: tuple[str, ...]
    empty_steps: tuple[Step, ...]
    notes: int


@dataclass(frozen=True, slots=True)
class FactsView:
    """A fact sheet as the drafter will see it."""

    base: FactBase
    template: Template
    assignments: tuple[Assignment, ...]
    sections: tuple[SectionView, ...]
    warnings: tuple[InputProblem, ...]

    @property
    def lower(self) -> list[Metric]:
        """Metrics of which less is better, as the file says or their names do."""
        return [metric for metric in self.base.sheet.metrics if metric.better == "lower"]

    @property
    def given(self) -> list[Fact]:
        """Facts of the file, in its order."""
        return [fact for fact in self.base.facts.values() if fact.formula is None]

    @property
    def derived(self) -> list[Fact]:
        """Facts computed from them."""
        return [fact for fact in self.base.facts.values() if fact.formula is not None]


def facts_view(sheet: FactSheet, template: Template, warnings: tuple[InputProblem, ...] = ()) -> FactsView:
    """The view of ``sheet`` for ``template``."""
    base = FactBase(sheet)
    assignments = tuple(assign_notes(sheet, template))
    sections = tuple(_section(section, template, base, assignments) for section in template.sections)
    return FactsView(base, template, assignments, sections, warnings)


def _section(
    section: SectionSpec, template: Template, base: FactBase, assignments: tuple[Assignment, ...]
) -> SectionView:
    own = [assigned for assigned in assignments if assigned.section_id == section.id]
    notes = [assigned.note.text for assigned in own]
    present, missing = required_facts(section, base, notes=notes)
    written = {step.step.id for step in build_brief(section, template, base, assignments).steps}
    written.update(step for assigned in own for step in assigned.covers)
    empty = tuple(step for step in section.steps if step.id not in written)
    return SectionView(section, tuple(present), tuple(missing), empty, len(notes))


def view_dict(view: FactsView) -> dict[str, Any]:
    """The view as plain data for JSON; values are decimal strings in base units."""
    sheet = view.base.sheet
    return {
        "facts": sheet.path,
        "title": sheet.title,
        "period": str(sheet.period),
        "template": view.template.id,
        "given": [_fact(fact) | {"place": str(fact.place or "")} for fact in view.given],
        "lower_is_better": [metric.name for metric in view.lower],
        "derived": [
            _fact(fact)
            | {"formula": fact.formula.name, "arithmetic": fact.formula.arithmetic, "inputs": list(fact.formula.inputs)}
            for fact in view.derived
            if fact.formula is not None
        ],
        "notes": [_note(assigned, view.template) for assigned in view.assignments],
        "sections": [_section_dict(section) for section in view.sections],
        "warnings": [
            {"line": warning.line, "field": warning.field, "message": warning.message, "hint": warning.hint}
            for warning in view.warnings
        ],
    }


def step_name(template: Template, assigned: Assignment) -> str:
    """The Chinese name of the step a note goes to."""
    steps = template.section(assigned.section_id).steps
    return next((step.name for step in steps if step.id == assigned.step_id), assigned.step_id)


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id, "label": label(fact), "value": plain(fact.amount), "unit": fact.unit.base, "shown": show(fact),
    }  # fmt: skip


def _note(assigned: Assignment, template: Template) -> dict[str, Any]:
    note = assigned.note
    return {
        "id": note.id,
        "text": note.text,
        "key": note.key,
        "place": str(note.place),
        "section": assigned.section_id,
        "section_title": template.section(assigned.section_id).title,
        "step": assigned.step_id,
        "step_name": step_name(template, assigned),
        "item": assigned.item,
        "reason": assigned.reason,
        "confidence": round(assigned.confidence, 2),
    }


def _section_dict(view: SectionView) -> dict[str, Any]:
    return {
        "id": view.section.id,
        "title": view.section.title,
        "part": view.section.part,
        "notes": view.notes,
        "present": [fact.id for fact in view.present],
        "missing": list(view.missing),
        "empty_steps": [{"id": step.id, "name": step.name, "asks": step.asks} for step in view.empty_steps],
    }
