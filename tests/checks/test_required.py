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


def _roles(**amounts: int) -> dict[Role, Value]:
    return {Role(role): Value(Decimal(amount)) for role, amount in amounts.items()}


YEAR = FactSheet(
    Period(2025),
    (
        Metric(
            "签约额",
            Unit.parse("万元"),
            _roles(target=50_000_000, actual=60_000_000, prior=48_000_000),
            {"门店": {"城东店": _roles(actual=25_000_000, prior=20_000_000)}},
        ),
        Metric("回款率", Unit.parse("%"), _roles(actual=92)),
        Metric("续约率", Unit.parse("%"), _roles(actual=92)),
        Metric("在册顾问", Unit.parse("人"), _roles(target=40, actual=40)),
    ),
)


@pytest.mark.parametrize(
    ("text", "required", "missing"),
    [
        # reckoned from the required figure: a part of it, so much a month, so much each
        ("城东店签约2500万元，占全年签约额的41.7%。", "签约额.actual", True),
        ("签约额月均500万元。", "签约额.actual", True),
        ("签约额人均150万元。", "签约额.actual", True),
        ("签约额6000万元，占比41.7%的是城东店。", "签约额.actual", False),
        ("签约额约6000万元。", "签约额.actual", False),
        # the same value of another metric or member
        ("回款率92%。续约率待定。", "续约率.actual", True),
        ("续约率与回款率同样是92%。", "续约率.actual", False),
        ("城东店签约额同比增长25%。", "签约额.yoy", True),
        ("签约额和城东店一样，都同比增长25%。", "签约额.yoy", False),
        # told wrongly, or something else told wrongly
        ("签约额6300万元。", "签约额.actual", False),
        ("签约额6000亿元。", "签约额.actual", False),
        ("签约额37万元。", "签约额.actual", True),
        # by chance what another metric gives, and what nothing else gives
        ("回款率待定，续约客户有92%。", "回款率.actual", False),
        ("在册顾问年初52人，进来8人，走了20人，底下剩40人。", "在册顾问.actual", False),
        # the same value of the same metric, whichever role it is told in
        ("在册顾问40人。", "在册顾问.target", False),
        # the same number of another unit
        ("在册顾问每人每年40天。", "在册顾问.actual", True),
    ],
)
def test_a_figure_is_told_by_its_own_value(text: str, required: str, missing: bool) -> None:
    found = check_text(text, YEAR, required=[required]).findings
    assert [one.source for one in found if one.rule == "missing-figure"] == ([required] if missing else [])
