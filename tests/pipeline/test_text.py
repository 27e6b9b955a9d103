"""Paragraphs, marks and repeats: offsets stay true."""

from dataclasses import replace

import pytest

from fupan.domain.brief import SectionBrief, StepBrief
from fupan.domain.draft import SectionDraft, SlotUse, StepText
from fupan.domain.template import SectionSpec, Step
from fupan.pipeline.compose import compose
from fupan.pipeline.repeats import without_repeats
from fupan.pipeline.section_text import UNSOURCED_MARK, mark_unsourced, section_draft

SPEC = SectionSpec("kpi", "核心业绩指标", "一", (), (), "kpi.md.j2")
BRIEF = SectionBrief(SPEC, (), "总结", "2025年")


def _true_offsets(section: SectionDraft) -> None:
    for step in section.steps:
        assert section.text[step.start : step.start + len(step.text)] == step.text


def test_steps_stand_where_they_say() -> None:
    steps = [
        StepText("a", "甲" * 149 + "。", "llm"),
        StepText("b", "乙" * 60 + "。", "llm"),
        StepText("c", "丙。", "llm", item=1),
    ]
    section = section_draft(BRIEF, steps, ())
    assert section.text.count("\n\n") == 2
    _true_offsets(section)


def test_a_remnant_makes_no_paragraph_of_its_own() -> None:
    steps = [StepText("a", "甲" * 149 + "。", "llm"), StepText("b", "这说明走得通。", "llm")]
    section = section_draft(BRIEF, steps, ())
    assert "\n\n" not in section.text
    _true_offsets(section)


def test_a_sentence_with_a_figure_the_section_must_state_stays() -> None:
    text = "客户满意度为91.2分，目标为90分。另外回访了86家。"
    uses = (SlotUse(6, 11, "客户满意度.actual"), SlotUse(15, 18, "客户满意度.target"))
    one = section_draft(BRIEF, [StepText("a", text, "llm", slots=uses)], ())
    two = replace(section_draft(BRIEF, [StepText("a", text.replace("另外", "又"), "llm", slots=uses)], ()), id="voice")
    assert "91.2" not in without_repeats([one, two])[1].text
    assert without_repeats([one, two], {"voice": {"客户满意度.actual"}})[1] is two


def test_a_slide_keeps_its_headline() -> None:
    text = "客户满意度为91.2分，目标为90分。"
    one = section_draft(BRIEF, [StepText("a", text, "llm")], ())
    slide = SectionBrief(replace(SPEC, form="points"), (), "总结", "2025年")
    two = section_draft(slide, [StepText("a", f"{text}回访了86家。", "llm")], ())
    assert without_repeats([one, two])[1].text == f"{text}\n\n- 回访了86家。"


def test_a_section_without_material_says_what_is_missing_instead_of_staying_empty() -> None:
    section = section_draft(SectionBrief(SPEC, (), "总结", "2025年", missing=("难点：难在哪里",)), [], ())
    assert section.text == "〔待补充：难点：难在哪里〕"


def test_the_mark_moves_the_figures_behind_it() -> None:
    text = "人手不足。完成85%。"
    step = StepText("a", text, "llm", slots=(SlotUse(7, 10, "x"),), unsourced=((0, 5),))
    marked = mark_unsourced(step)
    assert marked.text == f"人手不足。{UNSOURCED_MARK}完成85%。"
    use = marked.slots[0]
    assert marked.text[use.start : use.end] == "85%"
    assert [marked.text[a:b] for a, b in marked.unsourced] == ["人手不足。"]


def test_a_sentence_that_stood_before_goes_and_offsets_stay_true() -> None:
    twice = "老客户续单增加带动了全年的增长。"
    one = section_draft(BRIEF, [StepText("a", twice, "llm")], ())
    text = f"{twice}另外完成85%，好于上年。"
    at = text.index("85%")
    two = section_draft(
        BRIEF, [StepText("a", text, "llm", slots=(SlotUse(at, at + 3, "x"),)), StepText("b", "丙丙。", "llm")], ()
    )
    first, second = without_repeats([one, two])
    assert first is one
    assert second.text == "另外完成85%，好于上年。丙丙。"
    _true_offsets(second)
    use = second.steps[0].slots[0]
    assert second.steps[0].text[use.start : use.end] == "85%"


@pytest.mark.parametrize(
    ("note", "opens"), [("最大的难点是院方只用进口品牌", False), ("院方只用进口品牌", True), ("难在院方不愿换", False)]
)
def test_an_opening_does_not_say_what_the_note_says_itself(note: str, opens: bool) -> None:
    step = Step("obstacle", "难点", "当时难在哪里", leads=("难点在于",))
    assert compose(StepBrief(step, (note,), ())).startswith("难点在于") is opens


@pytest.mark.parametrize("note", ["自己的原因是没有人盯", "店里反映叶菜发蔫", "查下去，是没有人回访"])
def test_no_opening_before_words_that_announce_the_step(note: str) -> None:
    step = Step("root", "深层原因", "深一层的原因", leads=("深一层看，",))
    assert compose(StepBrief(step, (note,), ())) == f"{note}。"


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("A类8家，每周去一次", "A类8家，每周去一次。"),
        ("A类客户方面，8家", "A类客户方面，8家。"),
        ("江北等8家，每周去一次", "A类客户方面，江北等8家，每周去一次。"),
    ],
)
def test_an_item_is_named_once(note: str, text: str) -> None:
    step = Step("basis", "依据", "依据什么")
    assert compose(StepBrief(step, (note,), (), lead="A类客户方面，")) == text


def test_points_and_conclusions_are_not_counted_off() -> None:
    step = Step("driver", "驱动因素", "什么带动的")
    lines = ("份额涨了", "对手降价了", "新开了代理")
    assert compose(StepBrief(step, lines, ())) == "一是份额涨了；二是对手降价了；三是新开了代理。"
    assert compose(StepBrief(step, lines, (), points=True)) == "份额涨了。对手降价了。新开了代理。"
    assert compose(StepBrief(step, (*lines, "这说明方向对"), ())).endswith("新开了代理。这说明方向对。")
