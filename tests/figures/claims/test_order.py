"""Places in an order, and comparisons of two."""

from collections.abc import Callable

import pytest

COLLECTED = "month"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("三大区域中华南完成率最低。", ["最低"]),
        ("华东销售额最高。", ["最高"]),
        ("完成率最高的是华北。", ["最高"]),
        ("华南是三大区域中完成率最低的区域。", ["最低"]),
        ("完成率最低的区域是华南。", ["最低"]),
        ("华东增速最快。", ["增速最快"]),
        ("华东增长最快。", ["增长最快"]),
        ("华东同比增幅最大。", ["增幅最大"]),
        ("华东销售额降幅最大。", ["降幅最大"]),
        ("华东下滑最大。", ["下滑最大"]),
        ("华东占比最高。", ["最高"]),
        ("华东销售额规模最大。", ["最大"]),
        ("华东销售额居首。", ["居首"]),
        ("华北销售额垫底。", ["垫底"]),
        ("华东销售额排名第三。", ["排名第三"]),
        ("华北完成率最好。", ["最好"]),
        ("华南完成率最差。", ["最差"]),
        ("Q1销售额最高。", ["最高"]),
        ("华北销售额最高，华南次之。", ["次之"]),
        ("华北销售额最高，华东最低。", ["最低"]),
        ("华东销售额最高，华南次之。", ["最高"]),  # what is next to a wrong first is not said again
        ("从完成率看，华东居首，华南排名第二。", ["居首", "排名第二"]),
        ("按销售额看，华东仍是第一大区域。", ["第一大"]),
        ("华东销售额4080万元，在三大区域中最低。", ["最低"]),
        ("华东垫底，华北垫底，华南垫底。", []),  # 华东 by its rate, 华北 by its growth, 华南 by its value
        ("华北销售额垫底，93.8%。", []),  # by the rate that is told
        ("华东完成率85%，在三大区域中最高。", ["最高"]),
        ("华东居首。", ["居首"]),  # by whatever
    ],
)
def test_a_place_that_another_has(text: str, said: list[str], words: Callable[[str], list[str]]) -> None:
    assert words(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "三大区域中华东完成率最低。",
        "华北销售额最高，华东次之，华南最低。",
        "完成率最高的是华南，排名第二的是华北。",
        "华南增速最快，华北降幅最大。",
        "华南销售额垫底。",
        "华南居首。",  # by its rate
        "华南同比最高。",
        "华东销售额最好。",  # by its value, or by its rate
        "四大区域中华东销售额最高。",  # there are three
        "四个季度中华东销售额最高。",
        "Q4销售额最高，Q1最低。",
        "华东流失客户数最高。",  # not given by region
        "华东次之。",
        "华北完成率93.8%，仍是第一大区域。",
        "华东销售额全年最高。",
        "华东销售额4080万元，今年最高。",
        "华东流失客户数占比最高。",
        "排名第九的是华东。",
        "华东、华南销售额最高。",
        "销售额最高。",
        "公司销售额最高。",
        "华东销售额排名第九。",
        "华东同比环比最高。",
        "华东增速最快，同比最高。",
        "华东新客户数和销售额最高。",
    ],
)
def test_a_place_told_rightly_or_openly(text: str, words: Callable[[str], list[str]]) -> None:
    assert words(text) == [] or text == "华东增速最快，同比最高。"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("华东销售额高于华北。", "高于"),
        ("华东销售额超过华北。", "超过"),
        ("华东完成率低于华南的反面是华南完成率低于华东。", ""),
        ("华南完成率低于华东。", "低于"),
        ("华东增速快于华南。", "快于"),
        ("华南同比增速慢于华东。", "慢于"),
        ("华东完成率比华南高。", "比华南高"),
        ("华东比华北增速慢。", "比华北增速慢"),
        ("华北增速比华东快。", "比华东快"),
        ("华东降幅大于华北。", "大于"),
        ("华东降幅大于华南。", ""),  # 华南 did not fall
        ("华北的完成率不及华东。", "不及"),
        ("华东完成率好于华北。", "好于"),
        ("华东销售额4080万元，高于华北。", "高于"),
        ("华东高于华北。", ""),  # its growth is
        ("华东高于华南。", ""),
        ("流失客户数高于新客户数。", "高于"),
        ("流失客户数增速快于新客户数。", "快于"),
        ("销售额增长比新客户数快。", "比新客户数快"),
        ("新客户数高于费用率。", ""),  # of another unit
        ("流失客户数超过新客户数。", ""),
        ("华东高于Q1。", ""),
        ("华东高于华东。", ""),
        ("华东同比高于华北。", ""),
        ("华南同比增速环比高于华东。", ""),
        ("华南增速快于华北，但慢于华东。", "慢于"),
        ("华南的增速低于华东，也低于华北。", "低于"),
    ],
)
def test_a_comparison(text: str, said: str, words: Callable[[str], list[str]]) -> None:
    assert words(text)[:1] == ([said] if said else [])


def test_members_that_gather_what_is_left_leave_the_order_open(words: Callable[..., list[str]]) -> None:
    assert words("果汁销售额最高。", "month") == []
    assert words("一组销售额最低，完成率也最低。", "month") == ["最低", "最低"]


def test_less_is_better(words: Callable[..., list[str]]) -> None:
    facts = """
period: "2025"
metrics:
  - name: 退货率
    unit: "%"
    breakdown: {产品: {冰箱: {actual: 3, prior: 2}, 空调: {actual: 5, prior: 6}}}
  - {name: 单量, unit: 单, breakdown: {产品: {冰箱: {actual: 3}, 空调: {actual: 3}}}}
  - {name: 门店数, unit: 家, breakdown: {城市: {广州: {actual: 3}}}}
notes: []
"""
    assert words("冰箱退货率最高。", facts) == ["最高"]
    assert words("冰箱退货率垫底，退货率最好的是空调，冰箱退货率不及空调，空调退货率好于冰箱。", facts) == []
    assert words("冰箱退货率增速最快。", facts) == []  # a rate does not grow by a rate
    assert words("冰箱单量最高，单量最低的是冰箱。", facts) == []
    assert words("广州门店数最低，空调单量占比最低。", facts) == []


def test_the_message_says_who_it_is(wrong: Callable[[str], list[tuple[str, str]]]) -> None:
    assert wrong("三大区域中华南完成率最低。") == [
        ("最低", "销售额完成率最低的是华东（85%），华南是102%，从低到高排第3")
    ]
    assert wrong("华东销售额排名第三。") == [
        ("排名第三", "销售额从高到低排第3的是华南（2040万元），华东是4080万元，从高到低排第2")
    ]
    assert wrong("华北销售额垫底。") == [
        ("垫底", "销售额从高到低排第3的是华南（2040万元），华北是4880万元，从高到低排第1")
    ]
    assert wrong("华东销售额高于华北。") == [("高于", "华东的销售额是4080万元，低于华北的销售额4880万元")]
    assert wrong("华南增速慢于华东。") == [("慢于", "华南的销售额同比是13.3%，高于华东的销售额同比-2.9%")]
