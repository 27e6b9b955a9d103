"""The second look on texts that leave many figures without their bases: what is told for certain all the same."""

import pytest

from fupan.checks.run import check_text

_TEXT = """全年合同额2,760万元，同比增长4.3%。物业费收入2,310万元，收缴率96.4%，满意度88.5分。

- 新签合同1,232万元，同比下降12.0%（上年1,400万元），两个大盘推迟交付
- 续签合同880万元，上年同期800万元，续签率91%
- 增值服务648万元，毛利率31.5%，回款率87.2%

三项合计2,760万元，其中社区团购同比增长23.6%，家装同比增长7.7%，广告位出租率64%。

在管住户5.2万户，比年初的4.9万户增长6.1%，投诉率1.3%。
"""


def _errors(text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in check_text(text, None).errors]


def test_the_text_is_silent() -> None:
    assert _errors(_TEXT) == []


@pytest.mark.parametrize(
    ("right", "wrong", "rule", "marked"),
    [
        ("同比下降12.0%（上年1,400万元）", "同比增长12.0%（上年1,400万元）", "wrong-direction", "增长"),
        ("同比下降12.0%（上年1,400万元）", "同比下降10.2%（上年1,400万元）", "wrong-derivation", "10.2%"),
        ("三项合计2,760万元", "三项合计2,760亿元", "wrong-unit", "2,760亿元"),
        ("比年初的4.9万户", "比年初的4.9亿户", "wrong-unit", "4.9亿户"),
    ],
)
def test_what_is_told_all_the_same(right: str, wrong: str, rule: str, marked: str) -> None:
    assert right in _TEXT
    assert _errors(_TEXT.replace(right, wrong)) == [(rule, marked)]


@pytest.mark.parametrize(
    "text",
    [
        "一季度销售额510万元，二季度390万元，三季度820万元，全国市场合计3,800亿元。",
        "行业规模3,200亿元。我们的销售额5,100万元，成本3,900万元，费用820万元，利润380万元。",
        "较回款计划620万元少收93万元，完成率85.0%，到账527万元。",
        "回款率96.2%，比去年的97.5%退1.3个百分点，低于98%的线。",
        "毛利率28.6%，去年27.9%，高于行业25%的平均水平。",
        "丢标41个，去年30个，多丢11个。",
        "人均产值60.5万元，上年为56.9万元。店员46人，店长4人。",
        "还差194万元，后两周每周要做到97万元，月目标360万元，已经做了166万元。",
        "折扣由25.9%扩大到27.4%，多让了1.5个百分点。",
        "毛利率由36.5%掉到31.2%，一年丢了5.3个百分点。",
    ],
)
def test_right_figures_are_left_alone(text: str) -> None:
    assert _errors(text) == []
