"""Manners of people who speak of their own trade: short names in a list, halves of a year, two that are apart."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - {name: 发货量, unit: 台, actual: 4600, prior: 4100}
  - name: 销售额
    unit: 万元
    target: 5000
    actual: 5200
    prior: 4400
    breakdown:
      产品:
        电动吸引器: {actual: 2100, prior: 1500}
        雾化面罩: {actual: 1900, prior: 1900}
        输液泵: {actual: 1200, prior: 1000}
      市场:
        西欧: {target: 2800, actual: 3000, prior: 2100}
        中东: {target: 2200, actual: 2200, prior: 2300}
  - {name: 回款, unit: 万元, target: 5600, actual: 5540, prior: 4500}
notes:
  - 试用会开了32场，到场1472人次
  - 上半年西欧销售额1370万元
"""


@pytest.mark.parametrize(
    ("text", "right", "carried", "wrong", "told"),
    [
        # the end of a name, as an item of a list
        (
            "雾化面罩1900万元、吸引器{}，",
            "2100万元", "销售额[产品=电动吸引器].actual", "1200万元", "misattributed-figure",
        ),
        # so many each time: 人次 over 场 is told in 人
        ("试用会32场，到场1472人次，一场{}上下。", "46人", "note", "66人", "unsupported-figure"),
        # what the first half leaves of the year
        ("西欧上半年1370万元，下半年{}，", "1630万元", "note", "1930万元", "contradicted-figure"),
        # a member and the one it has just been measured by
        (
            "西欧3000万元，比中东多800万元，去年同期两边只差{}。",
            "200万元", "销售额[市场=中东].prior_difference_西欧", "500万元", "wrong-derivation",
        ),
        # two metrics, the other one by no name of the sheet
        ("回款5540万元，不过收的比卖的多{}，", "340万元", "回款.actual", "640万元", "wrong-derivation"),
        # the share of a change that was told right before
        (
            "销售额全年一共多出800万元，电动吸引器占{}。",
            "七成五", "销售额[产品=电动吸引器].actual_gap_share_prior", "五成五", "wrong-derivation",
        ),
        (
            "销售额全年一共多出800万元，电动吸引器占{}。",
            "四成", "销售额[产品=电动吸引器].share", "六成", "wrong-derivation",
        ),
    ],
)  # fmt: skip
def test_a_manner_of_the_trade(
    text: str, right: str, carried: str, wrong: str, told: str, last_told: Callable[[str], str]
) -> None:
    assert last_told(text.format(right)) == carried
    assert last_told(text.format(wrong)) == told


def test_the_level_that_something_moved_from(holds: Callable[[str, str], None]) -> None:
    holds(FACTS, "销售额5200万元，同比去年[[4400万元|销售额.prior]]涨18.2%。")
    holds(FACTS, "销售额5200万元，同比去年[[4900万元|contradicted-figure]]涨18.2%。")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # the end of a name in running prose names nobody; 人次 over 场 is told in no other unit
        ("西欧的吸引器2100万元，", "wrong-role"),
        ("试用会32场，到场1472人次，一场46台。", "unsupported-figure"),
        # no halves told one after the other; that it is what the whole leaves speaks against a slip
        ("西欧1370万元，下半年1630万元，", "unchecked"),
        # the share of something else than what changed
        ("销售额全年一共多出800万元，西欧的吸引器占了七成五。", "wrong-derivation"),
    ],
)
def test_what_is_no_such_manner(text: str, told: str, last_told: Callable[[str], str]) -> None:
    assert last_told(text) == told


def test_a_first_half_above_the_year_leaves_nothing(last_told: Callable[[str], str]) -> None:
    assert last_told("上半年西欧销售额1370万元，下半年输液泵270万元。") == "contradicted-figure"


def test_all_of_a_target_is_told_by_no_bound_below_it(last_told: Callable[[str], str]) -> None:
    assert last_told("中东完成率100%。") == "销售额[市场=中东].attainment"
    assert last_told("中东完成率超九成。") == "wrong-derivation"
