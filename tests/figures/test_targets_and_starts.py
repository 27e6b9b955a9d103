"""Figures that name the target by what stands behind them, the start of a plan, marks that are held or missed."""

from pathlib import Path

import pytest

from fupan.api import load_facts
from fupan.checks.run import check_text
from fupan.domain.factsheet import FactSheet

SHEET = """
period: "2025-06"
metrics:
  - {name: 销售额, unit: 万元, target: 3800, actual: 3534, prior: 3300, previous: 3420}
  - {name: 旧改销售额, unit: 万元, target: 1000, actual: 1125, prior: 900}
  - {name: 赢单率, unit: "%", target: 45, actual: 47.3, prior: 43}
  - {name: 市场增速, unit: "%", actual: 14.2, prior: 19.5}
  - {name: 缺货次数, unit: 次, actual: 14, previous: 9, plan: 4}
  - {name: 审批时长, unit: 天, better: lower, actual: 3, prior: 8}
  - {name: 全年任务, unit: 万元, target: 7600}
  - {name: 净收入留存率, unit: "%", target: 105, actual: 97, prior: 103}
  - name: 获客成本
    unit: 元/家
    actual: 1100
    breakdown:
      渠道:
        平台: {actual: 820}
        上门: {actual: 1460}
"""


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> FactSheet:
    """The fact sheet of the rows."""
    path: Path = tmp_path_factory.mktemp("facts") / "facts.yaml"
    path.write_text(SHEET, encoding="utf-8")
    return load_facts(path)


@pytest.mark.parametrize(
    ("text", "told", "source"),
    [
        ("本月完成销售额3534万元，为3800万元目标的93%。", "3800万元", "销售额.target"),
        ("旧改做了1125万元，超出1000万元的计划。", "1000万元", "旧改销售额.target"),
        ("销售额3534万元，赢单率47.3%均好于目标的说法只对一半。", "47.3%", "赢单率.actual"),
        ("市场增速从19.5%降到14.2%，慢了5.3个百分点。", "5.3个百分点", "市场增速.change_pp"),
        ("下月把缺货次数从14次压到4次。", "14次", "缺货次数.actual"),
        ("审批时长改前8天，改后3天。", "8天", "审批时长.prior"),
        ("全年任务7600万元，本月做了3534万元。", "7600万元", "全年任务.target"),
        ("获客成本平台820元，比上门便宜640元。", "640元", "获客成本[渠道=平台].actual_difference_上门"),
    ],
)
def test_what_a_figure_is_held_against(text: str, told: str, source: str, sheet: FactSheet) -> None:
    report = check_text(text, sheet)
    assert next(one.source for one in report.figures if one.text.endswith(told)) == source
    assert not report.errors


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("本月完成销售额3534万元，为3600万元目标的93%。", "contradicted-figure"),
        ("市场增速从19.5%降到14.2%，快了5.3个百分点。", "wrong-direction"),
        ("审批时长改前9天，改后3天。", "contradicted-figure"),
        ("全年任务7900万元，时间过半。", "contradicted-figure"),
    ],
)
def test_a_wrong_one_is_found(text: str, rule: str, sheet: FactSheet) -> None:
    assert [one.rule for one in check_text(text, sheet).errors] == [rule]


def test_a_mark_that_is_not_held_is_no_rounding(sheet: FactSheet) -> None:
    assert not check_text("净收入留存率没有守住100%。", sheet).findings
    assert [one.rule for one in check_text("净收入留存率100%。", sheet).findings] == ["loose-rounding"]


def test_some_hundreds_are_no_figure(sheet: FactSheet) -> None:
    assert not check_text("丢一家就是几百万元。", sheet).errors
