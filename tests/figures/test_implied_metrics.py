"""What a sheet implies without giving it, told in prose: prices, rates, amounts of rates, and what moved a total."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025-Q3"
metrics:
  - name: 营业收入
    unit: 万元
    target: 6000
    actual: 5670
    prior: 5000
    previous: 5400
    plan: 6100
    breakdown:
      系列:
        跑鞋: {target: 3600, actual: 3240, prior: 2800, previous: 3300}
        童鞋: {target: 1400, actual: 1530, prior: 1300, previous: 1200}
        凉鞋: {target: 1000, actual: 900, prior: 900, previous: 900}
  - name: 销量
    unit: 万双
    target: 24
    actual: 21
    prior: 20
    previous: 22.5
    breakdown:
      系列:
        跑鞋: {actual: 10.8, prior: 10}
        童鞋: {actual: 6, prior: 5}
        凉鞋: {actual: 4.2, prior: 5}
  - {name: 毛利率, unit: "%", target: 42, actual: 40, prior: 38}
  - {name: 回款额, unit: 万元, actual: 5103, prior: 4600}
  - {name: 退货量, unit: 双, actual: 6300, prior: 8000}
  - {name: 净利润, unit: 万元, actual: -120, prior: 310, plan: 200}
  - {name: 售后响应时长, unit: 小时, better: lower, target: 24, actual: 18, prior: 30}
"""


@pytest.mark.parametrize(
    ("text", "right", "carried", "wrong", "told"),
    [
        # a price, in every role and as a change
        ("本季均价{}。", "270元", "均价.actual", "290元", "wrong-derivation"),
        ("均价270元，去年是{}。", "250元", "均价.prior", "230元", "wrong-derivation"),
        ("每双收入同比提高{}。", "20元", "均价.yoy_amount", "35元", "wrong-derivation"),
        ("童鞋均价255元，同比下降{}。", "1.9%", "均价[系列=童鞋].yoy", "4.9%", "wrong-derivation"),
        ("均价270元，目标是{}。", "250元", "均价.target", "260元", "wrong-derivation"),
        # the amount of a rate, the rate of an amount
        ("毛利额{}。", "2268万元", "毛利额.actual", "2468万元", "wrong-derivation"),
        ("毛利额2268万元，比去年多{}。", "368万元", "毛利额.yoy_amount", "638万元", "wrong-derivation"),
        ("回款率{}。", "90%", "回款率.actual", "96%", "wrong-derivation"),
        ("回款率90%，同比下降{}。", "2个百分点", "回款率.change_pp", "5个百分点", "wrong-derivation"),
        ("退货率{}。", "3%", "退货率.actual", "2%", "wrong-derivation"),
        # what moved a total
        ("量价拆开看，销量带来{}。", "250万元", "营业收入.effect_prior", "480万元", "unsupported-figure"),
        ("量价拆开看，由单价提升带来的有{}。", "420万元", "营业收入.effect_prior", "580万元", "wrong-derivation"),
        ("童鞋同比增长17.7%，拉动营业收入增长{}。", "4.6个百分点", "营业收入[系列=童鞋].pull_prior",
         "6.4个百分点", "wrong-derivation"),
        ("跑鞋卖了3240万元，与童鞋合计占比{}。", "84.1%", "营业收入[系列=跑鞋+童鞋].share_sum", "81.4%",
         "wrong-derivation"),
        ("童鞋只占27%，却贡献了全公司{}的同比增量。", "34.3%", "营业收入[系列=童鞋].actual_gap_share_prior",
         "43.3%", "wrong-derivation"),
        # for the better, whichever way that is
        ("明年净利润200万元，较本季改善{}。", "320万元", "净利润.plan_increase", "230万元", "wrong-derivation"),
        # comparisons that name a level
        ("毛利率40%，低于目标{}。", "42%", "毛利率.target", "47%", "wrong-derivation"),
        ("毛利率40%，未到{}。", "42%", "毛利率.target", "38%", "contradicted-figure"),
        ("售后响应时长30（去年）→ {}。", "18小时", "售后响应时长.actual", "28小时", "contradicted-figure"),
        ("凉鞋900万元，同比持平；童鞋1530万元，同比、环比分别增长17.7%和{}。", "27.5%", "营业收入[系列=童鞋].pop",
         "25.7%", "wrong-derivation"),
        ("跑鞋3240万元，环比降幅达到{}。", "1.8%", "营业收入[系列=跑鞋].pop", "8.1%", "wrong-derivation"),
    ],
)  # fmt: skip
def test_what_is_told_of_implied_metrics(
    text: str, right: str, carried: str, wrong: str, told: str, last_told: Callable[[str], str]
) -> None:
    assert last_told(text.format(right)) == carried
    assert last_told(text.format(wrong)) == told


def test_a_member_named_alone_tells_another_metric_than_the_price_spoken_of(last_told: Callable[[str], str]) -> None:
    assert last_told("本季均价270元。\n\n童鞋1530万元。") == "营业收入[系列=童鞋].actual"
    assert last_told("本季均价270元。\n\n童鞋1350万元。") != "营业收入[系列=童鞋].actual"


def test_a_rise_told_as_a_fall_is_found(last_told: Callable[[str], str]) -> None:
    assert last_told("跑鞋3240万元，环比增幅达到1.8%。") == "wrong-direction"


@pytest.mark.parametrize("text", ["退货的6300双12个月前就开始跟。", "三年前卖了的鞋，3天后还能换。"])
def test_a_time_away_is_no_claim(text: str, last_told: Callable[[str], str]) -> None:
    assert last_told(text) == "unchecked"


def test_the_level_that_a_growth_is_since(holds: Callable[[str, str], None]) -> None:
    holds(FACTS, "营业收入5670万元，环比二季度的[[5400万元|营业收入.previous]]增长5%，完成率94.5%，缺口330万元。")
    holds(FACTS, "营业收入5670万元，环比二季度的[[5600万元|contradicted-figure]]增长5%。")


def test_cells_of_a_table_whose_heads_name_a_unit(holds: Callable[[str, str], None]) -> None:
    facts = """
period: "2025"
metrics:
  - name: 产量
    unit: 千升
    target: 50
    actual: 46
    breakdown:
      厂: {东厂: {target: 20, actual: 21}, 西厂: {target: 30, actual: 25}}
"""
    holds(
        facts,
        "| 厂 | 产量目标（千升） | 实际（千升） | 差额（千升） |\n|---|---|---|---|\n"
        "| 东厂 | 20 | [[21]] | +1 |\n| 西厂 | 30 | 25 | [[-7|wrong-derivation]] |\n",
    )


def test_a_table_of_two_units_is_read_by_its_heads(holds: Callable[[str, str], None]) -> None:
    holds(
        FACTS,
        "（单位：万元、万双）\n\n| | 营业收入 | 销量 |\n|---|---|---|\n"
        "| 跑鞋 | 3240 | [[10.8]] |\n| 童鞋 | 1530 | 6 |\n",
    )


def test_a_word_keeps_the_meaning_that_it_has_beside_units_and_derived_metrics(
    holds: Callable[[str, str], None],
) -> None:
    facts = """
period: "2025"
metrics:
  - name: 收入
    unit: 万元
    actual: 8000
    prior: 7500
    breakdown: {大区: {华东: {actual: 3000, prior: 2800}, 华南: {actual: 5000, prior: 4700}}}
  - {name: 净利率, unit: "%", actual: 8.5, prior: 8}
  - {name: 客户满意度, unit: 分, actual: 91, prior: 90}
"""
    holds(facts, "净利[[8.5%|净利率.actual]]。")
    holds(facts, "净利[[9.5%|contradicted-figure]]。")
    # 分量 is a share, no score in 分
    holds(facts, "华东的分量[[37.5%]]。")
    holds(facts, "华东的分量[[47.5%|wrong-derivation]]。")
