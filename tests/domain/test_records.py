"""The records that the parts hand one another: places, sheets, templates, reports, drafts."""

from decimal import Decimal

import pytest

from fupan.domain.brief import Slot
from fupan.domain.draft import Draft, LlmUse, SectionDraft, StepText
from fupan.domain.factsheet import Entities, FactSheet, Metric, Place, Value, default_better
from fupan.domain.finding import CheckedFigure, CheckReport, Finding
from fupan.domain.known_metrics import known_metric
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.domain.template import SectionSpec, Template
from fupan.domain.unit import Unit


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("事实.yaml", 7), "事实.yaml:7"),
        (Place("事实.xlsx", 7, "销售!B7"), "事实.xlsx!销售!B7"),
        (Place("事实.yaml"), "事实.yaml"),
        (Place(), ""),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(place: Place, shown: str) -> None:
    assert str(place) == shown


def _sheet() -> FactSheet:
    one = {Role.ACTUAL: Value(Decimal(1))}
    two = {Role.ACTUAL: Value(Decimal(2)), Role.TARGET: Value(Decimal(3))}
    sales = Metric("销售额", Unit.parse("元"), two, {"区域": {"华东": one, "华南": two}}, ("营收",))
    heads = Metric("销售人数", Unit.parse("人"), {}, {"区域": {"华西": one, "华东": one}, "季度": {"Q1": {}}})
    return FactSheet(Period(2025), (sales, heads))


def test_every_given_value_is_walked_with_where_it_belongs() -> None:
    walked = [(metric.name, dimension, member, str(role)) for metric, dimension, member, role, _ in _sheet().values()]
    assert walked == [
        ("销售额", None, None, "actual"),
        ("销售额", None, None, "target"),
        ("销售额", "区域", "华东", "actual"),
        ("销售额", "区域", "华南", "actual"),
        ("销售额", "区域", "华南", "target"),
        ("销售人数", "区域", "华西", "actual"),
        ("销售人数", "区域", "华东", "actual"),
    ]


def test_dimensions_hold_the_members_of_all_metrics_once() -> None:
    assert _sheet().dimensions() == {"区域": ("华东", "华南", "华西"), "季度": ("Q1",)}


def test_a_metric_is_found_by_any_of_its_names() -> None:
    sheet = _sheet()
    assert sheet.metric("营收") is sheet.metrics[0]
    assert sheet.metric("利润") is None


def test_names_of_all_kinds_are_listed() -> None:
    assert Entities(("星源",), ("监护仪",), ("凌格",), ("王总",)).all() == ("星源", "监护仪", "凌格", "王总")


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("营收", "销售额"),
        ("区域销售额", "销售额"),
        ("新客户数", "新客户数"),
        ("华东新客户数", "新客户数"),
        ("天气", None),
    ],
)
def test_the_longest_known_name_says_what_a_metric_is(name: str, known: str | None) -> None:
    found = known_metric(name)
    assert (found.names[0] if found else None) == known


@pytest.mark.parametrize(("name", "better"), [("费用率", "lower"), ("销售额", "higher"), ("天气", "higher")])
def test_which_way_is_better_when_the_user_does_not_say(name: str, better: str) -> None:
    assert default_better(name) == better


def test_a_section_is_found_by_its_id() -> None:
    specs = tuple(SectionSpec(name, name, "", (), (), "") for name in ("kpi", "gap"))
    template = Template("t", "年度总结", specs, ())
    assert template.section("gap") is specs[1]


def test_a_slot_is_marked_as_the_llm_writes_it() -> None:
    assert Slot("f7", "销售额.actual", "销售额实际", "13600万元").mark == "{{f7}}"


def test_a_report_counts_what_it_holds() -> None:
    figures = tuple(
        CheckedFigure(0, 1, "1", "1", "", status)
        for status in ("supported", "supported", "derived", "unchecked", "error")
    )
    findings = tuple(
        Finding(rule, level, 0, 1, "1", "x")
        for rule, level in (("wrong-unit", "error"), ("empty-phrase", "warning"), ("wrong-role", "error"))
    )
    report = CheckReport(figures, findings, required=3, covered=2)
    assert [one.rule for one in report.errors] == ["wrong-unit", "wrong-role"]
    assert [one.rule for one in report.warnings] == ["empty-phrase"]
    assert report.summary() == {
        "figures": 5, "supported": 2, "derived": 1, "unchecked": 1,
        "errors": 2, "warnings": 1, "required": 3, "covered": 2,
    }  # fmt: skip


def _draft(*origins: str) -> Draft:
    steps = tuple(StepText("s", "。", origin) for origin in origins)
    section = SectionDraft("kpi", "指标", "", "", steps)
    return Draft(
        "t", "t", "2025", (section, SectionDraft("gap", "缺口", "", "", ())), "", CheckReport(), LlmUse("none")
    )


@pytest.mark.parametrize(
    ("origins", "share"),
    [((), 0.0), (("llm", "facts"), 0.0), (("llm", "composer", "repaired", "composer"), 0.5), (("composer",), 1.0)],
)
def test_how_much_of_a_draft_the_composer_wrote(origins: tuple[str, ...], share: float) -> None:
    assert _draft(*origins).composed_share == share


def test_the_cost_of_two_parts_is_added_field_by_field() -> None:
    assert LlmUse("a", 1, 2, 3, 4, 5).plus(LlmUse("b", 10, 20, 30, 40, 50)) == LlmUse("a", 11, 22, 33, 44, 55)
