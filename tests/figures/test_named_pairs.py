"""Two given values of one thing do not explain a change that its words measure from another value."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - {name: 销售额, unit: 万元, target: 9000, stretch: 9700, actual: 9240, prior: 8200}
  - {name: 复购率, unit: "%", target: 58, actual: 55.5, prior: 57, benchmark: 61}
  - name: 门店
    unit: 家
    target: 200
    actual: 230
    prior: 185
    breakdown: {区域: {城区: {actual: 150, prior: 123}, 县域: {actual: 80, prior: 62}}}
  - {name: 销售员, unit: 人, target: 24, actual: 28, prior: 20}
"""


@pytest.mark.parametrize(
    ("text", "right", "carried", "wrong", "told"),
    [
        # stretch − target, target − prior and benchmark − target are not what is told
        ("距挑战目标9700万元还差{}。", "460万元", "销售额.stretch_gap", "700万元", "wrong-derivation"),
        ("比2024年的8200万元多做{}，", "1040万元", "销售额.yoy_amount", "800万元", "wrong-derivation"),
        ("去年做了8200万元，今年多做{}，", "1040万元", "销售额.yoy_amount", "800万元", "wrong-derivation"),
        (
            "复购率55.5%，没到58%的目标，比行业平均的61%低{}。",
            "5.5个百分点", "复购率.benchmark_gap", "3个百分点", "wrong-derivation",
        ),
        # a move is since a time, not past the target
        ("门店230家，净增{}，", "45家", "门店.yoy_amount", "30家", "wrong-derivation"),
        ("门店去年185家，今年230家，净增{}，", "45家", "门店.yoy_amount", "30家", "wrong-derivation"),
        # since the level that was told right before, and past the target where that was
        ("门店230家，去年185家，多{}，", "45家", "门店.yoy_amount", "30家", "wrong-derivation"),
        ("门店230家，任务200家，多{}，", "30家", "门店.excess", "45家", "wrong-derivation"),
        # the part of a change that was told right before
        (
            "城区门店增加27家，占全部门店增量45家的{}。",
            "60%", "门店[区域=城区].actual_gap_share_prior", "22%", "wrong-derivation",
        ),
        # last year's sales over this year's people
        ("销售员28人，人均销售{}，", "330万元", "销售额÷销售员.actual", "293万元", "wrong-derivation"),
        # the rate of a change of which the size was told right before
        ("销售额9240万元，同比增加1040万元，增幅{}。", "12.7%", "销售额.yoy", "87.3%", "wrong-derivation"),
        # the target in % of what was done is no attainment
        ("全年9240万元，完成目标9000万元的{}。", "102.7%", "销售额.attainment", "97.4%", "wrong-derivation"),
    ],
)  # fmt: skip
def test_a_change_from_the_value_named(
    text: str, right: str, carried: str, wrong: str, told: str, last_told: Callable[[str], str]
) -> None:
    assert last_told(text.format(right)) == carried
    assert last_told(text.format(wrong)) == told


@pytest.mark.parametrize(
    "text",
    [
        "挑战目标9700万元，考核目标9000万元，两条线隔着700万元，",
        "去年8200万元，今年目标9000万元，任务加了800万元。",
    ],
)
def test_values_that_are_held_against_each_other(text: str, last_told: Callable[[str], str]) -> None:
    assert not last_told(text).startswith(("wrong", "unsupported", "contradicted"))
