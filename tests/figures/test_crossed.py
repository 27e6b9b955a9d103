"""Figures in each other's place, changes turned round, and parts of the wrong change: what passed one by one."""

from collections.abc import Callable

import pytest

from fupan.api import load_facts
from fupan.figures.judge.binding import bind
from fupan.figures.scan.extract import extract

FACTS = """
period: "2025"
metrics:
  - {name: 烤箱销量, aliases: [烤箱], unit: 台, target: 9600, actual: 8140, prior: 9050}
  - name: 销售额
    unit: 万元
    target: 7400
    actual: 6320
    prior: 5870
    breakdown:
      渠道:
        商超: {target: 2500, actual: 2150, prior: 2290}
        电商: {target: 4900, actual: 4170, prior: 3580}
  - {name: 毛利率, unit: "%", actual: 31.6, prior: 34.2}
  - {name: 体验店, unit: 家, target: 60, actual: 73, prior: 52}
  - {name: 培训学员, unit: 人, target: 320, actual: 347, prior: 286}
notes: [商超流失一家老客户，一年少96万元]
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[str]]:
    """Tells what became of each figure of a text: its fault, else nothing."""
    path = tmp_path_factory.mktemp("facts") / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    sheet = load_facts(path)
    return lambda text: [one.fault for one in bind(text, extract(text), sheet).verdicts]


@pytest.mark.parametrize("text", ["全年卖出烤箱{}台，比目标少{}台。", "全年卖出的烤箱只有{}台，离目标还差{}台。"])
def test_a_level_and_its_distance_in_each_others_place(text: str, outcomes: Callable[[str], list[str]]) -> None:
    assert outcomes(text.format(8140, 1460)) == ["", ""]
    assert outcomes(text.format(1460, 8140)) == ["misattributed-figure"] * 2


def test_a_value_beside_its_change_is_no_such_pair(outcomes: Callable[[str], list[str]]) -> None:
    assert outcomes("商超只做到2150万元，缺口350万元，同比少140万元。") == ["", "", ""]
    assert outcomes("体验店新增21家，超出目标13家。") == ["", ""]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("报名人数比任务{}27人。", "多", "少"),
        ("| 问题 | 表现 |\n|---|---|\n| 毛利率同比{}2.6个百分点 | 纸箱涨价 |", "下降", "增长"),
        ("| 指标 | 今年 | 较去年 |\n|---|---|---|\n| 销售额 | 6320万元 | {}7.7% |", "增长", "下降"),
    ],
)
def test_a_change_turned_round(text: str, right: str, wrong: str, outcomes: Callable[[str], list[str]]) -> None:
    assert not any(outcomes(text.format(right)))
    assert any(outcomes(text.format(wrong)))


def test_a_part_is_one_of_the_change_that_is_named(last_told: Callable[[str], str]) -> None:
    text = "商超流失一家老客户，一年少96万元，占商超同比减少额的{}。"
    assert last_told(text.format("68.6%")) == "销售额[渠道=商超].yoy_amount"
    assert last_told(text.format("27.4%")) != "销售额[渠道=商超].gap"


def test_a_share_of_then_is_no_part_of_now(outcomes: Callable[[str], list[str]]) -> None:
    text = "商超从2290万元到2150万元，份额由{}降到34.0%。"
    assert outcomes(text.format("近四成")) == ["", "", "", ""]
    assert outcomes(text.format("超三成"))[2]
