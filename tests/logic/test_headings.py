"""Headings as people write them against the titles of a template."""

import pytest

from fupan.logic.headings import Titles, bare_title
from fupan.prompting.loader import load_template

TEMPLATE = load_template("sales-leader-annual", prompts=False)
TITLES = Titles([*(section.title for section in TEMPLATE.sections), *TEMPLATE.parts])


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("（二）重点项目与客户突破（1–2 个）", "重点项目与客户突破"),
        ("第一部分 业绩回顾", "业绩回顾"),
        ("3.2 团队建设", "团队建设"),
        ("**一、业绩：**", "业绩"),
        ("２、風險預判", "风险预判"),
        ("一", "一"),
        ("（", ""),
    ],
)
def test_bare_titles(written, bare):
    assert bare_title(written) == bare


def best(heading):
    return max(TEMPLATE.sections, key=lambda section: TITLES.likeness(heading, section.title)).id


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("一、今年的业绩指标", "kpi"),
        ("业绩缺口的根源在哪里", "gap"),
        ("竞争中的被动", "competition"),
        ("2. 培训计划", "training"),
        ("奖励机制怎么改", "incentive"),
        ("明年的目标", "targets"),
        ("风险和预案", "risks"),
        ("几次创新尝试", "experiment"),
    ],
)
def test_other_words_for_the_same_title(heading, section):
    assert best(heading) == section
    title = TEMPLATE.section(section).title
    assert TITLES.likeness(heading, title) >= 0.62


@pytest.mark.parametrize("heading", ["团建活动", "附件", "致谢", "食堂改造", "Results", "", "一" * 5000])
def test_headings_that_no_section_answers_to(heading):
    assert max(TITLES.likeness(heading, section.title) for section in TEMPLATE.sections) < 0.62


def test_the_same_title_is_1_whatever_its_number():
    for section in TEMPLATE.sections:
        assert TITLES.likeness(f"（三）{section.title}", section.title) == 1
