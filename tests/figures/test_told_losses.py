"""Values below zero, told by words that carry the sign: how much was lost, and how the loss itself moved."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - {name: 营业收入, unit: 万元, target: 52000, actual: 49600, prior: 45500}
  - {name: 净利润, unit: 万元, target: -2500, actual: -3120, prior: -4800, plan: 200}
  - name: 航线利润
    unit: 万元
    target: -900
    actual: -1100
    prior: -2380
    breakdown:
      航线:
        京沪线: {target: 500, actual: 620, prior: 380}
        成渝线: {target: -600, actual: -840, prior: -1260}
        海口线: {target: -800, actual: -880, prior: -1500}
  - {name: 经营现金净流量, unit: 万元, target: 300, actual: -410, prior: -1650}
  - {name: 燃油损失, unit: 万元, better: lower, actual: 75, prior: 90}
"""

RIGHT = [
    "净利润-3120万元，同比减亏[[1680万元]]，但比预算多亏[[620万元]]。",
    "全年净亏3120万元，比去年少亏了[[1680万元]]，但比预算的2500万元多亏了[[620万元]]。",
    "净亏损3120万元，同比减少[[1680万元]]，降幅35%。",
    "净利润同比减亏[[35%]]，减亏幅度超过预期。",
    "净利润-3120万元，亏损收窄[[35%]]，但较预算亏损扩大[[24.8%]]。",
    "减亏[[1680万元]]。",
    "成渝、海口两条线合计亏损[[1720万元]]，同比减亏[[1040万元]]，比预算多亏[[320万元]]。",
    "成渝线亏[[840万元]]，同比减亏[[420万元]]，比预算多亏[[240万元]]；京沪线盈利[[620万元]]。",
    "经营现金净流出[[410万元]]，上年净流出[[1650万元]]，少流出[[1240万元]]。",
    "经营现金净流出由1650万元收窄至[[410万元]]，同比改善[[1240万元]]。",
    "净流出[[410万元]]，比上年少流出[[1240万元]]。",
    "成渝线利润为负840万元，净利润出现[[3120万元]]的亏损。",
    "燃油损失[[75万元]]，比上年少损失[[15万元]]。",
    "燃油损失比上年少15万元，损失75万元。",
]

WRONG = [
    "净利润-3120万元，同比[[增亏|wrong-direction]]1680万元。",
    "净亏损3120万元，较上年[[多|wrong-direction]]亏1680万元。",
    "净亏损3120万元，比预算[[少|wrong-direction]]亏620万元。",
    "净利润同比减亏[[53%|wrong-derivation]]。",
    "净利润-3120万元，亏损[[扩大|wrong-direction]]35%。",
    "净盈利[[3120万元|wrong-direction]]。",
    "公司今年盈利[[3120万元|wrong-direction]]。",
    "成渝线盈利[[840万元|wrong-direction]]，海口线亏损880万元。",
    "京沪线亏损[[620万元|wrong-direction]]。",
    "经营现金净流入[[410万元|wrong-direction]]，上年净流出1650万元。",
    "经营现金净流量-410万元，[[多流出|wrong-direction]]1240万元。",
    "净利润[[3120万元|wrong-direction]]，比去年好转。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_loss_and_its_move_are_told_without_the_sign(holds: Callable[[str, str], None], text: str) -> None:
    """What the words say of a loss holds for the value below zero."""
    holds(FACTS, text)


@pytest.mark.parametrize("text", WRONG)
def test_words_of_the_other_sign_are_found(holds: Callable[[str, str], None], text: str) -> None:
    """盈利 of a loss, 多亏 where less was lost."""
    holds(FACTS, text)
