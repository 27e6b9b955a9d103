"""Roles that no word says, but a rate or a move beside the figure does."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 1620
    actual: 1404
    prior: 1530
    plan: 1700
    breakdown:
      成员:
        贺文斌: {target: 520, actual: 416, prior: 480}
        罗小满: {target: 600, actual: 588, prior: 560}
        孟青: {target: 500, actual: 400, prior: 490}
      渠道:
        门店: {target: 900, stretch: 990, actual: 810, prior: 918, previous: 870}
        直播: {target: 720, actual: 594, prior: 612, previous: 612}
  - {name: 回款率, unit: "%", target: 90, actual: 93}
  - {name: 租赁额, unit: 万元, target: 1440, actual: 1413, prior: 1290}
  - {name: 销量, unit: 辆, target: 918, actual: 810, prior: 864}
  - {name: 合作网点, unit: 家, target: 60, stretch: 66, actual: 54, prior: 48}
  - {name: 毛利率, unit: "%", actual: 21.4, prior: 24.1}
  - {name: 投诉, unit: 件, better: lower, actual: 31, prior: 46}
notes:
  - 库存车中超过180天的68辆，占用资金930万元
  - 试驾车保险从每辆4200元降到3600元
  - 上门取车试点两个月，返修少了17%，等待时间缩短35%
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        # given names, and 老 with a surname
        ("文斌，[[416万元]]，完成80%。", "文斌，[[520万元|wrong-role]]，完成80%。"),
        ("老孟[[400万元]]，同比下降18.4%。", "老孟[[490万元|wrong-role]]，同比下降18.4%。"),
        ("小满[[588万元]]，离目标差12万元。", "小满[[560万元|wrong-role]]，离目标差12万元。"),
        # the rate behind a bare level is that of what was done
        ("销售额[[1404万元]]，完成86.7%。", "销售额[[1620万元|wrong-role]]，完成86.7%。"),
        ("全年销售额1404万元。要说好不好：销售额[[1404万元]]，完成86.7%。",
         "全年销售额1404万元。要说好不好：销售额[[1620万元|wrong-role]]，完成86.7%。"),
        ("门店[[810万元]]（上期870万元，环比-6.9%），直播[[594万元]]（上期612万元，环比-2.9%）。",
         "门店[[810万元]]（上期870万元，环比-6.9%），直播[[612万元|wrong-role]]（上期612万元，环比-2.9%）。"),
        ("| 渠道 | 销售额（万元） | 完成率 |\n|---|---|---|\n| 门店 | [[810]] | 90.0% |\n",
         "| 渠道 | 销售额（万元） | 完成率 |\n|---|---|---|\n| 门店 | [[918|wrong-role]] | 90.0% |\n"),
        ("| 项目 | 情况 | 结果 |\n|---|---|---|\n| 全年生意 | [[1404万元]] | 完成86.7% |\n",
         "| 项目 | 情况 | 结果 |\n|---|---|---|\n| 全年生意 | [[1620万元|wrong-role]] | 完成86.7% |\n"),
        ("网点54家，离[[66家]]差12家。", "网点54家，离[[54家|wrong-role]]差12家。"),
        # goals of the year to come, and goals said to be reached
        ("2026年销售额目标[[1700万元]]。", "2026年销售额目标[[1620万元|wrong-role]]。"),
        ("回款率[[93%]]，达到[[90%]]的目标。", "网点[[54家]]，达到[[60家|wrong-direction]]的目标。"),
        # the one metric that is counted in 辆
        ("车卖了[[810辆]]。", "车卖了[[864辆|wrong-role]]。"),
        # a gap is left to the target
        ("网点[[54家]]，离[[60家]]差6家。", "网点[[54家]]，离[[54家|wrong-role]]差6家。"),
        # neither a move to itself nor the other way
        ("合作网点由[[48家]]增至[[54家]]。", "合作网点由[[54家|wrong-role]]增至[[54家]]。"),
        ("合作网点由[[48家]]增至[[54家]]。", "合作网点由[[48家]]增至[[48家|wrong-role]]。"),
        ("毛利率从[[24.1%]]跌到[[21.4%]]。", "毛利率从[[21.4%|wrong-role]]涨到[[24.1%|wrong-role]]。"),
        ("投诉从[[46件]]减到[[31件]]。", "投诉从[[31件|wrong-role]]增到[[46件|wrong-role]]。"),
        # a level and its distance from the target in each other's place
        ("全年任务[[1620万元]]，大家做了[[1404万元]]，差[[216万元]]。",
         "全年任务[[1620万元]]，大家做了[[216万元|misattributed-figure]]，差[[1404万元|misattributed-figure]]。"),
        ("销量[[810辆]]，任务[[918辆]]，还欠[[108辆]]。",
         "销量[[810辆]]，任务[[108辆|misattributed-figure]]，还欠[[918辆|misattributed-figure]]。"),
        ("租赁额[[1413万元]]，任务[[1440万元]]，还欠[[27万元]]。",
         "租赁额[[1413万元]]，任务[[27万元|misattributed-figure]]，还欠[[1440万元|misattributed-figure]]。"),
        # a note in its own words
        ("库存里超过180天的只剩[[68辆]]。", "库存里超过180天的只剩[[86辆|contradicted-figure]]。"),
        ("试驾车保险从每辆[[4200元]]降到3600元。", "试驾车保险从每辆[[4600元|contradicted-figure]]降下来。"),
        ("上门取车让返修少了[[17%]]，等待时间缩短[[35%]]。",
         "上门取车让返修少了[[35%|contradicted-figure]]，等待时间缩短[[17%|contradicted-figure]]。"),
        ("滞销车占用资金[[930万元]]。", "库存车占用资金[[980万元|contradicted-figure]]。"),
    ],
)  # fmt: skip
def test_the_actual_value_goes_with_what_is_reckoned_from_it(
    right: str, wrong: str, holds: Callable[[str, str], None]
) -> None:
    holds(FACTS, right)
    holds(FACTS, wrong)


@pytest.mark.parametrize(
    "text",
    [
        "文斌从480万元做起，今年完成80%。",  # where he began
        "给了文斌520万元，只完成80%。",  # what he was given
        "520万元的任务，文斌完成80%。",
        "门店810万元，对比去年的918万元，同比下降11.8%。",
        "离54家的规模越来越远。今年开了6家。",
        "销售额1404万元，完成率86.7%（1404 ÷ 1620）。",
        "销售额去年1530万元，今年同比下降8.2%。",
        "网点54家，比去年的48家多6家。",
        "明年力争把投诉从31件控到46件以内。",
        "1620万元的任务里，销售额1620万元的盘子，完成86.7%。",
        "生意1620万元，网点54家。",  # nothing is reckoned from it
        "合作网点离54家差[[9家|wrong-derivation]]。",  # the target is not 9 away
        "网点54家，达到近60家的目标。",  # nearly what it is
        # ends that are no values of the metric, and of one that had none before
        "销售额从[[6000万元|contradicted-figure]]做到[[6000万元|contradicted-figure]]。",
        "销售额由[[1620万元|wrong-role]]增到[[1620万元|wrong-role]]。",
    ],
)
def test_other_values_are_left_alone(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)
