"""Numbers as written, Arabic or Chinese, to exact decimals with the power of ten of their last written digit."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache, partial
from typing import NamedTuple

from fupan.figures.late import late

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
PLACES = {"十": 1, "百": 2, "千": 3}
SCALES = {
    "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "个亿": 8,
    "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
}  # fmt: skip
"""Powers of ten of the words that scale a number."""
LONGEST = 38
"""More digits than this are no quantity that anybody compares; such a number is reported without a value."""

_TAIL = late(r"([0-9]+(?:\.[0-9]+)?)([千百十]?万|[千百])?")


class Number(NamedTuple):
    """An exact value and the power of ten of its last written digit (13.6 → -1; 1.36亿 → 6)."""

    value: Decimal
    exponent: int


_new_number: Callable[[tuple[Decimal, int]], Number] = partial(tuple.__new__, Number)


def read_arabic(digits: str, scale: int = 0) -> Number | None:
    """``digits`` (thousands set off by comma or space) times ten to ``scale``; None where there are too many digits."""
    exponent = scale
    if not digits.isdecimal():
        digits = digits.replace(",", "").replace(" ", "")
        point = digits.find(".")
        exponent = scale if point < 0 else scale + point + 1 - len(digits)
    if len(digits) > LONGEST:
        return None
    return _new_number((Decimal(f"{digits}E{scale}") if scale else Decimal(digits), exponent))


def read_compound(head: Number, scale: int, tail: str) -> Number | None:
    """A head with its scale and what follows it: 1亿3600万, 2万3千, 2万5 (a bare last digit is one place below).

    None where a part has too many digits or is no smaller place (1万1万).
    """
    value, exponent = head
    for digits, word in _TAIL.findall(tail.replace(",", "")):
        power = SCALES[word] if word else scale - 1
        part = read_arabic(digits, power)
        if part is None or power >= scale:
            return None
        value, exponent, scale = value + part.value, part.exponent, power
    return Number(value, exponent)


@lru_cache(maxsize=4096)
def read_chinese(text: str) -> Number | None:
    """A Chinese numeral such as 三千五百万, 十三点六, 一点二万, 两万五, 二〇二五; None where it is none.

    The last written digit is that of the same number in Arabic digits before the last 万 or 亿 (三千五百万: 10⁴).
    """
    if len(text) > LONGEST:
        return None
    whole, point, fraction = text.partition("点")
    if point:
        scaled = fraction.rstrip("万亿千百")
        scale = SCALES.get(fraction[len(scaled) :] or "", 0)
        head = read_chinese(whole)
        if head is None or not scaled or any(digit not in DIGITS for digit in scaled):
            return None
        digits = "".join(str(DIGITS[digit]) for digit in scaled)
        return Number((head.value + Decimal(f"0.{digits}")).scaleb(scale), scale - len(scaled))
    return _whole(text)


def _whole(text: str) -> Number | None:
    for mark, power in (("亿", 8), ("万", 4)):
        left, found, right = text.rpartition(mark)
        if found:
            return None if mark in left else _split(left, right, power)
    value = _below_ten_thousand(text)
    return None if value is None else Number(Decimal(value), 0)


def _split(left: str, right: str, power: int) -> Number | None:
    high = _whole(left) if left else Number(Decimal(1), 0)
    if high is None:
        return None
    if not right:
        return Number(high.value.scaleb(power), high.exponent + power)
    if len(right) == 1 and right in DIGITS:
        # 两万五: the place below is left out.
        return Number(high.value.scaleb(power) + Decimal(DIGITS[right]).scaleb(power - 1), power - 1)
    low = _whole(right)
    if low is None or low.value >= Decimal(1).scaleb(power):
        return None
    return Number(high.value.scaleb(power) + low.value, low.exponent)


def _below_ten_thousand(text: str) -> int | None:
    if not text:
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total, digit, last, zero = 0, -1, 4, False
    for char in text:
        place = PLACES.get(char)
        if place is None:
            # A digit cannot follow a digit, except a filling zero.
            if digit > 0 or char not in DIGITS:
                return None
            digit = DIGITS[char]
            zero = zero or digit == 0
            continue
        if place >= last or digit == 0:
            return None
        total += (1 if digit < 0 else digit) * 10**place
        digit, last = -1, place
    if digit > 0:
        # 一百五: the place below is left out; 一百零五 says it.
        total += digit * (10 ** (last - 1) if last > 1 and not zero else 1)
    return total
