"""Plain manners of telling figures, of which reports are full: right as they stand, wrong with another figure."""

from __future__ import annotations

from pathlib import Path

import pytest

import fupan

EXAMPLES = Path(__file__).parents[2] / "examples"
ANNUAL = [
    ("江苏5290万元、浙江3560万元，合计8850万元，占比68.9%。", "68.9%", "78.9%"),
    ("江苏（5290万元）+浙江（3560万元）合计8850万元，占比68.9%。", "8850万元", "8580万元"),
    ("超额部分840万元中，江苏贡献690万元，安徽贡献422万元。", "690万元", "960万元"),
    ("增量1580万元中，江苏贡献910万元（57.6%），安徽贡献522万元（33.0%）。", "910万元", "190万元"),
    ("去年上海2230万元，占比19.8%；今年1968万元，占比降到15.3%，少了4.5个百分点。", "19.8%", "18.9%"),
    ("Q1–Q4分别完成2310万、3420万、3060万、4050万，达成率依次为96.3%、110.3%、102.0%、115.7%。", "3060万", "3600万"),
    ("Q1至Q4销售额分别为2310万元、3420万元、3060万元、4050万元。", "2310万元", "3210万元"),
    ("一至四季度分别实现2310万元、3420万元、3060万元和4050万元。", "4050万元", "4150万元"),
    ("上、下半年销售额分别为5730万元和7110万元。", "7110万元", "7010万元"),
    ("上半年、下半年销售额分别为5730万元和7110万元。", "5730万元", "5370万元"),
    ("新能源客群同比翻番（+112.2%）。", "112.2%", "122.2%"),
    ("新能源客群同比翻了一番多，达到2568万元。", "2568万元", "2658万元"),
    ("客户流失率11.5%，比上年的9%高2.5个百分点。", "11.5%", "12.5%"),
    ("浙江超160万元，安徽超422万元，江苏超690万元。", "160万元", "610万元"),
    ("明年按季分解：Q1 2900万元，占比19.6%；Q2 3700万元，占比25%。", "19.6%", "16.9%"),
]
MONTHLY = [
    ("深圳287万元，完成率87.0%，环比少64万元，占大区降幅的95.5%。", "95.5%", "59.5%"),
    ("三条产品线中，咖啡豆毛利率29.4%最低，比耗材低13.2个百分点。", "13.2个百分点", "12.3个百分点"),
    ("老客转介绍只花1.1万元，ROI高达21.5。", "21.5", "25.1"),
    ("咖啡机由219万元降至206万元（-5.9%），耗材由102万元增至121万元（+18.6%）。", "121万元", "112万元"),
]


@pytest.mark.parametrize(
    ("sheet", "text", "figure", "other"),
    [("sales-leader-annual", *row) for row in ANNUAL] + [("sales-monthly", *row) for row in MONTHLY],
)
def test_right_figures_pass_and_others_do_not(sheet: str, text: str, figure: str, other: str) -> None:
    facts = fupan.load_facts(EXAMPLES / f"{sheet}.yaml")
    assert [one.message for one in fupan.check(text, facts).findings if one.severity == "error"] == []
    changed = text.replace(figure, other, 1)
    at = text.index(figure)
    assert any(one.start <= at < one.end for one in fupan.check(changed, facts).findings if one.severity == "error")


ALONE = [
    "渠道商34家，比目标多4家，比去年多14家，增长七成。",
    "新客户92家，其中新能源38家（去年12家），约为去年的3.2倍。",
    "Q1 2900万、Q2 3700万、Q3 3700万、Q4 4500万，占比19.6%、25%、25%、30.4%。",
    "毛利率由27.9%升到28.6%，毛利率每提升0.1个百分点约合12.8万元毛利。",
    "目标80家，实际92家，超12家，完成率115%。",
    "咖啡豆497万元（占60.3%，环比+2.3%），咖啡机206万元（占25.0%，环比-26.7%），耗材121万元（占14.7%）。",
]


@pytest.mark.parametrize("text", ALONE)
def test_right_figures_pass_without_facts(text: str) -> None:
    assert [one.message for one in fupan.check(text, None).findings if one.severity == "error"] == []


def test_a_share_of_the_whole_that_stands_beside_it_is_still_held_against_it() -> None:
    text = "全年收入4200万元，其中直营2520万元，占比70%。"
    assert [one.text for one in fupan.check(text, None).findings] == ["70%"]
