"""Columns of tables that are worked out from others: the formula is found in the rows, the row that breaks it told."""

import pytest

from fupan.checks.run import check_text

_TABLE = """| 门店 | 本月 | 上月 | 环比 | 张数 | 单张 | 任务 | 进度 |
|---|---|---|---|---|---|---|---|
| 东门店 | 126 | 105 | +20.0% | 420 | 0.30 | 120 | 105% |
| 西门店 | 98 | 112 | -12.5% | 350 | 0.28 | 110 | 89.1% |
| 南门店 | 72 | 60 | +20.0% | 360 | 0.20 | 60 | 120% |
| 北门店 | 54 | 63 | -14.3% | 216 | 0.25 | 70 | 77.1% |
"""


def _errors(text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in check_text(text, None).errors]


def test_a_table_whose_rows_all_agree_is_silent() -> None:
    assert _errors(_TABLE) == []


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("89.1%", "81.9%", "wrong-derivation"),  # 进度: no word says that it is an attainment
        ("+20.0% | 420", "+16.7% | 420", "wrong-derivation"),  # divided by this month
        ("-12.5%", "+12.5%", "wrong-direction"),
        ("0.28", "0.82", "wrong-derivation"),  # the quotient of two columns of other units
    ],
)
def test_the_row_that_breaks_the_formula_of_its_column_is_told(right: str, wrong: str, rule: str) -> None:
    assert [found for found, _ in _errors(_TABLE.replace(right, wrong, 1))] == [rule]


def test_a_column_that_follows_from_no_other_is_left_alone() -> None:
    assert _errors(_TABLE.replace("105%", "71%").replace("89.1%", "93%").replace("120% |", "64% |")) == []


def test_two_rows_are_too_few_to_know_a_formula_by() -> None:
    rows = _TABLE.splitlines()
    assert _errors("\n".join([*rows[:3], rows[3].replace("89.1%", "81.9%")])) == []


def test_shares_of_a_row_of_totals() -> None:
    table = """| 区 | 出库额（万元） | 占比 |
|---|---|---|
| 甲区 | 2160 | 45.0% |
| 乙区 | 1248 | 26.0% |
| 丙区 | 912 | 12.0% |
| 丁区 | 480 | 10.0% |
| 季度合计 | 4800 | 100% |
"""
    assert ("wrong-derivation", "12.0%") in _errors(table)
    assert _errors(table.replace("12.0%", "19.0%")) == []


def test_of_two_formulas_the_one_that_gives_more_rows_is_meant() -> None:
    table = """| 区 | 去年 | 今年 | 明年 | 增幅 |
|---|---|---|---|---|
| 甲 | 100 | 120 | 144 | 20% |
| 乙 | 200 | 240 | 288 | 20% |
| 丙 | 100 | 115 | 132 | 15% |
| 丁 | 400 | 500 | 625 | 25% |
| 戊 | 300 | 330 | 420 | 10% |
"""
    assert _errors(table) == []
    assert _errors(table.replace("| 10% |", "| 27.3% |")) == []  # that of the years to come gives all rows then
    assert _errors(table.replace("| 10% |", "| 12% |")) == [("wrong-derivation", "12%")]
