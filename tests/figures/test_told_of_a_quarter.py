"""What a quarter's sheet carries of figures whose words name it beside other things; and the same told wrongly."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025-Q3"
metrics:
  - name: 收入
    unit: 万元
    target: 5130
    actual: 4800
    prior: 4000
    breakdown:
      季度:
        Q1: {actual: 4100}
        Q2: {actual: 4465}
      区域:
        华东: {target: 2600, actual: 2400, prior: 1864}
        华南: {target: 1400, actual: 1500, prior: 1300}
        西北: {actual: 900, prior: 800}
  - {name: 销量, unit: 台, actual: 1200, prior: 1100}
  - {name: 单价, unit: 万元/台, actual: 4, prior: 3.6364}
  - {name: 回款, unit: 万元, target: 4500, actual: 4320, prior: 3700}
  - {name: 毛利率, unit: "%", target: 32, actual: 30.5, prior: 31}
  - name: 新客户
    unit: 家
    actual: 24
    prior: 20
    previous: 15
    breakdown: {渠道: {展会: {actual: 10, prior: 7}, 转介绍: {actual: 14, prior: 13}}}
notes:
  - 门店净增34家
  - 采购5400万元，上年3600万元
  - 大单一笔620万元
  - 租金540万元，上年540万元
"""


@pytest.mark.parametrize(
    ("text", "right", "carried", "wrong", "told"),
    [
        # changes of the very member, told by verbs in no list; the mean a month that the line spoke of
        ("800万元的增量中，华东独占{}。", "536万元", "收入[区域=华东].yoy_amount", "546万元", "contradicted-figure"),
        ("华东补回{}。", "536万元", "收入[区域=华东].yoy_amount", "546万元", "contradicted-figure"),
        ("收入月均1600万元，去年同期{}。", "1333万元", "收入.prior", "1433万元", "contradicted-figure"),
        # 超收的 tells by how much; what stands behind 低于 is not by how much
        ("华南超收的{}补上了缺口。", "100万元", "收入[区域=华南].excess", "200万元", "wrong-derivation"),
        ("离4000万元的线还超着{}。", "800万元", "note", "900万元", "misattributed-figure"),
        ("华南同比增长15.4%，远低于华东的{}。", "28.8%", "收入[区域=华东].yoy", "48.8%", "wrong-derivation"),
        ("展会10家、转介绍14家，两块相加{}。", "24家", "新客户.actual", "34家", "wrong-derivation"),
        # one metric over another, a part of a member, what is left of a whole
        ("回款4320万元，占收入的{}。", "90%", "回款.actual÷收入", "80%", "wrong-derivation"),
        ("大单620万元，占华东的{}。", "25.8%", "收入[区域=华东].actual", "35.8%", "wrong-derivation"),
        ("大单620万元，占了{}。", "一成多", "收入.actual", "三成多", "unsupported-figure"),
        ("大单620万元，其余{}。", "4180万元", "收入.actual", "4280万元", "unchecked"),
        # what price and amount brought since last year; no value of the last quarter is given
        ("单价提升带来{}。", "436万元", "收入.effect_prior", "536万元", "wrong-derivation"),
        # the last quarter, which another metric lists among its members
        ("新客户24家，二季度{}。", "15家", "新客户.previous", "18家", "contradicted-figure"),
        ("一季度收入4100万元。新客户24家，多于二季度{}。", "15家", "新客户.previous", "18家", "unsupported-figure"),
        # a metric told of the total, members spoken of before
        ("华东收入2400万元。毛利率是亮点，做到{}。", "30.5%", "毛利率.actual", "33.5%", "contradicted-figure"),
        ("新客户是重点。华东来了{}。", "24家", "新客户.actual", "3家", "misattributed-figure"),
        # by how much since last year, where the words before compare with the target
        ("毛利率30.5%，比32%的目标低1.5个百分点，比去年低{}。", "0.5个百分点", "毛利率.change_pp",
         "0.8个百分点", "wrong-derivation"),
    ],
)  # fmt: skip
def test_what_is_told_of_a_quarter(
    text: str, right: str, carried: str, wrong: str, told: str, last_told: Callable[[str], str]
) -> None:
    assert last_told(text.format(right)) == carried
    assert last_told(text.format(wrong)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # no claim: how much of the time is gone, the mean of no one knows which shops
        ("收入完成93.6%，时间进度75%。", "unchecked"),
        ("店均算下来，华东28.5万元，华南27.5万元。", "unchecked"),
        # 5130 is no 0.51亿 where nothing says that a target is told
        ("还有0.51亿元。", "unchecked"),
        # a loss that turns smaller is no fall
        ("利润由-120万元回升至-30万元。", "unchecked"),
        # the difference from a ratio that the sheet does not give
        ("回款占收入的90%，比行业高2个百分点。", "unchecked"),
        # nothing of which one value could be the multiple, in that unit
        ("门店34家，是本季的1.5倍。", "unchecked"),
        # part of a rise that is named for the total only
        ("新客户24家，比上年增加4家，其中转介绍111家。", "contradicted-figure"),
        # the part that a member has in the rise of what is not given by it
        ("展会最好。收入增量800万元里，它一家占了67%。", "unsupported-figure"),
        ("展会来了10家。收入4800万元，却贡献了全公司67%的增量。", "unsupported-figure"),
        # a note whose two values are one and the same tells no change
        ("租金540万元，净增54万元。", "wrong-derivation"),
    ],
)
def test_what_is_not_told_of_a_quarter(text: str, told: str, last_told: Callable[[str], str]) -> None:
    assert last_told(text) == told


@pytest.mark.parametrize(
    "marked",
    [
        # a quarter of the breakdown, and the quarter before told beside it
        "二季度收入[[4465万元]]。",
        "二季度收入[[4465万元]]。新客户[[24家]]，多于二季度[[15家]]。",
        # what a part just told leaves of the whole that is spoken of
        "收入完成[[93.6%]]。大单一笔[[620万元]]；剩下29个老人扛了[[4180万元]]。",
        "收入完成[[93.6%]]。大单一笔[[620万元]]；剩下29个老人扛了[[4280万元|contradicted-figure]]。",
        # a formula in brackets behind its result
        "兑现率[[90%]]（4320万元÷4800万元）。",
        "兑现率[[80%|wrong-derivation]]（4320万元÷4800万元）。",
        # what is a fact is right, whatever stands before its sign of equality
        "收入2400+1500=[[4800万元|收入.actual]]。",
    ],
)
def test_what_holds_of_a_quarter(marked: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, marked)
