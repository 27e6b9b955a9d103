"""The form of a reply: one text field a logic step."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fupan.domain.brief import SectionBrief, StepBrief


def step_fields(brief: SectionBrief) -> tuple[tuple[str, StepBrief], ...]:
    """The steps to write with their field names, in order: the step's id, or ``id_1``, ``id_2`` where it repeats.

    Steps without material are left out: an llm asked for them would invent something.
    """
    told = [step for step in brief.steps if step.material]
    often = Counter(step.step.id for step in told)
    seen: Counter[str] = Counter()
    fields: list[tuple[str, StepBrief]] = []
    for step in told:
        seen[step.step.id] += 1
        name = step.step.id
        fields.append((f"{name}_{seen[name]}" if often[name] > 1 else name, step))
    return tuple(fields)


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
