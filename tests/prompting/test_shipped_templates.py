"""The shipped templates: their sections in order, how sections build on one another, and an example sheet for each."""

from __future__ import annotations

import pytest

from fupan.intake.factsheet import load_facts
from fupan.logic.note_section import filed_under
from fupan.prompting.loader import load_template, template_ids
from fupan.resources import prompts_dir

EXAMPLES = prompts_dir().parent / "examples"
SECTIONS = {
    "sales-supervisor-deck": (
        "duties cycle goals sales indicators share appraisal development rewards landscape challenges responses "
        "process tools voice next-goals actions resources"
    ),
    "sales-monthly": (
        "attainment dynamics products segments channels visible hidden measures plan next-targets support risks closing"
    ),
    "sales-management-narrative": (
        "environment outcome goal-management team-building process-control customer-management shortfalls lessons "
        "next-goals next-moves"
    ),
    "personal-review": "results quality battles wins losses growth numbers campaigns capability accounts rhythm",
}
PARTS = {
    "sales-supervisor-deck": 6,
    "sales-monthly": 6,
    "sales-management-narrative": 4,
    "personal-review": 2,
}
BUILDS_ON = [
    ("sales-supervisor-deck", "responses", "challenges"),
    ("sales-supervisor-deck", "actions", "next-goals"),
    ("sales-supervisor-deck", "development", "appraisal"),
    ("sales-monthly", "measures", "visible"),
    ("sales-monthly", "measures", "hidden"),
    ("sales-monthly", "plan", "measures"),
    ("sales-monthly", "closing", "attainment"),
    ("sales-management-narrative", "lessons", "shortfalls"),
    ("sales-management-narrative", "next-moves", "next-goals"),
    ("personal-review", "campaigns", "numbers"),
    ("personal-review", "capability", "losses"),
]


@pytest.mark.parametrize("name", SECTIONS)
def test_sections_in_order(name):
    template = load_template(name)
    assert " ".join(section.id for section in template.sections) == SECTIONS[name]
    assert len(template.parts) == PARTS[name]
    assert template.tone
    assert all(section.weak_when and section.keywords for section in template.sections)
    assert all(step.asks and step.cues for section in template.sections for step in section.steps)


@pytest.mark.parametrize(("name", "section", "earlier"), BUILDS_ON)
def test_sections_build_on_others(name, section, earlier):
    assert earlier in load_template(name, prompts=False).section(section).after


@pytest.mark.parametrize("name", template_ids())
def test_what_a_section_builds_on_stands_before_it(name):
    sections = load_template(name, prompts=False).sections
    order = [section.id for section in sections]
    assert all(order.index(other) < order.index(section.id) for section in sections for other in section.after)


@pytest.mark.parametrize("name", template_ids())
def test_task_breakdowns_are_tables(name):
    for section in load_template(name, prompts=False).sections:
        tasks = [pattern.id for pattern in section.patterns] == ["task-breakdown"]
        assert (section.form == "table") == tasks, section.id


def test_slides_are_points():
    sections = load_template("sales-supervisor-deck", prompts=False).sections
    assert {section.form for section in sections if section.id != "actions"} == {"points"}
    assert max(section.length[1] for section in sections) <= 420, "a slide holds few words"


def test_each_part_of_the_narrative_opens_with_a_thesis_or_with_what_went_wrong():
    for section in load_template("sales-management-narrative", prompts=False).sections:
        first = section.steps[0].id
        assert first == "thesis" or section.repeat[1] > 1, section.id


@pytest.mark.parametrize("name", template_ids())
def test_the_example_has_notes_for_every_section(name):
    template = load_template(name, prompts=False)
    sheet = load_facts(EXAMPLES / f"{name}.yaml")
    assert sheet.template == name
    filed = [filed_under(note.key, template).sections for note in sheet.notes if note.key != "general"]
    assert all(len(sections) == 1 for sections in filed), "each key names one section"
    assert {sections[0].id for sections in filed} == {section.id for section in template.sections}
    assert 12 <= len(sheet.metrics) <= 30
    assert any(metric.breakdown for metric in sheet.metrics)
