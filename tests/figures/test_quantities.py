"""Which values a figure as written allows."""

from decimal import Decimal

import pytest

from fupan.domain.mention import Mention
from fupan.figures.quantities import allows, interval, rounded_width
from fupan.figures.scan.extract import extract

INTERVALS = [
    ("13.6%", "13.55", "13.65"),
    ("1.36亿元", "135500000", "136500000"),
    ("28家", "27.5", "28.5"),
    ("约1000万元", "9500000", "10500000"),
    ("约46.7万元", "466000", "468000"),
    ("约105家", "102.5", "107.5"),
    ("约0家", "-0.5", "0.5"),
    ("三成左右", "25", "35"),
    ("近九成", "81", "90"),
    ("近3倍", "2.5", "3"),
    ("不足5%", "4", "5"),
    ("超1亿元", "100000000", "150000000"),
    ("逾200家", "200", "220"),
    ("20多家", "20", "30"),
    ("1000多万元", "10000000", "20000000"),
    ("120余家", "120", "130"),
    ("不超过15%", None, "15"),
    ("80分以上", "80", None),
    ("10-12周", "9.5", "12.5"),
    ("亏损-3%", "-3.5", "-2.5"),
    ("1.2.3亿元", None, None),
    ("0多家", "0", "1"),
]


@pytest.mark.parametrize(("text", "low", "high"), INTERVALS)
def test_interval(text, low, high):
    (figure,) = extract(text)
    assert interval(figure) == (None if low is None else Decimal(low), None if high is None else Decimal(high))


ALLOWED = [
    ("13.6%", "13.64", True),
    ("13.6%", "13.66", False),
    ("近九成", "90", False),
    ("近九成", "85", True),
    ("近九成", "79", False),
    ("超1亿元", "100000000", False),
    ("超1亿元", "102000000", True),
    ("20多家", "20", True),
    ("20多家", "30", False),
    ("不超过15%", "15", True),
    ("低于15%", "15", False),
    ("80分以上", "80", True),
    ("80分以上", "79", False),
]


@pytest.mark.parametrize(("text", "value", "allowed"), ALLOWED)
def test_allows(text, value, allowed):
    (figure,) = extract(text)
    assert allows(figure, Decimal(value)) is allowed


def test_infinite_value_has_no_round_part():
    figure = Mention(0, 1, "多", Decimal("Infinity"), "", "number", approx="多")
    assert interval(figure)[1] == Decimal("Infinity")


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("202000元", "1000"),
        ("23700万元", "1000000"),
        ("230000元", "10000"),
        ("2200万元", None),
        ("1000万元", None),
        ("12000元", None),
        ("2020元", None),
        ("20.2万元", None),
        ("0元", None),
        ("约202000元", None),
    ],
)
def test_zeros_at_the_end_may_be_rounded(text: str, width: str | None) -> None:
    (figure,) = extract(text)
    assert rounded_width(figure) == (None if width is None else Decimal(width))
