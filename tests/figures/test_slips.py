"""Slips of the pen: which wrong figures are taken for a right one badly written, and which are other figures."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.domain.period import Period
from fupan.domain.unit import Unit
from fupan.figures.audit.slips import one_digit_off, slip_of
from fupan.figures.scan.extract import extract


def _fact(amount: int | str, unit: str = "元") -> Fact:
    return Fact("销售额.actual", "销售额", "actual", Decimal(amount), Unit.parse(unit), Period(2025))


def _slip(text: str, amount: int | str, unit: str, **allowed: bool) -> str:
    (mention,) = extract(text)
    return slip_of(mention, _fact(amount, unit), **allowed)


def _count(number: int) -> Mention:
    (mention,) = extract("1234家")
    return mention._replace(text=f"{number}家", value=Decimal(number))


@pytest.mark.parametrize(
    ("text", "amount", "unit", "slip"),
    [
        # the right digits at another power of ten
        ("1360亿元", 136_000_000, "元", "wrong-unit"),
        ("136万元", 136_000_000, "元", ""),  # two powers off is no slip of 万, 亿, 千 or a point
        ("1360万元", 136_000_000, "元", "wrong-unit"),
        ("3.2%", 32, "%", "wrong-unit"),
        ("四成", 4, "%", ""),  # 成 has no power of ten to be wrong by
        ("0.32%", 32, "%", ""),
        # one digit alone is found in every amount that rounds to it
        ("5万元", 500_000, "元", "wrong-unit"),
        ("5万元", 520_000, "元", ""),
        # % and 个百分点
        ("3.5%", "3.5", "个百分点", "wrong-unit"),
        ("3.5个百分点", "3.5", "%", "wrong-unit"),
        ("3.5%", 4, "个百分点", ""),
        # another unit altogether
        ("3.5万元", 35_000, "家", ""),
        # a digit changed, two neighbours turned round
        ("13800万元", 136_000_000, "元", "wrong-derivation"),
        ("16300万元", 136_000_000, "元", "wrong-derivation"),
        ("18300万元", 136_000_000, "元", ""),
        ("13601万元", 146_020_000, "元", ""),
        ("1380万元", 99_900_000, "元", ""),
        ("98%", 99, "%", ""),  # two digits are too few to tell
        # nothing to compare
        ("0万元", 136_000_000, "元", ""),
        ("13800万元", 0, "元", ""),
        ("20%-30%", 25, "%", ""),
    ],
)
def test_what_counts_as_a_slip(text: str, amount: int | str, unit: str, slip: str) -> None:
    assert _slip(text, amount, unit) == slip


def test_a_changed_digit_counts_only_where_it_is_asked_for() -> None:
    assert _slip("13800万元", 136_000_000, "元", digits=False) == ""


@pytest.mark.parametrize(
    ("amount", "bounds", "slip"),
    [(4_900_000, True, "wrong-bound"), (4_900_000, False, ""), (5_100_000, True, ""), (9_000_000, True, "")],
)
def test_a_bound_counts_only_where_it_is_asked_for(amount: int, bounds: bool, slip: str) -> None:
    assert _slip("超500万元", amount, "元", bounds=bounds) == slip


@given(st.integers(1000, 9999), st.integers(0, 3), st.integers(1, 9))
def test_any_one_digit_may_have_slipped(number: int, place: int, by: int) -> None:
    digits = [int(digit) for digit in str(number)]
    digits[place] = (digits[place] + by) % 10
    written = "".join(map(str, digits))
    assume(written[0] != "0" and len(written.rstrip("0")) > 2)
    assert one_digit_off(_count(int(written)), Decimal(number))


@given(st.integers(1000, 9999))
def test_a_figure_is_no_slip_of_itself(number: int) -> None:
    assert not one_digit_off(_count(number), Decimal(number))
