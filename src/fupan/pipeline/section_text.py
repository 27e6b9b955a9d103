"""From accepted steps to the text of a section: paragraphs, and where each step stands in them."""

from __future__ import annotations

from dataclasses import replace

from fupan.domain.brief import SectionBrief
from fupan.domain.draft import SectionDraft, StepText
from fupan.pipeline.layouts import laid_out

UNSOURCED_MARK = "〔待核实〕"
_PARAGRAPH = 150
"""A paragraph is closed once it has this many characters."""


def joined(brief: SectionBrief, steps: list[StepText], history: tuple[str, ...]) -> SectionDraft:
    """The section with its steps joined to paragraphs."""
    section = brief.section
    if steps and section.form != "prose":
        covered = {(step.item, name) for step in brief.steps for name in step.covers}
        text, laid = laid_out(section, steps, covered)
        return SectionDraft(section.id, section.title, section.part, text, laid, brief.missing, history)
    parts: list[str] = []
    placed: list[StepText] = []
    length = in_paragraph = 0
    for number, step in enumerate(steps):
        if number and (
            in_paragraph + len(step.text) > 2 * _PARAGRAPH or _breaks(steps[number - 1], step, in_paragraph)
        ):
            parts.append("\n\n")
            length += 2
            in_paragraph = 0
        placed.append(replace(step, start=length))
        parts.append(step.text)
        length += len(step.text)
        in_paragraph += len(step.text)
    text = "".join(parts) if parts else f"〔待补充：{'；'.join(brief.missing) or '本节没有素材'}〕"
    return SectionDraft(section.id, section.title, section.part, text, tuple(placed), brief.missing, history)


def _breaks(before: StepText, step: StepText, in_paragraph: int) -> bool:
    return step.item != before.item or in_paragraph >= _PARAGRAPH


def mark_unsourced(step: StepText) -> StepText:
    """The step with 待核实 behind each sentence that has no source; spans move along."""
    text, moved = step.text, 0
    slots, spans = list(step.slots), []
    for start, end in step.unsourced:
        at = end + moved
        text = text[:at] + UNSOURCED_MARK + text[at:]
        spans.append((start + moved, at))
        slots = [
            replace(use, start=use.start + len(UNSOURCED_MARK), end=use.end + len(UNSOURCED_MARK))
            if use.start >= at
            else use
            for use in slots
        ]
        moved += len(UNSOURCED_MARK)
    return replace(step, text=text, slots=tuple(slots), unsourced=tuple(spans))
