# ruff: noqa: E501 - a row of a sheet is a line
"""The five workbooks that the importer was not tuned on: python eval/benchmarks/workbook/unseen/build.py"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))

from making import Book  # noqa: E402


def quarter() -> None:
    """A quarter by region and province with subtotals, years as column names; computed by LibreOffice."""
    book = Book("06-三季度省区", "2025-Q3")
    sheet = book.sheet("省区达成")
    sheet.put("A1", "2025年第三季度省区销售达成表")
    sheet.put("G2", "金额单位：万元")
    sheet.merge("A1:G1", "A4:A6", "A7:A9")
    sheet.row("A3", "大区", "省份", "2025年Q3指标值", "2025年Q3完成", "2024年Q3", "达成率", "增长率")
    rows = [
        (4, "华南", "广东", 1500, 1622, 1410), (5, None, "广西", 600, 541, 566), (6, None, "小计", 2100, 2163, 1976),
        (7, "西南", "四川", 1100, 1187, 1003), (8, None, "云南", 500, 472, 455), (9, None, "小计", 1600, 1659, 1458),
    ]  # fmt: skip
    whole = {6: "华南", 9: "西南"}
    for line, region, place, target, actual, prior in rows:
        one = f"[大区={whole[line]}]" if line in whole else f"[省份={place}]"
        first = line - 2
        values = [target, actual, prior]
        cells = [
            (f"=SUM({c}{first}:{c}{line - 1})" if line in whole else value)
            for c, value in zip("CDE", values, strict=True)
        ]
        sheet.row(f"A{line}", region, place, *[
            (cell, f"*{one}.{role} {value}万元", "#,##0") for cell, value, role in zip(cells, values, ("target", "actual", "prior"), strict=True)
        ], (f"=D{line}/C{line}", "check", "0%"), (f"=D{line}/E{line}-1", "check", "0.0%"))  # fmt: skip
    sheet.put("A10", "合计")
    sheet.merge("A10:B10")
    sheet.row(
        "C10",
        ("=C6+C9", "*.target 3700万元", "#,##0"),
        ("=D6+D9", "*.actual 3822万元", "#,##0"),
        ("=E6+E9", "*.prior 3434万元", "#,##0"),
        ("=D10/C10", "check", "0%"),
        ("=D10/E10-1", "check", "0.0%"),
    )
    sheet.put("A12", "填表说明：数据截至9月30日")
    other = book.sheet("过程指标")
    other.row("A1", "指标", "本季目标", "本季达成", "上季", "同期", "情况说明")
    lines = [
        ("签约客户数(家)", "签约客户数", "家", 60, 52, 49, 45, "云南换了代理商，空了一个月"),
        ("商机转化率(%)", "商机转化率", "%", 25, 22.6, 23.1, 21.8, None),
        ("回款额(万元)", "回款额", "万元", 3500, 3310, 3266, 3012, "广西两笔尾款拖到十月"),
        ("人均产出(万元/人)", "人均产出", "万元/人", 90, 95.6, 91.2, 88, None),
    ]
    for line, (label, name, unit, target, actual, previous, prior, note) in enumerate(lines, start=2):
        other.row(
            f"A{line}", label, (target, f"{name}.target {target}{unit}"), (actual, f"{name}.actual {actual}{unit}"),
            (previous, f"{name}.previous {previous}{unit}"), (prior, f"{name}.prior {prior}{unit}"), (note, "note") if note else None,
        )  # fmt: skip
    book.by_libreoffice(FOLDER)


def stores() -> None:
    """An export of stores, UTF-8 with BOM, semicolons; amounts in 元 with thousands, rates as text."""
    book = Book("07-门店导出", "2025")
    sheet = book.sheet("csv")
    sheet.row("A1", "报表名称：门店年度经营表")
    sheet.row("A2", "统计期间：2025年")
    sheet.row(
        "A4",
        "门店",
        "店长",
        "销售额计划(元)",
        "销售额完成(元)",
        "上年销售额(元)",
        "计划完成率",
        "毛利率",
        "客单价(元/单)",
        "会员数(人)",
    )
    rows = [
        ("解放路店", "周敏", 3200000, 3415600, 2988000, "38.2%", 96.5, 4210), ("滨江店", "吴涛", 2800000, 2604300, 2711500, "36.9%", 88.2, 3655),
        ("大学城店", "郑好", 1900000, 2011900, 1650200, "41.0%", 52.7, 6120),
    ]  # fmt: skip
    for line, (store, boss, plan, done, prior, margin, basket, members) in enumerate(rows, start=5):
        one = f"[门店={store}]"
        sheet.row(
            f"A{line}", store, boss, (f"{plan:,}", f"销售额{one}.target {plan}元"), (f"{done:,.2f}", f"销售额{one}.actual {done}元"),
            (f"{prior:,}", f"销售额{one}.prior {prior}元"), (f"{done / plan * 100:.1f}%", "check"), (margin, f"毛利率{one}.actual {margin}"),
            (basket, f"客单价{one}.actual {basket}元/单"), (members, f"会员数{one}.actual {members}人"),
        )  # fmt: skip
    sheet.row(
        "A8",
        "合计",
        None,
        ("7,900,000", "销售额.target 7900000元"),
        ("8,031,800.00", "销售额.actual 8031800元"),
        ("7,349,700", "销售额.prior 7349700元"),
        ("101.7%", "check"),
        None,
        None,
        (13985, "会员数.actual 13985人"),
    )
    book.by_csv(FOLDER, "utf-8-sig", ";")


def leader() -> None:
    """A leader's own sheet: floor, stretch and industry, amounts in 元 shown in 万, a hidden column, footnotes; by XlsxWriter."""
    book = Book("08-负责人台账", "2025")
    sheet = book.sheet("全年")
    sheet.put("A1", "2025年经营台账")
    sheet.row(
        "A2",
        "序号",
        "类别",
        "指标",
        "计量单位",
        "必达目标",
        "挑战目标",
        "全年达成",
        "历史数据",
        "上年实绩",
        "行业均值",
        "2026预算",
        "达成率",
        "归因",
    )
    wan = '0!.0,"万"'
    rows = [
        ("业绩", "合同额", "元", 86000000, 95000000, 88200000, 79500000, None, 98000000, wan, "元"),
        ("业绩", "回款率", "%", 0.9, 0.95, 0.912, 0.885, None, 0.93, "0.0%", "%"),
        ("效率", "赢单率", "%", "≥32%", None, "34.5%", "30.1%", "28%", "35%", "", "%"),
        ("效率", "签单周期", "天", 60, None, 66, 63, 72, 58, "0", "天"),
        ("客户", "活跃客户数", "家", 240, 260, 251, 223, None, 280, "", "家"),
    ]
    for number, (kind, name, unit, target, stretch, actual, prior, industry, plan, form, base) in enumerate(
        rows, start=1
    ):
        line = number + 2

        def told(value: object, *, percent: bool = form.endswith("%"), base: str = base) -> str:
            if isinstance(value, str):
                return value.lstrip("≥")
            return f"{round(value * 100, 1)}%" if percent else f"{value}{base}"

        given = [
            (target, "target"),
            (stretch, "stretch"),
            (actual, "actual"),
            (77, None),
            (prior, "prior"),
            (industry, "benchmark"),
            (plan, "plan"),
        ]
        cells = [
            None
            if value is None
            else (value, "skip")
            if role is None
            else (value, f"{name}.{role} {told(value)}", form)
            for value, role in given
        ]
        sheet.row(f"A{line}", (number, "skip"), kind, name, unit, *cells)
        if not isinstance(actual, str) and unit not in {"%"}:
            sheet.put(f"L{line}", f"=G{line}/E{line}", "check", "0.0%", actual / target)
    sheet.put("M3", "两个千万级项目提前到四季度签约", "note")
    sheet.put("M6", "法务评审多了一轮，平均慢6天", "note")
    sheet.hidden_columns = ["H"]
    sheet.put("A9", "注：1.合同额含税；2.赢单率按金额计算")
    sheet.put("A10", "编制：销售运营部　日期：2026年1月8日")
    team = book.sheet("团队")
    team.row("A1", "姓名", "岗位", "合同额任务（万元）", "合同额完成（万元）", "新签客户（家）", "点评")
    for line, (name, post, target, actual, fresh, note) in enumerate(
        [
            ("陈立", "大客户经理", 3500, 4120, 9, "拿下年度最大单"),
            ("何静", "区域经理", 2800, 2610, 14, None),
            ("孙凯", "客户经理", 2300, 2090, 17, "新人，七月到岗"),
        ],
        start=2,
    ):
        one = f"[姓名={name}]"
        team.row(
            f"A{line}", name, post, (target, f"合同额{one}.target {target}万元"), (actual, f"合同额{one}.actual {actual}万元"),
            (fresh, f"新签客户{one}.actual {fresh}家"), (note, "note") if note else None,
        )  # fmt: skip
    book.by_xlsxwriter(FOLDER)


def long_form() -> None:
    """A long table of a data system (one figure a row) and key figures beside their names; saved by LibreOffice."""
    book = Book("09-系统长表", "2025-09")
    sheet = book.sheet("数据")
    sheet.row("A1", "统计月份", "指标名称", "分析维度", "维度值", "口径", "数值", "单位")
    roles = {"目标": "target", "实际": "actual", "上月": "previous", "去年同期": "prior"}
    lines = [
        ("销售额", None, None, "目标", 520, "万元"), ("销售额", None, None, "实际", 547.6, "万元"), ("销售额", None, None, "上月", 498.2, "万元"),
        ("销售额", None, None, "去年同期", 471, "万元"), ("销售额", "渠道", "直营", "目标", 300, "万元"), ("销售额", "渠道", "直营", "实际", 331.1, "万元"),
        ("销售额", "渠道", "经销", "目标", 220, "万元"), ("销售额", "渠道", "经销", "实际", 216.5, "万元"), ("退货率", None, None, "实际", 1.8, "%"),
        ("退货率", None, None, "上月", 2.3, "%"), ("退货率", "渠道", "经销", "实际", 2.6, "%"), ("在途订单", None, None, "实际", 38, "单"),
    ]  # fmt: skip
    for line, (name, dimension, member, role, value, unit) in enumerate(lines, start=2):
        one = f"[{dimension}={member}]" if dimension else ""
        sheet.row(
            f"A{line}",
            (date(2025, 9, 1), None, "yyyy年m月"),
            name,
            dimension,
            member,
            role,
            (value, f"{name}{one}.{roles[role]} {value}{unit}"),
            unit,
        )
    card = book.sheet("看板")
    card.put("A1", "9月看板")
    card.row("A2", "项目", "数值", "单位")
    for line, (name, value, unit) in enumerate(
        [("客户总数", 1284, "家"), ("新增线索", 356, "条"), ("成交率", 18.4, "%"), ("平均响应时长", 2.5, "小时")],
        start=3,
    ):
        card.row(f"A{line}", name, (value, f"{name}.actual {value}{unit}"), unit)
    book.by_libreoffice(FOLDER)


def wide() -> None:
    """A half year: months under merged indicators, a trend of both years, a list of points; saved by LibreOffice."""
    book = Book("10-上半年滚动", "2025-H1")
    sheet = book.sheet("滚动")
    sheet.put("A1", "华中区2025年上半年滚动表")
    sheet.merge("A1:I1", "A2:A3", "B2:B3", "C2:I2", "A4:A6", "A7:A8")
    sheet.row("A2", "指标", "项目", "2025年")
    sheet.row("C3", *[f"{month}月" for month in range(1, 7)], "上半年")
    blocks = [
        (
            "销售额（万元）",
            "销售额",
            "万元",
            [("目标", "target", [310, 260, 330, 340, 350, 360]), ("实际", "actual", [322, 241, 338, 351, 340, 377])],
        ),
        (
            "新客户（家）",
            "新客户",
            "家",
            [("目标", "target", [5, 3, 6, 6, 6, 7]), ("实际", "actual", [4, 3, 7, 6, 5, 9])],
        ),
    ]
    line = 4
    for label, name, unit, kinds in blocks:
        for offset, (kind, role, values) in enumerate(kinds):
            cells = [
                (value, f"{name}[月份={month}月].{role} {value}{unit}") for month, value in enumerate(values, start=1)
            ]
            sheet.row(
                f"A{line}",
                label if not offset else None,
                kind,
                *cells,
                (f"=SUM(C{line}:H{line})", f"{name}.{role} {sum(values)}{unit}"),
            )
            line += 1
        if name == "销售额":
            rates = [(f"={c}5/{c}4", "check", "0%") for c in "CDEFGHI"]
            sheet.row(f"A{line}", None, "完成率", *rates)
            line += 1
    client = book.sheet("客群")
    client.put("A1", "客户分层")
    client.row("A2", "客户类型", "客户数（家）", "销售额（万元）", "销售额占比", "续约率")
    for number, (kind, count, sales, rate) in enumerate(
        [("战略客户", 12, 1180, 0.917), ("重点客户", 45, 560, 0.864), ("一般客户", 160, 229, 0.71)], start=3
    ):
        one = f"[客户类型={kind}]"
        client.row(f"A{number}", kind, (count, f"客户数{one}.actual {count}家"), (sales, f"销售额{one}.actual {sales}万元"), (f"=C{number}/1969", "check", "0.0%"), (rate, f"续约率{one}.actual {round(rate * 100, 1)}%", "0.0%"))  # fmt: skip
    client.row(
        "A6",
        "合计",
        ("=SUM(B3:B5)", "客户数.actual 217家"),
        ("=SUM(C3:C5)", "销售额.actual 1969万元"),
        None,
        (0.759, "续约率.actual 75.9%", "0.0%"),
    )
    points = book.sheet("要点")
    points.row("A1", "序号", "所属部分", "内容")
    for number, (part, text) in enumerate(
        [
            ("成绩", "战略客户贡献了六成销售额"),
            ("问题", "二月受春节影响，只完成目标的93%"),
            ("计划", "下半年把重点客户升级到战略客户，目标4家"),
        ],
        start=1,
    ):
        points.row(f"A{number + 1}", (number, "skip"), part, (text, "note"))
    book.by_libreoffice(FOLDER)


if __name__ == "__main__":
    for build in (quarter, stores, leader, long_form, wide):
        build()
