"""A draft that was written out, edited and read again."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fupan
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import Template
from fupan.pipeline.edited import PREFACE, edited_draft
from fupan.prompting.loader import load_template
from fupan.prompting.sources import find_template

_EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def _given() -> tuple[FactSheet, Template]:
    sheet = fupan.load_facts(_EXAMPLES / "sales-leader-annual.yaml")
    return sheet, load_template(find_template("sales-leader-annual"), prompts=False)


@pytest.fixture
def sheet() -> FactSheet:
    return _given()[0]


@pytest.fixture
def template() -> Template:
    return _given()[1]


def test_an_unedited_draft_is_read_as_it_was(sheet: FactSheet, template: Template) -> None:
    made = fupan.draft(sheet, llm="none")
    again = edited_draft(made.markdown, sheet, template)
    assert (again.title, again.byline, again.markdown) == (made.title, made.byline, made.markdown)
    shown = [[(one.id, one.part, one.title, one.start, one.text) for one in draft.sections] for draft in (again, made)]
    assert shown[0] == shown[1]
    assert again.report == made.report
    told = {slot.source for section in again.sections for step in section.steps for slot in step.slots}
    assert "销售额.actual" in told


def test_own_sections_a_preface_and_parts(sheet: FactSheet, template: Template) -> None:
    text = (
        "# 我的总结\n\n各位好。\n\n## 一、回顾\n\n### 核心业绩指标\n\n销售额12840万元。\n\n#### 补充\n\n另有说明。\n\n"
        "### （二）食堂改造\n\n新开一个窗口。\n\n## 致谢\n\n### 家属答谢会\n\n下周办。\n"
    )
    made = edited_draft(text, sheet, template)
    assert [(one.id, one.part, one.title) for one in made.sections] == [
        (PREFACE, "", "前言"),
        ("kpi", "回顾", "核心业绩指标"),
        ("own-1", "回顾", "食堂改造"),
        ("own-2", "致谢", "家属答谢会"),
    ]
    assert made.sections[1].text == "销售额12840万元。\n\n#### 补充\n\n另有说明。"
    assert (made.title, made.byline) == ("我的总结", "")


def test_a_text_without_headings_is_all_preface(sheet: FactSheet, template: Template) -> None:
    made = edited_draft("\n全年销售额12840万元。\n", sheet, template)
    assert [(one.id, one.text) for one in made.sections] == [(PREFACE, "全年销售额12840万元。")]
    assert made.title == sheet.title or sheet.period.label in made.title


def test_a_byline_that_stands_elsewhere_is_text(sheet: FactSheet, template: Template) -> None:
    byline = edited_draft(fupan.draft(sheet, llm="none").markdown, sheet, template).byline
    made = edited_draft(f"# 题目\n\n先说一句。\n\n{byline}\n\n再说一句。\n", sheet, template)
    assert (made.byline, [one.text for one in made.sections]) == ("", [f"先说一句。\n\n{byline}\n\n再说一句。"])


_LINES = st.lists(
    st.sampled_from(
        ["# 总结", "## 一、甲", "### （一）乙", "#### 丙", "销售额12840万元。", "- 一条", "| a | b |", "", "#无", "  "]
    ),
    max_size=14,
)


@given(_LINES)
def test_no_word_is_lost_or_told_twice(lines: list[str]) -> None:
    text = "\n".join(lines)
    made = edited_draft(text, *_given())
    covered = [0] * len(text)
    for section in made.sections:
        assert text[section.start : section.start + len(section.text)] == section.text
        for at in range(section.start, section.start + len(section.text)):
            covered[at] += 1
    assert max(covered, default=0) <= 1
    at = 0
    for line in lines:
        if line.strip() and not line.startswith(("# ", "## ", "### ", "#### ")):
            assert all(covered[at : at + len(line)]), line
        at += len(line) + 1
