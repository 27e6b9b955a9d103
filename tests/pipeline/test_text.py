"""Paragraphs, marks and repeats: offsets stay true."""

from fupan.domain.brief import SectionBrief
from fupan.domain.draft import SectionDraft, SlotUse, StepText
from fupan.domain.template import SectionSpec
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
        StepText("b", "乙乙。", "llm"),
        StepText("c", "丙。", "llm", item=1),
    ]
    section = section_draft(BRIEF, steps, ())
    assert section.text.count("\n\n") == 2
    _true_offsets(section)


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
