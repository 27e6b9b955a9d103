"""What ordinary summaries reckon and name in passing: each right and wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fupan.api import load_facts
from fupan.checks.run import check_text

FACTS = """
period: "2025-11"
author: {name: 沈知微, role: 主管, team: 团购部}
metrics:
  - name: 销售额
    unit: 万元
    target: 1500
    actual: 1580
    prior: 1360
    previous: 1420
    plan: 1760
    breakdown:
      城市:
        临川: {target: 600, actual: 568, prior: 590, previous: 560}
        丰城: {target: 500, actual: 628, prior: 470, previous: 520}
        樟树: {target: 400, actual: 384, prior: 300, previous: 340}
      品种:
        三元礼盒: {actual: 930, prior: 760}
        维生素C: {actual: 650, prior: 600}
  - {name: 销量, unit: 箱, target: 7000, actual: 7300, prior: 6600, plan: 8100}
  - {name: 进店, unit: 户, actual: 320, prior: 290}
  - {name: 退店, unit: 户, actual: 265, prior: 180}
  - {name: 投标数, aliases: [投标], unit: 个, actual: 31, prior: 24}
  - {name: 中标数, unit: 个, actual: 11, prior: 7}
  - {name: 中标率, unit: "%", actual: 35.5, prior: 29.2}
  - {name: 员工, unit: 人, actual: 33, prior: 30, plan: 40}
notes:
  - 平台扣款12笔共8.6万元，已追回5.1万元
  - 客服接单962单，超时47单
  - 全部门68人，司龄5年以上的23人
"""


@pytest.fixture
def rules(tmp_path: Path) -> Callable[[str], list[str]]:
    """The rules that a text offends against."""
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    sheet = load_facts(path)
    return lambda text: [one.rule for one in check_text(text, sheet).errors]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        # shares of a change that a noun names
        ("丰城628万元，整个部门的同比增量里有[[71.8%]]来自它。",
         "丰城628万元，整个部门的同比增量里有[[41.8%|wrong-derivation]]来自它。"),
        ("同比增量的[[71.8%]]来自丰城。", "同比增量的[[51.8%|wrong-derivation]]来自丰城。"),
        ("丰城628万元，部门增加的那一块里，丰城就占了[[七成多]]。",
         "丰城628万元，部门增加的那一块里，丰城就占了[[五成多|wrong-derivation]]。"),
        ("丰城628万元，樟树384万元。这两样一共比去年多做了[[242万元]]，同比增量的[[110.0%]]是它们贡献的。",
         "丰城628万元，樟树384万元。这两样一共比去年多做了[[242万元]]，同比增量的[[110.0%]]是它们给的。"),
        # all of the team by a short name
        ("丰城比去年多了158万元，而整个团购一共才多[[220万元]]。",
         "丰城比去年多了158万元，而整个团购一共才多[[202万元|wrong-derivation]]。"),
        # what a note leaves, and rates of what it counts
        ("平台扣款12笔共8.6万元，还有[[3.5万元]]没追回来。",
         "平台扣款12笔共8.6万元，还有[[4.5万元|contradicted-figure]]没追回来。"),
        ("客服超时率[[4.9%]]，还要压。", "客服超时率[[14.9%|unsupported-figure]]，还要压。"),
        ("部门68个人，司龄5年以上的有[[23个]]。", "部门68个人，司龄5年以上的有[[32个|unsupported-figure]]。"),
        # of two metrics the former and the latter
        ("12月定下销售额1760万元、销量8100箱的目标，前者较本月增长[[11.4%]]，后者要多做[[800箱]]。",
         "12月定下销售额1760万元、销量8100箱的目标，前者较本月增长[[11.0%|misattributed-figure]]，后者要多做[[800箱]]。"),
        # the same difference of two metrics, now and then
        ("进店320户，退店265户，净进[[55户]]，去年同期净进是110户。",
         "进店320户，退店265户，净进[[55户]]，去年同期净进是[[190户|contradicted-figure]]。"),
        # whose goal it is stands beside it
        ("任务[[1760万元]]，在11月基础上还要加[[180万元]]。", "任务[[1580万元|wrong-role]]，达成105.3%。"),
        ("5、12月安排\n\n任务[[1760万元]]，重点是礼盒。", "5、本月回顾\n\n任务[[1760万元|wrong-role]]，重点是礼盒。"),
        # the one member that the sentence has just named
        ("最难的是临川，做了[[568万元]]。樟树还在爬坡。",
         "最难的是樟树，做了[[568万元|misattributed-figure]]。临川还在爬坡。"),
        ("丰城最亮眼，任务[[500万元]]，做了628万元。樟树一般。",
         "樟树最亮眼，任务[[500万元|misattributed-figure]]，做了384万元。丰城一般。"),
        # names with numerals, and names that end in a letter
        ("三元礼盒[[930万元]]，维生素C[[650万]]。",
         "三元礼盒[[650万元|misattributed-figure]]，维生素C[[930万|misattributed-figure]]。"),
        # a part between its whole and their rate
        ("投标[[31个]]，中了11个，中标率[[35.5%]]。", "投标[[31个]]，中了[[7个|wrong-role]]，中标率[[35.5%]]。"),
        ("投标[[31个]]，中了11个，中标率[[35.5%]]。",
         "投标[[31个]]，中了[[19个|contradicted-figure]]，中标率[[35.5%]]。"),
        # levels and distances in each other's place, whatever each alone may pass for
        ("樟树做到[[384万元]]，离任务还差[[16万元]]。",
         "樟树做到[[16万元|misattributed-figure]]，离任务还差[[384万元|misattributed-figure]]。"),
        ("销售额1580万元，完成目标[[1500万元]]的105.3%，超额[[80万元]]。",
         "销售额1580万元，完成目标[[80万元|misattributed-figure]]的105.3%，超额[[1500万元|misattributed-figure]]。"),
        ("丰城[[628万元]]，超[[128万元]]。",
         "丰城[[128万元|misattributed-figure]]，超[[628万元|misattributed-figure]]。"),
    ],
)  # fmt: skip
def test_reckoned_in_passing(right: str, wrong: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, right)
    holds(FACTS, wrong)


@pytest.mark.parametrize(
    "text",
    [
        "临川568万元、丰城628万元，这两块加起来占了75.7%。",
        "皖北、苏北两块加起来谈了三轮。",
        "5、本月安排\n\n任务1500万元，重点是礼盒。",
        "丰城和樟树比，丰城628万元，樟树384万元。",
    ],
)
def test_left_alone(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("员工新增7人，达到40人。", "员工新减7人，达到40人。"),
        ("销售额1580万元，任务超了80万元，较去年的1360万元增加220万元。",
         "销售额1580万元，任务超了80万元，较去年的1360万元减少220万元。"),
    ],
)  # fmt: skip
def test_changes_turned_round(right: str, wrong: str, rules: Callable[[str], list[str]]) -> None:
    assert rules(right) == []
    assert rules(wrong)
    assert set(rules(wrong)) <= {"wrong-direction", "wrong-role"}


def test_a_share_of_a_change_that_they_gave_is_left_alone(last_told: Callable[[str], str]) -> None:
    assert last_told("同比增量的40.0%是它们给的。") == "unchecked"


def test_a_level_of_another_metric_is_in_nobodys_place(holds: Callable[[str, str], None]) -> None:
    holds(FACTS, "员工[[33人]]，比去年多[[3人]]。")
