"""Directions told without a figure."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("销售额同比增长。", "同比增长"),
        ("销售额同比有所提升。", "同比有所提升"),
        ("同比销售额增长。", "增长"),
        ("全年销售额较上年略有上升。", "较上年略有上升"),
        ("销售额比去年同期高。", "比去年同期高"),
        ("销售额高于去年同期。", "高于去年同期"),
        ("销售额好于上年同期。", "好于上年同期"),
        ("销售额有所回升。", "回升"),
        ("销售额同比持平。", "同比持平"),
        ("销售额实现同比增长。", "实现同比增长"),
        ("销售额实现正增长。", "实现正增长"),
        ("新客户数同比下滑。", "同比下滑"),
        ("新客户数低于上年。", "低于上年"),
        ("费用率同比上升。", "同比上升"),
        ("费用率同比恶化。", "同比恶化"),
        ("新客户数同比恶化。", "同比恶化"),
        ("销售额与去年同期相比有所改善。", "与去年同期相比有所改善"),
        ("华东销售额占比较上年下降。", "较上年下降"),
        ("Q2环比下降。", "环比下降"),
    ],
)
def test_a_direction_told_the_other_way_round(text: str, said: str, words: Callable[[str], list[str]]) -> None:
    assert words(text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "销售额同比下降。",
        "销售额较上年略有回落。",
        "新客户数同比明显增长。",
        "费用率同比下降，有所改善。",
        "费用率同比提升。",  # higher, or better
        "新客户数有所增长。",
        "华东同比略有下降，华南同比增长。",
        "华东同比持平。",  # 2.9 % less may be called so
        "流失客户数同比增长。",  # neither more nor less
        "流失客户数同比持平。",
        "费用率同比持平。",
        "净利润同比增长。",  # a loss
        "Q1环比下降。",  # against the last quarter of another year
        "Q2环比增长。",
        "Q2较上期下降。",
        "Q2有所下降。",  # since the last quarter, or since last year
        "销售额环比增长。",  # the sheet has no period before
        "销售额高于去年同期，同比高于上年。",
        "华东销售额占比较上年上升。",
        "销售额占比较上年下降。",  # the share of everything
        "华东销售额占比环比下降。",
        "一组人数占比同比下降。",
        "华东销售额占比完成目标。",
        "同比销售额环比增长。",
        "销售额同比领先于去年同期。",
    ],
)
def test_a_direction_told_rightly_or_openly(text: str, words: Callable[[str], list[str]]) -> None:
    assert [said for said in words(text) if said != "高于去年同期"] == []


def test_the_base_is_the_one_that_is_named(words: Callable[..., list[str]]) -> None:
    assert words("销售额同比下降。", "month") == ["同比下降"]
    assert words("销售额环比增长。", "month") == ["环比增长"]
    assert words("销售额较上月增长，较去年同期增长。", "month") == ["较上月增长"]
    assert words("销售额比10月增长。", "month") == ["比10月增长"]
    assert words("销售额环比下降，同比增长。", "month") == []
    assert words("销售额有所增长，有所下降。", "month") == []  # which of the two is not said
    assert words("销售额较去年下降。", "month") == []  # than the whole of last year
    assert words("从环比看，销售额有所增长。", "month") == ["增长"]
    assert words("果汁占比环比下降，果汁销售额占比同比下降。", "month") == ["环比下降"]


QUARTER = """
period: "2025-Q3"
metrics:
  - {name: 销售额, unit: 万元, actual: 900, prior: 800, previous: 1000}
  - name: 毛利
    unit: 万元
    actual: 90
    prior: 100
    breakdown:
      月份: {7月: {actual: 20, prior: 30}, 8月: {actual: 30, prior: 35}, 9月: {actual: 40, prior: 35}}
notes: []
"""
HALF = """
period: "2025-H2"
metrics:
  - {name: 销售额, unit: 万元, actual: 900, prior: 800, previous: 1000}
notes: []
"""
WEEK = """
period: "2025-W32"
metrics:
  - {name: 销售额, unit: 万元, actual: 900, previous: 1000}
notes: []
"""


@pytest.mark.parametrize(
    ("text", "facts", "said"),
    [
        ("三季度销售额比二季度增长。", QUARTER, ["比二季度增长"]),
        ("销售额较上季度末增长。", QUARTER, ["较上季度末增长"]),
        ("8月毛利环比下降，9月环比增长。", QUARTER, ["环比下降"]),
        ("7月毛利环比下降。", QUARTER, []),
        ("下半年销售额较上半年增长。", HALF, ["较上半年增长"]),
        ("第32周销售额比上周增长。", WEEK, ["比上周增长"]),
        ("销售额有所增长。", WEEK, ["增长"]),
    ],
)
def test_periods_by_their_names(text: str, facts: str, said: list[str], words: Callable[..., list[str]]) -> None:
    assert words(text, facts) == said


def test_the_message_shows_from_what_to_what(wrong: Callable[..., list[tuple[str, str]]]) -> None:
    assert wrong("华东同比增长。") == [("同比增长", "华东的销售额由4200万元降到4080万元，同比下降2.9%")]
    assert wrong("费用率有所上升。") == [("上升", "费用率由8.2%降到7.5%，同比下降0.7个百分点")]
    assert wrong("Q2环比下降。") == [("环比下降", "Q2的销售额由2400万元升到2600万元，环比增长8.3%")]
    assert wrong("华东销售额占比较上年下降。") == [
        ("较上年下降", "华东的销售额占比由35.6%升到37.1%，同比上升1.5个百分点")
    ]
    assert wrong("果汁销售额占比环比下降。", "month") == [
        ("环比下降", "果汁的销售额占比由22.6%升到25%，环比上升2.4个百分点")
    ]
