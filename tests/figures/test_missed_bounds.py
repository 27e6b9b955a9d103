"""Bounds on the wrong side of what notes and steps give, and words that are no bounds or no more than that."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fupan.api import load_facts
from fupan.checks.run import check_text

FACTS = """
period: "2025-Q3"
metrics:
  - name: 销售额
    unit: 万元
    target: 5000
    actual: 4680
    prior: 4100
    plan: 5270
    breakdown:
      渠道:
        经销商: {actual: 2680, prior: 2400, target: 2800}
        直营: {actual: 1640, prior: 1400, target: 1800}
        线上: {actual: 360, prior: 300, target: 400}
  - {name: 净利润, unit: 万元, target: 520, actual: -310, prior: 258}
  - {name: 门店, unit: 家, target: 240, actual: 214, prior: 236}
  - {name: 市场占有率, unit: "%", actual: 21.4, prior: 20.1, benchmark: 27.9}
notes:
  - 展会签单近三分之二来自老客户
  - 新品路演36场，现场签单1245万元
  - 维修投诉112起，比上年少30起
  - 9月单月卖出1790万元
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("9月单月卖出1790万元，占全季的{}。", "近四成", "超四成"),
        ("新品路演36场，现场签单1245万元，场均{}。", "近35万元", "超35万元"),
        ("展会签单{}来自老客户。", "近三分之二", "超三分之二"),
        ("直营1640万元，线上360万元，其余经销商{}。", "近2700万元", "超2700万元"),
        ("门店新开8家、关了30家，剩{}。", "近220家", "超220家"),
        ("9月单月卖出1790万元，占全季的{}。", "超三成", "不足三成"),  # 38.2%
        ("新品路演36场，现场签单1245万元，等于经销商那块的{}。", "超四成", "不足四成"),  # 46.5%
        ("卖得最多的是经销商{}。", "近2700万元", "超2700万元"),
        ("全季净亏损{}。", "超300万元", "近300万元"),
        ("下季销售额要比今年多出{}。", "近600万元", "超600万元"),
        ("净利润亏损310万元，与{}的目标差得很远。", "超500万元", "超530万元"),
    ],
)
def test_the_bound_is_held_against_what_the_words_give(
    text: str, right: str, wrong: str, last_told: Callable[[str], str]
) -> None:
    assert last_told(text.format(right)) not in {"wrong-bound", "contradicted-figure", "unsupported-figure"}
    assert last_told(text.format(wrong)) == "wrong-bound"


@pytest.mark.parametrize(
    "text",
    [
        "全季4680万元，目标4500万元，超180万元。",  # by how much
        "9月卖得好，其中近一半是老客户的单子。",
        "工程客户贡献超三分之二。",  # a note tells nearly as much, of something else
        "销售额4680万元，展会占四成多。",
    ],
)
def test_what_leaves_it_open(text: str, last_told: Callable[[str], str]) -> None:
    assert last_told(text) != "wrong-bound"


def test_two_levels_told_give_the_bound(last_told: Callable[[str], str]) -> None:
    text = "展厅原来450平米、去年腾出来130平米，{}。"
    assert last_told(text.format("近三成")) != "wrong-bound"


def test_a_note_carries_no_bound_far_from_what_it_tells(last_told: Callable[[str], str]) -> None:
    assert last_told("维修投诉不足115起。") == "note"
    assert last_told("维修投诉不足140起。") != "note"


def test_means_and_sums_are_no_distance_from_the_target(last_told: Callable[[str], str]) -> None:
    assert last_told("直营、线上两个渠道合计超1900万元。") == "销售额[渠道=直营+线上].actual_sum"
    assert last_told("直营超100万元。") != "销售额[渠道=直营].actual"


def test_nobody_tells_all_of_itself_as_a_bound(last_told: Callable[[str], str]) -> None:
    assert last_told("缺口中，经销商占超九成。") != "销售额[渠道=经销商].actual_gap_share_target"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("展会签单超三分之二来自老客户。", "和要点里的「近三分之二」合不上：展会签单近三分之二来自老客户"),
        (
            "新品路演36场，现场签单1245万元，场均超35万元。",
            "由要点里的数算出来小于 35万元：新品路演36场，现场签单1245万元",
        ),
        ("直营1640万元，按月均摊是超560万元。", "由前文和数据表的数算出来小于 560万元"),
    ],
)
def test_the_finding_tells_what_the_bound_does_not_fit(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    (found,) = check_text(text, load_facts(path)).errors
    assert found.message == f"「超」用错了：{said}"
