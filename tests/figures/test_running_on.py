"""Sentences that run on without marks, causes, members set aside, means over members: as reports are written."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 12000
    actual: 11000
    prior: 11800
    breakdown:
      区域:
        华东: {target: 4800, actual: 4080, prior: 4200}
        华南: {target: 2000, actual: 2040, prior: 1800}
        华北: {target: 5200, actual: 4880, prior: 5800}
  - {name: 销量, unit: 台, actual: 4499, prior: 4058}
  - {name: 均价, unit: 元/台, actual: 24450, prior: 29080}
  - {name: 费用率, unit: "%", better: lower, target: 8, actual: 7.5, prior: 8.2}
notes: []
"""


@pytest.mark.parametrize(
    "text",
    [
        "全年实现销售额[[11000万元]]达成率[[91.7%]]同比下降[[6.8%]]。",
        "华东销售额[[4080万元]]占比[[37.1%]]完成率[[85%]]同比下降[[2.9%]]。",
        "销售额[[11000万元]]较去年[[11800万元]]下降[[6.8%]]。",
        "销售额[[11000万元]]比目标少[[1000万元]]完成率[[91.7%]]。",
        "全年任务[[12000万元]]实际完成[[11000万元]]缺口[[1000万元]]。",
        "全年完成[[12000万元]]目标的[[91.7%]]。",
        "华东[[4080万元]]占[[37.1%]]华南[[2040万元]]占[[18.5%]]华北[[4880万元]]占[[44.4%]]。",
        "华南[[2040万元]]同比增长[[13.3%]]。",
        "华南[[2040万元]]同比有所增长。",
        "费用率[[7.5%]]同比下降[[0.7个百分点]]。",
        "华北少卖的[[920万元]]，比全公司减少的[[800万元]]还多。",
        "华东[[4080万元]]，比华南和华北加起来的[[6920万元]]少得多。",
        "华东[[4080万元]]。受华南拖累，只完成[[91.7%]]。",
        "因华北大客户流失，同比下降[[6.8%]]。",
        "剔除华北后，销售额[[6120万元]]，同比增长[[2%]]。",
        "不含华北，全年销售额[[6120万元]]，去年同期[[6000万元]]。",
        "除华北外，各区域都在增长，全年销售额[[11000万元]]，同比下降[[6.8%]]。",
        "除华北外，华东[[4080万元]]，华南[[2040万元]]。",
        "除老客户外，销售额[[11000万元]]。",
        "华东华北双双下滑，合计少卖[[1040万元]]，华南多卖[[240万元]]。",
        "平均每个区域完成3667万元。",
        "华东[[4080万元]]，其余两个区域合计[[6920万元]]。",
        "总部推动，其余两个区域合计的数还没有。全年[[11000万元]]。",
        "量增[[10.9%]]、价降[[15.9%]]。",
        "去年基数偏高（[[11800万元]]），全年下降[[6.8%]]。",
        "去年基数高，有[[11800万元]]。",
        "一句话：量比去年多[[10.9%]]，钱比去年少[[6.8%]]。",
        "变化最大的是华南：[[2040万元]]，同比[[+13.3%]]。",
    ],
)
def test_right_as_it_runs(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


@pytest.mark.parametrize(
    "text",
    [
        "华东销售额4080万元占比[[47.1%|wrong-derivation]]完成率85%。",
        "华南2040万元同比增长[[23.3%|wrong-derivation]]。",
        "剔除华北后，销售额[[6220万元|wrong-derivation]]，同比增长[[4.0%|wrong-derivation]]。",
        "平均每个区域完成[[3967万元|wrong-derivation]]。",
        "量增[[15.9%|misattributed-figure]]，均价24450元。",
    ],
)
def test_wrong_as_it_runs(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


def test_all_of_the_period_behind_a_part_of_it(holds: Callable[[str, str], None]) -> None:
    facts = """
period: "2025-H1"
metrics:
  - name: 销售额
    unit: 万元
    target: 480
    actual: 512
    breakdown:
      季度: {一季度: {target: 210, actual: 198}, 二季度: {target: 270, actual: 314}}
  - {name: 拜访, unit: 次, actual: 287}
"""
    holds(facts, "二季度[[314万元]]，超[[44万元]]，上半年[[512万元]]，多做[[32万元]]。拜访[[287趟]]。")
    holds(facts, "二季度[[314万元]]，上半年[[314万元|misattributed-figure]]。")


@pytest.mark.parametrize(
    "text",
    [
        "单价=销售额÷销量=11000万元÷4499台=[[24450元]]，同比少了[[4628元]]。",
        "单价=销售额÷销量=11000万元÷4499台=[[24450元]]，同比下降[[15.9%]]。",
    ],
)
def test_what_is_told_for_each_and_how_it_changed(text: str, holds: Callable[[str, str], None]) -> None:
    facts = """
period: "2025"
metrics:
  - {name: 销售额, unit: 万元, target: 12000, actual: 11000, prior: 11800}
  - {name: 销量, unit: 台, actual: 4499, prior: 4058}
"""
    holds(facts, text)
