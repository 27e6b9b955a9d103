"""What prompts get to see: the brief of a section as plain, neutralised data.

These are the variables a prompt may declare in its front comment ``{# inputs: … #}``.
"""

from __future__ import annotations

from typing import Any

from fupan.domain.brief import SectionBrief, StepBrief
from fupan.domain.template import SectionSpec
from fupan.prompting.neutral import neutral
from fupan.prompting.reply_fields import step_fields

DOCUMENT_INPUTS = ("document", "period", "writer", "tone")
"""The same in every call of a document: only these may stand in a system message."""
STEP_INPUTS = ("title", "step", "material", "remark")
SECTION_INPUTS = (
    *DOCUMENT_INPUTS, "part", "title", "logic", "length", "weak_when", "steps", "before", "missing", "remark",
)  # fmt: skip


def document_inputs(brief: SectionBrief) -> dict[str, Any]:
    """Title of the document, period, who writes and in what tone."""
    return {name: neutral(getattr(brief, name)) for name in DOCUMENT_INPUTS}


def step_inputs(title: str, step: StepBrief, remark: str = "") -> dict[str, Any]:
    """One step on its own: titles, the lines of its material, and what was wrong with the last reply."""
    marks = [slot.mark for slot in step.slots]
    return {
        "title": neutral(title),
        "step": neutral(step.step.name),
        "material": [neutral(line, marks) for line in step.material],
        "remark": neutral(remark, marks),
    }


def section_inputs(brief: SectionBrief, remark: str = "") -> dict[str, Any]:
    """A whole section.

    ``steps`` are mappings: field, name, asks, item (the name of the repeat, or ""), material (lines), slots (mappings:
    mark, label, shown). ``before`` are mappings: title, text. ``length`` is the pair (least, most) in characters.
    """
    section = brief.section
    marks = [slot.mark for step in brief.steps for slot in step.slots]
    return document_inputs(brief) | {
        "part": section.part,
        "title": section.title,
        "logic": "；".join(pattern.name for pattern in section.patterns),
        "length": list(section.length),
        "weak_when": section.weak_when,
        "steps": [_step(field, step, section) for field, step in step_fields(brief)],
        "before": [{"title": neutral(title), "text": neutral(text)} for title, text in brief.before],
        "missing": [neutral(line) for line in brief.missing],
        "remark": neutral(remark, marks),
    }


def _step(field: str, step: StepBrief, section: SectionSpec) -> dict[str, Any]:
    marks = [slot.mark for slot in step.slots]
    return {
        "field": field,
        "name": step.step.name,
        "asks": step.step.asks,
        "item": item_name(section, step.item),
        "material": [neutral(line, marks) for line in step.material],
        "slots": [{"mark": s.mark, "label": neutral(s.label), "shown": neutral(s.shown)} for s in step.slots],
    }


def item_name(section: SectionSpec, item: int) -> str:
    """How the repeat ``item`` is called (市场, 第二项); empty where the chain stands once."""
    if section.repeat[1] == 1:
        return ""
    if item < len(section.items):
        return section.items[item]
    return f"第{'一二三四五六七八九十'[item] if item < 10 else item + 1}项"
