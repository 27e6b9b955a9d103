"""Figures that only a note's own values give: how far one is from the other, and what part of it."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - {name: 销售额, unit: 万元, target: 8000, actual: 7600, prior: 7100}
notes:
  - 门店平均补货周期由11天缩短到8天
  - 新签经销商64家，其中县域48家；退出15家
  - 投诉处理时长今年26小时，上年34小时
  - 广告投放260万元，上年180万元
  - 四期展会费用依次是21万元、33万元、47万元、65万元
"""


@pytest.mark.parametrize(
    "marked",
    [
        "门店平均补货周期缩短[[3天]]，降至[[8天]]。",
        "门店平均补货周期缩短[[4天|contradicted-figure]]，降至[[8天]]。",
        "门店平均补货周期延长[[3天|contradicted-figure]]，升至[[11天]]。",
        "投诉处理时长减少[[8小时]]，客户满意多了。",
        "投诉处理时长减少[[9小时|contradicted-figure]]，客户满意多了。",
        "广告投放[[260万元]]，净增[[80万元]]。",
        "广告投放[[260万元]]，净增[[90万元|wrong-derivation]]。",
        # of four values it is open which two are compared, unless both are told
        "四期展会费用依次是[[21万元]]、[[33万元]]，增加[[12万元]]。",
        "展会费用[[21万元]]，净增[[12万元|wrong-derivation]]。",
        "新签经销商[[64家]]，县域经销商占[[四分之三]]。",
        "新签经销商[[64家]]，县域经销商占[[85%|unsupported-figure]]。",
        "销售额[[7600万元]]，每百元销售额留下利润9.4元，上年为8.8元。",
    ],
)
def test_what_the_values_of_a_note_give(holds: Callable[[str, str], None], marked: str) -> None:
    holds(FACTS, marked)
