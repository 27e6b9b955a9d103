"""Multiples of a member that was spoken of before, and rates of things that the sheet counts otherwise."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - {name: 销售额, unit: 万元, target: 5000, actual: 4200, prior: 4000}
  - {name: 毛利额, unit: 万元, actual: 1050, prior: 880}
  - {name: 毛利率, unit: "%", actual: 25, prior: 22}
  - {name: 退单率, unit: "%", actual: 4.5, prior: 5}
  - name: 销量
    unit: 台
    actual: 1953
    prior: 1680
    breakdown: {渠道: {天猫: {actual: 960}, 抖音: {actual: 600}, 门店: {actual: 393}}}
notes:
  - 退单88单，其中尺寸问题最多
  - 双十一退货损失105万元
"""


@pytest.mark.parametrize(
    "marked",
    [
        "天猫卖得最好，销量[[960台]]，是抖音的[[1.6倍]]。",
        "退单[[88单]]，其中尺寸问题占退单总数的43.6%。",  # a share of what came back, and no 退单率
        "双十一退货损失[[105万元]]，若剔除它，毛利率是[[22.5%]]。",
        "双十一退货损失[[105万元]]，若加回，毛利率是[[27.5%]]。",
    ],
)
def test_what_a_rate_or_multiple_is_of(marked: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, marked)
