"""The named formulas: what they give, where they are silent, and the laws between them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupan.domain.aspect import Aspect, Form
from fupan.domain.derive import DERIVATIONS, combine
from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet, Metric, Value
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.domain.unit import Unit

AMOUNTS = st.integers(1, 10**9)
CLOSE = Decimal("1e-20")


def _base(unit: str, members: dict[str, dict[str, int]] | None = None, name: str = "销售额", **totals: int) -> FactBase:
    def given_(roles: dict[str, int]) -> dict[Role, Value]:
        return {Role(role): Value(Decimal(amount)) for role, amount in roles.items()}

    breakdown = {"区域": {member: given_(roles) for member, roles in members.items()}} if members else {}
    metric = Metric(name, Unit.parse(unit), given_(totals), breakdown, aliases=("业绩",))
    return FactBase(FactSheet(Period(2025), (metric,)))


def _shown(base: FactBase) -> dict[str, str]:
    """Arithmetic by key, of the derived facts of the total."""
    return {fact.key: fact.formula.arithmetic for fact in base.facts.values() if fact.formula and not fact.member}


def test_every_formula_of_an_amount_is_told_with_its_arithmetic() -> None:
    base = _base("万元", target=48_000_000, stretch=60_000_000, actual=40_800_000, prior=40_000_000,
                 previous=51_000_000, plan=51_000_000, benchmark=40_000_000)  # fmt: skip
    assert _shown(base) == {
        "attainment": "4080万元 ÷ 4800万元 = 85%",
        "stretch_attainment": "4080万元 ÷ 6000万元 = 68%",
        "gap": "4800万元 − 4080万元 = 720万元",
        "excess": "4080万元 − 4800万元 = -720万元",
        "stretch_gap": "6000万元 − 4080万元 = 1920万元",
        "yoy": "(4080 − 4000) ÷ 4000 = 2%",
        "yoy_amount": "4080万元 − 4000万元 = 80万元",
        "pop": "(4080 − 5100) ÷ 5100 = -20%",
        "pop_amount": "4080万元 − 5100万元 = -1020万元",
        "plan_growth": "(5100 − 4080) ÷ 4080 = 25%",
        "plan_increase": "5100万元 − 4080万元 = 1020万元",
        "benchmark_gap": "4080万元 − 4000万元 = 80万元",
    }


def test_differences_of_rates_are_points_and_rates_do_not_grow() -> None:
    base = _base("%", name="回款率", target=95, actual=96, prior=92, previous=97, plan=98)
    assert _shown(base) == {
        "attainment": "96 ÷ 95 = 101.1%",
        "gap": "95% − 96% = -1个百分点",
        "excess": "96% − 95% = 1个百分点",
        "change_pp": "96% − 92% = 4个百分点",
        "pop_pp": "96% − 97% = -1个百分点",
        "plan_pp": "98% − 96% = 2个百分点",
    }
    assert {fact.unit.base for fact in base.facts.values() if fact.key.endswith("_pp")} == {"个百分点"}


@pytest.mark.parametrize("prior", [0, -1])
def test_a_base_that_is_not_positive_gives_no_rate(prior: int) -> None:
    base = _base("万元", actual=5, prior=prior, target=prior)
    assert set(_shown(base)) == {"gap", "excess", "yoy_amount"}


@given(actual=AMOUNTS, target=AMOUNTS, prior=AMOUNTS)
def test_laws_between_the_formulas(actual: int, target: int, prior: int) -> None:
    base = _base("元", actual=actual, target=target, prior=prior)
    told = {key: base.facts[f"销售额.{key}"].amount for key in ("attainment", "gap", "excess", "yoy", "yoy_amount")}
    assert told["gap"] == -told["excess"]
    assert (told["attainment"] > 100) == (told["excess"] > 0)
    assert (told["yoy"] > 0) == (told["yoy_amount"] > 0)
    assert abs(told["attainment"] * target - actual * 100) <= CLOSE * target
    assert abs(told["yoy"] * prior / 100 - told["yoy_amount"]) <= CLOSE * prior


@given(st.lists(AMOUNTS, min_size=1, max_size=6))
def test_shares_of_all_members_are_the_whole(amounts: list[int]) -> None:
    members = {f"区{number}": {"actual": amount} for number, amount in enumerate(amounts)}
    base = _base("元", members, actual=sum(amounts))
    shares = [fact.amount for fact in base.facts.values() if fact.key == "share"]
    assert len(shares) == len(amounts)
    assert abs(sum(shares) - 100) <= CLOSE
    assert all(share > 0 for share in shares)


def test_shares_are_told_by_role_where_member_and_total_are_given() -> None:
    members = {"华东": {"actual": 30, "target": 20, "prior": 25, "plan": 40}, "华南": {"stretch": 9}}
    base = _base("元", members, actual=100, target=100, plan=80)
    shares = {fact.id: fact.formula.arithmetic for fact in base.facts.values() if fact.formula and fact.member}
    assert shares["销售额[区域=华东].share"] == "30 ÷ 100 = 30%"
    assert shares["销售额[区域=华东].plan_share"] == "40 ÷ 80 = 50%"
    assert "销售额[区域=华东].target_share" in shares
    assert not [name for name in shares if "prior_share" in name or "华南" in name]


@pytest.mark.parametrize("total", [0, -5])
def test_no_share_of_a_total_that_is_not_positive(total: int) -> None:
    base = _base("元", {"华东": {"actual": 3}}, actual=total)
    assert not [name for name in base.facts if name.endswith("share")]


@pytest.mark.parametrize(
    ("name", "unit"),
    [("回款率", "%"), ("成交周期", "天"), ("人均销售额", "万元"), ("平均单价", "元"), ("客单价", "元")],
)
def test_members_of_a_mean_or_a_rate_have_no_share(name: str, unit: str) -> None:
    base = _base(unit, {"华东": {"actual": 3}}, name, actual=6)
    assert not [name for name in base.facts if name.endswith("share")]


def test_facts_are_found_by_alias_member_and_size() -> None:
    base = _base("元", {"华东": {"actual": -30}}, actual=20, target=10)
    assert base.get("业绩", "actual") is base.facts["销售额.actual"]
    assert base.get("销售额", "actual", "区域", "华东") is base.facts["销售额[区域=华东].actual"]
    assert base.get("利润", "actual") is None
    sizes, facts = base.by_value["元"]
    assert sizes == sorted(abs(fact.amount) for fact in facts)
    assert facts[-1].amount == -30
    assert [fact.key for fact in base.by_value["%"][1]] == ["share", "attainment"]


def _fact(amount: int, key: str = "actual", unit: str = "元") -> Fact:
    return Fact(f"销售额.{key}", "销售额", key, Decimal(amount), Unit.parse(unit), Period(2025))


@given(st.sampled_from(["ratio", "growth", "difference"]), AMOUNTS, AMOUNTS)
def test_a_combination_names_its_inputs(form: str, left: int, right: int) -> None:
    found = combine(form, "k", "名", _fact(left), _fact(right, "prior"))
    assert found is not None
    assert found.formula is not None
    assert (found.id, found.formula.inputs) == ("销售额.k", ("销售额.actual", "销售额.prior"))
    assert found.unit.base == ("元" if form == "difference" else "%")


@pytest.mark.parametrize(
    ("aspect", "key", "title"),
    [
        (Aspect(), "actual", "实际"),
        (Aspect("value", Role.STRETCH), "stretch", "争取目标"),
        (Aspect("growth", Role.ACTUAL), "actual", None),
        (Aspect("growth", Role.ACTUAL, Role.PRIOR), "yoy", "同比"),
        (Aspect("growth", Role.PLAN, Role.PRIOR), "plan_growth_prior", "下期计划与去年同期相比的增幅"),
        (Aspect("ratio", Role.ACTUAL, Role.PRIOR), "actual_ratio_prior", "实际与去年同期之比"),
        (Aspect("share", Role.TARGET), "target_share", "目标占比"),
        (Aspect("share", Role.STRETCH), "stretch_share", "争取目标占比"),
        (Aspect("share_change", Role.ACTUAL, Role.PRIOR), "actual_share_change_prior", "实际与去年同期的占比之差"),
    ],
)
def test_aspects_have_the_names_of_their_facts(aspect: Aspect, key: str, title: str | None) -> None:
    assert aspect.key == key
    assert title is None or aspect.title == title


@pytest.mark.parametrize("form", ["ratio", "growth", "difference", "share_change", "gap_share"])
@pytest.mark.parametrize("a", list(Role))
@pytest.mark.parametrize("b", list(Role))
def test_every_formula_over_two_roles_has_a_name_of_its_own(form: Form, a: Role, b: Role) -> None:
    aspect = Aspect(form, a, b)
    named = [row for row in DERIVATIONS if (row.form, row.a, row.b) == (form, a, b)]
    assert aspect.title
    assert (aspect.key in {row.name for row in DERIVATIONS}) == bool(named)


def test_a_change_of_a_rate_goes_by_the_name_of_points() -> None:
    assert Aspect("difference", Role.ACTUAL, Role.PRIOR).points_key == "change_pp"
    assert Aspect("difference", Role.ACTUAL, Role.TARGET).points_key == "excess"
