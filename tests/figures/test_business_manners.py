"""Manners of business prose: past a goal, parts of a change, goals set, longer times; told rightly and wrongly."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025-Q2"
metrics:
  - name: 销售额
    unit: 万元
    target: 12000
    actual: 13600
    prior: 10800
    previous: 10400
    plan: 14000
    breakdown:
      系统:
        便利系统: {target: 5000, actual: 4400, prior: 4700, previous: 4000, plan: 4500}
        餐饮系统: {target: 4000, actual: 5800, prior: 3600, previous: 3600, plan: 5700}
        商超系统: {target: 3000, actual: 3400, prior: 2500, previous: 2800, plan: 3800}
  - {name: 净利润, unit: 万元, target: 900, actual: 1020, prior: 780}
  - {name: 回款, unit: 万元, target: 11000, actual: 11900, plan: 12600}
  - {name: 续费率, unit: "%", target: 82, actual: 88.4, prior: 81.2}
  - {name: 网点, unit: 家, actual: 260, prior: 212, breakdown: {系统: {便利系统: {actual: 140, prior: 104}}}}
notes:
  - 便利系统谈下冰柜410台，比去年同期多70台
  - 便利系统有2个订单延期，金额535万元
  - 一次性团购订单2000万元
  - 全年销售额目标50000万元
"""


@pytest.mark.parametrize(
    ("text", "right", "carried", "wrong", "told"),
    [
        # past the goal of a metric: by how much, not the goal
        ("净利润超出季度利润目标{}。", "120万元", "净利润.excess", "180万元", "wrong-derivation"),
        ("销售额低于目标销售额{}，", "1600万元", "wrong-direction", "1900万元", "wrong-derivation"),
        # a metric told by a name that the sheet has not, and what is said of it next
        (
            "客户续费率达到88.4%，比上年提高{}，为销售额增长打下基础。",
            "7.2个百分点", "续费率.change_pp", "5.2个百分点", "wrong-derivation",
        ),
        # what two quarters make
        ("上半年累计销售额{}。", "2.4亿元", "销售额.year", "2.6亿元", "wrong-derivation"),
        ("上半年便利系统销售额{}。", "8400万元", "销售额[系统=便利系统].year", "9400万元", "wrong-derivation"),
        # parts of a change
        (
            "餐饮系统多了2200万元，占公司增收额的{}。",
            "78.6%", "销售额[系统=餐饮系统].actual_gap_share_prior", "88.6%", "wrong-derivation",
        ),
        (
            "便利系统的缺口中，2个延期订单合计535万元，占{}。",
            "89%", "销售额[系统=便利系统].excess", "69%", "wrong-derivation",
        ),
        (
            "明年计划，餐饮系统降到5700万元，商超系统增量400万元，承担全部增量的{}。",
            "100%", "销售额[系统=商超系统].plan_gap_share_actual", "80%", "wrong-derivation",
        ),
        (
            "餐饮系统占42.6%，上季度是{}。",
            "34.6%", "销售额[系统=餐饮系统].previous_share", "44.6%", "wrong-derivation",
        ),
        (
            "餐饮系统同比多2200万元，占总销售额增量{}的大头。",
            "2800万元", "销售额.yoy_amount", "2900万元", "wrong-derivation",
        ),
        # lists of what the sentence itself names
        (
            "便利系统、餐饮系统都好。销售额13600万元、回款11900万元，比目标分别多1600万元和{}。",
            "900万元", "回款.excess", "800万元", "wrong-derivation",
        ),
        # what is told stays what is spoken of
        ("销售规模{}。", "13600万元", "销售额.actual", "13900万元", "contradicted-figure"),
        ("净利润1020万元，超出公司利润目标{}。", "120万元", "净利润.excess", "180万元", "wrong-derivation"),
        # without what happens but once
        (
            "一次性团购订单2000万元；销售额剔除该单后为11600万元，离目标还差400万元，同比增速也从26%降为{}。",
            "7.4%", "销售额.prior", "9.1%", "wrong-derivation",
        ),
        # a goal set
        ("淡季来了，回款定{}，不高。", "12600万元", "回款.plan", "12900万元", "contradicted-figure"),
        ("淡季来了，销售额目标定在{}。", "14000万元", "销售额.plan", "15000万元", "contradicted-figure"),
        # a line that a label gives to a member, whatever whole is spoken of in it
        (
            "**便利系统（主力）。** 全国年框里谈到冰柜410台，新进网点{}。",
            "36家", "网点[系统=便利系统].yoy_amount", "46家", "contradicted-figure",
        ),
        # members by what tells them apart
        (
            "便利和商超合计销售额{}。",
            "7800万元", "销售额[系统=便利系统+商超系统].actual_sum", "8800万元", "wrong-derivation",
        ),
    ],
)  # fmt: skip
def test_what_is_told(
    text: str, right: str, carried: str, wrong: str, told: str, last_told: Callable[[str], str]
) -> None:
    assert last_told(text.format(right)) == carried
    assert last_told(text.format(wrong)) == told


def test_a_column_tells_how_far_each_member_is_from_its_goal(holds: Callable[[str, str], None]) -> None:
    table = "各系统销售额（单位：万元）如下。\n\n| 系统 | 销售额 | 比目标 | 比上年 |\n|---|---|---|---|\n"
    right = "| 便利系统 | 4400 | [[-600]] | [[-300]] |\n"
    wrong = "| 餐饮系统 | 5800 | [[-1800|wrong-direction]] | [[+2900|wrong-derivation]] |\n"
    holds(FACTS, table + right + wrong)
