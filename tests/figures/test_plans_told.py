"""Plans gone through item by item, without a word that says so in each of them."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 900
    actual: 860
    prior: 790
    plan: 1000
    breakdown:
      产品:
        滤芯: {target: 500, actual: 470, prior: 430, plan: 520}
        整机: {target: 400, actual: 390, prior: 360, plan: 480}
  - {name: 回款率, unit: "%", target: 94, actual: 91, prior: 92, plan: 95}
  - {name: 账期, unit: 天, better: lower, target: 60, actual: 72, prior: 66, plan: 58}
notes: []
"""


@pytest.mark.parametrize(
    "text",
    [
        "滤芯增[[50万元]]，整机增[[90万元]]。",
        "滤芯做到[[520万元]]，整机做到[[480万元]]，合计[[1000万元]]。",
        "- 销售额：[[1000万元]]，比今年多[[140万元]]\n- 回款率：[[95%]]\n- 账期：[[58天]]，缩短[[14天]]",
    ],
)
def test_runs_of_the_plan_are_right(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


@pytest.mark.parametrize(
    "text",
    [
        "今年销售额[[1000万元|wrong-role]]，回款率[[91%]]，账期[[72天]]。",
        "销售额[[1000万元|wrong-role]]，滤芯[[470万元]]，整机480万元。",
        "销售额[[1000万元|wrong-role]]，同比增长[[8.9%]]。\n\n滤芯增[[50万元|wrong-derivation]]。",
    ],
)
def test_what_stands_among_this_years_is_not(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)
