"""Periods: what users write is read, written back and told in Chinese; neighbours in time are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupan.domain.factbase import member_period, role_period
from fupan.domain.period import Period
from fupan.domain.role import Role

KINDS = {"year": 1, "half": 2, "quarter": 4, "month": 12, "week": 52}


@st.composite
def periods(draw: st.DrawFn) -> Period:
    kind = draw(st.sampled_from(sorted(KINDS)))
    return Period(draw(st.integers(1950, 2050)), kind, draw(st.integers(1, KINDS[kind])))


@pytest.mark.parametrize(
    ("written", "label", "nouns"),
    [
        ("2025", "2025年", ("今年", "上年", "明年")),
        ("2025-H1", "2025年上半年", ("本期", "上个半年", "下个半年")),
        ("2025-H2", "2025年下半年", ("本期", "上个半年", "下个半年")),
        ("2025-Q3", "2025年三季度", ("本季度", "上季度", "下季度")),
        (" 2025-11 ", "2025年11月", ("本月", "上月", "下月")),
        ("2025-W53", "2025年第53周", ("本周", "上周", "下周")),
    ],
)
def test_a_period_is_told_in_chinese(written: str, label: str, nouns: tuple[str, str, str]) -> None:
    period = Period.parse(written)
    assert (period.label, period.nouns) == (label, nouns)


@pytest.mark.parametrize(
    "written", ["", "25", "2025年", "2025-Q5", "2025-H0", "1825", "2025-1", "2025-Q1-1", "２０２５"]
)
def test_what_is_no_period_is_told_with_the_forms_that_are(written: str) -> None:
    with pytest.raises(ValueError, match="2025-Q3"):
        Period.parse(written)


@pytest.mark.parametrize(("written", "most"), [("2025-13", 12), ("2025-00", 12), ("2025-W54", 53), ("2025-W00", 53)])
def test_a_part_that_the_year_does_not_have_is_told(written: str, most: int) -> None:
    with pytest.raises(ValueError, match=f"不在 1–{most} 之间"):
        Period.parse(written)


@given(periods())
def test_a_period_written_is_read_back(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(periods(), st.integers(-100, 100))
def test_shifting_there_and_back_changes_nothing(period: Period, steps: int) -> None:
    moved = period.shift(steps)
    assert moved.shift(-steps) == period
    assert moved.kind == period.kind
    assert (moved > period) == (steps > 0)


@given(periods())
def test_the_same_period_a_year_before_is_a_years_worth_of_periods_before(period: Period) -> None:
    assert period.year_before == period.shift(-KINDS[period.kind])


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ("Q1", "2025-Q1"),
        ("四季度", "2025-Q4"),
        ("第2季度", "2025-Q2"),
        ("3月", "2025-03"),
        ("12月份", "2025-12"),
        ("上半年", "2025-H1"),
        ("H2", "2025-H2"),
        ("13月", None),
        ("0月", None),
        ("Q5", None),
        ("华东", None),
    ],
)
def test_members_that_name_a_part_of_the_year(member: str, expected: str | None) -> None:
    found = member_period(member, Period(2025))
    assert (str(found) if found else None) == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.ACTUAL, "2025-Q1"),
        (Role.TARGET, "2025-Q1"),
        (Role.PRIOR, "2024-Q1"),
        (Role.PREVIOUS, "2024-Q4"),
        (Role.PLAN, "2025-Q2"),
    ],
)
def test_the_role_says_which_period_a_value_speaks_of(role: Role, expected: str) -> None:
    assert str(role_period(role, Period(2025, "quarter", 1))) == expected


def test_the_months_of_a_year_move_with_the_year() -> None:
    year, march = Period(2025), Period(2025, "month", 3)
    assert str(role_period(Role.PLAN, year, march)) == "2026-03"
    assert str(role_period(Role.PREVIOUS, year, march)) == "2024-03"
    assert role_period(Role.ACTUAL, year, march) == march
