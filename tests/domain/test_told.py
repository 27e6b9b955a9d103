"""What is told by name from a fact sheet: the fact with its arithmetic, or nothing where a part of it is not given."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupan.domain.aspect import Aspect, Form
from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet, Metric, Value
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.domain.told import Told, Where
from fupan.domain.unit import Unit

EAST, SOUTH, WEST, NORTH = ("区域", "华东"), ("区域", "华南"), ("区域", "华西"), ("区域", "华北")
DIRECT, DEALER = ("渠道", "直销"), ("渠道", "经销")
A, B, P, Q, T = Role.ACTUAL, Role.PRIOR, Role.PLAN, Role.PREVIOUS, Role.TARGET
REGIONS = (EAST, SOUTH, WEST)


def _values(**amounts: int) -> dict[Role, Value]:
    return {Role(role): Value(Decimal(amount)) for role, amount in amounts.items()}


def _metric(name: str, unit: str, totals: dict[Role, Value], **breakdown: dict[str, dict[Role, Value]]) -> Metric:
    return Metric(name, Unit.parse(unit), totals, breakdown)


SALES = _metric(
    "销售额",
    "万元",
    _values(target=10_000_000, actual=9_000_000, prior=6_000_000, previous=5_000_000, plan=11_000_000),
    区域={
        "华东": _values(target=4_000_000, actual=5_000_000, prior=2_000_000, previous=1_500_000),
        "华南": _values(target=4_000_000, actual=3_000_000, prior=3_000_000),
        "华西": _values(target=2_000_000, actual=1_000_000, prior=1_000_000),
    },
    渠道={"直销": _values(actual=6_000_000, plan=7_000_000), "经销": _values(actual=2_000_000)},
)
RATE = _metric("回款率", "%", _values(actual=96, prior=92, target=95), 区域={"华东": _values(actual=97, prior=90)})
HEADS = _metric(
    "销售人数", "人", _values(actual=30, prior=24, previous=0), 区域={"华东": _values(actual=10), "华南": _values()}
)
BIDS = _metric("投标次数", "次", _values(actual=40, prior=0))
WINS = _metric("中标数", "个", _values(actual=10, prior=8))
NEWS = _metric("新客户数", "家", _values(actual=50, target=50), 区域={"华东": _values(actual=20, target=10)})
METRICS = (SALES, RATE, HEADS, BIDS, WINS, NEWS)


def _told(period: str = "2025-H1") -> Told:
    return Told(FactBase(FactSheet(Period.parse(period), METRICS)))


TOLD = _told()


def _arithmetic(fact: Fact | None) -> str:
    return fact.formula.arithmetic if fact is not None and fact.formula is not None else ""


@pytest.mark.parametrize(
    ("metric", "aspect", "where", "arithmetic"),
    [
        ("销售额", Aspect("ratio", A, T), EAST, "500万元 ÷ 400万元 = 125%"),
        ("销售额", Aspect("ratio", A, B), None, "900万元 ÷ 600万元 = 150%"),
        ("销售额", Aspect("growth", P, B), None, "(1100 − 600) ÷ 600 = 83.3%"),
        ("销售额", Aspect("share", A), EAST, "500 ÷ 900 = 55.6%"),
        ("销售额", Aspect("share", Q), EAST, "150 ÷ 500 = 30%"),
        ("销售额", Aspect("share_change", A, B), EAST, "55.6% − 33.3% = 22.2个百分点"),
        ("销售额", Aspect("gap_share", A, B), EAST, "300 ÷ 300 = 100%"),
        ("回款率", Aspect("difference", A, B), None, "96% − 92% = 4个百分点"),
        ("回款率", Aspect("difference", B, T), None, "92% − 95% = -3个百分点"),
    ],
)
def test_an_aspect_is_worked_out(metric: str, aspect: Aspect, where: Where | None, arithmetic: str) -> None:
    fact = TOLD.fact(metric, aspect, where)
    assert _arithmetic(fact) == arithmetic
    assert TOLD.fact(metric, aspect, where) is fact


@pytest.mark.parametrize(
    ("metric", "aspect", "where"),
    [
        ("利润", Aspect(), None),
        ("销售额", Aspect(), NORTH),
        ("销售额", Aspect("growth", A), NORTH),  # a formula that names no second role
        ("销售额", Aspect("growth", A, Role.BENCHMARK), None),
        ("销售额", Aspect("share", Q), SOUTH),
        ("销售额", Aspect("share", Q), None),  # the total is no part of itself
        ("回款率", Aspect("share", Q), EAST),
        ("回款率", Aspect("share", A), EAST),  # rates have no parts
        ("回款率", Aspect("growth", A, B), None),
        ("销售额", Aspect("share_change", A, Q), SOUTH),
        ("销售额", Aspect("gap_share", A, B), None),
        ("销售额", Aspect("gap_share", A, Q), SOUTH),
        ("新客户数", Aspect("gap_share", A, T), EAST),  # the whole has no gap at all
    ],
)
def test_nothing_is_told_of_what_the_sheet_lacks(metric: str, aspect: Aspect, where: Where | None) -> None:
    assert TOLD.fact(metric, aspect, where) is None


@pytest.mark.parametrize(
    ("aspect", "places", "mean", "arithmetic"),
    [
        (Aspect(), (EAST, SOUTH), False, "500 + 300 = 800万元"),
        (Aspect(), (EAST, SOUTH), True, "(500 + 300) ÷ 2 = 400万元"),
        (Aspect(), REGIONS, True, "(500 + 300 + 100) ÷ 3 = 300万元"),
        (Aspect(), (DIRECT, DEALER), False, "600 + 200 = 800万元"),  # all channels, yet not the total: 线上 is missing
        (Aspect("share", A), (EAST, SOUTH), False, "55.56 + 33.33 = 88.89%"),
        (Aspect("growth", A, B), (EAST, SOUTH), False, "(800 − 500) ÷ 500 = 60%"),
        (Aspect("ratio", A, T), (EAST, SOUTH), False, "800万元 ÷ 800万元 = 100%"),
        (Aspect("difference", A, B), (EAST, SOUTH), False, "800万元 − 500万元 = 300万元"),
        (Aspect("gap_share", A, B), (EAST, SOUTH), False, "100 + 0 = 100%"),
    ],
)
def test_members_are_told_together(aspect: Aspect, places: tuple[Where, ...], mean: bool, arithmetic: str) -> None:
    assert _arithmetic(TOLD.total("销售额", aspect, places, mean=mean)) == arithmetic


@pytest.mark.parametrize(
    "aspect", [Aspect(), Aspect("growth", A, B), Aspect("ratio", A, T), Aspect("difference", T, A)]
)
def test_all_members_that_add_up_are_the_total(aspect: Aspect) -> None:
    assert TOLD.total("销售额", aspect, REGIONS) is TOLD.fact("销售额", aspect)


@pytest.mark.parametrize(
    ("metric", "aspect", "places", "mean"),
    [
        ("销售额", Aspect(), (EAST, NORTH), False),
        ("销售额", Aspect(), (EAST, SOUTH, NORTH), False),
        ("销售额", Aspect(), (EAST,), False),
        ("销售额", Aspect(), (), False),
        ("销售额", Aspect("value", Q), REGIONS, False),
        ("销售额", Aspect("value", Role.BENCHMARK), REGIONS, False),
        ("销售额", Aspect("growth", A, B), (EAST, SOUTH), True),
        ("销售额", Aspect("growth", A), (EAST, SOUTH), False),
        ("销售额", Aspect("share", A), (EAST, SOUTH), True),
        ("销售额", Aspect("gap_share", A, B), (EAST, SOUTH), True),
        ("销售额", Aspect("growth", A, Q), (EAST, SOUTH), False),
        ("利润", Aspect(), (EAST, SOUTH), False),
    ],
)
def test_members_that_are_not_all_given_are_not_added(
    metric: str, aspect: Aspect, places: tuple[Where, ...], mean: bool
) -> None:
    assert TOLD.total(metric, aspect, places, mean=mean) is None


@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=6), st.data())
def test_the_growth_of_several_members_lies_between_theirs(now: list[int], data: st.DataObject) -> None:
    before = data.draw(st.lists(st.integers(1, 10**9), min_size=len(now), max_size=len(now)))
    members = {f"区{at}": _values(actual=new, prior=old) for at, (new, old) in enumerate(zip(now, before, strict=True))}
    told = Told(FactBase(FactSheet(Period(2025), (_metric("销售额", "元", {}, 区域=members),))))
    places = tuple(("区域", member) for member in members)
    together = told.total("销售额", Aspect("growth", A, B), places)
    each = [told.fact("销售额", Aspect("growth", A, B), place) for place in places]
    assert together is not None
    amounts = [fact.amount for fact in each if fact is not None]
    slack = Decimal("1e-20")
    assert min(amounts) - slack <= together.amount <= max(amounts) + slack


@pytest.mark.parametrize(
    ("form", "role", "where", "other", "arithmetic"),
    [
        ("difference", A, EAST, SOUTH, "500万元 − 300万元 = 200万元"),
        ("growth", A, EAST, SOUTH, "(500 − 300) ÷ 300 = 66.7%"),
        ("ratio", A, WEST, EAST, "100万元 ÷ 500万元 = 20%"),
        ("difference", A, None, EAST, "900万元 − 500万元 = 400万元"),
        ("share", A, EAST, SOUTH, ""),
        ("difference", Q, EAST, SOUTH, ""),
        ("difference", A, NORTH, SOUTH, ""),
    ],
)
def test_one_member_against_another(form: Form, role: Role, where: Where | None, other: Where, arithmetic: str) -> None:
    assert _arithmetic(TOLD.between("销售额", form, role, where, other)) == arithmetic


@pytest.mark.parametrize(
    ("top", "bottom", "role", "arithmetic"),
    [
        ("中标数", "投标次数", A, "10 ÷ 40 = 25%"),
        ("中标数", "投标次数", B, ""),  # nothing was bid for
        ("中标数", "投标次数", P, ""),
        ("中标数", "利润", A, ""),
    ],
)
def test_one_metric_in_per_cent_of_another(top: str, bottom: str, role: Role, arithmetic: str) -> None:
    assert _arithmetic(TOLD.quotient(top, bottom, role)) == arithmetic


def test_how_a_ratio_of_two_metrics_moved() -> None:
    assert TOLD.quotient_change("中标数", "投标次数", Aspect("difference", A, B)) is None  # nothing was bid for
    assert TOLD.quotient_change("中标数", "投标次数", Aspect("value", A)) is None


def test_the_mean_of_equal_parts_of_the_period() -> None:
    assert _arithmetic(TOLD.average("销售额", A, 6, "月均")) == "900 ÷ 6 = 150万元"
    assert TOLD.average("销售额", Role.BENCHMARK, 6, "月均") is None


@pytest.mark.parametrize(
    ("period", "where", "arithmetic"),
    [
        ("2025-H1", None, "900 + 1100 = 2000万元"),
        ("2025-H2", None, "500 + 900 = 1400万元"),
        ("2025-H1", DIRECT, "600 + 700 = 1300万元"),
        ("2025-H2", EAST, "150 + 500 = 650万元"),
        ("2025-H1", EAST, ""),
        ("2025-H2", SOUTH, ""),
        ("2025-Q1", None, ""),
        ("2025", None, ""),
    ],
)
def test_two_halves_are_a_year(period: str, where: Where | None, arithmetic: str) -> None:
    assert _arithmetic(_told(period).two_periods("销售额", where)) == arithmetic


@pytest.mark.parametrize(
    ("metric", "counted", "role", "where", "arithmetic"),
    [
        ("销售额", "销售人数", A, None, "900万元 ÷ 30人 = 30万元"),
        ("销售额", "销售人数", A, EAST, "500万元 ÷ 10人 = 50万元"),
        ("中标数", "销售人数", B, None, "8个 ÷ 24人 = 0.33个"),
        ("销售额", "销售人数", Q, None, ""),  # nobody was there
        ("销售额", "销售人数", A, SOUTH, ""),
        ("销售额", "销售额", A, None, ""),  # money does not count anything
        ("回款率", "销售人数", A, None, ""),  # a rate is not shared out
        ("利润", "销售人数", A, None, ""),
    ],
)
def test_a_metric_for_each_of_what_is_counted(
    metric: str, counted: str, role: Role, where: Where | None, arithmetic: str
) -> None:
    assert _arithmetic(TOLD.per(metric, counted, role, where)) == arithmetic


@pytest.mark.parametrize(
    ("aspect", "where", "arithmetic"),
    [
        (Aspect("growth", A, B), None, "(30 − 25) ÷ 25 = 20%"),
        (Aspect("difference", A, B), None, "30万元 − 25万元 = 5万元"),
        (Aspect("growth", A), None, ""),
        (Aspect("growth", A, Q), None, ""),
        (Aspect("growth", B, A), EAST, ""),
    ],
)
def test_how_a_value_for_each_has_changed(aspect: Aspect, where: Where | None, arithmetic: str) -> None:
    found = TOLD.per_change("销售额", "销售人数", aspect, where)
    assert _arithmetic(found) == arithmetic
    assert found is None or found.id.startswith("销售额÷销售人数.")


def test_a_member_above_the_mean_for_each() -> None:
    found = TOLD.per_apart("销售额", "销售人数", EAST)
    assert _arithmetic(found) == "50万元 − 30万元 = 20万元"
    assert found is not None
    assert found.id == "销售额÷销售人数[区域=华东].above_mean"
    assert TOLD.per_apart("销售额", "销售人数", SOUTH) is None
