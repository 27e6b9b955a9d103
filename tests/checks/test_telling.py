"""How findings speak: the name of a fact, and a figure written anew at the precision and in the unit it had."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupan.checks.run import check_text
from fupan.checks.telling import amount_text, fact_name, fact_told, fact_value, rewritten
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet, Metric, Note, Value
from fupan.domain.mention import Mention
from fupan.domain.period import Period
from fupan.domain.role import ROLE_NAMES, Role
from fupan.domain.unit import Unit
from fupan.figures.scan.extract import extract
from fupan.figures.units import unit_of


def _only(text: str) -> Mention:
    (mention,) = extract(text)
    return mention


@pytest.mark.parametrize(
    ("text", "amount", "expected"),
    [
        ("13800万元", 136_000_000, "13600万元"),
        ("1.38亿元", 136_000_000, "1.36亿元"),
        ("13,800万元", 136_000_000, "13,600万元"),
        ("85%", 86, "86%"),
        ("85.0%", 86, "86.0%"),
        ("下降3.5个百分点", -4, "4.0个百分点"),
        ("13902.55万元", 139_200_000, "13920万元"),  # no zeros that nobody would write
        ("1.39204亿元", 139_200_000, "1.392亿元"),
        ("13902.00万元", 139_200_000, "13920.00万元"),  # the writer's own way
        ("103.35%", 103, "103.0%"),
        ("85%", Decimal("84.7"), "84.7%"),  # at the old precision it would be the same again
        ("85.0%", Decimal("85"), "85.0%"),
        ("85%", Decimal("0.2"), None),  # nothing is left of it at this precision
        ("20%-30%", 25, None),
        ("三成", 25, None),
        ("〇%", 25, None),
        ("0５万元", 60_000, None),  # two widths of digits: what the number is cannot be told from its first digits
        ("0%", 25, None),
    ],
)
def test_a_figure_is_written_anew(text: str, amount: Decimal | int, expected: str | None) -> None:
    mention = _only(text)
    assert rewritten(mention, Decimal(amount), unit_of(mention)) == expected


@given(
    st.integers(1, 10**7), st.sampled_from(["万元", "元", "家", "%", "亿元"]), st.sampled_from(["13", "2.5", "1,360"])
)
def test_a_figure_written_anew_keeps_its_unit_and_precision(right: int, unit: str, wrong: str) -> None:
    text = rewritten(_only(wrong + unit), right * Unit.parse(unit).factor, Unit.parse(unit))
    decimals = ".0" if "." in wrong and unit == "%" else ""
    assert text == (f"{right:,}" if "," in wrong else f"{right}") + decimals + unit


def _base() -> FactBase:
    values = {role: Value(Decimal(10 * (place + 1))) for place, role in enumerate(Role)}
    sales = Metric("销售额", Unit.parse("万元"), values, {"区域": {"华东": values}})
    return FactBase(FactSheet(Period(2025), (sales,)))


@pytest.mark.parametrize("role", list(Role))
def test_a_given_fact_is_named_by_its_role(role: Role) -> None:
    base = _base()
    assert fact_name(base.facts[f"销售额.{role}"]) == f"销售额{ROLE_NAMES[role]}"
    assert fact_name(base.facts[f"销售额[区域=华东].{role}"]) == f"销售额（华东）{ROLE_NAMES[role]}"


def test_every_fact_is_told_with_its_value() -> None:
    for fact in _base().facts.values():
        assert fact_told(fact).startswith(fact_name(fact))
        shown = amount_text(fact.amount, fact.unit)
        assert fact_told(fact).endswith(shown)


@pytest.mark.parametrize(
    ("key", "shown"), [("gap", "0.002万元"), ("excess", "0.002万元"), ("yoy_amount", "-0.001万元")]
)
def test_a_shortfall_is_told_without_its_sign_where_its_name_says_the_way(key: str, shown: str) -> None:
    assert fact_value(_base().facts[f"销售额.{key}"]) == shown


def test_a_figure_in_doubt_is_told_with_the_note_that_it_may_repeat() -> None:
    notes = (Note("n1", "砍掉不挣钱的型号23个，剩下41个型号"),)
    sheet = FactSheet(
        Period(2025), (Metric("销售额", Unit.parse("万元"), {Role.ACTUAL: Value(Decimal(19_000_000))}),), notes
    )
    figures = check_text("砍了23个不挣钱的型号，原来64个型号，砍掉三成五多，剩41个。", sheet).figures
    assert [one.arithmetic for one in figures if one.text == "64个"] == [
        "口径不明：可能指要点里的「23个」：砍掉不挣钱的型号23个，剩下41个型号"
    ]


def test_no_fix_turns_points_into_a_rate() -> None:
    assert rewritten(_only("高于目标7.5%"), Decimal("0.3"), Unit.parse("个百分点")) is None
