"""The form of a reply: one text field a logic step."""

from __future__ import annotations

from typing import Any

from fupan.domain.brief import SectionBrief, StepBrief


def step_field(step: StepBrief) -> str:
    """The name of a step's field: its id, with ``_2``, ``_3`` … for the further repeats of the chain."""
    return f"{step.step.id}_{step.item + 1}" if step.item else step.step.id


def step_fields(brief: SectionBrief) -> tuple[tuple[str, StepBrief], ...]:
    """The steps to write with their field names, in order.

    Steps without material are left out: an llm asked for them would invent something.
    """
    return tuple((step_field(step), step) for step in brief.steps if step.material)


def section_schema(brief: SectionBrief) -> dict[str, Any]:
    """JSON Schema of a section's reply: an object with one string for every field of ``step_fields``, all required."""
    fields = step_fields(brief)
    return {
        "title": "section_" + brief.section.id.replace("-", "_"),
        "description": f"{brief.section.title}：每个论证步骤一个字段",
        "type": "object",
        "properties": {name: {"type": "string", "description": step.step.asks} for name, step in fields},
        "required": [name for name, _ in fields],
        "additionalProperties": False,
    }
