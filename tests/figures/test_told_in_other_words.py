"""What a text says in words of its own: 我, a metric by its verb, a member by its value, a goal said to be reached."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fupan.api import load_facts
from fupan.checks.run import check_text

FACTS = """
period: "2025-10"
author: {name: 苏晓棠}
metrics:
  - name: 销售收入
    unit: 万元
    target: 260
    actual: 241.3
    prior: 233.1
    plan: 280
    breakdown:
      姓名:
        葛嘉宁: {target: 80, actual: 86.4, prior: 71.5}
        苏晓棠: {target: 90, actual: 72.7, prior: 81.2}
        其他: {target: 90, actual: 82.2, prior: 80.4}
      业务:
        上门保洁: {target: 140, actual: 121.8, prior: 129.9}
        老旧小区清洗: {target: 60, actual: 74.6, prior: 51.2}
        驻点服务: {target: 60, actual: 44.9, prior: 52}
  - name: 新增会员
    unit: 位
    target: 640
    actual: 655
    prior: 702
    breakdown:
      姓名:
        葛嘉宁: {target: 210, actual: 236, prior: 205}
        苏晓棠: {target: 230, actual: 164, prior: 247}
        其他: {target: 200, actual: 255, prior: 250}
  - {name: 续卡率, unit: "%", target: 82, actual: 78.6, prior: 81, previous: 77.9}
  - {name: 投诉, unit: 件, better: lower, target: 20, actual: 27, prior: 22}
notes:
  - 续卡率环比回升0.7个百分点
  - 最大的一单81.6万元，是和苑物业
  - 零散小单21.6万元
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        # 我, where the author is one of the members
        ("葛嘉宁[[86.4万元]]，比我多[[13.7万元]]。", "葛嘉宁[[86.4万元]]，比我多[[31.7万元|wrong-derivation]]。"),
        ("我的[[72.7万元]]占合计的[[30.1%]]。", "我的[[86.4万元|misattributed-figure]]占合计的[[30.1%]]。"),
        # a metric by its verb
        ("葛嘉宁新增[[236位]]，完成率112.4%。", "葛嘉宁新增[[255位|misattributed-figure]]，完成率112.4%。"),
        ("去年10月新增[[702位]]。", "去年10月新增[[655位|wrong-role]]。"),
        # a member that is known by its value
        (
            "旧改做了[[74.6万元]]，比目标多[[14.6万元]]。",
            "驻点做了[[44.9万元]]，比目标[[多|wrong-direction]]15.1万元。",
        ),
        # goals said to be reached
        ("续卡率[[78.6%]]，没达到[[82%]]的目标。", "续卡率[[78.6%]]，达到[[82%|wrong-direction]]的目标。"),
        ("投诉[[27件]]，超出[[20件]]的目标。", "投诉[[27件]]，控制在目标[[20件|wrong-direction]]以内。"),
        ("续卡率[[78.6%]]，低于[[82%]]的目标。", "续卡率[[78.6%]]，高于[[82%|wrong-direction]]的目标。"),
        ("2025年11月销售收入目标[[280万元]]。", "销售收入[[241.3万元]]，目标[[280万元|wrong-role]]。"),
        # a note carries no figure that goes the other way
        ("续卡率环比回升[[0.7个百分点]]。", "续卡率环比[[下降|wrong-direction]]0.7个百分点。"),
    ],
)
def test_what_is_meant_is_held_against_the_facts(right: str, wrong: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, right)
    holds(FACTS, wrong)


@pytest.mark.parametrize(
    "text",
    [
        "销售收入241.3万元，最大的一单和苑物业就占[[81.6万元]]，超过[[三分之一]]。",
        "最大的一单和苑物业占[[81.6万元]]，超过三成。",
        "零散小单占[[21.6万元]]，超过三分之一。",  # of something else
        "老旧小区清洗占比[[30.9%]]，比去年同月的[[22%]]高[[8.9个百分点]]。",
        "我们新增了655位，我觉得还不够，我的团队里有3位新人。",
        "门店新增12位临时工。",  # not members of a club
        "比上月新增会员时多跑了路。",
        "续卡率78.6%，争取达到82%的目标。",
        "续卡率78.6%，只差一点就达到82%的目标。",
        # a value alone, or what is told in another sentence, makes no member known
        "旧改做了[[74.6万元|misattributed-figure]]，比目标多[[12万元|wrong-derivation]]。",
        "旧改做了[[74.6万元|misattributed-figure]]。比目标多[[14.6万元|misattributed-figure]]。",
    ],
)
def test_other_words_are_left_alone(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


_TEAM = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 9000
    actual: 8400
    breakdown:
      季度:
        三季度: {actual: 4400}
        四季度: {actual: 4000}
      成员:
        王强: {target: 4000, actual: 4100}
        王芳芳: {target: 5000, actual: 4300}
"""


@pytest.mark.parametrize(
    "text",
    [
        "芳芳[[4300万元|销售额[成员=王芳芳].actual]]，王强[[4100万元|销售额[成员=王强].actual]]。",
        "老王4300万元。",  # which of the two
        "今年的二、三季度销售额4400万元。",  # the sheet has no second quarter
    ],
)
def test_names_that_two_share_and_quarters_that_the_sheet_does_not_have(
    text: str, holds: Callable[[str, str], None]
) -> None:
    holds(_TEAM, text)


def test_an_author_who_is_no_member_is_somebody_unknown(holds: Callable[[str, str], None]) -> None:
    holds(FACTS.replace("苏晓棠}", "谢安}"), "葛嘉宁86.4万元，比我多13.7万元。")


def test_a_goal_told_the_wrong_way_round_is_told_with_what_was_done(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (found,) = check_text("续卡率78.6%，高于82%的目标。", load_facts(tmp_path / "facts.yaml")).errors
    assert found.message == "「82%」比反了：续卡率实际 78.6%，低于目标"


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("续卡率87.6%。", "78.6%"),  # two digits turned
        ("续卡率78.8%。", "78.6%"),  # close to it
        ("销售收入242.3万元。", "241.3万元"),
        ("销售收入233.1万元。", "241.3万元"),  # the value of another year
        ("销售收入1860万元。", None),  # this may be anything
    ],
)
def test_a_fix_is_offered_where_one_thing_is_to_mend(text: str, fix: str | None, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (found,) = check_text(text, load_facts(tmp_path / "facts.yaml")).errors
    assert found.fix == fix
