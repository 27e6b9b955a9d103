"""The share of a level told right before, in a whole that the words name; bounds too coarse to be searched for."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025-11"
metrics:
  - name: 成交额
    unit: 万元
    target: 2600
    actual: 2500
    prior: 2050
    previous: 2100
    breakdown:
      平台:
        京东: {actual: 1000, prior: 900}
        抖音: {actual: 1500, prior: 1150}
  - {name: 毛利率, unit: "%", actual: 31, prior: 29}
notes:
  - 双11当天成交475万元
  - 新品卖了220万元
  - 直播20场，场均9.5万元
  - 清仓退款4.2万元
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong", "told"),
    [
        ("双11当天成交475万元，一天占了全月的{}。", "19%", "26%", "wrong-derivation"),
        ("双11当天成交475万元，占本月成交额的{}。", "19%", "26%", "wrong-derivation"),
        ("双11当天成交475万元，占{}。", "19%", "190%", "wrong-derivation"),
        ("抖音新品卖了220万元，占抖音的{}。", "14.7%", "18.7%", "wrong-derivation"),
        ("双11当天成交475万元，占全月{}。", "近两成", "超两成", "wrong-bound"),
    ],
)
def test_the_share_of_what_was_just_told(
    text: str, right: str, wrong: str, told: str, last_told: Callable[[str], str]
) -> None:
    assert last_told(text.format(right)) not in {"unchecked", told}
    assert last_told(text.format(wrong)) == told


@pytest.mark.parametrize(
    "text",
    [
        # of a whole that nothing names, or of which only a part is known by name; of a mean; no level of this month
        "双11当天成交475万元，占45%。",
        "双11当天成交475万元，占女装成交额的45%。",
        "直播20场，场均9.5万元，占到抖音的12.7%。",
        "双11当天成交475万元，去年同期2050万元，占全月的四分之一。",
        # of something that changed, of the month before, of what is told in another unit
        "新品卖了220万元，占全月增量的55%。",
        "新品卖了220万元，占上月的10.5%。",
        "毛利率31%，占全月的45%。",
    ],
)
def test_a_share_that_is_left_open(text: str, last_told: Callable[[str], str]) -> None:
    assert last_told(text) not in {"wrong-bound"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("新品卖了220万元，另有286万元。成交额同比增长超两成。", "成交额.yoy"),
        ("新品卖了220万元，另有292万元。成交额同比增长超三成。", "misattributed-figure"),
    ],
)
def test_a_bound_of_a_rate_that_is_named(text: str, told: str, last_told: Callable[[str], str]) -> None:
    assert last_told(text) == told


def test_no_share_of_another_time(last_told: Callable[[str], str]) -> None:
    assert last_told("双11当天成交475万元，占全月的26%。") == "wrong-derivation"
    assert last_told("双11当天成交475万元，去年占全月的26%。") == "unchecked"
