"""What a figure is told of where its clause does not name it all: whose, since when, of how many, against what."""

from __future__ import annotations

from pathlib import Path

import pytest

from fupan.api import load_facts
from fupan.checks.run import check_text
from fupan.domain.factsheet import FactSheet

SHEET = """
period: "2025-06"
metrics:
  - name: 销售额
    unit: 万元
    target: 860
    actual: 900
    prior: 750
    previous: 800
    plan: 990
    breakdown:
      行业:
        餐饮: {target: 300, actual: 330, prior: 240, previous: 290}
        酒店: {target: 260, actual: 250, prior: 260, previous: 240}
        学校: {target: 180, actual: 210, prior: 150, previous: 170}
        医院: {target: 120, actual: 110, prior: 100, previous: 100}
      季度:
        Q1: {actual: 2310, prior: 1900}
        Q2: {actual: 2480, prior: 2100}
        Q3: {actual: 2520, prior: 2300}
        Q4: {actual: 2790, prior: 2500}
  - {name: 回款额, unit: 万元, target: 840, actual: 815}
  - {name: 应收账款, unit: 万元, better: lower, target: 400, actual: 431, previous: 398}
  - {name: 复购率, unit: "%", actual: 64.5, prior: 61.2, previous: 63.1, benchmark: 70}
  - {name: 订单量, unit: 单, actual: 1500, prior: 1250, previous: 1400, plan: 1650}
  - {name: 交货天数, unit: 天, better: lower, target: 9, actual: 12, prior: 15}
  - {name: 经销商数, unit: 家, target: 60, actual: 52, prior: 57}
notes:
  - 经销商清退13家，新开8家
  - 样板店城南店复购率78.2%
  - 防滑鞋卖出1.2万双，均价85元
"""
RIGHT = (
    # the name of a dimension behind its member is no benchmark
    "餐饮行业330万元，学校行业210万元。",
    # a distance from a target that is told with whose it is
    "应收账款431万元，超出公司控制数31万元。",
    # the figure before was reckoned: what is spoken of stays
    "回款815万元，完成目标的97.0%。应收账款431万元，比月初增加33万元，超出控制线31万元。",
    # a stretch of time that something is compared with is no target
    "下半年合计5310万元，较上半年的4790万元多出10.9%。",
    # the sentence names what is told in turn; members of the sentence before do not come into it
    "餐饮330万元，酒店250万元。复购率64.5%，同比、环比分别提升3.3个和1.4个百分点。",
    "餐饮330万元，酒店250万元。下月计划销售额990万元、订单量1650单，比本月分别增长10%和10.0%。",
    # 三个 with a word before it need not be those named last
    "餐饮330万元，酒店250万元，医院110万元。校外三家合计690万元。",
    # so much behind the goal, where less is better
    "交货12天，比去年快3天，离9天还欠3天。",
    # the mean of one's own whole is not the benchmark of the sheet
    "城南店复购率78.2%，高出均值13.7个百分点。",
    # came and went: no level
    "经销商清退13家、新开8家，剩52家。",
    # the share told right before, at another time
    "餐饮占销售额的36.7%，上月是36.3%。",
    # pairs are what shoes are counted in
    "防滑鞋卖了1.2万双，均价85元，合102万元。",
    # above what is not said
    "学校210万元，占两成多，要是停一停就少两成以上。",
)
WRONG = (
    ("餐饮行业350万元，学校行业210万元。", "350万元"),
    ("应收账款431万元，超出公司控制数41万元。", "41万元"),
    ("下半年合计5310万元，较上半年的4970万元多出10.9%。", "4970万元"),
    ("餐饮330万元，酒店250万元。复购率64.5%，同比、环比分别提升1.4个和3.3个百分点。", "1.4个"),
    ("餐饮330万元，酒店250万元。下月计划销售额990万元、订单量1650单，比本月分别增长15%和10.0%。", "15%"),
    ("交货12天，比去年快3天，离9天还欠5天。", "5天"),
    ("经销商62家，去年57家。", "62家"),
    ("防滑鞋卖了1.2万双，均价95元。", "95元"),
    # neither a target nor a plan is called 实际
    ("销售额900万元，完成全月实际860万元的104.7%。", "860万元"),
    ("7月销售额实际990万元，比本月增长10%。", "990万元"),
)


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> FactSheet:
    path = tmp_path_factory.mktemp("spoken") / "facts.yaml"
    Path(path).write_text(SHEET, encoding="utf-8")
    return load_facts(path)


@pytest.mark.parametrize("text", RIGHT)
def test_right_figures_pass(text: str, sheet: FactSheet) -> None:
    assert [(one.rule, one.text) for one in check_text(text, sheet).findings if one.severity == "error"] == []


@pytest.mark.parametrize(("text", "place"), WRONG)
def test_slips_are_found(text: str, place: str, sheet: FactSheet) -> None:
    errors = [one.text for one in check_text(text, sheet).findings if one.severity == "error"]
    assert any(place.startswith(one) or one.startswith(place) for one in errors)
