"""Audit of prose: slips of figures whose values the words only suggest, and prose that must stay unchecked."""

import pytest

from fupan.checks.run import check_text


def _errors(text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in check_text(text, None).errors]


@pytest.mark.parametrize(
    "text",
    [
        "新客户52位，件均保费3.1万元，贡献161.2万元。",
        "新签学员164人，其中老带新的97人，其余67人是地推来的。",
        "三季度销售2460万元，月均820万元。",
        "商机900条，中标288条，中标率32%。",
    ],
)
def test_right_sums_are_silent(text: str) -> None:
    assert _errors(text) == []


@pytest.mark.parametrize(
    ("text", "rule", "marked"),
    [
        ("新客户52位，件均保费3.1万元，贡献161.2亿元。", "wrong-unit", "161.2亿元"),
        ("新签学员164人，其中老带新的97人，其余670人是地推来的。", "wrong-unit", "670人"),
        ("三季度销售2460万元，月均8200万元。", "wrong-unit", "8200万元"),
        ("到期商机900条，中标288条，中标率23%。", "wrong-derivation", "23%"),
    ],
)
def test_a_slip_is_told(text: str, rule: str, marked: str) -> None:
    assert (rule, marked) in _errors(text)


@pytest.mark.parametrize(
    "text",
    [
        # the base is named and not told in the text
        "报告期末个人存款8160亿元，占客户存款的87.9%；个人贷款2750亿元，占客户贷款的55.3%。",
        "公司回购股份220万股，占公司总股本的2.2%，其中已注销股份97万股。",
        "五年累计技术改造投资2.66万亿元，比前五年增长67%。基础设施投资1.23万亿元。",
        # what follows a change may be the share of the level or of the change
        "月末库存333万台，较上月减少11万台，占全行业的26.8%。",
        # a part of a compound is another thing: 出口 is not 进出口
        "去年进出口总额达到1116亿元，比上年增长8.6%。其中，出口为525亿元，增长10.5%。",
        # the count is what the rate speaks of, not what it is made of
        "一线4个城市去化率42.4%，36个二线城市去化率34.7%。",
        # means of rates are no quotients
        "计划增长百分之四，预计可以达到百分之六点四。两年平均每年递增百分之五点五。",
    ],
)
def test_what_the_text_does_not_give_the_base_of_is_left_alone(text: str) -> None:
    assert _errors(text) == []
