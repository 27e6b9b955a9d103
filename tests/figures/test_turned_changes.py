"""Changes between two levels just told, with a word that goes the other way, whatever the facts are."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - {name: 销售额, unit: 万元, target: 9000, actual: 9240, prior: 8200}
  - {name: 毛利率, unit: "%", actual: 31, prior: 29}
notes:
  - 二手设备卖出360台，去年250台
  - 网店退货率由32%降到27%
  - 发货周期从41天压到34天
  - 西南销售额由620万元降到540万元
  - 10月销售额1390万元，11月销售额1530万元
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("网店退货率由32%压到27%，{}5个百分点。", "降", "升"),
        ("发货周期：41天→34天，{}7天。", "短了", "长了"),
        ("二手设备卖了360台，去年才250台，{}110台。", "多了", "少了"),
        ("西南销售额从620万元降到540万元，一个大区就{}80万元。", "少了", "多出"),
        ("西南620万→540万，{}80万。", "少了", "多出"),
        ("10月做了1390万元。11月冲到1530万元，比10月{}140万元。", "多", "少"),
        # the same level told twice is no change
        ("11月冲到1530万元，10月做了1390万元。再说11月的1530万元，比10月{}140万元。", "多", "少"),
    ],
)
def test_a_change_that_goes_the_other_way(text: str, right: str, wrong: str, last_told: Callable[[str], str]) -> None:
    assert last_told(text.format(right)) != "wrong-direction"
    assert last_told(text.format(wrong)) == "wrong-direction"


@pytest.mark.parametrize(
    "text",
    [
        # less of it is more of something, or it is held against something else
        "降幅由32%收窄到27%，提高5个百分点。",
        "网店退货率由32%压到27%，比目标高5个百分点。",
        # better words of time, and no size of the change
        "发货周期从41天压到34天，快了7天。",
        "二手设备卖了360台，去年才250台，少了60台。",
        # no two levels: in two units, of no other time, one of them wrong
        "二手设备卖了360台，去年32%，跌了四成四。",
        "二手设备卖了360台，另有250台，少了110台。",
        "11月冲到1530万元，比10月少近一成。",
    ],
)
def test_what_turns_nothing_round(text: str, last_told: Callable[[str], str]) -> None:
    assert last_told(text) != "wrong-direction"


def test_a_level_over_a_change_is_no_rate_of_it(last_told: Callable[[str], str]) -> None:
    assert last_told("二手设备卖了360台，比去年250台多了110台，涨幅44%。") == "note"
    assert last_told("二手设备卖了360台，比去年多了110台，涨幅69.4%。") == "unchecked"


def test_a_target_is_no_level_of_a_change_since_last_year(last_told: Callable[[str], str]) -> None:
    assert last_told("目标9000万元，同比多了1040万元。") == "销售额.yoy_amount"
    assert last_told("目标9000万元，同比多了800万元。") == "wrong-derivation"


def test_a_level_that_it_grew_to_is_no_change(last_told: Callable[[str], str]) -> None:
    assert last_told("销售额从8200万元长到9240万元。") == "销售额.actual"
