"""Each shipped template with its example sheet and its cases: the composer drafts every section without an error."""

from __future__ import annotations

from functools import cache

import pytest

from fupan.domain.draft import Draft
from fupan.intake.factsheet import load_facts
from fupan.logic.assign import assign_notes
from fupan.pipeline.draft import draft_document
from fupan.prompting.loader import load_template, template_ids
from fupan.resources import prompts_dir

ROOT = prompts_dir().parent
NEW = [name for name in template_ids() if name != "sales-leader-annual"]
SHEETS = [
    *(ROOT / "examples" / f"{name}.yaml" for name in NEW),
    *(path for name in NEW for path in sorted((ROOT / "eval" / "cases" / name).glob("*/facts.yaml"))),
]


@cache
def drafted(path) -> Draft:
    sheet = load_facts(path)
    return draft_document(sheet, load_template(sheet.template), None)


def name_of(path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SHEETS, ids=name_of)
def test_the_composer_makes_no_error(path):
    report = drafted(path).report
    assert [finding.message for finding in report.errors] == []
    assert [finding.message for finding in report.findings if finding.rule == "missing-figure"] == []


@pytest.mark.parametrize("path", SHEETS, ids=name_of)
def test_every_note_is_told_in_its_section(path):
    sheet = load_facts(path)
    told = {
        (section.id, source) for section in drafted(path).sections for step in section.steps for source in step.sources
    }
    for assignment in assign_notes(sheet, load_template(sheet.template)):
        assert (assignment.section_id, f"note:{assignment.note.id}") in told, assignment.note.text


@pytest.mark.parametrize("name", NEW)
def test_a_full_sheet_leaves_no_section_open(name):
    for section in drafted(ROOT / "examples" / f"{name}.yaml").sections:
        assert "待补充" not in section.text
        assert section.steps
