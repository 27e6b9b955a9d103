# ruff: noqa: E501 - a row of a sheet is a line
"""The shapes tables come in; each case says what its cells become."""

from __future__ import annotations

from datetime import date

import pytest

N = None
YEAR = [["2025年度销售数据（万元）"], []]
CASES = {
    "indicators in rows, roles in columns, the unit in a column": (
        [["指标", "单位", "完成", "任务", "上年"], ["销售额", "万元", 2, 1, 3]],
        {"C4": "销售额.actual 2万元", "D4": "销售额.target 1万元", "E4": "销售额.prior 3万元"},
    ),
    "a total column of months; the target is told by the row": (
        [["指标", "1月", "2月", "合计"], ["销售额目标（万元）", 1, 2, 3]],
        {"B4": "销售额[月份=1月].target 1万元", "C4": "销售额[月份=2月].target 2万元", "D4": "销售额.target 3万元"},
    ),
    "months below years": (
        [["区域", "2024年销售额（万元）", N, "2025年销售额（万元）"], [N, "1月", "2月", "1月"], ["华东", 1, 2, 3]],
        {
            "B5": "销售额[区域·月份=华东·1月].prior 1万元",
            "C5": "销售额[区域·月份=华东·2月].prior 2万元",
            "D5": "销售额[区域·月份=华东·1月].actual 3万元",
        },
    ),
    "months as rows, years as columns": (
        [["月份", "2024年销售额(万元)", "2025年销售额(万元)"], ["1月", 1, 2], ["合计", 3, 4]],
        {
            "B4": "销售额[月份=1月].prior 1万元", "C4": "销售额[月份=1月].actual 2万元",
            "B5": "销售额.prior 3万元", "C5": "销售额.actual 4万元",
        },
    ),
    "months as bare numbers": (
        [["月份", "销售额(万元)"], [1, 10], [2, 20], ["合计", 30]],
        {"B4": "销售额[月份=1月].actual 10万元", "B5": "销售额[月份=2月].actual 20万元", "B6": "销售额.actual 30万元"},
    ),
    "years as bare numbers in a header": (
        [["指标", "单位", 2024, 2025], ["销售额", "万元", 1, 2]],
        {"C4": "销售额.prior 1万元", "D4": "销售额.actual 2万元"},
    ),
    "years as rows are roles, not figures": (
        [["年份", "销售额(万元)"], [2024, 10], [2025, 20]],
        {"B4": "销售额.prior 10万元", "B5": "销售额.actual 20万元"},
    ),
    "members as columns": (
        [["指标", "华东", "华南", "合计"], ["销售额（万元）", 1, 2, 3]],
        {"B4": "销售额[分项=华东].actual 1万元", "C4": "销售额[分项=华南].actual 2万元", "D4": "销售额.actual 3万元"},
    ),
    "indicators filled down beside roles": (
        [["指标", "项目", "一季度", "全年"], ["销售额(万元)", "目标", 1, 2], [N, "实际", 3, 4], ["新客户数(家)", "实际", 5, 6]],
        {
            "C4": "销售额[季度=Q1].target 1万元", "D4": "销售额.target 2万元", "C5": "销售额[季度=Q1].actual 3万元",
            "D5": "销售额.actual 4万元", "C6": "新客户数[季度=Q1].actual 5家", "D6": "新客户数.actual 6家",
        },
    ),
    "a long table: a blank member is the total, not the member above": (
        [
            ["指标", "维度", "成员", "口径", "数值", "单位"], ["销售额", "区域", "华东", "实际", 60, "万元"],
            ["销售额", N, N, "目标", 100, "万元"], ["销售额", N, N, "实际", 90, "万元"],
        ],
        {"E4": "销售额[区域=华东].actual 60万元", "E5": "销售额.target 100万元", "E6": "销售额.actual 90万元"},
    ),
    "subtotals of the outer member, then the whole": (
        [
            ["大区", "省份", "销售额(万元)"], ["华东", "江苏", 1], [N, "浙江", 2], [N, "小计", 3], ["华南", "广东", 4],
            [N, "小计", 4], ["合计", N, 7],
        ],
        {
            "C4": "销售额[省份=江苏].actual 1万元", "C5": "销售额[省份=浙江].actual 2万元", "C6": "销售额[大区=华东].actual 3万元",
            "C7": "销售额[省份=广东].actual 4万元", "C8": "销售额[大区=华南].actual 4万元", "C9": "销售额.actual 7万元",
        },
    ),
    "two members that cross": (
        [["区域", "产品", "销售额(万元)"], ["华东", "甲", 1], ["华东", "乙", 2], ["华南", "甲", 3], ["华南", "乙", 4]],
        {
            "C4": "销售额[区域·产品=华东·甲].actual 1万元", "C5": "销售额[区域·产品=华东·乙].actual 2万元",
            "C6": "销售额[区域·产品=华南·甲].actual 3万元", "C7": "销售额[区域·产品=华南·乙].actual 4万元",
        },
    ),
    "parts of an indicator below it": (
        [["指标", "实际(万元)"], ["销售额", 10], ["其中：新客户", 4], ["毛利额", 3]],
        {"B4": "销售额.actual 10万元", "B5": "销售额[其中=新客户].actual 4万元", "B6": "毛利额.actual 3万元"},
    ),
    "roles as rows, indicators as columns": (
        [["项目", "销售额(万元)", "回款率(%)"], ["2025年目标", 10, 90], ["2025年实际", 11, 91], ["2026年目标", 12, 92]],
        {
            "B4": "销售额.target 10万元", "C4": "回款率.target 90%", "B5": "销售额.actual 11万元", "C5": "回款率.actual 91%",
            "B6": "销售额.plan 12万元", "C6": "回款率.plan 92%",
        },
    ),
    "names beside figures without a header": (
        [["销售额（万元）", 12000], ["回款率", "95%"]],
        {"B3": "销售额.actual 12000万元", "B4": "回款率.actual 95%"},
    ),
    "the metric and the unit in the title": (
        [["各渠道销售额（单位：万元）"], ["渠道", "目标", "实际"], ["直营", 1, 2]],
        {"B5": "销售额[渠道=直营].target 1万元", "C5": "销售额[渠道=直营].actual 2万元"},
    ),
    "a row of units below the names": (
        [["区域", "销售额", "回款率", "客户数"], [N, "万元", "%", "家"], ["华东", 100, 90, 3]],
        {"B5": "销售额[区域=华东].actual 100万元", "C5": "回款率[区域=华东].actual 90%", "D5": "客户数[区域=华东].actual 3家"},
    ),
    "scales in brackets": (
        [["指标", "本年"], ["销售额（万）", 120], ["用户数(万)", 3.5], ["毛利（亿）", 1.2]],
        {"B4": "销售额.actual 120万元", "B5": "用户数.actual 3.5万人", "B6": "毛利.actual 1.2亿元"},
    ),
    "quarters and roles in one header": (
        [["区域", "Q1目标(万元)", "Q1实际(万元)", "全年实际(万元)"], ["一、华东", 1, 2, 3]],
        {
            "B4": "销售额[区域·季度=华东·Q1].target 1万元", "C4": "销售额[区域·季度=华东·Q1].actual 2万元",
            "D4": "销售额[区域=华东].actual 3万元",
        },
    ),
    "sums of groups between the members": (
        [["省份", "金额(万元)"], ["江苏", 1], ["浙江", 2], ["华东合计", 3], ["合 计", 3]],
        {
            "B4": "销售额[省份=江苏].actual 1万元", "B5": "销售额[省份=浙江].actual 2万元",
            "B6": "销售额[省份合计=华东].actual 3万元", "B7": "销售额.actual 3万元",
        },
    ),
    "months as bare numbers in a header": (
        [["区域", 1, 2, 3, "合计"], ["华东", 10, 20, 30, 60]],
        {
            "B4": "销售额[区域·月份=华东·1月].actual 10万元", "C4": "销售额[区域·月份=华东·2月].actual 20万元",
            "D4": "销售额[区域·月份=华东·3月].actual 30万元", "E4": "销售额[区域=华东].actual 60万元",
        },
    ),
    "a budget: what differs is checked, its rate is no metric": (
        [["项目", "2025预算", "2025实际", "差异", "差异率", "2024实际"], ["主营业务收入（万元）", 100, 110, 10, "10%", 90]],
        {
            "B4": "主营业务收入.target 100万元", "C4": "主营业务收入.actual 110万元", "F4": "主营业务收入.prior 90万元",
        },
    ),
    "pairs of names and figures": (
        [["销售额", "13600万元", "回款率", "96.2%"], ["新客户", "86家", "毛利率", "31%"]],
        {
            "B3": "销售额.actual 13600万元", "D3": "回款率.actual 96.2%", "B4": "新客户.actual 86家", "D4": "毛利率.actual 31%",
        },
    ),
    "计划 beside 目标 is the plan of the next period": (
        [["指标", "目标", "实际", "下期计划"], ["销售额(万元)", 1, 2, 3]],
        {"B4": "销售额.target 1万元", "C4": "销售额.actual 2万元", "D4": "销售额.plan 3万元"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=CASES)
def test_shape(read, rows, expected, facts):
    assert facts(read({"数": [*YEAR, *rows]})) == {f"数!{at}": told for at, told in expected.items()}


def test_a_merged_header_of_two_levels(read, facts):
    rows = [["区域", "销售额（万元）", N, "回款率"], [N, "目标", "实际", "实际"], ["华东", 1, 2, 0.9]]
    reading = read({"2025年": rows}, merged=["A1:A2", "B1:C1"], forms={"D3": "0%"})
    assert facts(reading) == {
        "2025年!B3": "销售额[区域=华东].target 1万元",
        "2025年!C3": "销售额[区域=华东].actual 2万元",
        "2025年!D3": "回款率[区域=华东].actual 90%",
    }


def test_two_tables_below_and_one_beside(read, facts):
    rows = [
        ["指标", "单位", "实际", N, "客户", "合同额（万元）"], ["销售额", "万元", 1, N, "恒达", 5], [N, N, N, N, "宏远", 6],
        ["二、产品销售额（万元）", N, N, N, "安捷", 7], ["产品", "目标", "实际"], ["甲", 2, 3], ["乙", 4, 5],
    ]  # fmt: skip
    found = facts(read({"2025年": rows}))
    assert found["2025年!C2"] == "销售额.actual 1万元"
    assert found["2025年!F3"] == "合同额[客户=宏远].actual 6万元"
    assert found["2025年!B6"] == "销售额[产品=甲].target 2万元"


def test_a_month_knows_the_month_before_and_the_year_before(read, facts, left):
    rows = [["指标", "单位", "2025年10月", "2025年11月", "2024年11月", "2025年9月"], ["销售额", "万元", 1, 2, 3, 4]]
    reading = read({"2025年11月": rows})
    assert facts(reading) == {
        "2025年11月!C2": "销售额.previous 1万元",
        "2025年11月!D2": "销售额.actual 2万元",
        "2025年11月!E2": "销售额.prior 3万元",
    }
    assert "不是2025年11月" in left(reading)["2025年11月!F2"]


def test_running_totals_of_a_month_are_not_the_month(read, facts, left):
    reading = read({"2025年11月": [["指标", "单位", "本月完成", "累计完成"], ["销售额", "万元", 1, 9]]})
    assert facts(reading) == {"2025年11月!C2": "销售额.actual 1万元"}
    assert "累计数" in left(reading)["2025年11月!D2"]


def test_a_sheet_of_another_time_is_a_part_or_an_earlier_value(read, facts, left):
    rows = [["指标", "单位", "目标", "实际"], ["销售额", "万元", 1, 2]]
    found = facts(read({"1月": rows, "2月": rows}, name="2025年.xlsx"))
    assert found["1月!C2"] == "销售额[月份=1月].target 1万元"
    assert found["2月!D2"] == "销售额[月份=2月].actual 2万元"
    found = read({"10月": rows, "11月": rows}, name="2025年11月.xlsx")
    assert facts(found)["10月!D2"] == "销售额.previous 2万元"
    assert "10月!C2" in left(found)  # the target of October is no fact of November


def test_sheets_that_contradict_each_other_are_members(read, facts):
    head = ["指标", "单位", "目标", "实际"]
    sheets = {
        name: [["2025年"], head, ["销售额", "万元", base, base + 1], ["回款率", "%", 90 + base, 91 + base]]
        for name, base in (("华东", 1), ("华南", 2), ("汇总", 3))
    }
    reading = read(sheets)
    found = facts(reading)
    assert found["华东!C3"] == "销售额[分表=华东].target 1万元"
    assert found["汇总!C3"] == "销售额.target 3万元"
    assert any("分表" in str(warning) for warning in reading.warnings)


def test_notes_of_a_column_and_of_a_sheet(read):
    reading = read(
        {
            "2025年": [["指标", "单位", "实际", "备注"], ["销售额", "万元", 1, "大客户集中签约"]],
            "要点": [["小节", "要点"], ["gap", "浙江差100万元"], [N, "竞品降价"]],
        }
    )
    assert [(note.key, note.text, note.place.cell) for note in reading.sheet.notes] == [
        ("general", "销售额：大客户集中签约", "2025年!D2"),
        ("gap", "浙江差100万元", "要点!B2"),
        ("gap", "竞品降价", "要点!B3"),
    ]


def test_fields_around_the_tables(read):
    rows = [
        ["周期：2025年三季度", "部门：华东大区"],
        ["姓名", "王明"],
        [],
        ["指标", "单位", "实际"],
        ["销售额", "万元", 1],
    ]
    sheet = read({"表": rows}).sheet
    assert (str(sheet.period), sheet.author.team, sheet.author.name) == ("2025-Q3", "华东大区", "王明")


@pytest.mark.parametrize(
    ("texts", "period"),
    [
        (["2025年度销售指标"], "2025"),
        (["华东区2025年上半年数据"], "2025-H1"),
        (["2025年第三季度达成表"], "2025-Q3"),
        (["销售一部2025年11月数据"], "2025-11"),
        (["2025年销售一部11月数据"], "2025-11"),
        (["2025.09 经营分析"], "2025-09"),
        (["2025年1-6月经营分析"], "2025-H1"),
        (["2025年第32周周报"], "2025-W32"),
        (["2025年销售指标", "制表日期：2026年1月8日"], "2025"),
    ],
)
def test_period_of_a_title(read, texts, period):
    rows = [*([text] for text in texts), [], ["指标", "单位", "实际"], ["销售额", "万元", 1]]
    assert str(read({"表": rows}).sheet.period) == period


def test_a_scorecard(read, facts, left):
    rows = [
        ["一级指标", "二级指标", "权重", "目标值", "完成值", "完成率", "得分", "状态", "责任人"],
        ["业绩", "销售额(万元)", 0.4, 100, 120, 1.2, 48, "已完成", "张三"],
        [N, "回款率(%)", 0.3, 95, 90, 0.947, 28, "未完成", "李四"],
    ]
    reading = read({"2025年": rows})
    assert facts(reading) == {
        "2025年!D2": "销售额.target 100万元",
        "2025年!E2": "销售额.actual 120万元",
        "2025年!D3": "回款率.target 95%",
        "2025年!E3": "回款率.actual 90%",
    }
    assert left(reading).keys() == {"2025年!C2", "2025年!G2", "2025年!C3", "2025年!G3"}
    assert all(one.why.startswith("核对一致") for one in reading.taken if one.kind == "check")


def test_what_no_header_or_name_explains_is_left(read, facts, left):
    rows = [["指标", "目标(万元)", "实际(万元)", N, "备用数"], ["销售额", 1, 2, 99, 98], [N, 7, 8, N, N]]
    reading = read({"2025年": rows})
    assert facts(reading) == {"2025年!B2": "销售额.target 1万元", "2025年!C2": "销售额.actual 2万元"}
    assert left(reading) == {
        "2025年!D2": "这一列没有表头",
        "2025年!E2": "看不懂表头「备用数」",
        "2025年!B3": "这一行没有名称",
        "2025年!C3": "这一行没有名称",
    }


def test_a_value_merged_over_rows_is_nobodys(read, facts, left):
    rows = [["区域", "销售额(万元)", "回款率"], ["江苏", 1, "90%"], ["浙江", 2, N]]
    reading = read({"2025年": rows}, merged=["C2:C3"])
    assert "2025年!C2" not in facts(reading)
    assert "合并" in left(reading)["2025年!C2"]
    assert any("2025年!C2" in str(warning) for warning in reading.warnings)


def test_every_figure_of_a_sheet_is_accounted_for(read):
    rows = [
        ["2025年"],
        ["指标", "单位", "目标", "实际", "排名"],
        ["销售额", "万元", 1, 2, 3],
        [],
        [N, N, 77],
        ["注", "5家客户", 6],
    ]
    reading = read({"数": rows})
    numbers = {"数!C3", "数!D3", "数!E3", "数!C5", "数!C6"}
    assert numbers <= {one.at for one in reading.taken}


def test_a_header_of_three_levels(read, facts):
    rows = [
        ["部门", "销售额（万元）", N, N, "客户"], [N, "上半年", N, "下半年", "新增客户数（家）"], [N, "目标", "实际", "实际", N],
        ["一部", 1, 2, 3, 4],
    ]  # fmt: skip
    assert facts(read({"2025年": rows}, merged=["B1:D1", "B2:C2"])) == {
        "2025年!B4": "销售额[部门·半年=一部·上半年].target 1万元",
        "2025年!C4": "销售额[部门·半年=一部·上半年].actual 2万元",
        "2025年!D4": "销售额[部门·半年=一部·下半年].actual 3万元",
        "2025年!E4": "新增客户数[部门=一部].actual 4家",
    }


def test_subtotals_before_their_members_and_scales_without_a_metric(read, facts):
    rows = [
        ["团队", "姓名", "目标(万)", "完成(万)"],
        ["一组", "小计", 30, 33],
        [N, "张三", 10, 12],
        [N, "李四", 20, 21],
        ["总计", N, 30, 33],
    ]
    found = facts(read({"2025年": rows}, name="销售业绩.xlsx"))
    assert found["2025年!C2"] == "销售业绩[团队=一组].target 30万元"
    assert found["2025年!D3"] == "销售业绩[姓名=张三].actual 12万元"
    assert found["2025年!D5"] == "销售业绩.actual 33万元"


def test_the_quarters_of_next_years_aims_are_plans(read, facts):
    sheets = {
        "2025年": [["指标", "单位", "目标", "实际"], ["销售额", "万元", 100, 120]],
        "2026年目标": [["指标", "单位", "目标", "Q1"], ["销售额", "万元", 150, 30]],
    }
    found = facts(read(sheets))
    assert found["2026年目标!C2"] == "销售额.plan 150万元"
    assert found["2026年目标!D2"] == "销售额[季度=Q1].plan 30万元"


def test_of_values_that_contradict_each_other_on_a_sheet_none_is_taken(read, facts, left):
    rows = [
        ["日期", "门店", "销售额(元)"],
        [date(2025, 11, 1), "甲", 100],
        [date(2025, 11, 2), "甲", 120],
        [date(2025, 11, 1), "乙", 90],
    ]
    reading = read({"流水": rows})
    assert facts(reading) == {"流水!C4": "销售额[门店=乙].actual 90元"}
    assert "不知道用哪个" in left(reading)["流水!C2"]
    assert any("流水!C2" in str(warning) for warning in reading.warnings)
