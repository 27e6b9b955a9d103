"""Short spoken texts: 过了三百万, 小一千万, 前三个月, Q2到Q3由…到…, 前者是后者的几倍, 拜访到线索36%."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 12000
    stretch: 13000
    actual: 12840
    prior: 11920
    breakdown:
      区域:
        华东: {target: 6000, actual: 6480, prior: 5510}
        华南: {target: 6000, actual: 6360, prior: 6410}
      季度:
        Q1: {actual: 3050, prior: 2800}
        Q2: {actual: 3420, prior: 3010}
        Q3: {actual: 3180, prior: 2960}
        Q4: {actual: 3190, prior: 3150}
  - {name: 订单数, aliases: [订单], unit: 单, actual: 63850, prior: 33600}
  - {name: 应收账款, aliases: [应收], unit: 万元, better: lower, target: 900, actual: 1126, prior: 840}
  - name: 拜访量
    aliases: [拜访]
    unit: 次
    actual: 648
    prior: 552
    benchmark: 600
    breakdown:
      客户类型: {医院: {actual: 88, prior: 109}, 门诊: {actual: 560, prior: 443}}
  - {name: 活跃客户, unit: 家, actual: 120, prior: 108}
notes:
  - 648次拜访拿到有效线索216条
  - 应收账款里超过90天的有312万元，涉及9家客户
  - 年采购5万元以上的客户17家
  - 年末42人，上年40人
"""
NEWCOMER = """
period: "2025"
metrics:
  - name: 签约额
    unit: 万元
    target: 60
    actual: 54
    plan: 144
    breakdown:
      月份: {7月: {actual: 2}, 8月: {actual: 5}, 9月: {actual: 8}, 10月: {actual: 9}, 11月: {actual: 14}, 12月: {actual: 16}}
  - name: 新签客户
    unit: 家
    actual: 66
    breakdown:
      月份: {7月: {actual: 3}, 8月: {actual: 7}, 9月: {actual: 10}, 10月: {actual: 12}, 11月: {actual: 15}, 12月: {actual: 19}}
  - {name: 客单价, unit: 元/家, actual: 8182}
notes: []
"""  # noqa: E501


@pytest.mark.parametrize(
    "text",
    [
        "订单过了[[6.3万单]]，华东刚过[[6400万]]。",
        "订单同比快翻倍了。",
        "比去年多了[[920万]]，小[[一千万]]。",
        "比去年多了小[[一千万]]。",
        "一句话，钱多挣了（销售额[[＋920万]]）。",
        "应收账款[[1126万元]]，目标是压到[[900万元]]。",
        "今年四十二个人干了[[12840万]]，去年四十个人干了[[11920万]]。",
        "去年四十个人干了[[11920万]]。",
        "收入过了[[12000万]]的线，没到[[13000万]]的线。",
        "为啥[[13000万]]没冲上去？差[[160万]]。",
        "最猛的Q2跟最淡的Q1差了[[370万]]。",
        "华东是华南的[[1倍]]，俩区差[[120万]]。",
        "前两个季度合计[[6470万元]]，后两个季度[[6370万元]]。",
        "Q1到Q2不降反升，由[[3050万元]]涨到[[3420万元]]，环比增长[[12.1%]]。",
        "Q2到Q3，销售额由[[3420万元]]回落到[[3180万元]]，环比下滑[[7%]]。",
        "Q3从[[3420万元]]降到[[3180万元]]。",
        "四个季度平均[[3210万]]，Q1不到这个数。",
        "全年跑了[[648次]]，平均每月[[54次]]。",
        "医院我跑少了，[[88次]]对[[109次]]，减少近[[两成]]。",
        "拜访量比组内人均多[[48次]]。",
        "门诊跑了[[560次]]，医院[[88次]]，前者是后者的[[6.4倍]]。",
        "数量上只占活跃客户[[14.2%]]的17家客户，采购最多。",
        "90天以上的老账[[312万]]，趴在[[9家]]客户身上，占应收近[[三成]]。",
        "应收账款[[1126万元]]里，超过90天的[[312万元]]，占[[27.7%]]。",
        "没有这件事，本可以做到13100万元。",
        "拜访到线索[[33.3%]]。",
        # no formula is named: nothing that is counted gives it, or it is no count
        "拜访到线索43.3%。",
        "拜访到应收43.3%。",
        "|区域|目标|实际|\n|---|---|---|\n|华东|[[6000]]|[[6480]]|\n|华南|[[6000]]|[[6360]]|\n\n这两家一共超了[[840万元]]。",
    ],
)
def test_right_as_it_is_spoken(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


@pytest.mark.parametrize(
    "text",
    [
        "订单过了[[6.5万单|wrong-bound]]，华东刚过[[6500万|wrong-bound]]。",
        "去年四十个人干了[[12840万|wrong-role]]。",
        "为啥[[12840万|wrong-role]]没冲上去？",
        "前两个季度销售额合计[[6570万元|wrong-derivation]]。",
        "Q2到Q3，销售额由[[3420万元]]回落到[[3180万元]]，环比下滑[[7.5%|wrong-derivation]]。",
        "Q2到Q3，销售额由3420万元[[增|wrong-direction]]至3180万元。",
        "四个季度平均[[3410万|wrong-derivation]]。",
        "医院[[88次]]对[[119次|contradicted-figure]]。",
        "门诊跑了[[560次]]，医院[[88次]]，前者是后者的[[5.4倍|wrong-derivation]]。",
        "应收账款[[1126万元]]里，超过90天的[[312万元]]，占[[32.7%|wrong-derivation]]。",
        "占活跃客户[[24.2%|unsupported-figure]]的17家大客户，采购最多。",
        "|区域|目标|实际|\n|---|---|---|\n|华东|6000|6480|\n|华南|6000|6360|\n\n这两家一共超了[[940万元|wrong-derivation]]。",
    ],
)
def test_wrong_as_it_is_spoken(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


@pytest.mark.parametrize(
    "text",
    [
        "月均签约额[[9万元]]。",
        "明年签约额[[144万元]]，月均[[12万元]]。",
        "11、12两个月贡献了[[30万元]]。",
        "11、12月签了[[34家]]。",
        "最后两个月签了[[34家]]，头三个月[[20家]]。",
        "7、8、9三个月依次为2万元、5万元、8万元。",
        "8月的签约额一下子涨到上个月的[[2.5倍]]。",
        "从[[2万]]到[[5万]]，8月的签约额涨到上个月的[[2.5倍]]。",
        "11月平均每家[[9333元]]。",
    ],
)
def test_right_of_a_part_of_the_year(text: str, holds: Callable[[str, str], None]) -> None:
    holds(NEWCOMER, text)


@pytest.mark.parametrize(
    "text",
    [
        "月均签约额[[4.5万元|wrong-derivation]]。",
        "前三个月签约额合计[[18万元|wrong-derivation]]。",
        "8月的签约额涨到上个月的[[3.5倍|wrong-derivation]]。",
        "11月平均每家[[8333元|contradicted-figure]]。",
    ],
)
def test_wrong_of_a_part_of_the_year(text: str, holds: Callable[[str, str], None]) -> None:
    holds(NEWCOMER, text)
