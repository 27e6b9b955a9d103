"""A draft's provenance 出处记录: every figure with the fact, formula or note it comes from."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from fupan import __version__
from fupan.domain.draft import Draft, SectionDraft
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet, Place
from fupan.domain.finding import CheckedFigure
from fupan.domain.template import Template
from fupan.export.filled import Filled
from fupan.export.provenance_types import (
    FactRecord,
    FigureRecord,
    FindingRecord,
    FormulaRecord,
    LlmUseRecord,
    NoteRecord,
    Provenance,
    SectionRecord,
    StepRecord,
    UnsourcedRecord,
)
from fupan.export.trail import Origin, Trail, short, trail


def provenance(draft: Draft, sheet: FactSheet, template: Template | None = None) -> dict[str, Any]:
    """The record as plain data, ready for JSON (see ``schemas/provenance.schema.json``).

    With the template, steps also carry their Chinese names.
    """
    return asdict(record(draft, sheet, template))


def provenance_json(draft: Draft, sheet: FactSheet, template: Template | None = None) -> str:
    """The record as the text of ``*.provenance.json``."""
    return json.dumps(provenance(draft, sheet, template), ensure_ascii=False, indent=2) + "\n"


def record(draft: Draft, sheet: FactSheet, template: Template | None = None) -> Provenance:
    """The record of ``draft``, whose figures are traced into ``sheet``."""
    base = FactBase(sheet)
    names = step_names(template)
    filled = Filled(draft)
    return Provenance(
        fupan=__version__,
        title=draft.title,
        template=draft.template,
        period=draft.period,
        facts=short(Place(sheet.path)),
        use=LlmUseRecord(**asdict(draft.use)),
        composed_share=round(draft.composed_share, 4),
        summary=draft.report.summary(),
        sections=tuple(_section(section, names) for section in draft.sections),
        figures=tuple(_figure(figure, base, draft, filled) for figure in draft.report.figures),
        unsourced=unsourced(draft),
        findings=tuple(
            FindingRecord(
                finding.rule, finding.severity, finding.start, finding.end, finding.text, finding.message,
                finding.expected, finding.source, finding.section or section_at(draft, finding.start),
            )
            for finding in draft.report.findings
        ),
    )  # fmt: skip


def unsourced(draft: Draft) -> tuple[UnsourcedRecord, ...]:
    """The 待核实 sentences with their spans in the Markdown."""
    return tuple(
        UnsourcedRecord(offset + start, offset + end, step.text[start:end], section.id)
        for section in draft.sections
        for step in section.steps
        for offset in (section.start + step.start,)
        for start, end in step.unsourced
    )


def step_names(template: Template | None) -> dict[tuple[str, str], str]:
    """Chinese names of the steps by (section id, step id); empty without a template."""
    sections = template.sections if template is not None else ()
    return {(section.id, step.id): step.name for section in sections for step in section.steps}


def section_at(draft: Draft, offset: int) -> str:
    """Id of the section whose text holds ``offset``, else an empty string."""
    inside = (section for section in draft.sections if section.start <= offset <= section.start + len(section.text))
    return next((section.id for section in inside), "")


def _section(section: SectionDraft, names: dict[tuple[str, str], str]) -> SectionRecord:
    return SectionRecord(
        section.id, section.title, section.part, section.start, section.start + len(section.text),
        tuple(
            StepRecord(
                step.step, names.get((section.id, step.step), ""), step.item, step.origin,
                section.start + step.start, section.start + step.start + len(step.text), step.sources,
            )
            for step in section.steps
        ),
        section.missing, section.history,
    )  # fmt: skip


def _figure(figure: CheckedFigure, base: FactBase, draft: Draft, filled: Filled) -> FigureRecord:
    slot = filled.source(figure.start, figure.end)
    source, arithmetic = filled.origin(figure)
    found = trail(source, base, arithmetic=arithmetic)
    return FigureRecord(
        figure.start, figure.end, figure.text, figure.value, figure.unit, figure.low, figure.high, figure.approx,
        figure.status, section_at(draft, figure.start), figure.source, slot,
        fact=FactRecord(found.id, found.label, found.value, found.place) if found.kind == "fact" else None,
        formula=_formula(found),
        note=NoteRecord(found.id, found.label, found.place) if found.kind == "note" else None,
    )  # fmt: skip


def _formula(found: Trail) -> FormulaRecord | None:
    if not found.arithmetic:
        return None
    return FormulaRecord(found.formula or found.id, found.arithmetic, tuple(map(_given, found.origins)))


def _given(origin: Origin) -> FactRecord:
    return FactRecord(origin.id, origin.label, origin.value, origin.place)
