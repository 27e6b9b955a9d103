# ruff: noqa: E501 - a row of a sheet is a line
"""The five workbooks that the importer was tuned on: python eval/benchmarks/workbook/dev/build.py"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))

from making import Book  # noqa: E402


def annual() -> None:
    """A yearly sheet of indicators and a sheet by region with a header of two levels, computed by LibreOffice."""
    book = Book("01-年度指标", "2025")
    kpi = book.sheet("指标完成情况")
    kpi.put("A1", "华东大区2025年度销售指标完成情况表")
    kpi.merge("A1:I1")
    kpi.put("I2", "单位：万元")
    kpi.row("A3", "序号", "指标名称", "单位", "年度目标", "实际完成", "上年同期", "完成率", "同比增长", "备注")
    rows = [
        ("销售额", "万元", 12000, 13600, 11800, "#,##0", "四季度大客户集中签约"),
        ("回款率", "%", 0.95, 0.962, 0.93, "0.0%", None),
        ("新客户数", "家", 80, 86, 71, "", "展会带来一半"),
        ("客户留存率", "%", 92, 88.5, 91, "", "售后响应慢，流失了5家老客户"),
        ("费用率", "%", 7.5, 7.2, 7.8, "", None),
        ("成交周期", "天", 45, "48天", 47, "", None),
        ("市场费用", "万元", "1,200", "1,150", "1,080", "", None),
    ]
    for number, (name, unit, target, actual, prior, form, note) in enumerate(rows, start=1):
        line = number + 3
        percent = "%" in form
        told = [
            f"{round(value * 100, 1)}%" if percent else f"{str(value).replace(',', '').rstrip('天')}{unit}"
            for value in (target, actual, prior)
        ]
        kpi.row(
            f"A{line}",
            (number, "skip"), name, unit,
            (target, f"{name}.target {told[0]}", form), (actual, f"{name}.actual {told[1]}", form),
            (prior, f"{name}.prior {told[2]}", form),
        )  # fmt: skip
        if not isinstance(actual, str):
            kpi.put(f"G{line}", f"=E{line}/D{line}", "check", "0.0%")
            if unit != "%":
                kpi.put(f"H{line}", f"=E{line}/F{line}-1", "check", "0.0%")
        if note:
            kpi.put(f"I{line}", note, "note")
    kpi.put("A12", "制表人：李静")
    kpi.put("F12", "审核：王明")
    region = book.sheet("分区域")
    region.put("A1", "各区域销售情况")
    region.merge("A1:G1", "A2:A3", "B2:E2", "F2:G2")
    region.row("A2", "区域", "销售额（万元）", None, None, None, "回款率")
    region.row("B3", "目标", "实际", "去年", "完成率", "目标", "实际")
    places = [
        ("江苏", 4800, 5900, 4700, 0.96, 0.97),
        ("浙江", 4200, 4080, 4150, 0.95, 0.955),
        ("上海", 3000, 3620, 2950, 0.94, 0.96),
    ]
    for line, (place, target, actual, prior, aim, rate) in enumerate(places, start=4):
        one = f"[区域={place}]"
        region.row(
            f"A{line}", place,
            (target, f"销售额{one}.target {target}万元", "#,##0"), (actual, f"销售额{one}.actual {actual}万元", "#,##0"),
            (prior, f"销售额{one}.prior {prior}万元", "#,##0"), (f"=C{line}/B{line}", "check", "0.0%"),
            (aim, f"回款率{one}.target {round(aim * 100, 1)}%", "0.0%"), (rate, f"回款率{one}.actual {round(rate * 100, 1)}%", "0.0%"),
        )  # fmt: skip
    region.row(
        "A7", "合计", ("=SUM(B4:B6)", "销售额.target 12000万元", "#,##0"), ("=SUM(C4:C6)", "销售额.actual 13600万元", "#,##0"),
        ("=SUM(D4:D6)", "销售额.prior 11800万元", "#,##0"), ("=C7/B7", "check", "0.0%"),
    )  # fmt: skip
    book.by_libreoffice(FOLDER)


def months() -> None:
    """An export in GBK with the months as columns."""
    book = Book("02-月度明细", "2025")
    sheet = book.sheet("csv")
    sheet.row("A1", "2025年销售部月度指标")
    sheet.row("A2", "指标", "单位", *[f"{month}月" for month in range(1, 13)], "全年合计")
    goal = [900, 760, 980, 1000, 1020, 1050, 980, 990, 1060, 1010, 1090, 1160]
    sales = [934, 702, 1010, 1034, 998, 1122, 1004, 961, 1108, 1043, 1187, 1310]
    fresh = [6, 3, 8, 7, 5, 9, 6, 4, 8, 7, 9, 11]
    rate = [91.2, 88.4, 92.5, 93.1, 92.8, 94.2, 93.3, 92.0, 94.6, 94.1, 95.2, 96.0]
    lines = [
        ("销售额目标", "销售额", "target", "万元", goal, sum(goal)),
        ("销售额", "销售额", "actual", "万元", sales, sum(sales)),
        ("新客户数", "新客户数", "actual", "家", fresh, sum(fresh)),
        ("回款率", "回款率", "actual", "%", rate, 93.4),
    ]
    for number, (label, name, role, unit, values, total) in enumerate(lines, start=3):
        write = (lambda value: f"{value}%") if unit == "%" else (lambda value: f"{value:,}" if value > 999 else value)
        cells = [
            (write(value), f"{name}[月份={month}月].{role} {value}{unit}")
            for month, value in enumerate(values, start=1)
        ]
        sheet.row(f"A{number}", label, unit, *cells, (write(total), f"{name}.{role} {total}{unit}"))
    book.by_csv(FOLDER, "gbk")


def month() -> None:
    """One month: two tables on a sheet, units in brackets, notes by section, a hidden sheet; by XlsxWriter."""
    book = Book("03-十一月经营数据", "2025-11")
    main = book.sheet("11月")
    main.put("A1", "销售一部2025年11月经营数据")
    main.row("A3", "考核指标", "本月目标", "本月实际", "上月实际", "去年同月", "下月计划", "完成率", "环比")
    rows = [
        ("销售额（万元）", "销售额", "万元", 860, 824, 891, 742, 930),
        ("毛利率（%）", "毛利率", "%", 33, 31.9, 32.5, 32.9, None),
        ("新增客户（家）", "新增客户", "家", 40, 33, 41, 29, 42),
        ("平均账期（天）", "平均账期", "天", 45, 47, 44, 46, None),
    ]
    for line, (label, name, unit, target, actual, previous, prior, plan) in enumerate(rows, start=4):
        main.row(
            f"A{line}", label, (target, f"{name}.target {target}{unit}"), (actual, f"{name}.actual {actual}{unit}"),
            (previous, f"{name}.previous {previous}{unit}"), (prior, f"{name}.prior {prior}{unit}"),
            (plan, f"{name}.plan {plan}{unit}") if plan else "—",
        )  # fmt: skip
        if name in {"销售额", "新增客户"}:
            main.put(f"G{line}", f"=C{line}/B{line}", "check", "0.0%", actual / target)
            main.put(f"H{line}", f"=C{line}/D{line}-1", "check", "0.0%", actual / previous - 1)
    main.put("A10", "分产品线销售额（万元）")
    main.row("A11", "产品线", "目标", "实际", "上月")
    products = [("咖啡豆", 480, 497, 486), ("咖啡机", 260, 206, 281), ("耗材与维保", 120, 121, 124)]
    for line, (product, *values) in enumerate(products, start=12):
        cells = [
            (value, f"销售额[产品线={product}].{role} {value}万元")
            for value, role in zip(values, ("target", "actual", "previous"), strict=True)
        ]
        main.row(f"A{line}", product, *cells)
    main.row(
        "A15",
        "小计",
        *[
            (f"=SUM({c}12:{c}14)", f"销售额.{role} {value}万元", "", value)
            for c, role, value in (("B", "target", 860), ("C", "actual", 824), ("D", "previous", 891))
        ],
    )
    channel = book.sheet("渠道")
    channel.row("A1", "渠道", "投入（万元）", "线索数", "成交客户数", "说明")
    for line, (name, spend, leads, deals, note) in enumerate(
        [
            ("展会", "5.2", 96, 12, "11月只参加了一场"),
            ("短视频", "4.1", 132, 9, None),
            ("转介绍", "0.8", 40, 12, "老客户带来的成交最稳"),
        ],
        start=2,
    ):
        one = f"[渠道={name}]"
        channel.row(
            f"A{line}", name, (spend, f"投入{one}.actual {spend}万元"), (leads, f"线索数{one}.actual {leads}条"),
            (deals, f"成交客户数{one}.actual {deals}家"), (note, "note") if note else None,
        )  # fmt: skip
    notes = book.sheet("要点")
    notes.row("A1", "小节", "要点")
    notes.row("A2", "业绩整体回顾", ("销售额差36万元没完成，主因是两家连锁推迟换机", "note"))
    notes.row("A3", "问题与不足", ("新客户少了8家，11月换了两名地推", "note"))
    notes.row("A4", None, ("下月把换机补贴谈下来", "note"))
    sums = book.sheet("计算", hidden=True)
    sums.row("A1", ("草稿", None), (123, "skip"), (456, "skip"))
    sums.row("A2", ("目标", None), (999, "skip"), (888, "skip"))
    book.by_xlsxwriter(FOLDER)


def turned() -> None:
    """Indicators as columns and roles as rows, products with flat headers, quarters; computed by LibreOffice."""
    book = Book("04-年终汇总", "2025")
    main = book.sheet("总表")
    main.put("A1", "北方公司销售年终汇总")
    main.merge("A1:D1")
    main.row("A2", "项目", "销售收入(万元)", "毛利率", "新签客户(家)")
    rows = [
        ("2025年目标", "target", 8600, 0.31, 120), ("2025年实际", "actual", 8245, 0.318, 131),
        ("2024年实际", "prior", 7710, 0.302, 104), ("行业平均", "benchmark", None, 0.29, None),
        ("2026年目标", "plan", 9800, 0.32, 150),
    ]  # fmt: skip
    for line, (label, role, sales, margin, clients) in enumerate(rows, start=3):
        main.row(
            f"A{line}", label, (sales, f"销售收入.{role} {sales}万元", "#,##0.0") if sales else None,
            (margin, f"毛利率.{role} {round(margin * 100, 1)}%", "0.0%"),
            (clients, f"新签客户.{role} {clients}家") if clients else None,
        )  # fmt: skip
    main.row("A8", "完成率", ("=B4/B3", "check", "0.0%"), None, ("=D4/D3", "check", "0.0%"))
    main.row("A9", "同比", ("=B4/B5-1", "check", "0.0%"), None, ("=D4/D5-1", "check", "0.0%"))
    main.put("A11", "注：以上数据含税，来自财务系统")
    product = book.sheet("产品")
    product.row("A1", "产品线", "目标销售收入(万元)", "实际销售收入(万元)", "去年销售收入(万元)", "毛利率", "收入占比")
    lines = [
        ("净水机", 3900, 3980, 3560, 0.33),
        ("空气净化器", 2700, 2315, 2450, 0.28),
        ("滤芯", 2000, 1950, 1700, 0.342),
    ]
    for line, (name, target, actual, prior, margin) in enumerate(lines, start=2):
        one = f"[产品线={name}]"
        product.row(
            f"A{line}", name, (target, f"销售收入{one}.target {target}万元"), (actual, f"销售收入{one}.actual {actual}万元"),
            (prior, f"销售收入{one}.prior {prior}万元"), (margin, f"毛利率{one}.actual {round(margin * 100, 1)}%", "0.0%"),
            (f"=C{line}/C5", "check", "0.0%"),
        )  # fmt: skip
    product.row(
        "A5",
        "总计",
        ("=SUM(B2:B4)", "销售收入.target 8600万元"),
        ("=SUM(C2:C4)", "销售收入.actual 8245万元"),
        ("=SUM(D2:D4)", "销售收入.prior 7710万元"),
    )
    quarter = book.sheet("季度")
    quarter.put("A1", "销售收入季度进度（单位：万元）")
    quarter.row("A3", "季度", "目标", "实际", "去年同期", "差额")
    for line, (name, member, target, actual, prior) in enumerate(
        [
            ("一季度", "Q1", 1800, 1702, 1600),
            ("二季度", "Q2", 2200, 2134, 1990),
            ("三季度", "Q3", 2200, 2043, 1980),
            ("四季度", "Q4", 2400, 2366, 2140),
        ],
        start=4,
    ):
        one = f"[季度={member}]"
        quarter.row(
            f"A{line}", name, (target, f"销售收入{one}.target {target}万元"), (actual, f"销售收入{one}.actual {actual}万元"),
            (prior, f"销售收入{one}.prior {prior}万元"), (f"=C{line}-B{line}", "check"),
        )  # fmt: skip
    quarter.row(
        "A8",
        "全年",
        ("=SUM(B4:B7)", "销售收入.target 8600万元"),
        ("=SUM(C4:C7)", "销售收入.actual 8245万元"),
        ("=SUM(D4:D7)", "销售收入.prior 7710万元"),
        ("=C8-B8", "check"),
    )
    book.by_libreoffice(FOLDER)


def person() -> None:
    """One salesperson's months as dates with two tables side by side; by openpyxl."""
    book = Book("05-个人业绩跟踪", "2025")
    sheet = book.sheet("Sheet1")
    sheet.put("A1", "张磊2025年个人业绩跟踪表")
    sheet.merge("A1:F1")
    sheet.row("A2", "月份", "任务（元）", "达成（元）", "达成率", "新开客户数", "拜访量")
    rows = [
        (180000, 176400, 2, 41), (150000, 121800, 1, 30), (200000, 214000, 3, 52), (200000, 196500, 2, 48),
        (210000, 233100, 4, 55), (220000, 209000, 2, 51),
    ]  # fmt: skip
    for month_number, (target, actual, fresh, visits) in enumerate(rows, start=1):
        one = f"[月份={month_number}月]"
        sheet.row(
            f"A{month_number + 2}", (date(2025, month_number, 1), None, 'yyyy"年"m"月"'),
            (target, f"业绩{one}.target {target}元", "#,##0"), (actual, f"业绩{one}.actual {actual}元", "#,##0"),
            (round(actual / target, 3), "check", "0.0%"),
            (fresh, f"新开客户数{one}.actual {fresh}家"), (visits, f"拜访量{one}.actual {visits}次"),
        )  # fmt: skip
    sheet.row(
        "A9", "合计", (1160000, "业绩.target 1160000元", "#,##0"), (1150800, "业绩.actual 1150800元", "#,##0"),
        (0.992, "check", "0.0%"), (14, "新开客户数.actual 14家"), (277, "拜访量.actual 277次"),
    )  # fmt: skip
    sheet.put("H1", "重点客户")
    sheet.row("H2", "客户", "合同额（万元）", "回款额（万元）")
    for line, (name, deal, paid) in enumerate(
        [("恒达机电", 42.5, 38), ("宏远包装", 28.6, 28.6), ("安捷物流", 17, 9.5)], start=3
    ):
        sheet.row(
            f"H{line}",
            name,
            (deal, f"合同额[客户={name}].actual {deal}万元"),
            (paid, f"回款额[客户={name}].actual {paid}万元"),
        )
    book.by_openpyxl(FOLDER)


if __name__ == "__main__":
    for build in (annual, months, month, turned, person):
        build()
