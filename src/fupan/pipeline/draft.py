"""From a fact sheet to a checked draft: briefs, sections as a graph, the final check and its last repairs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from fupan.checks.run import Reading, check_reading, read_text
from fupan.domain.brief import SectionBrief
from fupan.domain.draft import Draft, LlmUse, SectionDraft
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet
from fupan.domain.finding import CheckReport
from fupan.domain.template import SectionSpec, Template
from fupan.errors import InputError
from fupan.llm.port import Llm
from fupan.logic.assign import Assignment, assign_notes
from fupan.logic.coverage import required_facts
from fupan.pipeline.asking import Asking
from fupan.pipeline.briefs import build_brief
from fupan.pipeline.document import assemble, byline_of, title_of
from fupan.pipeline.graph import Graph
from fupan.pipeline.progress import Event, Kind, Watcher, unwatched
from fupan.pipeline.repeats import without_repeats
from fupan.pipeline.section_memory import SectionMemory
from fupan.pipeline.section_text import section_draft
from fupan.pipeline.section_writer import SectionWriter

_FINAL_REPAIRS = 3


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """How to draft. ``sections`` limits it to these ids; ``memory`` keeps finished sections.

    ``read`` is told the reading of the finished text, for whoever checks or reviews it next.
    """

    sections: tuple[str, ...] = ()
    memory: SectionMemory | None = None
    watcher: Watcher = unwatched
    cancel: threading.Event | None = None
    read: Callable[[Reading], object] | None = None


def draft_document(sheet: FactSheet, template: Template, llm: Llm | None, options: DraftOptions | None = None) -> Draft:
    """Draft the whole document (or the chosen sections) and check it.

    Raises InputError for a section the template does not have, LlmError where the llm cannot be reached; what was
    finished by then is in the store and is not paid for again.
    """
    chosen = options or DraftOptions()
    wanted = _wanted(template, chosen.sections)
    cancel = chosen.cancel or threading.Event()
    base = FactBase(sheet)
    assignments = assign_notes(sheet, template)
    briefs = {section.id: build_brief(section, template, base, assignments) for section in wanted}
    counter = _Counter(len(wanted), chosen.watcher)
    asking = Asking(llm, cancel) if llm else None
    writer = SectionWriter(asking, template, sheet, counter.step)
    order = {section.id: number for number, section in enumerate(template.sections)}

    def work(section_id: str, finished: Mapping[str, SectionDraft]) -> SectionDraft:
        brief = _with_before(briefs[section_id], finished)
        counter.started(brief)
        kept = chosen.memory.recall(brief, writer) if chosen.memory else None
        section = kept or writer.write(brief, order[section_id])
        if kept is None and chosen.memory:
            chosen.memory.keep(brief, writer, section)
        counter.finished(section, remembered=kept is not None)
        return section

    # a step-wise llm rewrites material only and never sees the sections before: nothing to wait for
    linked = llm is not None and llm.profile.granularity == "section"
    after = {section.id: section.after if linked else () for section in wanted}
    written = Graph[SectionDraft](after, llm.profile.concurrency if llm else 1).run(work, cancel)
    needed = {section.id: _needed(section, base, assignments) for section in wanted}
    sections = without_repeats([written[section.id] for section in wanted], needed)
    reading, placed, report = _settled(sections, briefs, writer, order)
    if chosen.read is not None:
        chosen.read(reading)
    chosen.watcher(Event("checked", detail=_verdict(report)))
    return Draft(
        title_of(sheet, template),
        template.id,
        sheet.period.label,
        placed,
        reading.text,
        report,
        asking.use if asking else LlmUse("none"),
        byline_of(sheet),
    )


def _needed(section: SectionSpec, base: FactBase, assignments: Sequence[Assignment]) -> frozenset[str]:
    """Ids of the facts that the section must state."""
    notes = [assigned.note.text for assigned in assignments if assigned.section_id == section.id]
    return frozenset(fact.id for fact in required_facts(section, base, notes=notes, must_only=True)[0])


def _wanted(template: Template, ids: Sequence[str]) -> list[SectionSpec]:
    known = {section.id: section for section in template.sections} | {s.title: s for s in template.sections}
    for section_id in ids:
        if section_id not in known:
            names = "、".join(f"{section.id}（{section.title}）" for section in template.sections)
            raise InputError(f"模板“{template.title}”没有小节“{section_id}”", hint=f"可选：{names}")
    chosen = {known[section_id].id for section_id in ids}
    return [section for section in template.sections if not chosen or section.id in chosen]


def _with_before(brief: SectionBrief, finished: Mapping[str, SectionDraft]) -> SectionBrief:
    before = tuple(
        (finished[section_id].title, finished[section_id].text)
        for section_id in brief.section.after
        if section_id in finished
    )
    return replace(brief, before=before)


def _settled(
    sections: list[SectionDraft], briefs: Mapping[str, SectionBrief], writer: SectionWriter, order: Mapping[str, int]
) -> tuple[Reading, tuple[SectionDraft, ...], CheckReport]:
    """Check the whole; a step whose text still holds an error is replaced by the composer's, a few rounds at most.

    A replacement that does not lower the number of errors is taken back. Of a draft of chosen sections none is missing.
    """
    markdown, placed = assemble(writer.sheet, writer.template, sections)
    ignore = () if len(sections) == len(writer.template.sections) else ("missing-section",)
    reading = read_text(markdown, writer.sheet)
    report = check_reading(reading, template=writer.template, ignore=ignore)
    for _ in range(_FINAL_REPAIRS):
        if not report.errors or writer.asking is None:
            break
        mended = [_mended(section, briefs[section.id], report, writer, order[section.id]) for section in placed]
        trial, trial_placed = assemble(writer.sheet, writer.template, mended)
        trial_reading = read_text(trial, writer.sheet)
        trial_report = check_reading(trial_reading, template=writer.template, ignore=ignore)
        if len(trial_report.errors) >= len(report.errors):
            break
        reading, placed, report = trial_reading, trial_placed, trial_report
    return reading, placed, report


def _mended(
    section: SectionDraft, brief: SectionBrief, report: CheckReport, writer: SectionWriter, variant: int
) -> SectionDraft:
    steps, history = list(section.steps), list(section.history)
    for number, step in enumerate(section.steps):
        start = section.start + step.start
        wrong = [one for one in report.errors if start <= one.start < start + len(step.text)]
        if not wrong or step.origin in {"composer", "facts"}:
            continue
        source = next(one for one in brief.steps if one.step.id == step.step and one.item == step.item)
        steps[number] = writer.compose_step(source, variant + number)
        history.append(f"“{source.step.name}”成稿检查未过，改用素材原句：{wrong[0].message}")
    return section_draft(brief, steps, tuple(history))


def _verdict(report: CheckReport) -> str:
    return f"检查：{len(report.figures)} 个数字，{len(report.errors)} 处错误，{len(report.warnings)} 处提醒"


class _Counter:
    """Counts sections for the watcher; called from several threads."""

    def __init__(self, total: int, watcher: Watcher) -> None:
        self._total, self._watcher, self._done = total, watcher, 0
        self._lock = threading.Lock()

    def started(self, brief: SectionBrief) -> None:
        self._tell("started", brief.section.id, brief.section.title, f"{len(brief.steps)} 步")

    def step(self, section_id: str, name: str) -> None:
        self._tell("step", section_id, "", name)

    def finished(self, section: SectionDraft, *, remembered: bool) -> None:
        with self._lock:
            self._done += 1
        self._tell("finished", section.id, section.title, "取自上次" if remembered else "")

    def _tell(self, kind: Kind, section_id: str, title: str, detail: str) -> None:
        with self._lock:
            self._watcher(Event(kind, section_id, title, self._done, self._total, detail))
