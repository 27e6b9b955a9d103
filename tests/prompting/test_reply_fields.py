from __future__ import annotations

from dataclasses import replace

from fupan.prompting.loader import load_template
from fupan.prompting.render import section_schema, step_fields

TEMPLATE = load_template("sales-leader-annual", prompts=False)


def test_one_text_field_a_step(brief_of):
    brief = brief_of(TEMPLATE, TEMPLATE.section("gap"))
    schema = section_schema(brief)
    assert list(schema["properties"]) == ["phenomenon", "external", "internal", "impact"]
    assert schema["required"] == list(schema["properties"])
    assert {field["type"] for field in schema["properties"].values()} == {"string"}
    assert schema["additionalProperties"] is False
    assert schema["title"] == "section_gap"


def test_repeats_are_numbered(brief_of):
    brief = brief_of(TEMPLATE, TEMPLATE.section("strategy"))
    second = tuple(replace(step, item=1) for step in brief.steps[:2])
    brief = replace(brief, steps=brief.steps + second)
    assert [field for field, _ in step_fields(brief)] == ["basis", "action", "expectation", "basis_2", "action_2"]


def test_steps_without_material_are_not_asked_for(brief_of):
    brief = brief_of(TEMPLATE, TEMPLATE.section("gap"))
    brief = replace(brief, steps=(replace(brief.steps[0], material=()), *brief.steps[1:]))
    assert "phenomenon" not in section_schema(brief)["properties"]
