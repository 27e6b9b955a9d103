"""Questions that the next sentence answers, stretches of weeks and quarters, 前者 and 后者, goals of all."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025-06"
metrics:
  - name: 销售额
    unit: 万元
    target: 900
    actual: 840
    prior: 800
    previous: 810
    breakdown:
      门店:
        南湖店: {target: 400, actual: 370, prior: 360}
        北苑店: {target: 300, actual: 260, prior: 270}
        东门店: {target: 200, actual: 210, prior: 170}
      周:
        第一周: {actual: 180}
        第二周: {actual: 200}
        第三周: {actual: 220}
        第四周: {actual: 240}
  - {name: 回款额, unit: 万元, target: 800, actual: 860}
  - {name: 交货周期, unit: 天, better: lower, target: 12, actual: 15, previous: 16}
notes: []
"""
YEAR = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 4000
    actual: 4300
    prior: 3600
    breakdown:
      季度:
        Q1: {target: 900, actual: 830}
        Q2: {target: 1000, actual: 1040}
        Q3: {target: 1000, actual: 1090}
        Q4: {target: 1100, actual: 1340}
  - {name: 新签客户, unit: 家, target: 90, actual: 102, prior: 78}
notes: []
"""


@pytest.mark.parametrize(
    "text",
    [
        "缺口从哪里来？南湖店[[30万元]]、北苑店[[40万元]]。",
        "缺口主要在谁身上？依次是北苑店[[40万元]]、南湖店[[30万元]]，合计[[70万元]]。",
        "前两周（[[180万元]]、[[200万元]]）偏低，后两周（[[220万元]]、[[240万元]]）回升。",
        "上半月卖了[[380万元]]，下半月卖了[[460万元]]，占全月的[[54.8%]]。",
        "南湖店、北苑店都没完成，前者[[92.5%]]，后者[[86.7%]]，合计缺口[[70万元]]。",
        "南湖店与东门店走势不同，但都在增长：前者增长[[2.8%]]，后者增长[[23.5%]]。",
        "东门店销售额是第一，是北苑店的0.81倍，两者相差[[50万元]]。",
        "南湖店[[370万元]]，其余两家店合计[[470万元]]。",
        "南湖店欠账最多，另外三家回款[[860万元]]。",
        "南湖店[[370万元]]，其余三家店合计470万元。",
        "以[[93.3%]]的销售额完成率换来了[[107.5%]]的回款额完成率。",
        "交货周期[[15天]]，距[[12天]]的目标仍有[[3天]]的差距。",
        "销售额[[840万元]]，在上月[[810万元]]的基础上增长[[3.7%]]。",
        "销售额[[840万元]]，按30天算日均[[28万元]]。",
        "| 门店 | 6月 | 去年同期 |\n|---|---|---|\n| 南湖店 | [[370]] | [[360]] |\n\n单位为万元。都在增长。",
    ],
)
def test_right(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


@pytest.mark.parametrize(
    "text",
    [
        "缺口从哪里来？南湖店[[30万元]]、北苑店[[60万元|misattributed-figure]]。",
        "前两周（[[180万元]]、[[220万元|misattributed-figure]]）偏低。",
        "南湖店、北苑店都没完成，前者[[92.5%]]，后者[[86.7%]]，合计缺口[[90万元|wrong-derivation]]。",
        "南湖店与东门店走势不同，但都在增长：前者同比增长[[23.5%|misattributed-figure]]。",
        "南湖店[[370万元]]，其余两家店合计[[490万元|wrong-derivation]]。",
        "以[[93.3%]]的销售额完成率换来了[[117.5%|wrong-derivation]]的回款额完成率。",
        "交货周期[[15天]]，距[[12天]]的目标仍有[[5天|wrong-derivation]]的差距。",
        "销售额[[840万元]]，在上月[[810万元]]的基础上增长[[5.7%|wrong-derivation]]。",
    ],
)
def test_wrong(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


@pytest.mark.parametrize(
    "text",
    [
        "截至三季度末完成销售额[[2960万元]]，相当于全年目标的[[74%]]。",
        "前两个季度合计[[1870万元]]，后两个季度合计[[2430万元]]。",
        "Q2至Q4均实现超额，超额幅度分别为[[40万元]]、[[90万元]]和[[240万元]]。",
        "Q2至Q4均实现超额，超额幅度分别为[[40万元]]、[[120万元|wrong-derivation]]和[[240万元]]。",
        "Q4销售额突破[[一千三百万元]]，占全年的[[31.2%]]。",
        "新签客户去年[[78家]]，今年[[102家]]，平均每月由[[6.5家]]升至[[8.5家]]。",
    ],
)
def test_of_a_year(text: str, holds: Callable[[str, str], None]) -> None:
    holds(YEAR, text)


def test_the_third_of_five_weeks_is_in_no_half(holds: Callable[[str, str], None]) -> None:
    five = FACTS.replace("第四周: {actual: 240}", "第四周: {actual: 140}\n        第五周: {actual: 100}")
    holds(five, "前两周卖了[[380万元]]，后两周[[240万元]]。")
    holds(five, "前两周卖了[[350万元|wrong-derivation]]。")
    holds(five, "上半月[[380万元|unsupported-figure]]，下半月[[460万元|unsupported-figure]]。")


def test_no_part_of_a_goal_that_is_not_given(holds: Callable[[str, str], None]) -> None:
    told = "截至三季度末完成销售额[[2960万元]]，相当于全年目标的{}。"
    holds(YEAR, told.format("[[74%]]"))
    holds(YEAR.replace("    target: 4000\n", ""), told.format("74%"))
