"""Ordinary turns of short reports: lists of falls, goals of the half-year, short names, sums of months."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025-H1"
metrics:
  - name: 销售额
    unit: 万元
    target: 6000
    actual: 6300
    prior: 6000
    breakdown:
      客户:
        远航汽车: {target: 3000, actual: 3150, prior: 2500}
        凌云新能源: {target: 1500, actual: 2000, prior: 1600}
        其他客户: {target: 1500, actual: 1150, prior: 1900}
      月份:
        1月: {actual: 900, prior: 1000}
        2月: {actual: 700, prior: 720}
        3月: {actual: 1100, prior: 1060}
        4月: {actual: 1150, prior: 1020}
        5月: {actual: 1200, prior: 1080}
        6月: {actual: 1250, prior: 1120}
  - {name: 回款, unit: 万元, target: 5000, actual: 4900, prior: 4700}
  - {name: 逾期款, unit: 万元, better: lower, target: 300, actual: 360, prior: 420}
  - name: 新定点
    unit: 个
    actual: 5
    breakdown:
      来源:
        远航汽车: {actual: 2}
        凌云新能源: {actual: 3}
notes: []
"""


@pytest.mark.parametrize(
    "text",
    [
        "1月和2月销售额同比降幅依次为[[10%]]和[[2.8%]]。",
        "3月、4月销售额同比增幅分别为[[3.8%]]、[[12.7%]]。",
        "2月销售额[[700万元]]，为上半年最低，环比下降[[22.2%]]，同比下降[[2.8%]]。",
        "6月销售额[[1250万元]]，创上半年新高，同比增长[[11.6%]]。",
        "销售额超出半年目标[[300万元]]，回款低于半年目标[[100万元]]。",
        "销售额完成半年任务的[[105%]]。",
        "5月[[1200万元]]、6月[[1250万元]]，两月合计[[2450万元]]，占上半年销售额的[[38.9%]]。",
        "回款完成率[[98%]]、销售额完成率[[105%]]，两者相差[[7个百分点]]。",
        "凌云占比由[[26.7%]]升至[[31.7%]]，销售额[[2000万元]]。",
    ],
)
def test_right(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


@pytest.mark.parametrize(
    "text",
    [
        "3月、4月销售额同比[[降幅|wrong-direction]]依次为3.8%和12.7%。",
        "2月销售额[[700万元]]，为上半年最低，环比下降[[25.2%|wrong-derivation]]。",
        "回款[[超出|wrong-direction]]半年目标100万元。",
        "销售额超出半年目标[[500万元|wrong-derivation]]。",
        "5月[[1200万元]]、6月[[1250万元]]，两月合计[[2450万元]]，占上半年销售额的[[35.9%|wrong-derivation]]。",
        "回款完成率[[89%|wrong-derivation]]。",
    ],
)
def test_wrong(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)
