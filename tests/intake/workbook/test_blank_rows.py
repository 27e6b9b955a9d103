"""Empty rows and signs for nothing inside a table do not part it; where nobody can tell, the empty row is named."""

import pytest

from fupan.errors import FactSheetError

N = None
HEAD = ["指标", "目标", "实际", "完成率", "上月"]
FIRST = ["销售收入（万元）", 500, 450, 0.9, 430]


def notes_of(reading):
    return [(note.key, note.text) for note in reading.sheet.notes]


def told(reading):
    return "\n".join(str(warning) for warning in reading.warnings)


@pytest.mark.parametrize("nothing", [N, "/", "-", "无", "暂无"])
def test_a_table_goes_on_below_an_empty_row(read, facts, nothing):
    rows = [
        ["2025年9月经营情况"],
        HEAD,
        FIRST,
        [],
        ["回款率（%）", 98, 95, nothing, 97],
        ["新增客户（家）", 40, 36, 0.9, 33],
        [],
        ["投诉（件）", 10, 12, nothing, 9],
    ]
    reading = read({"月报": rows}, forms={"D3": "0%", "D6": "0%"})
    found = facts(reading)
    assert found["月报!B5"] == "回款率.target 98%"
    assert found["月报!C6"] == "新增客户.actual 36家"
    assert found["月报!E8"] == "投诉.previous 9件"
    assert "空行" not in told(reading)


def test_a_header_and_its_rows_with_an_empty_row_between(read, facts):
    rows = [["指标", "单位", "目标", "实际"], [], ["销售额", "万元", 100, 120], ["回款率", "%", 95, 96]]
    assert facts(read({"2025年": rows}))["2025年!D4"] == "回款率.actual 96%"


def test_an_empty_row_ends_the_parts_of_a_metric(read, facts):
    rows = [
        ["指标", "目标", "实际"],
        ["销售额（万元）", 100, 120],
        ["其中：直营", 60, 70],
        [],
        ["样品申领", 10, 9],
    ]
    assert facts(read({"2025年": rows})).get("2025年!C5", "").startswith("销售额[") is False


def test_the_total_below_an_empty_row_is_that_of_the_table(read, facts):
    rows = [["区域", "目标", "实际"], ["华东", 60, 70], ["华南", 40, 50], [], ["合计", 100, 120]]
    found = facts(read({"表": [["2025年销售额（万元）"], *rows]}))
    assert found["表!C4"] == "销售额[区域=华南].actual 50万元"
    assert found["表!C6"] == "销售额.actual 120万元"


def test_notes_go_on_below_an_empty_row(read):
    sheets = {
        "2025年": [["指标", "单位", "实际"], ["销售额", "万元", 120]],
        "要点": [["序号", "要点"], [1, "大客户续约晚了两个月"], [], [2, "新渠道开了三家店"]],
    }
    assert notes_of(read(sheets)) == [("general", "大客户续约晚了两个月"), ("general", "新渠道开了三家店")]


def test_a_list_of_its_own_below_an_empty_row_is_none_of_the_table(read, facts):
    rows = [["区域", "目标", "实际"], ["华东", 60, 70], ["华南", 40, 50], [], ["客单价（元）", 350]]
    found = facts(read({"表": [["2025年销售额（万元）"], *rows]}))
    assert found["表!C3"] == "销售额[区域=华东].actual 70万元"
    assert found["表!B6"] == "客单价.actual 350元"


@pytest.mark.parametrize(
    ("below", "why"),
    [
        ([["销售收入（万元）", 600, 550, 520], ["回款率（%）", 97, 95, 94]], "the same names again: of another time"),
        ([["甲产品", "乙产品", 12, 13, 14, 15]], "more columns than the table above"),
    ],
)
def test_rows_that_nobody_can_place_name_the_empty_row(read, facts, below, why):
    rows = [
        ["指标", "目标", "实际", "上月"],
        ["销售收入（万元）", 500, 450, 430],
        ["回款率（%）", 98, 96, 95],
        [],
        *below,
    ]
    reading = read({"2025年9月": rows})
    assert "工作表「2025年9月」第 4 行是空行，下面第 5 行起没有表头" in told(reading), why
    assert "删去空行" in told(reading)
    assert facts(reading)["2025年9月!C3"] == "回款率.actual 96%"
    assert {at for at in facts(reading) if int(at[-1]) > 4} == set()


def test_a_title_above_rows_without_a_header_names_the_empty_row_too(read, facts):
    rows = [["指标", "目标", "实际"], ["销售收入（万元）", 500, 450], [], ["服务"], ["回款率（%）", 97, 95, 94]]
    reading = read({"2025年9月": rows})
    assert "第 3 行是空行，下面第 5 行起没有表头" in told(reading)
    assert set(facts(reading)) == {"2025年9月!B2", "2025年9月!C2"}


def test_the_empty_row_is_named_where_nothing_can_be_taken(read):
    rows = [["指标", "目标", "上月"], ["销售收入（万元）", 500, 450], [], ["回款率（%）", 97, 95, 94]]
    with pytest.raises(FactSheetError, match="第 3 行是空行"):
        read({"2025年9月": rows})


def test_two_tables_with_headers_stay_two(read, facts):
    rows = [
        ["指标", "目标", "实际"], ["销售额（万元）", 100, 120], [],
        ["指标", "实际", "目标"], ["回款率（%）", 96, 95],
    ]  # fmt: skip
    reading = read({"2025年": rows})
    assert facts(reading)["2025年!B5"] == "回款率.actual 96%"
    assert "空行" not in told(reading)


def test_a_hidden_row_does_not_part_a_table(read, facts):
    rows = [["指标", "目标", "实际"], ["销售额（万元）", 100, 120], ["旧指标", 1, 2], ["回款率（%）", 95, 96]]

    def hide(book):
        book.worksheets[0].row_dimensions[3].hidden = True

    assert facts(read({"2025年": rows}, then=hide))["2025年!C4"] == "回款率.actual 96%"


@pytest.mark.parametrize("head", [["要点"], ["2025年9月工作要点"], []])
@pytest.mark.parametrize("name", ["要点", "工作要点"])
def test_a_sheet_of_one_column_called_points_is_a_list_of_notes(read, name, head):
    notes = [["大客户续约晚了两个月，到2026年1月才签"], ["新渠道开了三家店"]]
    sheets = {"指标": [["周期：2025年9月"], HEAD[:3], FIRST[:3]], name: [*([head] if head else []), *notes]}
    reading = read(sheets)
    assert notes_of(reading) == [("general", note) for (note,) in notes]
    assert "没有取" not in told(reading)


def test_a_column_headed_points_is_a_list_of_notes_whatever_the_sheet_is_called(read):
    sheets = {"指标": [["周期：2025年9月"], HEAD[:3], FIRST[:3]], "Sheet2": [["要点"], ["新渠道开了三家店"]]}
    assert notes_of(read(sheets)) == [("general", "新渠道开了三家店")]


def test_notes_do_not_tell_the_period(read):
    sheets = {"要点": [["2024年12月签的单到今年才回款"], ["2024年12月的单"]], "2025年9月": [HEAD[:3], FIRST[:3]]}
    assert str(read(sheets).sheet.period) == "2025-09"


def test_no_sheet_is_left_aside_without_a_word(read):
    sheets = {"指标": [["周期：2025年9月"], HEAD[:3], FIRST[:3]], "想法": [["新渠道开了三家店"]]}
    assert "工作表「想法」没有取" in told(read(sheets))
    assert "工作表「填写说明」" not in told(read({**sheets, "填写说明": [["每月5日前填"]]}))


@pytest.mark.parametrize(
    ("number", "agrees"),
    [
        (0.9448837209302325, True),
        (0.944883720930232, True),
        (0.945, True),
        (0.94, True),
        (0.9461, False),
        (0.94489, False),
    ],
)
def test_a_rate_that_a_program_stored_agrees_with_the_recomputed_one(read, number, agrees):
    rows = [["指标", "目标", "实际", "完成率"], ["销售收入（万元）", 860, 812.6, number]]
    reading = read({"2025年9月": rows}, forms={"D2": "0.0%"})
    assert ("重新计算是" not in told(reading)) == agrees
