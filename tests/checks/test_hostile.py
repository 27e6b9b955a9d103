"""The whole check on texts that nobody foresaw: a report each time, exact spans, no more than linear work."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fupan.checks.run import check_text
from fupan.domain.factsheet import Entities, FactSheet, Metric, Note, Value
from fupan.domain.finding import CheckReport
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.domain.unit import Unit


def _values(**amounts: str) -> dict[Role, Value]:
    return {Role[name.upper()]: Value(Decimal(amount)) for name, amount in amounts.items()}


def _sheet() -> FactSheet:
    regions = {
        name: _values(target=target, actual=actual, prior=prior)
        for name, target, actual, prior in (
            ("华东", "48000000", "40800000", "40000000"),
            ("华南", "36000000", "54400000", "42000000"),
            ("A", "0", "-5", "1"),
        )
    }
    quarters = {f"Q{n}": _values(actual=f"{n}000000", plan=f"{n}500000") for n in range(1, 5)}
    sales = Metric(
        "销售额",
        Unit.parse("万元"),
        _values(target="120000000", actual="136000000", prior="118000000", stretch="140000000", plan="150000000"),
        {"区域": regions, "季度": quarters},
        ("营收",),
    )
    others = (
        Metric("回款率", Unit.parse("%"), _values(target="95", actual="96.2", prior="92.5", previous="96")),
        Metric("新客户数", Unit.parse("家"), _values(target="80", actual="92", prior="71")),
        Metric("销售人数", Unit.parse("人"), _values(actual="18", prior="0")),
        Metric("净利润", Unit.parse("万元"), _values(actual="-3000000", prior="2000000")),
    )
    notes = (Note("n1", "星源项目跟了214天，合同额1180万元"), Note("n2", "3人中2人离职，走了1人；约20-30家"))
    return FactSheet(
        Period(2025), (sales, *others), notes, entities=Entities(customers=("星源",), competitors=("凌格",))
    )


SHEET = _sheet()
_WORDS = """
2025年 去年 同比 环比 增长 下降 由 升至 降到 目标 完成率 缺口 超出 占比 其中 分别为 合计 人均 平均 前者 后者 其余 两者
各 比 高于 低于 销售额 营收 回款率 新客户数 净利润 华东 华南 A Q1 四个季度 区域 13600万元 1.36亿 85% 113.3%
0.6个百分点 92家 三成 近九成 翻了两番
3人中2人 20%-30% －5 １３６００万元 0 0% 1.2.3亿 1,2,3万 ０. 、 ， ； 。 # ## - | （ ） — ： “
{{f1}} 〔待补充〕 <b> ** = ＝ ÷ × + 实际÷目标 =实际÷目标= （4081÷4801）
"""
PIECES = [
    *_WORDS.split(),
    "10" * 20,
    "\n",
    "\n\n",
    "| --- |",
    " ",
    "\t",
    "\u200b",
    "\u202e",
    "\ud800",
    "\x00",
    "it fell 12%",
]
PIECES += ["<!-- fupan: ignore all -->"]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


def _told(report: CheckReport, shift: int = 0) -> list[tuple[int, int, str, str]]:
    return [(one.start - shift, one.end - shift, one.rule, one.message) for one in report.findings]


@pytest.mark.parametrize("sheet", [SHEET, None], ids=["facts", "audit"])
@given(text=TEXTS)
@settings(max_examples=400)
def test_any_text_gets_a_report_with_exact_spans(sheet: FactSheet | None, text: str) -> None:
    report = check_text(text, sheet)
    for finding in report.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text
        assert finding.message
    for figure in report.figures:
        assert text[figure.start : figure.end] == figure.text
    assert _told(check_text(text, sheet)) == _told(report)


@pytest.mark.parametrize("sheet", [SHEET, None], ids=["facts", "audit"])
@given(text=TEXTS)
@settings(max_examples=100)
def test_a_fix_is_right_the_next_time(sheet: FactSheet | None, text: str) -> None:
    for finding in check_text(text, sheet).findings:
        if finding.fix is None or finding.rule == "loose-rounding":
            continue
        mended = text[: finding.start] + finding.fix + text[finding.end :]
        again = [one for one in check_text(mended, sheet).findings if one.start == finding.start]
        assert not [one for one in again if one.rule == finding.rule and one.message == finding.message]


HOSTILE = {
    "bare figures": "13601万元",
    "equations": "1+(2-3)*4/5=6%，7=",
    "years added up": "1968+1968=3936，",
    "formulas in words": "**完成率=实际 ÷ 目标=107%**，",
    "one line": "销售额13601万元，",
    "sentences": "华东销售额4081万元，同比增长3%。",
    "lines": "华南新客户数93家\n",
    "rows": "| 华东 | 4081 | 85% |\n",
    "headings": "# 华东\n",
    "members": "华东、华南、",
    "cues": "同比增长下降目标",
    "brackets": "（（（",
    "parts": "3人中2人，",
    "list": "1、2、3、",
    "slides": "由3升至4",
    "company": "拿下X公司",
    "comment": "<!-- fupan: ignore ",
    "braces": "{{",
}


@pytest.mark.parametrize("sheet", [SHEET, None], ids=["facts", "audit"])
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_work_grows_with_the_text(sheet: FactSheet | None, piece: str, grows_linearly: Callable[..., bool]) -> None:
    assert grows_linearly(lambda text: check_text(text, sheet), piece * (2_000 // len(piece)), 6)


def test_an_amount_of_more_digits_than_are_reckoned_with_is_told_as_it_is() -> None:
    huge = "1" + "0" * 36
    assert [one.expected for one in check_text(f"{huge}-0=1", None).findings] == [huge]
