"""A whole text rewritten: what is offered, what is not touched, what is asked."""

from dataclasses import replace

import pytest
from weak_texts import DOCUMENT, GAP, TEMPLATE

from fupan.checks.run import check_text
from fupan.errors import InputError
from fupan.pipeline.rewrite.rewrite import RewriteOptions, Rewriter, rewrite_text


def offered(sheet, *sections, **options):
    return rewrite_text(DOCUMENT, TEMPLATE, sheet, None, RewriteOptions(sections=sections, **options))


def test_a_weak_section_gets_better_and_the_rest_stays(sheet):
    made = offered(sheet, "gap")
    (section,) = made.sections
    (offer,) = section.proposals
    assert offer.scores[1] > offer.scores[0]
    assert offer.findings[1] <= offer.findings[0]
    assert "5家老客户没人回访" in offer.after
    assert "年终奖金池按八成发" in offer.after
    assert "再创佳绩" not in offer.after
    start = DOCUMENT.index(GAP)
    after = made.taken()
    assert after.startswith(DOCUMENT[:start])
    assert after.endswith(DOCUMENT[start + len(GAP) :])


def test_a_wrong_figure_is_put_right_on_its_own(sheet):
    offers = offered(sheet, "kpi").proposals
    right = [one for one in offers if one.kind == "correction"]
    (correction,) = right
    assert [(DOCUMENT[e.start : e.end], e.text) for e in correction.edits] == [("96.5%", "94.5%")]
    assert "8127万元 ÷ 8600万元" in correction.why[0]
    rewrite = next(one for one in offers if one.kind == "rewrite")
    assert "96.5%" in rewrite.after


def test_figures_of_two_regions_in_each_others_place_are_both_put_right(sheet):
    text = "## 业绩缺口根源\n\n分区域看，四川完成2093万元，重庆完成4368万元，云贵完成1666万元。\n"
    made = rewrite_text(text, TEMPLATE, sheet, None, RewriteOptions(sections=("gap",)))
    right = [edit.text for one in made.proposals if one.kind == "correction" for edit in one.edits]
    assert sorted(right) == ["2093万元", "4368万元"]
    assert "四川完成4368万元，重庆完成2093万元" in made.taken()


def test_a_figure_that_the_facts_hold_in_another_role_is_asked_about(sheet):
    text = "## 核心业绩指标\n\n2025年销售额完成8600万元，主要靠球阀放量。\n"
    (section,) = rewrite_text(text, TEMPLATE, sheet, None, RewriteOptions(sections=("kpi",))).sections
    assert not [one for one in section.proposals if one.kind == "correction"]
    assert any("8600万元" in doubt and "请核对" in doubt for doubt in section.doubts)


def test_corrections_and_rewrite_are_taken_apart(sheet):
    made = offered(sheet, "kpi")
    ids = [one.id for one in made.proposals]
    assert made.taken(frozenset()) == DOCUMENT
    assert made.taken(frozenset(ids[:1])) == DOCUMENT.replace("96.5%", "94.5%")
    both = made.taken()
    assert "94.5%" in both
    assert "96.5%" not in both
    assert not [one for one in check_text(both, sheet).errors if one.section == "kpi"]


def test_one_that_needs_another_is_left_with_it(sheet):
    made = offered(sheet, "kpi")
    correction, rewrite = made.proposals
    section = replace(made.sections[0], proposals=(correction, replace(rewrite, needs=(correction.id,))))
    needy = replace(made, sections=(section,))
    assert needy.taken(frozenset({rewrite.id})) == DOCUMENT
    assert needy.taken() == made.taken()


def test_the_weakest_are_chosen(sheet):
    made = offered(sheet, weakest=1)
    lowest = min(made.review.sections, key=lambda one: one.score)
    assert [one.section for one in made.sections] == [lowest.section]


def test_only_what_was_asked_for(sheet):
    (offer,) = offered(sheet, "gap", goals=("缺影响",)).proposals
    assert "年终奖金池按八成发" in offer.after
    assert "5家老客户没人回访" not in offer.after
    assert "再创佳绩" in offer.after
    (cut,) = offered(sheet, "gap", goals=("去套话",)).proposals
    assert len(cut.after) < len(cut.before)
    assert "年终奖金池" not in cut.after


def test_shorter_keeps_figures_and_steps(sheet):
    (offer,) = offered(sheet, "gap", goals=("更短",)).proposals
    assert len(offer.after) < len(offer.before)
    assert "2093万元" in offer.after
    assert "210万元" in offer.after


def test_what_no_source_holds_is_asked_and_an_answer_used(sheet):
    rewriter = Rewriter(DOCUMENT, TEMPLATE, sheet, None, RewriteOptions(sections=("risks",)))
    before = rewriter.one("kpi")
    assert len(before.questions) <= 3
    rewriter = Rewriter("## 业绩缺口根源\n\n重庆销售额2093万元。\n", TEMPLATE, None, None)
    asked = rewriter.one("gap")
    keys = [one.key for one in asked.questions]
    assert len(keys) == 3
    assert "gap/internal" in keys
    words = "重庆区部换了负责人，5家老客户没人回访"
    rewriter.answer({"gap/internal": words})
    (offer,) = rewriter.one("gap").proposals
    assert words in offer.after
    assert offer.scores[1] > offer.scores[0]
    assert "gap/internal" not in [one.key for one in rewriter.one("gap").questions]


def test_nothing_is_invented_without_material():
    text = "## 业绩缺口根源\n\n重庆销售额2093万元。\n"
    made = rewrite_text(text, TEMPLATE, None, None)
    assert made.taken() == text
    assert made.sections[0].withheld
    assert made.sections[0].questions


def test_without_facts_the_texts_own_figures_are_the_facts():
    text = "## 核心业绩指标\n\n销售额8127万元，目标8600万元，完成率96.5%。主要靠球阀放量。\n"
    made = rewrite_text(text, TEMPLATE, None, None)
    assert "完成率94.5%" in made.taken()


def test_without_facts_only_slips_are_put_right():
    text = "## 核心业绩指标\n\n销售额8127万元，目标8600万元，完成率54.1%。主要靠球阀放量。\n"
    made = rewrite_text(text, TEMPLATE, None, None)
    assert "完成率54.1%" in made.taken()
    assert any("哪个是对的" in one.asks for one in made.sections[0].questions)


def test_several_chains_in_one_paragraph_each_get_their_own(sheet):
    text = "## 风险预判与应对\n\n一是江川很可能把质保延到五年，要提前应对。二是铜镍涨价会吃掉毛利。\n"
    made = rewrite_text(text, TEMPLATE, sheet, None, RewriteOptions(sections=("risks",)))
    first, second = made.taken().split("二是")
    assert "信号是连续两个标出现五年质保条款" in first
    assert "信号" not in second


def test_a_section_known_by_its_content_alone_says_so(sheet):
    text = "江川很可能把质保延到五年，要提前应对，风险不小。\n\n铜镍涨价的风险也在，会吃掉毛利。\n"
    made = rewrite_text(text, TEMPLATE, sheet, None, RewriteOptions(weakest=1))
    assert all(one.certainty < 1 for one in made.sections)


def test_a_figure_about_something_else_is_asked_for(sheet):
    text = "## 核心业绩指标\n\n西藏全年销售额309万元，主要靠球阀放量。\n"
    made = rewrite_text(text, TEMPLATE, sheet, None, RewriteOptions(sections=("kpi",)))
    assert not [one for one in made.proposals if one.kind == "correction"]
    assert "309万元" in made.taken()


def test_an_empty_section_is_written_from_the_sheet(sheet):
    text = "## 核心业绩指标\n\n## 业绩缺口根源\n\n重庆销售额2093万元，缺507万元。\n"
    made = rewrite_text(text, TEMPLATE, sheet, None, RewriteOptions(sections=("kpi",)))
    after = made.taken()
    assert "8127万元" in after
    assert after.index("8127万元") < after.index("## 业绩缺口根源")


@pytest.mark.parametrize(
    ("section", "hint"), [("gaps", "gap（业绩缺口根源）"), ("业绩缺口", "业绩缺口根源"), ("zzz", "可选"), ("", "可选")]
)
def test_a_section_that_the_template_has_not(sheet, section, hint):
    with pytest.raises(InputError) as caught:
        offered(sheet, section)
    assert hint in caught.value.hint


def test_a_section_that_the_text_has_not(sheet):
    with pytest.raises(InputError) as caught:
        offered(sheet, "training")
    assert "文稿里没有" in caught.value.message
    assert "gap（业绩缺口根源）" in caught.value.hint


@pytest.mark.parametrize("goal", ["", "变好", "缺"])
def test_a_goal_that_means_nothing(sheet, goal):
    with pytest.raises(InputError) as caught:
        offered(sheet, "gap", goals=(goal,))
    assert "更具体" in caught.value.hint


def test_a_section_that_is_too_long_is_withheld(sheet):
    text = DOCUMENT.replace("没有完成任务。", "没有完成任务。" + "客户那边的情况我们逐家问过一遍并且记了下来。" * 700)
    made = rewrite_text(text, TEMPLATE, sheet, None, RewriteOptions(sections=("gap",)))
    assert not made.proposals
    assert "先拆成几节" in made.sections[0].withheld
    assert made.taken() == text


@pytest.mark.parametrize("text", ["", "\n", "# 总结\n", "| a | b |\n|---|---|\n| 1 | 2 |\n", "Revenue grew.\n"])
def test_texts_without_a_section_to_rewrite(sheet, text):
    made = rewrite_text(text, TEMPLATE, sheet, None)
    assert made.taken(frozenset()) == text
    assert all(one.scores[1] >= one.scores[0] for one in made.proposals)
