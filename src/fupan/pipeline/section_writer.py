"""Writing one section: ask the llm, accept or repair step by step, fall back to the material."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from fupan.domain.brief import SectionBrief, StepBrief
from fupan.domain.draft import Origin, SectionDraft, StepText
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import Template
from fupan.errors import LlmReplyError
from fupan.llm.port import Ask
from fupan.pipeline.asking import Asking, tidy, tokens_for
from fupan.pipeline.compose import compose
from fupan.pipeline.rewriting import Rewriting
from fupan.pipeline.section_text import mark_unsourced, section_draft
from fupan.pipeline.slots import fill
from fupan.pipeline.unsourced import unsourced_spans
from fupan.prompting.render import messages_for_section, section_schema, step_field


@dataclass(frozen=True)
class SectionWriter:
    """Writes the sections of one document; a section is written by one thread.

    Without ``asking`` the composer writes. ``told`` is called with (section id, step name) as steps are finished.
    """

    asking: Asking | None
    template: Template
    sheet: FactSheet
    told: Callable[[str, str], None]

    def write(self, brief: SectionBrief, variant: int) -> SectionDraft:
        """The finished section; ``variant`` numbers it, so that neighbours open differently.

        Raises LlmError where the llm cannot be reached at all; an unusable reply is repaired or replaced instead.
        """
        history: list[str] = []
        given = self._whole_section(brief, history)
        steps: list[StepText] = []
        for number, step in enumerate(brief.steps):
            text, origin = self._step(brief, step, given.get(step_field(step), ""), variant + number, history)
            steps.append(self._finished(step, text, origin))
            self.told(brief.section.id, step.step.name)
        return section_draft(brief, steps, tuple(history))

    def compose_step(self, step: StepBrief, variant: int) -> StepText:
        """The composer's version of a step."""
        return self._finished(step, compose(step, variant=variant), "composer")

    def _whole_section(self, brief: SectionBrief, history: list[str]) -> dict[str, str]:
        """One structured call for all steps, where the llm is large enough; texts by step field."""
        if self.asking is None or not self.asking.whole_sections or not brief.steps or brief.section.form == "table":
            return {}
        measure = sum(len(compose(step)) for step in brief.steps)
        ask = Ask(messages_for_section(self.template, brief), tokens_for(measure, 2.5), schema=section_schema(brief))
        try:
            data = self.asking.ask(ask).data
        except LlmReplyError as error:
            history.append(f"整节生成失败（{error.message}），改为逐句改写")
            return {}
        return {key: tidy(text) for key, text in data.items() if isinstance(text, str)} if data else {}

    def _step(
        self, brief: SectionBrief, step: StepBrief, given: str, variant: int, history: list[str]
    ) -> tuple[str, Origin]:
        composed = compose(step, variant=variant)
        if self.asking is None or brief.section.form == "table":  # a cell is the note's own words
            return composed, "composer"
        rewriting = Rewriting(self.asking, self.template, self.sheet)
        if given:
            found = rewriting.faults(given, step, composed)
            if not found:
                return given, "llm"
            history.append(f"“{step.step.name}”整节稿未采用：{'；'.join(found[:3])}")
        return self._line_by_line(brief, step, rewriting, variant, history)

    def _line_by_line(
        self, brief: SectionBrief, step: StepBrief, rewriting: Rewriting, variant: int, history: list[str]
    ) -> tuple[str, Origin]:
        """Notes rewritten one by one; sentences that only state facts are written by rule and stay as they are."""
        first_note = 0 if step.notes_first else step.facts
        notes = range(first_note, first_note + len(step.material) - step.facts)
        if not notes:
            return compose(step, variant=variant), "facts"
        lines = list(step.material)
        origin: Origin = "llm"
        for number in notes:
            made = rewriting.line(brief, step, lines[number])
            history += [f"“{step.step.name}”有一稿未采用：{one}" for one in made.tried]
            if made.tried and origin == "llm":
                origin = "repaired"
            if made.kept:
                origin = "composer"
                history.append(f"“{step.step.name}”有一句改用素材原句")
            lines[number] = made.text
        return compose(replace(step, material=tuple(lines)), variant=variant), origin

    def _finished(self, step: StepBrief, text: str, origin: Origin) -> StepText:
        filled, uses = fill(text, step.slots)
        spans: tuple[tuple[int, int], ...] = ()
        if origin in {"llm", "repaired"}:
            material = [fill(line, step.slots)[0] for line in step.material]
            spans = unsourced_spans(filled, [*material, *(note.text for note in self.sheet.notes)])
        made = StepText(step.step.id, filled, origin, step.item, 0, uses, step.sources, spans)
        return mark_unsourced(made)
