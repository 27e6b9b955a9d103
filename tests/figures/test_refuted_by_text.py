"""Figures that the sheet leaves open, held against the figures beside them."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - {name: 保费, unit: 万元, target: 5200, actual: 5630, prior: 4900}
  - {name: 续保率, unit: "%", target: 80, actual: 78.4, prior: 81.9}
  - {name: 逾期保费, unit: 万元, better: lower, target: 80, actual: 96.4, prior: 121.7}
notes:
  - 车险理赔周期由12天缩到9天
  - 网点改造投入46万元，去年39万元
  - 体检套餐由2000份加到3500份
  - 老年意外险1880万元，今年2650万元
  - 代理人从年初的108人减到96人
  - 合作医院352家，计划420家
  - 人均保单由40.05件降至35.88件
  - 理赔网点今年32家，去年39家
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("体检套餐由2000份加到3500份，增长{}。", "75%", "43%"),
        ("老年意外险上年1880万元，今年2650万元，涨幅{}。", "41%", "29%"),
        ("代理人从年初的108人减到96人，降{}。", "11.1%", "21.1%"),
        ("合作医院352家，完成计划420家的{}。", "83.8%", "88.8%"),
        ("人均保单由40.05件降至35.88件，降幅{}。", "10.4%", "14.4%"),
    ],
)
def test_a_figure_of_what_the_sheet_does_not_hold_is_recomputed(
    text: str, right: str, wrong: str, holds: Callable[[str, str], None]
) -> None:
    holds(FACTS, text.format(right))
    holds(FACTS, text.format(f"[[{wrong}|wrong-derivation]]"))


@pytest.mark.parametrize(
    "text",
    [
        "逾期保费96.4万元，离80万元以内的目标还差16.4万元。",
        "续保率78.4%，去年同期81.9%，下降3.5个百分点。",
        "保费5630万元，同比增长14.9%，完成目标的108.3%。",
        "网点改造投入46万元，比去年的39万元多7万元。",
        "车险理赔周期9天，比原来的12天快3天。",
    ],
)
def test_what_the_facts_carry_stays_carried(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)
