"""Where the sections of a template stand: by heading, by content, in any order."""

import re

import pytest

import fupan
from fupan.logic.placing import placed_sections
from fupan.prompting.loader import load_template

TEMPLATE = load_template("sales-leader-annual", prompts=False)


@pytest.fixture(scope="module")
def draft():
    return fupan.draft(fupan.load_facts("examples/sales-leader-annual.yaml"), llm="none")


def ids(text, template=TEMPLATE):
    return [placed.section.id for placed in placed_sections(text, template).placed]


def test_a_draft_is_found_whole(draft):
    layout = placed_sections(draft.markdown, TEMPLATE)
    assert [one.section.id for one in layout.placed] == [section.id for section in TEMPLATE.sections]
    assert all(one.found == "title" and one.certainty == 1 for one in layout.placed)
    assert not layout.unknown
    for one, section in zip(layout.placed, draft.sections, strict=True):
        assert [draft.markdown[a:b] for a, b in one.spans] == [section.text.strip()]


def test_without_headings_most_of_a_draft_is_found_by_what_it_speaks_of(draft):
    bare = "\n\n".join(section.text for section in draft.sections)
    layout = placed_sections(bare, TEMPLATE)
    right = 0
    for one in layout.placed:
        own = next(section.text for section in draft.sections if section.id == one.section.id)
        right += sum(end - start for start, end in one.spans if bare[start:end] in own)
        assert one.found == "content"
    assert right >= 0.9 * len(re.sub(r"\n", "", bare))


@pytest.mark.parametrize(
    "head",
    ["## 二、风险预判与应对", "**风险与预案**", "二、风险和应对", "风险预判与应对", "（二）风险", "【风险预判与应对】"],
)
def test_headings_of_any_make(head):
    text = f"# 总结\n\n{head}\n凌格可能继续降价，信号是标价低一成。\n"
    assert ids(text) == ["risks"]


def test_a_label_in_front_of_a_paragraph_is_a_heading():
    text = "风险预判：凌格可能继续降价。\n目标设定：明年销售额做到14800万元。\n"
    layout = placed_sections(text, TEMPLATE)
    assert [(one.section.id, text[slice(*one.spans[0])]) for one in layout.placed] == [
        ("risks", "凌格可能继续降价。"),
        ("targets", "明年销售额做到14800万元。"),
    ]


def test_a_label_that_is_no_title_stays_text():
    text = "## 风险预判与应对\n风险一：凌格可能继续降价。\n应对：备好合同。\n"
    layout = placed_sections(text, TEMPLATE)
    assert [text[slice(*one.spans[0])] for one in layout.placed] == ["风险一：凌格可能继续降价。\n应对：备好合同。"]


def test_the_order_of_the_text_is_kept():
    text = "## 风险预判与应对\n凌格可能降价。\n## 核心业绩指标\n销售额12840万元。\n"
    assert ids(text) == ["risks", "kpi"]


def test_subheadings_belong_to_their_section():
    text = (
        "## 业绩缺口根源\n上海差432万元。\n### 上海\n项目推迟。\n### 南京\n人手不足。\n## 目标设定\n做到14800万元。\n"
    )
    layout = placed_sections(text, TEMPLATE)
    assert [one.section.id for one in layout.placed] == ["gap", "targets"]
    assert [text[a:b] for a, b in layout.placed[0].spans] == ["上海差432万元。", "项目推迟。", "人手不足。"]


def test_the_same_section_twice_is_one_section():
    text = "## 核心业绩指标\n销售额12840万元。\n## 目标设定\n做到14800万元。\n## 核心业绩指标\n回款率96.2%。\n"
    layout = placed_sections(text, TEMPLATE)
    assert [(one.section.id, one.times, len(one.spans)) for one in layout.placed] == [("kpi", 2, 2), ("targets", 1, 1)]


def test_a_heading_without_text_is_still_its_section():
    layout = placed_sections("## 核心业绩指标\n## 目标设定\n做到14800万元。\n", TEMPLATE)
    assert [(one.section.id, one.spans != ()) for one in layout.placed] == [("kpi", False), ("targets", True)]


def test_what_no_section_answers_to_is_named():
    text = "## 核心业绩指标\n销售额12840万元。\n## 食堂改造\n新装了两台烤箱，大家都说好。\n"
    layout = placed_sections(text, TEMPLATE)
    assert [(one.heading, text[one.end - 1]) for one in layout.unknown] == [("食堂改造", "。")]


def test_greetings_belong_to_no_section():
    text = "全年销售额12840万元，同比增长14%，回款率96.2%。\n\n感谢领导的关心支持，感谢全体同仁的辛勤付出，再创辉煌！\n"
    layout = placed_sections(text, TEMPLATE)
    assert [one.section.id for one in layout.placed] == ["kpi"]
    assert len(layout.unknown) == 1


@pytest.mark.parametrize("text", ["", "\n\n", "# ", "||||\n|-|", "一" * 3000, "## \n" * 50, "：\n" * 50])
def test_nothing_to_place(text):
    assert placed_sections(text, TEMPLATE).placed == ()
