"""Units as people write them, and decimals as they are shown."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.unit import COUNTS, DURATIONS, MONEY, Unit

NUMBERS = st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, places=6)


@pytest.mark.parametrize(
    ("symbol", "base", "factor", "dimension"),
    [
        ("元", "元", 1, "money"),
        ("万元", "元", 10**4, "money"),
        ("亿元", "元", 10**8, "money"),
        ("千万元", "元", 10**7, "money"),
        ("萬元", "元", 10**4, "money"),
        ("块钱", "元", 1, "money"),
        ("万美金", "美元", 10**4, "money"),
        ("%", "%", 1, "rate"),
        ("％", "%", 1, "rate"),
        ("‰", "%", "0.1", "rate"),
        ("成", "%", 10, "rate"),
        ("倍", "倍", 1, "multiple"),
        ("个百分点", "个百分点", 1, "points"),
        ("pp", "个百分点", 1, "points"),
        ("天", "天", 1, "duration"),
        (" 家 ", "家", 1, "count"),
        ("万人", "人", 10**4, "count"),
        ("百万", "", 10**6, "none"),
        ("万元/人", "元/人", 10**4, "per"),
        ("元/万件", "元/万件", 1, "per"),
    ],
)
def test_a_unit_is_read(symbol: str, base: str, factor: int | str, dimension: str) -> None:
    unit = Unit.parse(symbol)
    assert (unit.base, unit.factor, unit.dimension) == (base, Decimal(factor), dimension)
    assert unit.symbol == symbol.strip()


@pytest.mark.parametrize("symbol", ["", "郎", "万郎", "元/郎", "郎/人", "亿%"])
def test_what_is_no_unit_is_told(symbol: str) -> None:
    with pytest.raises(ValueError, match="不认识的单位"):
        Unit.parse(symbol)


@given(st.sampled_from(sorted(MONEY | COUNTS | DURATIONS)), st.sampled_from(["千", "万", "十万", "百万", "千万", "亿"]))
def test_a_scale_before_a_unit_only_multiplies_it(base: str, scale: str) -> None:
    unit, scaled = Unit.parse(base), Unit.parse(scale + base)
    if scaled.factor != 1:  # 千米 and 千克 are units of their own
        assert (scaled.base, scaled.dimension) == (unit.base, unit.dimension)
        assert scaled.factor == Unit.parse(scale).factor * unit.factor


@given(NUMBERS)
def test_a_shown_number_is_the_number(number: Decimal) -> None:
    text = plain(number)
    assert Decimal(text) == number
    assert "E" not in text
    assert not text.endswith(".")
    assert "." not in text or not text.endswith("0")


@pytest.mark.parametrize(
    ("number", "text"), [("-0", "0"), ("0.00", "0"), ("1E+3", "1000"), ("13.60", "13.6"), ("100", "100"), ("-3", "-3")]
)
def test_numbers_are_shown_without_exponent_and_idle_zeros(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [
        ("2.25", 1, "2.3"),
        ("-2.25", 1, "-2.3"),
        ("13640", -3, "14000"),
        ("0.5", 0, "1"),
        ("85.04", 1, "85.0"),
        ("1e60", 2, "1e60"),
    ],
)
def test_rounding_is_half_up(number: str, places: int, expected: str) -> None:
    assert rounded(Decimal(number), places) == Decimal(expected)


@given(NUMBERS, NUMBERS.filter(bool))
def test_division_does_not_depend_on_the_precision_around_it(top: Decimal, bottom: Decimal) -> None:
    with localcontext() as context:
        context.prec = 3
        narrow = divide(top, bottom), rounded(top, 2)
    assert narrow == (divide(top, bottom), rounded(top, 2))
