"""Figures that no fact and no note holds, but that two values just told give; and the same ones told wrongly."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 12000
    actual: 13600
    prior: 11800
    breakdown:
      季度:
        Q1: {actual: 3000, prior: 3000}
        Q2: {actual: 3300}
        Q3: {actual: 3100}
        Q4: {actual: 4200}
        上半年: {actual: 6300}
notes:
  - 发出方案120份，84份被接受
  - 渠道占56%，毛利率31%，降1.6个百分点
  - 拿下3800万元的单子，开了120次会
  - 渠道大会来了380人
  - 报出62份，43家接受
"""


@pytest.mark.parametrize(
    ("text", "right", "carried", "wrong", "told"),
    [
        # of two figures of a note
        ("报出62份，43家接受，接受率{}。", "69.4%", "note", "59.4%", "unsupported-figure"),
        ("发出120份方案，84份被接受，接受率{}。", "70%", "note", "75%", "unsupported-figure"),
        ("发出120份方案，84份被接受，还剩{}。", "36份", "note", "46份", "unchecked"),
        ("发出120份方案，84份被接受，前者是后者的{}。", "1.43倍", "note", "1.63倍", "wrong-derivation"),
        ("拿下3800万元，120次会，平均每次{}。", "31.7万元", "note", "38.7万元", "contradicted-figure"),
        ("120次会拿下3800万元，平均每次{}。", "31.7万元", "note", "38.7万元", "contradicted-figure"),
        ("毛利率31%，如果降1.6个百分点，就会落回{}。", "29.4%", "note", "28.4%", "unchecked"),
        # what is left of the whole
        ("渠道占了56%，其余合计{}。", "44%", "note", "34%", "unchecked"),
        # a part, told before, of a metric
        ("拿下3800万元，占销售额的{}。", "28%", "销售额.actual", "38%", "wrong-derivation"),
        # over the months, weeks and days of a figure told before, or of a fact
        ("渠道大会来了380人，一个月{}。", "31.7人", "note", "41.7人", "contradicted-figure"),
        ("全年销售额月均{}。", "1133万元", "销售额.actual÷12", "1433万元", "wrong-derivation"),
        ("全年销售额平均每天{}。", "37.3万元", "销售额.actual", "57.3万元", "unchecked"),
        ("Q4销售额平均每天{}。", "45.7万元", "销售额[季度=Q4].actual", "55.7万元", "unchecked"),
        ("Q4销售额每周{}。", "323万元", "销售额[季度=Q4].actual", "363万元", "unchecked"),
        ("Q4销售额每个月{}。", "1400万元", "销售额[季度=Q4].actual", "1600万元", "misattributed-figure"),
        ("上半年销售额每季{}。", "3150万元", "销售额[季度=上半年].actual", "3450万元", "contradicted-figure"),
        ("销售额13600万元，每季{}。", "3400万元", "销售额.actual", "3700万元", "contradicted-figure"),
        # the size of a change, of a share in tenths, of a difference in points
        ("发出120份方案，84份被接受，减少了{}。", "30%", "note", "35%", "wrong-derivation"),
        ("发出120份方案，84份被接受，增长了{}。", "42.9%", "note", "49.9%", "wrong-derivation"),
        ("毛利率31%，渠道占56%，相差{}。", "25个百分点", "note", "15个百分点", "contradicted-figure"),
        ("毛利率31%，相当于渠道占比56%的{}。", "五成五", "note", "七成五", "contradicted-figure"),
    ],
)
def test_a_figure_is_worked_out_of_those_before_it(
    text: str, right: str, carried: str, wrong: str, told: str, last_told: Callable[[str], str]
) -> None:
    assert last_told(text.format(right)) == carried
    assert last_told(text.format(wrong)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a quarter has no quarters, and a figure of it is no figure of the year
        ("Q4销售额每季度2100万元。", "contradicted-figure"),
        # Q1 changed by 0, of which nothing can be a part
        ("Q1销售额平平，报出62份，其余的差了12%。", "unchecked"),
        ("Q1销售额同比增加0万元，报出62份，还剩46份。", "unchecked"),
        # 0 gives nothing, and nothing is given by it
        ("渠道大会来了0人，人均0元，平均每次0次。", "unsupported-figure"),
    ],
)
def test_what_does_not_follow_is_not_worked_out(text: str, told: str, last_told: Callable[[str], str]) -> None:
    assert last_told(text) == told
