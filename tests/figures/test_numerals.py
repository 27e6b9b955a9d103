"""Values of whole fields, and numbers as written."""

from decimal import Decimal

import pytest

from fupan.domain.unit import Unit
from fupan.figures.scan.number import read_arabic, read_chinese, read_compound
from fupan.figures.scan.numerals import parse_value

FIELDS = [
    # text, value, unit
    ("1.2亿元", "1.2", "亿元"),
    ("八成五", "85", "%"),
    ("六成半", "65", "%"),
    ("3成", "30", "%"),
    ("13,600万元", "13600", "万元"),
    ("12 600", "12600", ""),
    ("１３．６％", "13.6", "%"),
    ("13600", "13600", ""),
    (" 13600 ", "13600", ""),
    (".5", "0.5", ""),
    ("一点二万", "1.2", "万"),
    ("三千五百万元", "3500", "万元"),
    ("百分之十三点六", "13.6", "%"),
    ("百分之13.6", "13.6", "%"),
    ("负百分之一点五", "-1.5", "%"),
    ("千分之五", "0.5", "%"),
    ("四分之三", "75", "%"),
    ("一半", "50", "%"),
    ("百分之百", "100", "%"),
    ("¥3,000", "3000", "元"),
    ("$1.5万", "1.5", "万美元"),
    ("-3.2%", "-3.2", "%"),
    ("+8.5%", "8.5", "%"),
    ("负3家", "-3", "家"),
    ("2万3千户", "2.3", "万户"),
    ("1亿3600万元", "1.36", "亿元"),
    ("180万/人", "180", "万/人"),
    ("5‰", "5", "‰"),
    ("两亿三", "2.3", "亿"),
    ("八百万", "800", "万"),
    ("3千万元", "3", "千万元"),
    ("壹佰贰拾万元", "120", "万元"),
    ("壹億元", "1", "亿元"),
    ("0.6个点", "0.6", "个点"),
]


@pytest.mark.parametrize(("text", "value", "unit"), FIELDS, ids=[row[0] for row in FIELDS])
def test_parse_value(text, value, unit):
    assert parse_value(text) == (Decimal(value), unit)
    if unit:
        Unit.parse(unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "万元",
        "亿",
        "约1.2亿",
        "1.2.3亿",
        "10-20",
        "abc",
        "1.2亿元左右",
        "九九九家家",
        "¥3家",
        "零分之一",
        "9" * 39,
        "一" * 70,
        "一二百",
        "百分之",
        "¥",
        "1亿" + "9" * 39 + "万",
        "9" * 39 + "亿1万",
        "十十",
    ],
)
def test_no_single_value(text):
    assert parse_value(text) is None


CHINESE = [
    ("十", "10", 0),
    ("十五", "15", 0),
    ("一百零六", "106", 0),
    ("一百五", "150", 0),
    ("一千零五十", "1050", 0),
    ("一万零三百", "10300", 0),
    ("三百万零五千", "3005000", 0),
    ("两万五", "25000", 3),
    ("一亿两千万", "120000000", 4),
    ("一万亿", "1000000000000", 12),
    ("二〇二五", "2025", 0),
    ("十三点六", "13.6", -1),
    ("一点二万", "12000", 3),
    ("零点零五", "0.05", -2),
]


@pytest.mark.parametrize(("text", "value", "exponent"), CHINESE, ids=[row[0] for row in CHINESE])
def test_read_chinese(text, value, exponent):
    assert read_chinese(text) == (Decimal(value), exponent)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "点五",
        "五点",
        "三点十",
        "十十",
        "百十百",
        "一二百",
        "零百",
        "一" * 40,
        "万万万点",
        "一万亿万十十",
        "十十万",
        "一万十十",
        "千百千",
        "一万三万",
        "一亿三亿",
    ],
)
def test_no_chinese_number(text):
    assert read_chinese(text) is None


@pytest.mark.parametrize(
    ("digits", "scale", "value", "exponent"),
    [("1.36", 8, "136000000", 6), ("13,600", 4, "136000000", 4), ("13 600", 0, "13600", 0), ("0.05", 0, "0.05", -2)],
)
def test_read_arabic(digits, scale, value, exponent):
    assert read_arabic(digits, scale) == (Decimal(value), exponent)


def test_too_many_digits_have_no_value():
    assert read_arabic("1" * 39) is None


@pytest.mark.parametrize(
    ("head", "scale", "tail", "value", "exponent"),
    [
        ("1", 8, "3600万", "136000000", 4),
        ("2", 4, "3千", "23000", 3),
        ("2", 4, "5", "25000", 3),
        ("1", 8, "2000万3千", "120003000", 3),
    ],
)
def test_read_compound(head, scale, tail, value, exponent):
    number = read_arabic(head, scale)
    assert number is not None
    assert read_compound(number, scale, tail) == (Decimal(value), exponent)


def test_compound_with_an_endless_part_has_no_value():
    number = read_arabic("1", 8)
    assert number is not None
    assert read_compound(number, 8, "1" * 50 + "万") is None
