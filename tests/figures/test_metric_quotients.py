"""One metric over another: what it is, what it was, how far it moved; and the same told wrongly."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 营业额
    unit: 万元
    target: 5000
    actual: 4800
    prior: 4200
    breakdown:
      门店:
        东门店: {actual: 1900, prior: 1500}
        西门店: {actual: 1860, prior: 1620}
        南门店: {actual: 1040, prior: 1080}
  - {name: 净利润, unit: 万元, target: 500, actual: 432, prior: 462}
  - {name: 人工成本, unit: 万元, better: lower, actual: 960, prior: 798}
  - {name: 房租, unit: 万元, better: lower, actual: 528}
  - {name: 续费率, unit: "%", actual: 78, prior: 74}
  - {name: 学员数, unit: 名, actual: 3200, prior: 2800}
"""


@pytest.mark.parametrize(
    ("text", "right", "carried", "wrong", "told"),
    [
        ("人工成本占营业额{}。", "百分之二十", "人工成本.actual÷营业额", "百分之二十六", "wrong-derivation"),
        ("人工成本占营业额20%，去年同期是{}。", "19%", "人工成本.prior÷营业额", "17%", "wrong-derivation"),
        ("人工成本占营业额20%，比上年高{}。", "1个百分点", "人工成本.actual_share_change_prior÷营业额",
         "4个百分点", "wrong-derivation"),
        ("人工成本占营业额20%，比上年低{}。", "1个百分点", "wrong-direction", "4个百分点", "wrong-derivation"),
        ("净利率{}。", "9%", "净利率.actual", "12%", "wrong-derivation"),
        ("净利率9%，比上年收窄{}。", "2个百分点", "净利率.change_pp", "5个百分点", "wrong-derivation"),
        ("净利率9%，上年是{}。", "11%", "净利率.prior", "8.4%", "wrong-derivation"),
        # the metric named takes over; a growth rate is none of the ratio
        ("人工成本占营业额20%，续费率提高{}。", "4个百分点", "续费率.change_pp", "6个百分点", "wrong-derivation"),
        ("人工成本占营业额20%，同比增长{}。", "20.3%", "人工成本.yoy", "23.9%", "wrong-derivation"),
        # a share of the member's, whatever stands behind 占比
        ("东门店占比较上年的{}又有提高。", "35.7%", "营业额[门店=东门店].prior_share", "33.1%",
         "wrong-derivation"),
        ("东门店占比较高，达到{}。", "39.6%", "营业额[门店=东门店].share", "36.9%", "wrong-derivation"),
    ],
)  # fmt: skip
def test_a_ratio_is_told_with_what_it_was_and_how_it_moved(
    text: str, right: str, carried: str, wrong: str, told: str, last_told: Callable[[str], str]
) -> None:
    assert last_told(text.format(right)) == carried
    assert last_told(text.format(wrong)) == told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("房租占营业额11%，比上年高2个百分点。", {"unsupported-figure", "unchecked"}),  # no rent of last year
        ("续费率占营业额61%。", {"contradicted-figure"}),  # no part of it: another unit
    ],
)
def test_no_ratio_where_the_sheet_gives_none(text: str, found: set[str], last_told: Callable[[str], str]) -> None:
    assert last_told(text) in found
