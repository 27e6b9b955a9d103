"""Figures that a section of a template must state: what counts as stated, and whose members are meant."""

from decimal import Decimal

import pytest

from fupan.checks.run import check_text
from fupan.domain.factsheet import FactSheet, Metric, Value
from fupan.domain.finding import CheckReport
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.domain.template import RequiredFigures, SectionSpec, Template
from fupan.domain.unit import Unit


def _actual(amount: int) -> dict[Role, Value]:
    return {Role.ACTUAL: Value(Decimal(amount))}


SHEET = FactSheet(
    Period(2025),
    (
        Metric("销售额", Unit.parse("万元"), _actual(136_000_000), {"区域": {"华东": _actual(37_000_000)}}),
        Metric("成交周期", Unit.parse("天"), _actual(214)),
    ),
)


def _checked(text: str, *requires: RequiredFigures) -> CheckReport:
    spec = SectionSpec("kpi", "核心业绩指标", "", (), (), "", requires, length=(0, 600))
    return check_text(f"## 核心业绩指标\n\n{text}\n", SHEET, template=Template("t", "总结", (spec,), ()))


SALES, CYCLE = RequiredFigures("销售额", ("actual",)), RequiredFigures("成交周期", ("actual",))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("全年销售额13600万元，成交周期214天。", []),
        ("全年销售额1.36亿元，前后历时214天。", []),
        ("全年销售额13600万元。", ["成交周期.actual"]),
        ("全年销售额13600万元，成交周期214个。", ["成交周期.actual"]),
        ("成交周期214天。", ["销售额.actual"]),
        ("略。", ["销售额.actual", "成交周期.actual"]),
    ],
)
def test_a_figure_is_missed_unless_its_value_stands_in_the_section(text: str, missing: list[str]) -> None:
    report = _checked(text, SALES, CYCLE)
    assert [one.source for one in report.findings if one.rule == "missing-figure"] == missing
    assert (report.required, report.covered) == (2, 2 - len(missing))


def test_what_the_template_only_wishes_for_is_not_missed() -> None:
    report = _checked("略。", RequiredFigures("销售额", ("actual",), must=False))
    assert (report.required, report.findings) == (0, ())


def test_a_wrong_value_is_wrong_and_not_missing_too() -> None:
    report = _checked("全年销售额13800万元。", SALES)
    assert [one.rule for one in report.findings] == ["contradicted-figure"]
    assert (report.required, report.covered) == (1, 1)


def test_the_figure_of_another_section_does_not_count() -> None:
    specs = tuple(
        SectionSpec(name, title, "", (), (), "", (SALES,), length=(0, 600))
        for name, title in (("kpi", "核心业绩指标"), ("gap", "业绩缺口根源"))
    )
    text = "## 核心业绩指标\n\n全年销售额13600万元。\n\n## 业绩缺口根源\n\n略。\n"
    report = check_text(text, SHEET, template=Template("t", "总结", specs, ()))
    assert [(one.rule, one.section) for one in report.findings] == [("missing-figure", "gap")]
