"""What several members are short or over together: parts of it, sums of as many as are counted, what sets it off."""

from collections.abc import Callable

import pytest

FACTS = """
period: 2025-Q3
metrics:
  - name: 营业额
    unit: 万元
    target: 2400
    actual: 2286
    prior: 2150
    breakdown:
      门店:
        东门店: {target: 900, actual: 945, prior: 820}
        西街店: {target: 600, actual: 566, prior: 610}
        南湖店: {target: 500, actual: 431, prior: 470}
        北苑店: {target: 400, actual: 344, prior: 250}
      城市: {杭州: {actual: 1511}, 宁波: {actual: 775}}
  - {name: 客单价, unit: 元, actual: 68, prior: 72}
"""

TEXTS = [
    # a part of what those counted or named are short of
    "西街、南湖、北苑三家合计少做[[159万元]]，其中南湖店差69万元，占三家缺口的[[43.4%]]。",
    "北苑店缺口56万元，占三家未达标门店缺口的[[35.2%]]。",
    "西街店同比减收44万元，占西街、南湖两店减收额的[[53.0%]]。",
    "西街店同比减收44万元，占两家减收的[[63%|wrong-derivation]]。",
    "南湖店差69万元，占三家缺口的[[34.4%|wrong-derivation]]。",
    "宁波占杭州、宁波两地缺口的51%。",  # no target
    # as many as are counted
    "东门店超额45万元，三家缺口[[159万元]]，超额抵掉[[45万元]]后净缺[[114万元]]。",
    "东门店超额45万元。另外三家合计少做[[159万元]]。",
    "东门店超额45万元。另外三家合计少做[[195万元|wrong-derivation]]。",
    "西街、南湖装修停业，两店同比减收[[83万元]]。",
    "东门店和北苑店同比多卖219万元，另两家合计少卖[[83万元]]。",
    # set off
    "被东门店多做的45万元抵掉一部分后，还差[[114万元]]。",
    "东门店的超额抵掉[[54万元|wrong-derivation]]，全司净缺口114万元。",
    "客单价68元，抵消了4元的降价。",
]


@pytest.mark.parametrize("text", TEXTS)
def test_gaps_of_several_members(holds: Callable[[str, str], None], text: str) -> None:
    """The words name whose gaps are meant, so that their sum and their parts can be told."""
    holds(FACTS, text)
