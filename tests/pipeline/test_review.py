"""Whole reviews: drafts score well, damage costs, odd documents are handled and said."""

import re

import pytest

import fupan
from fupan.domain.review import Review
from fupan.errors import TemplateError
from fupan.pipeline.review.points import MOST

EXAMPLES = ("sales-leader-annual", "sales-monthly", "sales-supervisor-deck", "personal-review")


@pytest.fixture(scope="module", params=EXAMPLES)
def reviewed(request):
    facts = fupan.load_facts(f"examples/{request.param}.yaml")
    draft = fupan.draft(facts, llm="none")
    return facts, draft, fupan.review(draft.markdown, facts=facts)


def section(found: Review, name: str):
    return next(one for one in found.sections if one.section == name)


def test_a_draft_of_an_example_scores_well(reviewed):
    _, _, found = reviewed
    assert not found.missing
    assert not found.unknown
    assert found.score >= 88
    assert sum(one.score >= 80 for one in found.sections) >= 0.8 * len(found.sections)


def test_scores_add_up_and_spans_hold(reviewed):
    _, draft, found = reviewed
    for one in found.sections:
        assert one.score == sum(part.score for part in one.parts)
        assert {part.part: part.most for part in one.parts} == MOST
        for part in one.parts:
            lost = sum(reason.points for reason in one.reasons if reason.part == part.part)
            assert part.score == max(0, part.most - lost)
        assert list(one.steps) == [step.id for step in one.chain]
        for reason in one.reasons:
            assert draft.markdown[reason.start : reason.end] == reason.text
            assert reason.points > 0
            assert reason.message == str(reason)
        for spans in one.steps.values():
            assert all(draft.markdown[a:b].strip() for a, b in spans)


def test_it_is_deterministic(reviewed):
    facts, draft, found = reviewed
    assert fupan.review(draft.markdown, facts=facts) == found


def test_empty_words_cost_in_every_section(reviewed):
    facts, draft, found = reviewed
    text = re.sub(r"(?m)^(### .*\n\n)", r"\1全体同仁齐心协力、砥砺前行，取得了显著成效。\n\n", draft.markdown)
    worse = fupan.review(text, facts=facts)
    for before, after in zip(found.sections, worse.sections, strict=True):
        assert after.score < before.score


def test_a_gap_without_cause_and_impact():
    whole = (
        "## 业绩缺口根源\n上海目标2400万元，只做了1968万元，差432万元。"
        "从外部看，临港两个项目推到2026年，凌格降价8%抢单。从内部看，上海区部走了2名老销售，7家重点客户没人跟。"
        "影响上，上海的缺口拉低大区完成率3.6个百分点，利润少了90万元。\n"
    )
    cut = whole[: whole.index("从内部看")] + "\n"
    before, after = (section(fupan.review(text, "sales-leader-annual"), "gap") for text in (whole, cut))
    assert before.score - after.score >= 20
    assert {step.id for step in after.missing_steps} == {"internal", "impact"}
    told = [str(reason) for reason in after.reasons]
    assert "缺少影响：该缺口对利润或市场布局造成了什么后果" in told
    assert any("原因只有外部的" in line for line in told)


def test_every_risk_wants_its_own_signal():
    text = (
        "## 风险预判与应对\n\n"
        "凌格可能继续降价，信号是一个月内3个以上标价低我们10%。应对是上对赌合同，陈立群牵头，2月底前备好。\n\n"
        "新能源扩产可能放缓。\n"
    )
    found = section(fupan.review(text, "sales-leader-annual"), "risks")
    missing = {reason.step: reason for reason in found.reasons if reason.kind == "missing-step"}
    assert "第2条「新能源扩产可能放缓」" in str(missing["signal"])
    assert text[missing["signal"].start :].startswith("新能源扩产")


def test_a_table_is_read_by_its_columns():
    text = (
        "## 行动计划拆解\n\n| 事项 | 交付标准 | 负责人 | 完成时间 |\n| --- | --- | --- | --- |\n"
        "| 固定送货线路 | 一张时刻表 | 阿昌 | 12月5日前 |\n| 收回样机 | 一本台账 | 大家 | |\n"
    )
    found = section(fupan.review(text, "sales-monthly"), "plan")
    kinds = {(reason.kind, reason.step) for reason in found.reasons}
    assert ("missing-step", "deadline") in kinds
    assert ("nobody", "owner") in kinds
    assert text[slice(*found.steps["owner"][0])] == "阿昌"


def test_a_table_is_read_by_heads_in_everyday_words():
    text = (
        "## 行动计划拆解\n\n| 做什么 | 留下什么 | 谁来看 | 什么时候 |\n| --- | --- | --- | --- |\n"
        "| 固定送货线路 | 一张时刻表 | 阿昌 | 12月5日前 |\n"
    )
    found = section(fupan.review(text, "sales-monthly"), "plan")
    assert not found.missing_steps
    assert text[slice(*found.steps["deadline"][0])] == "12月5日前"


def test_the_headline_of_a_slide_is_none_of_its_points():
    text = (
        "## 资源需求\n\n要2支安装队和15万元的配件，两项都为把旺季的单接住。\n\n"
        "- 安装队加2支，因为旺季排队9天，加了以后预计多接60单。\n"
        "- 配件备货15万元，因为缺件停工每月5次，备了以后降到1次。\n"
    )
    found = section(fupan.review(text, "sales-supervisor-deck"), "resources")
    assert not [reason for reason in found.reasons if reason.kind == "missing-step"]


def test_prose_beside_a_table_is_read():
    text = "## 行动计划拆解\n\n| 任务 | 交付物 | 责任人 |\n| --- | --- | --- |\n| 固定送货线路 | 一张时刻表 | 阿昌 |\n"
    bare, dated = (
        section(fupan.review(text + more, "sales-monthly"), "plan") for more in ("", "\n都在12月5日前完成。\n")
    )
    assert "deadline" in {step.id for step in bare.missing_steps}
    assert "deadline" not in {step.id for step in dated.missing_steps}


def test_what_is_asked_of_the_company_stands_once_behind_the_strategies():
    strategies = "针对华中缺人，给华中配3名销售，做到3300万元。\n\n针对续约低，预防保养推到B档客户，续签率提到85%。\n\n"
    asked = "请公司批200万元备件周转金，因为备件从海外调，停机平均等11天；有了它停机压到3天以内。\n"
    head = "## 举措与保障\n\n"
    once, never = (
        section(fupan.review(head + text, "sales-management-narrative"), "next-moves")
        for text in (strategies + asked, strategies)
    )
    steps = {"request", "reason", "return"}
    assert not steps & {step.id for step in once.missing_steps}
    assert not steps & {reason.step for reason in once.reasons if reason.kind == "missing-step"}
    assert "request" in {step.id for step in never.missing_steps}


def test_who_needs_one_tool_does_not_miss_a_training():
    text = "## 资源与支持\n\n工具方面，请给客服装回访提醒，现在靠记本子，每月漏访40家，装上能降到10家以内。\n"
    found = section(fupan.review(text, "sales-monthly"), "support")
    assert not [reason for reason in found.reasons if reason.kind == "missing-item"]
    nothing = section(fupan.review("## 资源与支持\n\n请领导多关心。\n", "sales-monthly"), "support")
    assert [reason for reason in nothing.reasons if reason.kind == "missing-item"]


def test_a_plain_sentence_of_the_notes_is_no_slogan(tmp_path):
    saying = "我们要继续努力，不断提升服务水平，共同创造新局面"
    text = f"## 业绩缺口根源\n\n{saying}。\n"
    sheet = tmp_path / "facts.yaml"
    sheet.write_text(
        f"period: '2025'\nmetrics: [{{name: 销售额, unit: 万元, actual: 9}}]\nnotes: [{saying}]\n", "utf-8"
    )
    kinds = [
        {reason.kind for reason in section(fupan.review(text, "sales-leader-annual", facts), "gap").reasons}
        for facts in (None, fupan.load_facts(sheet))
    ]
    assert "slogan" in kinds[0]
    assert "slogan" not in kinds[1]


def test_facts_that_the_section_leaves_out_are_named():
    facts = fupan.load_facts("examples/sales-leader-annual.yaml")
    found = section(fupan.review("## 核心业绩指标\n全年销售额12840万元，同比增长14%。\n", facts=facts), "kpi")
    lacking = [str(reason) for reason in found.reasons if reason.kind == "missing-figure"]
    assert any("回款率实际" in line and "96.2%" in line for line in lacking)
    assert not any("销售额实际" in line for line in lacking)


def test_a_section_without_a_figure_is_told_what_the_facts_have():
    facts = fupan.load_facts("examples/sales-leader-annual.yaml")
    found = section(fupan.review("## 核心业绩指标\n全年业绩不错，回款也好。\n", facts=facts), "kpi")
    assert any(reason.kind == "no-figure-at-all" and "12840万元" in str(reason) for reason in found.reasons)


def test_wrong_figures_cost():
    facts = fupan.load_facts("examples/sales-leader-annual.yaml")
    right, wrong = (
        section(fupan.review(f"## 核心业绩指标\n全年销售额{value}万元，完成率107%。\n", facts=facts), "kpi")
        for value in (12840, 14840)
    )
    assert wrong.score < right.score
    assert any(reason.kind == "wrong-figure" for reason in wrong.reasons)


def test_goals_are_judged_by_smart():
    found = section(fupan.review("## 目标设定\n明年销售额做到14800万元。\n", "sales-leader-annual"), "targets")
    assert [goal.step for goal in found.goals] == ["specific", "measurable", "achievable", "relevant", "timebound"]
    assert found.goals[1].met
    assert not found.goals[3].met


def test_an_empty_section_has_nothing():
    found = fupan.review("## 核心业绩指标\n\n## 目标设定\n明年销售额做到14800万元。\n", "sales-leader-annual")
    kpi = section(found, "kpi")
    assert kpi.score == 0
    assert [reason.kind for reason in kpi.reasons] == ["empty-section"]


def test_missing_and_unknown_sections_and_another_order_are_said():
    text = (
        "## 风险预判与应对\n凌格可能降价。\n## 食堂改造\n新装了两台烤箱，大家都说好。\n"
        "## 核心业绩指标\n销售额12840万元。\n"
    )
    found = fupan.review(text, "sales-leader-annual")
    assert [one.section for one in found.sections] == ["risks", "kpi"]
    assert len(found.missing) == 13
    assert [one.heading for one in found.unknown] == ["食堂改造"]
    assert any("食堂改造" in remark for remark in found.remarks)
    assert any("先后" in remark for remark in found.remarks)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("今年销售额5200万元，同比增长8%，主要靠老客户复购。\n", "没有标题"),
        ("# Review\n\nRevenue grew strongly and the team did well.\n", "不是中文"),
        ("", "空的"),
        ("# 总结\n", "没有可以评分的正文"),
    ],
)
def test_odd_documents(text, remark):
    assert any(remark in one for one in fupan.review(text).remarks)


def test_the_template_is_chosen_by_headings_and_said():
    text = "## 产品线\n咖啡豆卖了497万元。\n## 渠道效能\n展会花了5.2万元。\n## 隐性问题深挖\n周期多了2天。\n"
    found = fupan.review(text)
    assert found.template == "sales-monthly"
    assert "sales-monthly" in found.chosen


def test_no_such_template():
    with pytest.raises(TemplateError):
        fupan.review("销售额5200万元。", "no-such-template")


def test_the_weakest_comes_first():
    found = fupan.review(
        "## 核心业绩指标\n销售额12840万元，同比增长14%。\n## 风险预判与应对\n有风险。\n", "sales-leader-annual"
    )
    scores = [one.score for one in found.weakest]
    assert scores == sorted(scores)


@pytest.mark.parametrize(
    "text", ["（" * 20000, "从" * 20000, "| " * 20000, "1." * 20000, "同比" * 10000, "【a】" * 5000]
)
def test_hostile_texts_end(text):
    assert 0 <= fupan.review(text, "sales-leader-annual").score <= 100


def test_what_is_still_to_be_filled_in_tells_no_step():
    asked = "风险与可能性：有什么风险、可能性多大；预警信号：出现什么信号说明它来了；责任与时限：谁负责"
    text = f"## 风险预判与应对\n\n〔待补充：{asked}〕\n"
    found = section(fupan.review(text, "sales-leader-annual"), "risks")
    assert {step.id for step in found.missing_steps} == {"risk", "signal", "response", "owner"}
