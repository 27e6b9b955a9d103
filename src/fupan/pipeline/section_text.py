"""From accepted steps to the text of a section: paragraphs, and where each step stands in them."""

from __future__ import annotations

from fupan.domain.brief import SectionBrief
from fupan.domain.draft import SectionDraft, StepText
from fupan.pipeline.layouts import laid_out
from fupan.pipeline.step_spans import inserted, joined

UNSOURCED_MARK = "〔待核实〕"
_PARAGRAPH = 150
"""A paragraph is closed once it has this many characters."""
_REMNANT = 50
"""Fewer characters do not make a paragraph of their own."""


def section_draft(brief: SectionBrief, steps: list[StepText], history: tuple[str, ...]) -> SectionDraft:
    """The section with its steps joined to paragraphs."""
    section = brief.section
    if steps and section.form != "prose":
        covered = {(step.item, name) for step in brief.steps for name in step.covers}
        text, laid = laid_out(section, steps, covered, opens=bool(brief.steps) and brief.steps[0].opens)
        return SectionDraft(section.id, section.title, section.part, text, laid, brief.missing, history)
    marked: list[tuple[str, StepText]] = []
    in_paragraph = 0
    for number, step in enumerate(steps):
        if number and _breaks(steps[number - 1], steps[number:], in_paragraph):
            mark, in_paragraph = "\n\n", 0
        else:
            mark = ""
        marked.append((mark, step))
        in_paragraph += len(step.text)
    text, placed = joined(marked) if marked else (f"〔待补充：{'；'.join(brief.missing) or '本节没有素材'}〕", ())
    return SectionDraft(section.id, section.title, section.part, text, placed, brief.missing, history)


def _breaks(before: StepText, rest: list[StepText], in_paragraph: int) -> bool:
    """Whether a paragraph ends before ``rest``: with its item, or once it is long and no mere remnant is left over."""
    left = sum(len(step.text) for step in rest if step.item == before.item)
    full = in_paragraph >= _PARAGRAPH or in_paragraph + len(rest[0].text) > 2 * _PARAGRAPH
    return rest[0].item != before.item or (full and left >= _REMNANT)


def mark_unsourced(step: StepText) -> StepText:
    """The step with 待核实 behind each sentence that has no source; spans move along."""
    for _, end in reversed(step.unsourced):
        step = inserted(step, end, UNSOURCED_MARK)
    return step
