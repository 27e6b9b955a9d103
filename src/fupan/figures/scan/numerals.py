"""The value of a whole field, such as a cell of a fact sheet: 1.2亿元, 八成五, 13,600万元, １３．６％."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

from fupan.domain.decimals import CONTEXT, divide
from fupan.domain.unit import Unit
from fupan.figures.late import late
from fupan.figures.scan.characters import normal
from fupan.figures.scan.number import DIGITS, SCALES, Number, read_arabic, read_chinese, read_compound

_ARABIC = r"[0-9]{1,3}(?:[, ][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
_CHINESE = "[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+[万亿]*)?"
_COMPOUND = r"(?P<head>[0-9]+(?:\.[0-9]+)?)(?P<scale>[万亿])(?P<tail>[0-9]+(?:\.[0-9]+)?(?:[千百十]?万|[千百]))"
_FIELD = late(
    rf"(?P<sign>[+-]|负)? *(?P<currency>[¥$€£])? *"
    rf"(?:{_COMPOUND}|(?P<arabic>{_ARABIC})|(?P<chinese>{_CHINESE})) *(?P<unit>.*)"
)
_FRACTION = late(rf"(?P<sign>负)?(?P<bottom>{_CHINESE})分之(?P<top>{_ARABIC}|{_CHINESE})")
_TENTHS = late("(?P<whole>[一二两三四五六七八九十0-9])成(?P<part>[一二三四五六七八九半])?")
CURRENCIES = {"¥": "元", "$": "美元", "€": "欧元", "£": "英镑"}
_HALVES = {"一半": Decimal(50), "半数": Decimal(50), "百分百": Decimal(100), "百分之百": Decimal(100)}
_HUNDRED = Decimal(100)
_TENTH_DIGITS = {**DIGITS, "十": 10}
_LONGEST_FIELD = 60


def parse_value(text: str) -> tuple[Decimal, str] | None:
    """The number of ``text`` and its unit as a symbol that ``Unit.parse`` reads; None where it is no single value.

    The number is in the unit returned: 1.2亿元 → (1.2, 亿元), 八成五 → (85, %), 13,600 → (13600, ""),
    八百万 → (800, 万), 1亿3600万元 → (1.36, 亿元). Approximations (约1.2亿), ranges and anything else around the
    number make it None.
    """
    if len(text) > _LONGEST_FIELD:
        return None
    with localcontext(CONTEXT):
        return _value(normal(text).text.strip())


def _value(field: str) -> tuple[Decimal, str] | None:
    special = _rate(field)
    if special is not None:
        return special, "%"
    match = _FIELD.fullmatch(field)
    number = _scaled(match) if match else None
    if match is None or number is None:
        return None
    value, scale = number
    symbol = scale + match["unit"]
    if match["currency"]:
        if match["unit"].strip("十百千万亿"):
            return None
        symbol += CURRENCIES[match["currency"]]
    if symbol and not _is_unit(symbol):
        return None
    return (-value if match["sign"] in {"-", "负"} else value), symbol


def _scaled(match: re.Match[str]) -> tuple[Decimal, str] | None:
    """The value of the number and the 万 or 亿 it is told in; None where it cannot be read."""
    if match["arabic"]:
        digits = match["arabic"]
        plain = read_arabic(f"0{digits}" if digits.startswith(".") else digits)
        return (plain.value, "") if plain else None
    if match["head"]:
        head, power = read_arabic(match["head"]), SCALES[match["scale"]]
        if head is None:
            return None
        scaled = Number(head.value.scaleb(power), head.exponent + power)
        whole = read_compound(scaled, power, match["tail"])
        return (whole.value.scaleb(-power), match["scale"]) if whole else None
    numeral = match["chinese"]
    number = None if numeral[0] in "百千万亿" else read_chinese(numeral)
    if number is None:
        return None
    scale = "亿" if "亿" in numeral else "万" if "万" in numeral else ""
    return number.value.scaleb(-SCALES.get(scale, 0)), scale


def _rate(field: str) -> Decimal | None:
    """Rates in words, in %; None where the field is none."""
    if field in _HALVES:
        return _HALVES[field]
    tenths = _TENTHS.fullmatch(field)
    if tenths:
        whole, part = tenths["whole"], tenths["part"]
        below = 5 if part == "半" else DIGITS.get(part or "", 0)
        return Decimal((int(whole) if whole.isascii() else _TENTH_DIGITS[whole]) * 10 + below)
    fraction = _FRACTION.fullmatch(field)
    if fraction is None:
        return None
    top = fraction["top"]
    bottom, above = read_chinese(fraction["bottom"]), read_arabic(top) if top[0].isascii() else read_chinese(top)
    if bottom is None or above is None or not bottom.value:
        return None
    rate = divide(above.value * _HUNDRED, bottom.value)
    return -rate if fraction["sign"] else rate


def _is_unit(symbol: str) -> bool:
    try:
        Unit.parse(symbol)
    except ValueError:
        return False
    return True
