"""Each shipped template with its example sheet and its cases: the composer drafts every section without an error."""

from __future__ import annotations

from functools import cache

import pytest

from fupan.domain.draft import Draft
from fupan.intake.factsheet import load_facts
from fupan.logic.assign import assign_notes
from fupan.pipeline.draft import draft_document
from fupan.prompting.loader import load_template, template_ids
from fupan.prompting.sources import template_of
from fupan.resources import prompts_dir

ROOT = prompts_dir().parent
NEW = [name for name in template_ids() if name != "sales-leader-annual"]
OWN = ROOT / "examples" / "templates"
SHEETS = [
    *sorted(OWN.glob("*/facts.yaml")),
    *(ROOT / "examples" / f"{name}.yaml" for name in NEW),
    *(path for name in NEW for path in sorted((ROOT / "eval" / "cases" / name).glob("*/facts.yaml"))),
]


@cache
def drafted(path) -> Draft:
    sheet = load_facts(path)
    return draft_document(sheet, load_template(template_of(sheet)), None)


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
    for assignment in assign_notes(sheet, load_template(template_of(sheet))):
        assert (assignment.section_id, f"note:{assignment.note.id}") in told, assignment.note.text


@pytest.mark.parametrize("name", NEW)
def test_a_full_sheet_leaves_no_section_open(name):
    for section in drafted(ROOT / "examples" / f"{name}.yaml").sections:
        assert "待补充" not in section.text
        assert section.steps


def test_the_template_made_by_the_page_drafts_in_full():
    draft = drafted(OWN / "quarterly-analysis" / "facts.yaml")
    assert draft.report.findings == ()
    assert "待补充" not in draft.markdown
    assert [section.id for section in draft.sections] == [
        "result", "margin", "cash", "products", "regions", "problems", "risks", "next", "tasks",
    ]  # fmt: skip


def test_tasks_stand_in_a_table_in_the_order_of_the_notes():
    plan = next(s for s in drafted(ROOT / "examples" / "sales-monthly.yaml").sections if s.id == "plan")
    rows = plan.text.splitlines()
    assert rows[0] == "| 任务 | 交付物 | 责任人 | 时限 |"
    assert [row.split("|")[1].strip()[:2] for row in rows[2:]] == ["固定", "清理", "收回", "谈妥"]
    assert all(plan.text[step.start :].startswith(step.text) for step in plan.steps)


def test_facts_stand_under_the_item_they_belong_to():
    sheet = load_facts(ROOT / "eval/cases/sales-monthly/workwear-general-2025-09/facts.yaml")
    draft = draft_document(sheet, load_template(sheet.template), None)
    dynamics = next(section for section in draft.sections if section.id == "dynamics").text
    assert (
        dynamics.index("客户方面，")
        < dynamics.index("流失率")
        < dynamics.index("转化方面，")
        < dynamics.index("转化率")
    )
    assert "销售额方面" not in dynamics


def test_a_label_that_names_no_step_stays():
    sheet = load_facts(ROOT / "examples" / "sales-leader-annual.yaml")
    draft = draft_document(sheet, load_template(sheet.template), None)
    text = {section.id: section.text for section in draft.sections}
    assert "回款抓得紧：合同写清付款节点" in text["kpi"]
    assert "难点：" not in text["milestone"]
