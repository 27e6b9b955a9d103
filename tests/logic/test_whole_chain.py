from __future__ import annotations

import pytest

from fupan.domain.factsheet import Entities, FactSheet, Note
from fupan.domain.period import Period
from fupan.logic.assign import assign_notes
from fupan.logic.cues import NO_NAMES, Names
from fupan.logic.whole_chain import opens_item, pieces
from fupan.prompting.loader import load_template

MONTHLY = load_template("sales-monthly", prompts=False)
ANNUAL = load_template("sales-leader-annual", prompts=False)


def placed(template, section: str, *notes: str) -> list[tuple[str, int]]:
    made = tuple(Note(f"n{number}", text, section) for number, text in enumerate(notes, start=1))
    return [(one.step_id, one.item) for one in assign_notes(FactSheet(Period(2025), (), made), template)]


def test_each_task_told_in_one_breath_is_a_row_of_its_own_in_the_order_of_the_notes():
    assert placed(
        MONTHLY,
        "plan",
        "盘一遍库房，交一张差异表，仓管老吴负责，8月10日前",
        "换掉旧报价单，法务和财务先看一遍，小林牵头，8月15日前",
        "补签两份合同，交扫描件，小林负责，8月20日前",
    ) == [("task", 0), ("task", 1), ("task", 2)]


def test_each_measure_told_in_one_breath_is_an_item():
    assert placed(
        MONTHLY,
        "measures",
        "针对漏接电话，值班改成两人一班，漏接率压到3%",
        "针对发错货，出库改为扫码，错发压到每月2单",
    ) == [("basis", 0), ("basis", 1)]


def test_links_of_a_chain_on_their_own_stay_together():
    assert placed(
        ANNUAL,
        "risks",
        "风险：对手可能再降价",
        "信号：一个月内3个标低我们一成",
        "应对：备好置换补贴，老周牵头，2月底前",
    ) == [("risk", 0), ("signal", 0), ("response", 0)]


def test_a_risk_told_with_its_signal_is_the_next_risk():
    assert placed(
        ANNUAL,
        "risks",
        "邻省再改统一招标，概率大，信号是教育局挂出征求意见稿",
        "应对：备一款低价款，易知秋2月底前出报价",
        "老商退场风险，信号是库存超60天",
        "信号：一个月没有补货",
        "应对：章若兰每月看一次数",
    ) == [("risk", 0), ("response", 0), ("risk", 1), ("signal", 1), ("response", 1)]


@pytest.mark.parametrize(
    ("section", "text"),
    [
        (MONTHLY.section("plan"), "任务：盘一遍库房，交一张差异表，8月10日前"),
        (ANNUAL.section("strategy"), "市场还在扩，主攻园区，做到300万元"),
        (ANNUAL.section("people"), "林悦做了642万元，占5%，她的地图组里照着用"),
        (ANNUAL.section("gap"), "缺口432万元，外部是降价，内部是离职，影响整体"),
    ],
    ids=["a label names a step", "named items", "an item a person", "one chain only"],
)
def test_what_opens_no_item(section, text):
    assert opens_item(text, [step.id for step in section.steps], section) == ""


def test_a_row_is_cut_into_cells():
    steps = MONTHLY.section("plan").steps
    assert pieces("谈妥两家换机，交签字合同，大客户经理钟凯负责，12月25日前", steps, NO_NAMES) == [
        ("task", "谈妥两家换机"),
        ("deliverable", "交签字合同"),
        ("owner", "大客户经理钟凯负责"),
        ("deadline", "12月25日前"),
    ]


def test_cells_keep_the_order_of_the_steps_and_join_what_belongs_together():
    steps = MONTHLY.section("plan").steps
    names = Names(Entities(people=("阿昌",)))
    assert pieces("定线路；月底前；阿昌负责，仓库配合", steps, names)[0] == ("task", "定线路")
    assert "".join(text for _, text in pieces("，；。", steps, names)) == ""
