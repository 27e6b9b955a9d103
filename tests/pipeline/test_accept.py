"""The acceptance check: each reply with the one thing that is wrong with it, and right ones that must pass."""

import pytest

from fupan.domain.brief import Slot, StepBrief
from fupan.domain.template import Step
from fupan.pipeline.accept import faults
from fupan.pipeline.compose import compose
from fupan.pipeline.cut_words import cut_words
from fupan.pipeline.faithful import unfaithful
from fupan.pipeline.light_edit import light_edit_grammar

SLOTS = (
    Slot("f1", "销售额.actual", "销售额", "13600万元"),
    Slot("f2", "销售额.target", "销售额·目标", "12000万元"),
    Slot("f3", "销售额.yoy", "销售额·同比", "15.3%"),
)
BRIEF = StepBrief(
    Step("result", "结果", "做到多少"),
    ("2025年华东销售额实际完成{{f1}}，目标为{{f2}}，同比增长{{f3}}", "CRM上线后Q3竞品退出，老客户续单增加"),
    SLOTS,
)
COMPOSED = compose(BRIEF)


@pytest.mark.parametrize(
    "reply",
    [
        COMPOSED,
        "2025年，华东销售额完成{{f1}}，目标是{{f2}}，同比增长{{f3}}；CRM上线、Q3竞品退出后，老客户续单有所增加。",
        "CRM上线后Q3竞品退出，老客户续单增加，2025年华东销售额实际达到{{f1}}，目标{{f2}}，同比增长了{{f3}}。",
    ],
)
def test_faithful_rewrites_pass(reply: str) -> None:
    assert faults(reply, BRIEF, COMPOSED) == []


@pytest.mark.parametrize(
    ("reply", "remark"),
    [
        ("2025年华东销售额完成{{f1}}，目标{{f2}}。CRM上线后Q3竞品退出，老客户续单增加。", "漏了{{f3}}"),
        (COMPOSED.replace("{{f3}}", "{{f3}}、{{f3}}"), "只能出现一次"),
        (COMPOSED.replace("{{f3}}", "{{f3}}（{{f7}}）"), "没有{{f7}}"),
        (COMPOSED.replace("增长{{f3}}", "下降{{f3}}"), "方向不对"),
        (COMPOSED.replace("{{f1}}", "{{fx}}").replace("{{f2}}", "{{f1}}").replace("{{fx}}", "{{f2}}"), "放错了位置"),
        (COMPOSED.replace("续单增加", "续单增加30家"), "不要自己写数字"),
        (COMPOSED.replace("续单增加", "续单增加三成"), "三成"),
        (COMPOSED.replace("Q3", ""), "漏了“Q3”"),
        (COMPOSED.replace("CRM", "ERP"), "ERP"),
        (COMPOSED.rstrip("。"), "没有写完整"),
        ("好的，以下是改写：" + COMPOSED, "复述"),
        (COMPOSED + "此外，团队全年开展了多场活动。" * 20, "篇幅"),
    ],
)
def test_each_fault_is_named(reply: str, remark: str) -> None:
    assert any(remark in fault for fault in faults(reply, BRIEF, COMPOSED)), faults(reply, BRIEF, COMPOSED)


def test_a_small_llm_may_not_add_what_the_material_does_not_say() -> None:
    added = COMPOSED.replace("老客户续单增加", "老客户续单增加，导致仓库管理混乱不堪")
    assert faults(added, BRIEF, COMPOSED) == []
    assert any("仓库" in fault for fault in unfaithful(added, BRIEF, COMPOSED, "metric-driver-value"))


def test_a_lost_direction_is_a_fault() -> None:
    brief = StepBrief(BRIEF.step, ("上海缺口拉低大区完成率{{f1}}",), (Slot("f1", "note:n1", "x", "3.6个百分点"),))
    assert any("方向" in fault for fault in faults("上海缺口导致大区完成率{{f1}}。", brief, compose(brief)))
    assert faults("上海的缺口把大区完成率拉低了{{f1}}。", brief, compose(brief)) == []


@pytest.mark.parametrize(
    ("material", "reply", "remark"),
    [
        ("Q1做{{f1}}，Q4做{{f2}}", "Q1做了{{f1}}，Q4做了{{f2}}。", "还没做"),
        ("信号是标价低我们{{f1}}", "信号是标价不同，我们{{f1}}。", "走样"),
        ("先签{{f1}}，再签{{f2}}", "再签{{f2}}，先签{{f1}}。", "次序"),
        ("样机打法赢面大，全员过关，上海补{{f1}}配师傅", "上海补{{f1}}配师傅。", "漏了素材"),
    ],
)
def test_what_a_small_llm_changes_of_the_meaning_is_named(material: str, reply: str, remark: str) -> None:
    slots = (Slot("f1", "note:n1", "x", "3家"), Slot("f2", "note:n1", "x", "5家"))
    brief = StepBrief(BRIEF.step, (material,), slots)
    found = list(unfaithful(reply, brief, compose(brief), "smart"))
    assert any(remark in one for one in found), found


def test_a_faithful_rewrite_of_a_plan_passes() -> None:
    brief = StepBrief(BRIEF.step, ("上海补{{f1}}，配师傅，赢单率提到{{f3}}",), (SLOTS[0], SLOTS[2]))
    assert list(unfaithful("上海将补{{f1}}并配师傅，赢单率提到{{f3}}。", brief, compose(brief), "smart")) == []


@pytest.mark.parametrize(
    ("reply", "faithful"),
    [
        ("能耗承诺没有标准合同，评标常被扣分。", True),
        ("能耗承诺缺少标准合同，评标常被扣分。", True),
        ("能耗承诺未达到标准合同，评标常被扣分。", False),
        ("能耗承诺达到标准合同，评标常被扣分。", False),
    ],
)
def test_what_is_lacking_stays_lacking(reply: str, faithful: bool) -> None:
    composed = "能耗承诺没有标准合同，评标老被扣分。"
    told = list(unfaithful(reply, BRIEF, composed, "metric-driver-value"))
    assert any("没有标准" in fault for fault in told) is not faithful


@pytest.mark.parametrize(
    ("material", "reply", "remark"),
    [
        ("安徽这种薄弱区也能起量", "安徽这种薄弱区也能实现量级增长。", "增长"),
        ("招标多要能耗承诺，评标看节能", "招标时需能耗承诺，评标看节能。", "多要"),
        ("二月底前备好合同模板", "二月底前准备合同模板。", "好"),
        ("这一单丢了{{f1}}，客户不来了", "这一单损失{{f1}}，客户不来了。", "损失"),
        ("在手订单{{f1}}，项目池{{f2}}，老客户稳", "在手订单{{f1}}；项目池{{f2}}，老客户稳。", "分号"),
        ("连续两季达标的骨干可以当经理", "连续两季达标骨干可以当经理。", "的"),
        ("无油机从{{f1}}做到{{f2}}", "无油机从{{f1}}达到{{f2}}。", "从"),
    ],
)
def test_words_that_carry_meaning_are_neither_added_nor_lost(material: str, reply: str, remark: str) -> None:
    slots = (Slot("f1", "note:n1", "x", "3家"), Slot("f2", "note:n1", "x", "5家"))
    brief = StepBrief(BRIEF.step, (material,), slots)
    found = list(unfaithful(reply, brief, compose(brief), "smart"))
    assert any(remark in one for one in found), found
    assert list(unfaithful(compose(brief), brief, compose(brief), "smart")) == []


def test_a_light_edit_only_offers_forms_that_fit() -> None:
    assert light_edit_grammar("销售额做到{{f1}}，没完成。") == (
        'root ::= "销售额" ("达到" | "做到") "{{f1}}，" ("未完成" | "没完成") "。"\n'
    )
    assert light_edit_grammar("从{{f1}}做到{{f2}}") == 'root ::= "从{{f1}}做到{{f2}}" "。"\n'


def test_a_plan_is_never_told_as_reached() -> None:
    assert light_edit_grammar("安徽做到{{f1}}", planned=True) == 'root ::= "安徽做到{{f1}}" "。"\n'
    brief = StepBrief(BRIEF.step, ("安徽做到{{f1}}",), (SLOTS[0],))
    assert any("还没做" in one for one in unfaithful("安徽达到{{f1}}。", brief, compose(brief), "strategy"))
    told = unfaithful("安徽达到{{f1}}。", brief, compose(brief), "metric-driver-value")
    assert not any("还没做" in one for one in told)


def test_a_hedge_may_take_its_written_form() -> None:
    brief = StepBrief(BRIEF.step, ("去年才{{f1}}",), (SLOTS[0],))
    assert not any("漏了“才”" in one for one in unfaithful("去年仅为{{f1}}。", brief, compose(brief), "method"))
    assert any("漏了“才”" in one for one in unfaithful("去年{{f1}}。", brief, compose(brief), "method"))


@pytest.mark.parametrize(
    ("composed", "reply", "places"),
    [
        ("师傅大促补贴{{f1}}", "傅大促补贴{{f1}}", ["傅大"]),
        ("瓷砖胶换双层袋", "砖砖胶换双层袋", ["砖砖胶"]),
        ("形势变了，老办法守不住新目标", "形状变了，老办法守不住新目标", ["形状变了"]),
        ("唯一站住的是医院", "唯一一站住的是医院", ["唯一一站"]),
        ("货主要一单到底", "货物主要一单到底", ["货物主要"]),
        ("蜀味央厨全年放量", "味央厨全年放量", ["味央"]),
        ("修复材料是拖累，只增长{{f1}}", "拖累材料是拖累，只增长{{f1}}", ["拖累材料"]),
        ("多留住{{f1}}的年框", "多留住{{f1}}年的年框", ["年的年"]),
        ("赊账的砍了一半", "赊账砍掉一半", []),
        ("大客户跑得勤，回款就快", "大客户跑得勤，回款快", []),
        ("没落地的有{{f1}}", "未落地的有{{f1}}", []),
    ],
)
def test_words_that_lost_a_character_are_found(composed: str, reply: str, places: list[str]) -> None:
    assert list(cut_words(reply, composed)) == places
