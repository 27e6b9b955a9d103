"""What reports reckon in passing: sums of the notes' values, parts of a move, a gain against a loss, each of."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025-H1"
metrics:
  - name: 营业额
    unit: 万元
    target: 5400
    actual: 5120
    prior: 5500
    plan: 6300
    breakdown:
      客群:
        连锁餐饮: {target: 2600, actual: 2260, prior: 2860}
        学校食堂: {target: 1500, actual: 1610, prior: 1460}
        企业团餐: {target: 1300, actual: 1250, prior: 1180}
  - {name: 中标合同, unit: 万元, target: 7000, actual: 6400, prior: 6100, plan: 7200}
  - {name: 毛利率, unit: "%", target: 24, actual: 21.4, prior: 23.8}
  - {name: 促销费率, unit: "%", target: 5, actual: 6.2, prior: 5.1}
  - {name: 在营门店, unit: 家, target: 70, actual: 64, prior: 88}
notes:
  - 食用油涨价影响毛利率1.3个百分点
  - 冷链运费影响毛利率0.6个百分点
  - 预制菜系列营业额720万元，烘焙系列营业额410万元
  - 全年中标合同目标15000万元
"""
HEAD = "| 风险点 | 具体表现 | 应对 |\n|---|---|---|\n"


@pytest.mark.parametrize(
    "marked",
    [
        # sums of effects that the notes tell
        "- 食用油吃掉毛利率[[1.3个百分点]]\n- 冷链再吃掉[[0.6个百分点]]；两项合计[[1.9个百分点]]。",
        "食用油拉低毛利率[[1.3个百分点]]，冷链运费拉低[[0.6个百分点]]，合计拉低[[1.9个百分点]]。",
        "- 食用油吃掉毛利率[[1.3个百分点]]\n- 冷链再吃掉[[0.6个百分点]]；两项合计[[2.1个百分点|wrong-derivation]]。",
        # what part of a total they are
        "预制菜系列[[720万元]]、烘焙系列[[410万元]]，两个系列合计占[[22.1%]]。",
        "预制菜系列[[720万元]]、烘焙系列[[410万元]]，两者合计占全部营业额的[[22.1%]]。",
        "预制菜系列[[720万元]]、烘焙系列[[410万元]]，两个系列合计占[[26.1%|unsupported-figure]]。",
        "预制菜系列[[720万元]]，两个系列合计占[[22.1%|unsupported-figure]]。",  # only one of them is told
        "在营门店里预制菜系列[[720万元]]、烘焙系列[[410万元]]，合计占[[22.1%]]。",
        "在营门店里预制菜系列[[720万元]]、烘焙系列[[410万元]]，合计占[[26.1%|unsupported-figure]]。",
        # what part of a move
        "| 毛利率下降[[2.4个百分点]] | 食用油涨价 | 拉低毛利率[[1.3个百分点]]，占降幅的[[54.2%]] |",
        "毛利率同比下降[[2.4个百分点]]，其中食用油影响[[1.3个百分点]]，占降幅的五成多。",
        # one gain against one loss
        "食堂的增量仅能弥补餐饮减量的[[四分之一]]。",
        "食堂的增量只弥补了餐饮减量的[[25%]]。",
        "食堂的增量仅能弥补餐饮减量的[[四成|wrong-derivation]]。",
        # one role and another
        "校验：中标合同上半年实际加下半年目标为[[13,600万元]]，占全年目标的[[90.7%]]。",
        "校验：中标合同上半年实际加下半年目标为[[13,900万元|contradicted-figure]]。",
        "中标合同上半年实际加下半年目标为[[13,600万元]]，占全年目标的[[80.7%|wrong-derivation]]。",
        # of the metric told before, where the one between has no plan
        "中标合同[[6400万元]]，促销费率[[6.2%]]。校验：上半年实际加下半年目标为[[13,600万元]]。",
        "中标合同[[6400万元]]，促销费率[[6.2%]]。校验：上半年实际加下半年目标为[[13,900万元|contradicted-figure]]。",
        # a rate in money
        "促销费率同比上升[[1.1个百分点]]，折合促销支出[[317万元]]。",
        "促销费率同比上升[[1.1个百分点]]，折合促销支出[[371万元|unsupported-figure]]。",
        "营业额[[5120万元]]，折合促销支出[[317万元|contradicted-figure]]。",  # no rate is spoken of
        # each of what a metric counts
        "单店产出[[62.5万元]] → [[80万元]]。",
        "单个门店贡献营业额[[80万元]]，上年同期为[[62.5万元]]。",
        "单个门店贡献营业额[[90万元|wrong-derivation]]。",
        # measured by another metric: what is said goes on about the first
        "中标合同[[6400万元]]，为同期营业额的[[1.25倍]]，比目标少[[600万元|中标合同.gap]]。",
        "中标合同[[6400万元]]，是营业额的[[1.25倍]]，比目标少[[600万元|中标合同.gap]]。",
        "中标合同[[6400万元]]，为同期营业额的[[1.45倍|wrong-derivation]]，比目标少[[600万元]]。",
        "中标合同[[6400万元]]，为去年同期营业额的[[1.16倍]]。",
        # a metric by the front of its name
        HEAD + "| 毛利风险 | 毛利率[[21.4%]] | 锁价 |\n| 订单风险 | 中标缺口[[600万元|中标合同.gap]] | 多投标 |",
        HEAD + "| 毛利风险 | 毛利率[[21.4%]] | 锁价 |\n| 订单风险 | 中标缺口[[700万元|wrong-derivation]] | 多投标 |",
    ],
)
def test_what_reports_reckon(holds: Callable[[str, str], None], marked: str) -> None:
    holds(FACTS, marked)


@pytest.mark.parametrize(("move", "told"), [("降幅", "note"), ("升幅", "unchecked")])
def test_a_part_of_a_move_that_went_the_other_way(move: str, told: str, last_told: Callable[[str], str]) -> None:
    text = f"毛利率同比下降2.4个百分点，其中食用油影响1.3个百分点，占{move}的54.2%。"
    assert last_told(text) == told


def test_a_gap_is_the_distance_from_a_target_alone(last_told: Callable[[str], str]) -> None:
    assert last_told("补上缺口（280万元）。") == "营业额.gap"
    assert last_told("补上缺口（380万元）。") == "unchecked"


RATES = """
period: "2025-Q3"
metrics:
  - {name: 销售额, unit: 万元, target: 2000, actual: 1813, prior: 1600}
  - name: 广告费率
    unit: "%"
    actual: 6
    breakdown:
      渠道:
        线上: {actual: 8}
        线下: {actual: 3}
"""


def test_a_rate_is_taken_only_of_what_the_sheet_has(holds: Callable[[str, str], None]) -> None:
    holds(RATES, "广告费率[[6%]]，折合广告费用[[109万元]]。")
    holds(RATES, "线上广告费率[[8%]]，折合广告费用[[92万元|unsupported-figure]]。")  # 销售额 of 线上 is not told
