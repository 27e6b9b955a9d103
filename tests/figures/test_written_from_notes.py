"""Manners of summaries that a large language model writes from a sheet and notes; the same told wrongly."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025-09"
metrics:
  - name: 销售额
    unit: 万元
    target: 2000
    actual: 1800
    prior: 1500
    previous: 1680
    plan: 2100
    breakdown:
      渠道:
        园区直营: {target: 1200, actual: 950, prior: 860, previous: 900}
        社区加盟: {target: 800, actual: 850, prior: 640, previous: 780}
  - {name: 推广费用, aliases: [推广], unit: 万元, better: lower, target: 300, actual: 320, previous: 280}
  - {name: 新增门店, unit: 家, actual: 9, prior: 10, previous: 8}
  - {name: 合作客户, unit: 家, target: 90, actual: 80, prior: 60, previous: 75}
  - {name: 逾期账款, unit: 万元, better: lower, target: 500, actual: 640, prior: 520}
notes:
  - 园区直营停摆写字楼点位16个，涉及销售额175万元
  - 社区加盟共有点位34个
  - 10月推广费用控制在336万元以内
  - 10月计划清收逾期账款150万元
  - 逾期半年以上账款400万元，其中274万元集中在2家物业公司
"""
DEBTS = "| 风险 | 信号 |\n|---|---|\n| 坏账 | 逾期半年以上账款[[400万元]]，其中[[2家]]物业公司占[[{}]] |"


@pytest.mark.parametrize(
    "marked",
    [
        # so much of one metric for each yuan of another; the yuan itself tells nothing
        "8月每花1元推广换回[[6元]]，9月只换回[[5.63元]]。",
        "8月每花1元推广换回[[5.63元|wrong-derivation]]，9月只换回[[6.63元|wrong-derivation]]。",
        "推广费用[[320万元]]，每1元带来[[5.63元]]。",
        "本月每投入100元推广费用，带来销售额[[562.5元]]。",
        "每花1元推广只换回[[5.63元]]，比8月少[[0.38元]]。",
        "每花1元推广只换回[[5.63元]]，比8月少[[0.67元|wrong-derivation]]。",
        "每投入1块钱，能换回[[5.63元]]的销售额。",
        "去年每花1元推广换回[[9.1元|unsupported-figure]]，比前年多0.3元。",
        "每花1元推广只换回[[5.63元]]，比8月多、比去年少[[0.38元|unsupported-figure]]。",
        # what of it is left once so much is taken off, by whichever metric the note is about
        "清收合作客户欠款[[150万元]]，余额降至[[490万元]]。",
        "清收合作客户欠款[[150万元]]，余额降至[[590万元|unsupported-figure]]。",
        # no change since the level just told: it is in another unit
        "销售额[[1800万元]]，去年[[1500万元]]，多了[[4家|unsupported-figure]]。",
        # a noun that has the change word in it
        "净新增合作客户[[20家|合作客户.yoy_amount]]。",
        "净新增合作客户[[25家|contradicted-figure]]。",
        # a result behind its name
        "社区加盟[[850万元]] ÷ [[34个]] ≈ 单点位[[25万元]]。",
        "社区加盟[[850万元]] ÷ [[34个]] ≈ 单点位[[35万元|contradicted-figure]]。",
        # a note's part of what is lacking
        "- 点位停摆涉及[[175万元]]，可解释园区直营缺口的[[70%]]；",
        "- 点位停摆涉及[[175万元]]，可解释园区直营缺口的[[60%|wrong-derivation]]；",
        # from so much for each to so much
        "客均收入由[[25万元]]降至[[22.5万元]]，新客户还小。",
        "客均收入由[[25万元]]降至[[24.5万元|wrong-derivation]]，新客户还小。",
        "单客户产出由[[25万元]]降至[[22.5万元]]，新客户还小。",
    ],
)
def test_steps_that_the_words_spell_out(marked: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # a rate of what the plan gives and what a note bounds
        "10月销售额[[2100万元]]，推广不超过[[336万元]]，即费用率压到[[16%]]。",
        "费用率达到[[17.8%]]。",
        "10月销售额[[2100万元]]，推广不超过[[336万元]]，即费用率压到[[14%|wrong-derivation]]。",
        # what is left when a part is taken off
        "10月清收逾期[[150万元]]，余额降至[[490万元]]。",
        "10月清收逾期[[150万元]]，合作客户的余额降至[[490万元]]。",
        "10月清收逾期[[150万元]]，余额降至[[460万元|contradicted-figure]]。",
        # a part that the note tells beside its whole, however many share it
        DEBTS.format("68.5%"),
        DEBTS.format("58.5%|unsupported-figure"),
        # a net change over its noun
        "本月净增加合作客户[[5家]]。",
        "本月净增加合作客户[[6家|wrong-derivation]]。",
        "本月[[净减少|wrong-direction]]合作客户5家。",
    ],
)
def test_results_of_what_the_sentence_and_the_sheet_tell(marked: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, marked)


HALF = """
period: "2025-H1"
metrics:
  - {name: 营业额, unit: 万元, target: 4000, actual: 3600, prior: 3300, plan: 4200}
  - {name: 广告费率, unit: "%", better: lower, target: 8, actual: 7.5, prior: 8.2}
  - {name: 应收账款, unit: 万元, better: lower, target: 900, actual: 1180, prior: 860}
  - {name: 培训师, unit: 人, actual: 24, prior: 20}
  - {name: 新聘教师, unit: 人, actual: 5}
  - {name: 校区, unit: 家, actual: 12, prior: 15}
notes:
  - 现有课程顾问22人
  - 下半年计划补充课程顾问8人
  - 下半年计划招聘培训师6人
"""
YEAR = """| 指标 | 上半年实际 | 下半年计划 | 全年合计 |
|---|---|---|---|
| 营业额（万元） | [[3600]] | [[4200]] | [[{}]] |"""
ROW = "| 短板 | 表现 |\n|---|---|\n| 营业额下滑 | 应收超限[[{}]] |"


@pytest.mark.parametrize(
    "marked",
    [
        YEAR.format("7800|营业额.year"),
        YEAR.format("7700|wrong-derivation"),
        # what another metric of the row lacks or exceeds, told by the front of its name
        ROW.format("280万元|应收账款.excess"),
        ROW.format("380万元|unsupported-figure"),
        # a rate of the sheet, told in money
        "广告费率[[7.5%]]，广告支出[[270万元]]。",
        "广告费率[[7.5%]]，广告支出[[250万元|unsupported-figure]]。",
        # those who come, and those of a metric or of another note
        "下半年再招培训师[[6人]]，团队扩至[[30人]]。",
        "下半年再招培训师[[6人]]，团队扩至[[31人|contradicted-figure]]。",
        "课程顾问补充[[8人]]后达到[[30人]]。",
        "课程顾问补充[[8人]]后达到[[29人|contradicted-figure]]。",
        "上半年净减少校区[[3家]]。",
        "上半年净减少校区[[4家|wrong-derivation]]。",
        "上半年[[净增加|wrong-direction]]校区3家。",
    ],
)
def test_half_a_year_and_what_is_to_come(marked: str, holds: Callable[[str, str], None]) -> None:
    holds(HALF, marked)
