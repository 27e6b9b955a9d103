from __future__ import annotations

from decimal import Decimal

import pytest

from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet, Metric, Value
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.domain.template import RequiredFigures, SectionSpec
from fupan.domain.unit import Unit
from fupan.logic.coverage import BELOW_TARGET, matching_metrics, required_facts


def metric(name: str, unit: str, better: str = "higher", aliases: tuple[str, ...] = (), **roles: int) -> Metric:
    values = {Role(role): Value(Decimal(amount)) for role, amount in roles.items()}
    return Metric(name, Unit.parse(unit), values, aliases=aliases, better=better)  # type: ignore[arg-type]


def members(dimension: str, **values: tuple[int, int]) -> dict[str, dict[str, dict[Role, Value]]]:
    return {
        dimension: {
            name: {Role.TARGET: Value(Decimal(target)), Role.ACTUAL: Value(Decimal(actual))}
            for name, (target, actual) in values.items()
        }
    }


def base(*metrics: Metric) -> FactBase:
    return FactBase(FactSheet(Period(2025), metrics))


def section(*requires: RequiredFigures) -> SectionSpec:
    return SectionSpec("kpi", "核心业绩指标", "一", (), (), "kpi.md.j2", requires)


def test_given_and_derived_facts_are_found_and_the_missing_role_is_named() -> None:
    sheet = base(metric("销售额", "元", target=100, actual=80))
    present, missing = required_facts(section(RequiredFigures("销售额", ("actual", "attainment", "yoy"))), sheet)
    assert [fact.id for fact in present] == ["销售额.actual", "销售额.attainment"]
    assert missing == ["销售额：缺去年同期"]


@pytest.mark.parametrize(
    ("name", "aliases"),
    [("销售额", ()), ("总盘子", ("销售额",)), ("营收", ()), ("线上销售额", ())],
    ids=["name", "alias", "kind", "ends in a name of the kind"],
)
def test_a_metric_is_found_by_name_alias_and_kind(name: str, aliases: tuple[str, ...]) -> None:
    present, missing = required_facts(
        section(RequiredFigures("销售额", ("actual",))), base(metric(name, "元", aliases=aliases, actual=1))
    )
    assert [fact.id for fact in present] == [f"{name}.actual"]
    assert missing == []


def test_the_exact_name_wins_over_its_kind() -> None:
    sheet = base(metric("旧改销售额", "元", actual=1), metric("销售额", "元", actual=2)).sheet
    assert [found.name for found in matching_metrics("销售额", sheet)] == ["销售额"]


def test_an_unknown_metric_is_said_to_be_absent() -> None:
    present, missing = required_facts(section(RequiredFigures("赢单率", ("actual",))), base())
    assert present == []
    assert missing == ["赢单率：数据表里没有这个指标"]


def test_the_change_of_a_rate_is_in_points() -> None:
    sheet = base(metric("回款率", "%", actual=96, prior=92))
    present, missing = required_facts(section(RequiredFigures("回款率", ("yoy",))), sheet)
    assert [fact.id for fact in present] == ["回款率.change_pp"]
    assert missing == []


def test_below_target_respects_which_way_is_better() -> None:
    sheet = base(
        metric("销售额", "元", target=100, actual=80),
        metric("新客户数", "家", target=10, actual=12),
        metric("费用率", "%", "lower", target=7, actual=8),
        metric("成交周期", "天", "lower", target=70, actual=60),
        metric("毛利率", "%", actual=20),
    )
    present, missing = required_facts(section(RequiredFigures(BELOW_TARGET, ("actual", "gap"))), sheet)
    assert [fact.id for fact in present] == ["销售额.actual", "销售额.gap", "费用率.actual", "费用率.excess"]
    assert all(fact.amount > 0 for fact in present)
    assert missing == []


def test_below_target_lacks_something_only_where_nothing_can_be_judged() -> None:
    wanted = section(RequiredFigures(BELOW_TARGET, ("gap",)))
    assert required_facts(wanted, base(metric("销售额", "元", target=1, actual=2))) == ([], [])
    assert required_facts(wanted, base(metric("销售额", "元", actual=2)))[1]


def test_a_dimension_asks_for_its_members() -> None:
    whole = Metric(
        "销售额", Unit.parse("元"), {Role.ACTUAL: Value(Decimal(10))},
        members("区域", 华东=(5, 4), 华南=(5, 6)),
    )  # fmt: skip
    wanted = section(RequiredFigures("销售额", ("actual", "share"), "区域"))
    assert [fact.id for fact in required_facts(wanted, base(whole))[0]] == [
        "销售额[区域=华东].actual", "销售额[区域=华东].share", "销售额[区域=华南].actual", "销售额[区域=华南].share",
    ]  # fmt: skip
    below = section(RequiredFigures(BELOW_TARGET, ("gap",), "区域"))
    assert [fact.id for fact in required_facts(below, base(whole))[0]] == ["销售额[区域=华东].gap"]
    quarters = section(RequiredFigures("销售额", ("actual",), "季度"))
    assert required_facts(quarters, base(whole)) == ([], ["销售额：没有按季度的分解"])


def test_optional_requirements_are_never_lacking() -> None:
    sheet = base(metric("销售额", "元", actual=1))
    wanted = section(
        RequiredFigures("销售额", ("actual", "prior"), must=False), RequiredFigures("毛利率", ("actual",), must=False)
    )
    present, missing = required_facts(wanted, sheet)
    assert [fact.id for fact in present] == ["销售额.actual"]
    assert missing == []
    assert required_facts(wanted, sheet, must_only=True) == ([], [])


def test_a_fact_asked_for_twice_comes_once() -> None:
    sheet = base(metric("销售额", "元", target=2, actual=1))
    wanted = section(RequiredFigures("销售额", ("actual",)), RequiredFigures(BELOW_TARGET, ("actual", "gap")))
    assert [fact.id for fact in required_facts(wanted, sheet)[0]] == ["销售额.actual", "销售额.gap"]


def test_a_pattern_finds_metrics_by_part_of_their_name() -> None:
    sheet = base(
        metric("标杆项目合同额", "元", actual=1), metric("销售额", "元", actual=2), metric("项目数", "个", actual=3)
    )
    assert [fact.id for fact in required_facts(section(RequiredFigures("*项目*额", ("actual",))), sheet)[0]] == [
        "标杆项目合同额.actual"
    ]
    present, missing = required_facts(section(RequiredFigures("*试*", ("actual",))), sheet)
    assert (present, missing) == ([], ["没有名称含「试」的指标"])


def test_a_limit_means_what_the_notes_name_in_their_order() -> None:
    whole = Metric(
        "销售额", Unit.parse("元"), {Role.ACTUAL: Value(Decimal(10))},
        members("区域", 华东=(5, 4), 华南=(5, 3), 华北=(5, 2)),
    )  # fmt: skip
    wanted = section(RequiredFigures("销售额", ("actual",), "区域", most=2))
    first = [fact.member for fact in required_facts(wanted, base(whole))[0]]
    named = [fact.member for fact in required_facts(wanted, base(whole), notes=["华北垫底", "华南好转"])[0]]
    assert first == ["华东", "华南"]
    assert named == ["华北", "华南"]


def test_a_limit_on_what_misses_its_target_means_what_the_notes_name_then_the_first_of_the_sheet() -> None:
    sheet = base(
        metric("销售额", "元", target=100, actual=90), metric("新客户数", "家", target=10, actual=5),
        metric("回款额", "元", target=100, actual=80),
    )  # fmt: skip
    wanted = section(RequiredFigures(BELOW_TARGET, ("gap",), most=2))
    assert [fact.metric for fact in required_facts(wanted, sheet)[0]] == ["销售额", "新客户数"]
    assert [fact.metric for fact in required_facts(wanted, sheet, notes=["回款额差两成"])[0]] == ["回款额", "销售额"]


def test_a_limit_on_members_that_miss_their_target_means_the_worst() -> None:
    whole = Metric(
        "销售额", Unit.parse("元"), {Role.ACTUAL: Value(Decimal(10))},
        members("区域", 华东=(5, 4), 华南=(5, 3), 华北=(5, 2)),
    )  # fmt: skip
    wanted = section(RequiredFigures(BELOW_TARGET, ("gap",), "区域", most=1))
    found = [fact.member for fact in required_facts(wanted, base(whole))[0]]
    assert found == ["华北"]


def test_metrics_that_other_sections_speak_of_are_left_apart() -> None:
    sheet = base(metric("销售额", "元", target=100, actual=80), metric("赢单率", "%", target=38, actual=36))
    wanted = section(RequiredFigures(BELOW_TARGET, ("gap",), apart=("*单率",)))
    assert [fact.id for fact in required_facts(wanted, sheet)[0]] == ["销售额.gap"]
    none_left = section(RequiredFigures(BELOW_TARGET, ("gap",), apart=("赢单率", "销售额")))
    assert required_facts(none_left, sheet) == ([], [])
