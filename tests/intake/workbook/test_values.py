"""Values as cells hold them, and the units they are in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fupan.domain.role import Role
from fupan.errors import FactSheetError
from fupan.intake.workbook.read import read_workbook

HEAD = ["指标", "单位", "实际"]


@pytest.mark.parametrize(
    ("name", "unit", "value", "form", "told"),
    [
        ("销售额", "万元", "13,600", "", "13600万元"),
        ("销售额", "万元", "１３６００", "", "13600万元"),
        ("销售额", "万元", "1.36亿元", "", "1.36亿元"),
        ("销售额", "万元", "13600万", "", "13600万元"),
        ("销售额", "元", 136000000, '0!.0,"万"', "136000000元"),
        ("销售额", "万元", 136000000, '0!.0,"万"', "13600万元"),
        ("销售额", None, 13600, '#,##0"万元"', "13600万元"),
        ("销售额", "万元", 0.30000000000000004, "", "0.3万元"),
        ("回款率", None, 0.962, "0.0%", "96.2%"),
        ("回款率", "%", 0.962, "0.0%", "96.2%"),
        ("回款率", "%", "96.2%", "", "96.2%"),
        ("回款率", "%", 96.2, "", "96.2%"),
        ("回款率", None, "≥95%", "", "95%"),
        ("成交周期", "天", "48天", "", "48天"),
        ("人均产出", "万元/人", 95.6, "", "95.6万元/人"),
    ],
)
def test_value(read, name, unit, value, form, told, facts):
    reading = read({"2025年": [HEAD, [name, unit, value]]}, forms={"C2": form} if form else {})
    assert facts(reading) == {"2025年!C2": f"{name}.actual {told}"}


@pytest.mark.parametrize("blank", ["—", "-", "/", "无", "N/A", "暂无"])
def test_a_sign_for_nothing_is_nothing(read, blank, facts, left):
    reading = read({"2025年": [[*HEAD, "目标"], ["销售额", "万元", 1, blank]]})
    assert list(facts(reading)) == ["2025年!C2"]
    assert not left(reading)


def test_a_rate_without_a_sign_is_taken_and_said(read, facts):
    reading = read({"2025年": [["指标", "目标", "实际"], ["回款率", 0.9, 0.85]]})
    assert facts(reading) == {"2025年!B2": "回款率.target 90%", "2025年!C2": "回款率.actual 85%"}
    assert any("没有百分号" in str(warning) and "2025年!B2" in str(warning) for warning in reading.warnings)


def test_a_unit_nobody_wrote_is_said(read, facts, left):
    reading = read({"2025年": [["指标", "实际"], ["新客户数", 86], ["神秘指数", 3], ["销售额(万元)", 5]]})
    assert facts(reading)["2025年!B2"] == "新客户数.actual 86家"
    assert any("没有写单位" in str(warning) for warning in reading.warnings)
    assert "不知道「神秘指数」的单位" in left(reading)["2025年!B3"]


def test_the_unit_of_a_table_is_not_that_of_its_rates_and_counts(read, facts):
    rows = [["2025年（单位：万元）"], ["指标", "实际"], ["销售额", 1], ["毛利率", "30%"], ["新客户数", 3]]
    assert facts(read({"表": rows})) == {
        "表!B3": "销售额.actual 1万元", "表!B4": "毛利率.actual 30%", "表!B5": "新客户数.actual 3家",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "reason"),
    [("见附件", "不是一个数字"), ("#REF!", "错误值"), ("12000（含税）", "不是一个数字")],
)
def test_what_is_no_number_is_left_and_named(read, value, reason, left):
    rows = [[*HEAD, "目标"], ["销售额", "万元", 1, value], ["回款额", "万元", 1, 2]]
    reading = read({"2025年": rows})
    assert reason in left(reading)["2025年!D2"]
    assert any("2025年!D2" in str(warning) for warning in reading.warnings)


def test_every_fact_knows_its_cell(read):
    sheet = read({"指标": [["2025年"], HEAD, ["销售额", "万元", 13600]]}).sheet
    value = sheet.metrics[0].values[Role.ACTUAL]
    assert value.amount == Decimal(136000000)
    assert str(value.place).endswith("数据.xlsx!指标!C3")


def test_a_wrong_unit_is_refused_with_its_cell(save):
    path = save({"2025年": [HEAD, ["新客户数", "家", "12天"]]})
    with pytest.raises(FactSheetError, match=r"2025年!C2: 「12天」的单位是 天"):
        read_workbook(path)


def test_parts_that_do_not_make_their_total_are_told_with_both_cells(read):
    rows = [["区域", "销售额(万元)"], ["华东", 60], ["华南", 30], ["合计", 100]]
    warnings = "\n".join(map(str, read({"2025年": rows}).warnings))
    assert "90万元（2025年!B2、B3）" in warnings
    assert "100万元（2025年!B4）" in warnings


def test_a_fact_with_two_values_is_told_with_both_cells(read):
    reading = read(
        {
            "总览": [["2025年"], HEAD, ["销售额", "万元", 120]],
            "分区": [["区域", "销售额(万元)"], ["甲", 115], ["合计", 115]],
        }
    )
    told = next(str(warning) for warning in reading.warnings if "有两个值" in str(warning))
    assert "总览!C3 是 120万元" in told
    assert "分区!B3 是 115万元" in told


def test_computed_columns_are_checked_and_not_taken(read, facts):
    rows = [["指标", "单位", "目标", "实际", "完成率", "同比"], ["销售额", "万元", 100, 120, "115%", "8%"]]
    reading = read({"2025年": rows})
    assert list(facts(reading)) == ["2025年!C2", "2025年!D2"]
    told = next(str(warning) for warning in reading.warnings if "2025年!E2" in str(warning))
    assert "完成率是 115%" in told
    assert "120万元 ÷ 100万元 = 120%" in told
    assert not any("2025年!F2" in str(warning) for warning in reading.warnings)  # no prior: it cannot be checked


def test_what_rounds_to_the_computed_value_agrees(read):
    rows = [["指标", "单位", "目标", "实际", "完成率", "差额"], ["销售额", "万元", 300, 200, "66.7%", -100]]
    assert read({"2025年": rows}).warnings == ()


def test_hidden_rows_and_columns_are_left_and_said(read, facts, left):
    def hide(book):
        book.worksheets[0].column_dimensions["D"].hidden = True

    reading = read({"2025年": [[*HEAD, "目标"], ["销售额", "万元", 1, 2]]}, then=hide)
    assert list(facts(reading)) == ["2025年!C2"]
    assert "隐藏" in left(reading)["2025年!D2"]
