"""Steps that the words name: so many at a price, the mean of what was counted, a part of a shortfall."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 13000
    actual: 12500
    prior: 10000
    breakdown:
      大区:
        华东: {target: 5610, actual: 5200, prior: 4100}
        华南: {target: 4100, actual: 3910, prior: 3300}
        西北: {target: 3300, actual: 3400, prior: 2600}
  - {name: 回款, unit: 万元, target: 11600, actual: 11250, prior: 9400}
  - name: 销量
    unit: 台
    actual: 5000
    prior: 4200
    breakdown: {大区: {华东: {actual: 2100, prior: 1900}}}
  - {name: 经销商, unit: 家, actual: 40, prior: 32}
  - {name: 代理商, unit: 家, actual: 8, prior: 0}
  - {name: 毛利率, unit: "%", target: 32, actual: 30.5, prior: 31}
notes:
  - 3月、4月销售额分别为980万元、1040万元
  - 体验课卖出136节，每节260元
  - 停产少发货320台
  - 机器人产品由430万元增加到1250万元
  - 机器人产品在华东由430万元增加到1250万元
  - 上半年销售额6300万元
  - 三年累计销售额目标45000万元
  - 前5大客户合计3600万元
  - 现有年产能6000台，新产线投产后增加1500台
  - 安装工程师28人
  - 经销渠道销售额6000万元，上年同期4000万元
  - 服务费和培训费700万元，目标800万元
  - 2026年计划招聘安装工程师7人
  - 两年销售额目标25000万元
  - 海外产品由4300万元增加到5000万元
"""


@pytest.mark.parametrize(
    ("text", "right", "carried", "wrong", "told"),
    [
        ("体验课卖出136节，按260元一节算，带来销售额约{}。", "3.5万元", "note", "4.5万元", "contradicted-figure"),
        ("3月980万元、4月1040万元，两个月平均{}。", "1010万元", "note", "1180万元", "unsupported-figure"),
        (
            "华东和华南合计欠600万元，华东一家就占{}。",
            "68.3%", "销售额[大区=华东+华南].excess", "58.3%", "wrong-derivation",
        ),
        ("上半年销售额6300万元，为三年45000万元目标的{}。", "14%", "note", "24%", "unchecked"),
        (
            "机器人产品在华东由430万元增加到1250万元。不计机器人产品，华东增速为{}。",
            "7.6%", "note", "17%", "wrong-derivation",
        ),
        (
            "机器人产品从430万元做到1250万元，占销售额10%，比去年同期提高{}。",
            "5.7个百分点", "note", "8.9个百分点", "unsupported-figure",
        ),
        ("前五大客户合计3600万元，户均{}。", "720万元", "note", "820万元", "wrong-derivation"),
        ("毛利率比目标低1.5个百分点，等于少挣{}毛利。", "187.5万元", "毛利率.gap", "287.5万元", "wrong-derivation"),
        ("停产少发货320台，折合销售额约{}。", "800万元", "note", "900万元", "contradicted-figure"),
        ("销售额12500万元，按时间过半该有{}。", "6500万元", "销售额.target", "6900万元", "contradicted-figure"),
        ("现有年产能6000台，新产线投产后提升至{}。", "7500台", "note", "8500台", "contradicted-figure"),
        ("下半年新招安装工程师7人，使工程师团队达到{}。", "35人", "note", "45人", "contradicted-figure"),
        ("对照两年25000万元的目标，已完成{}。", "50%", "note", "60%", "wrong-derivation"),
        ("前5大客户合计3600万，户均{}。", "720万", "note", "820万", "wrong-derivation"),
        (
            "经销商40家；经销渠道销售额6000万元，家均150万元，去年同期为{}。",
            "125万元", "经销商.prior", "145万元", "wrong-derivation",
        ),
        (
            "服务费630万元，培训费合计70万元，两项共700万元；目标合计800万元，总的完成{}。",
            "87.5%", "note", "97.5%", "wrong-derivation",
        ),
        ("上半年累计6300万元，为全年1.3亿元目标的{}。", "48%", "销售额.target", "58%", "wrong-derivation"),
        ("服务费合计700万元，两项目标合计800万元，总的完成{}。", "87.5%", "note", "77.5%", "wrong-derivation"),
        (
            "华东5200万元。机器人产品在华东由430万元增加到1250万元。不计机器人产品，华东增速为{}。",
            "7.6%", "note", "17%", "wrong-derivation",
        ),
        ("安装工程师28人，人均销售额{}。", "446万元", "note", "546万元", "contradicted-figure"),
        # what the year's target leaves, in a sheet for the year
        ("距年度销售额目标还差{}。", "500万元", "销售额.gap", "740万元", "wrong-derivation"),
        # members named behind the figure, and in a row
        ("缺口{}来自华东。", "82%", "销售额[大区=华东].actual_gap_share_target", "62%", "wrong-derivation"),
        ("欠的是华南的{}。", "190万", "销售额[大区=华南].gap", "123万", "contradicted-figure"),
        ("欠的是华东410万、华南{}。", "190万", "销售额[大区=华南].gap", "290万", "contradicted-figure"),
        # one metric beside another
        ("华东销量增长10.5%，金额只增长{}。", "26.8%", "销售额[大区=华东].yoy", "36.8%", "wrong-derivation"),
        ("销售额不错。同比：量 ↑{}，", "19%", "销量.yoy", "29%", "wrong-derivation"),
        ("与去年的4200台、{}相比，量价都涨了。", "10000万元", "销售额.prior", "12500万元", "wrong-role"),
        ("回款11250万元，相当于销售额的九成，去年为{}。", "94%", "回款.prior÷销售额", "84%", "wrong-derivation"),
    ],
)  # fmt: skip
def test_a_step_that_the_words_name(
    text: str, right: str, carried: str, wrong: str, told: str, last_told: Callable[[str], str]
) -> None:
    assert last_told(text.format(right)) == carried
    assert last_told(text.format(wrong)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # what is done of a value that no word calls a goal, of a goal in another unit
        ("销售额12500万元，另有5000万元，已完成50%。", "wrong-derivation"),
        ("销量不错，对照两年25000万元的目标，已完成60%。", "unsupported-figure"),
        # the growth without a part that is told in another unit, that was more than the whole
        ("机器人产品由430万元增加到1250万元。不计机器人产品，经销商增速为17%。", "wrong-derivation"),
        ("海外产品由4300万元增加到5000万元。不计海外产品，华东增速为16.8%。", "wrong-derivation"),
        # the mean of two months of which one is told
        ("4月1040万元，两个月平均1010万元。", "unsupported-figure"),
        # the amount each of what there was none of
        ("代理商8家；代理渠道销售额6000万元，家均750万元，去年同期为125万元。", "wrong-derivation"),
        # points of sales told in 台, so much of what is sold by no 家, half of a target that there is not
        ("毛利率比目标低1.5个百分点，等于少挣187.5台。", "unsupported-figure"),
        ("经销商40家，折合销量约3000台。", "contradicted-figure"),
        ("销量5000台，按时间过半该有2500台。", "contradicted-figure"),
    ],
)
def test_what_no_step_gives(text: str, told: str, last_told: Callable[[str], str]) -> None:
    assert last_told(text) == told


def test_members_told_together_whose_targets_are_set_together(holds: Callable[[str, str], None]) -> None:
    facts = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 9000
    actual: 8000
    breakdown: {大区: {华东: {actual: 3000}, 华南: {actual: 1800}, 华东+华南: {target: 5400, actual: 4800}}}
"""
    holds(facts, "华东+华南合计欠[[600万元]]，华东一家就占[[62.5%|wrong-derivation]]。")


def test_the_price_of_a_member_that_a_metric_counts_by_its_name(holds: Callable[[str, str], None]) -> None:
    facts = """
period: "2025"
metrics:
  - name: 营业收入
    unit: 万元
    actual: 52000
    prior: 51000
    breakdown: {业务: {整机: {actual: 36000, prior: 37800}, 售后: {actual: 16000, prior: 13200}}}
  - {name: 整机销量, unit: 台, actual: 2500, prior: 2100}
"""
    holds(facts, "整机均价从去年的[[18万元]]降到14.4万元。")
    holds(facts, "整机均价从去年的[[16万元|wrong-derivation]]降到14.4万元。")
