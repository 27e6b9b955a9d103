"""A figure as written: its parts, its value, and whether it states a given value rightly."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

BELOW = ("不足", "不到", "接近", "将近", "近")
ABOVE = ("超过", "突破", "超", "逾")
ABOUT = ("大约", "约")
SUFFIX_ABOVE = ("以上", "出头")
SUFFIX_ABOUT = ("左右", "上下")
_SPECIAL = {"一半": Decimal(50), "半数": Decimal(50), "翻一番": Decimal(100), "翻了一番": Decimal(100)}
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "[零〇一二两三四五六七八九十百千]+"
_PATTERN = re.compile(
    rf"^(?P<prefix>{'|'.join(BELOW + ABOVE + ABOUT)})?"
    rf"(?P<number>-?\d[\d,]*(?:\.\d+)?|一倍|{_NUMERAL}成(?:{_NUMERAL})?|{_NUMERAL}分之{_NUMERAL}|{_NUMERAL})"
    rf"(?P<odd>多|余)?(?P<unit>[^\d]*?)(?P<suffix>{'|'.join(SUFFIX_ABOVE + SUFFIX_ABOUT)})?$"
)


@dataclass(frozen=True)
class Surface:
    """The parts of a written figure; `value` is in the unit as written, `step` its precision."""

    prefix: str
    number: str
    odd: str
    unit: str
    suffix: str
    value: Decimal
    step: Decimal

    @property
    def text(self) -> str:
        """The figure as it stands in the text."""
        return f"{self.prefix}{self.number}{self.odd}{self.unit}{self.suffix}"

    @property
    def side(self) -> str:
        """The side of the bound: "below", "above", "about", or "" for a plain figure."""
        if self.prefix in BELOW:
            return "below"
        if self.prefix in ABOVE or self.odd or self.suffix in SUFFIX_ABOVE:
            return "above"
        return "about" if self.prefix in ABOUT or self.suffix in SUFFIX_ABOUT else ""

    @property
    def is_arabic(self) -> bool:
        """True where the number is written in Arabic digits."""
        return self.number.lstrip("-")[0].isascii()


def read_numeral(text: str) -> Decimal:
    """Read a Chinese numeral below ten thousand, such as 二十三."""
    total = digit = 0
    for char in text:
        if char in _PLACES:
            total += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return Decimal(total + digit)


def write_numeral(value: int) -> str:
    """Write 1–99 in Chinese, such as 二十三."""
    tens, ones = divmod(value, 10)
    digits = "零一二三四五六七八九"
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones else "")


def parse(text: str) -> Surface:
    """Split a written figure into its parts. Raises ValueError where it is none."""
    if text in _SPECIAL:
        return Surface("", text, "", "", "", _SPECIAL[text], Decimal(1))
    match = _PATTERN.match(text)
    if not match:
        raise ValueError(f"not a figure: {text}")
    parts = {key: value or "" for key, value in match.groupdict().items()}
    value, step, unit = _read(parts["number"], parts["unit"])
    return Surface(parts["prefix"], parts["number"], parts["odd"], unit, parts["suffix"], value, step)


def _read(number: str, unit: str) -> tuple[Decimal, Decimal, str]:
    if number == "一倍":
        return Decimal(100), Decimal(1), unit
    if "分之" in number:
        low, high = number.split("分之")
        return read_numeral(high) * 100 / read_numeral(low), Decimal(1), unit
    if "成" in number:
        tens, ones = number.split("成")
        return read_numeral(tens) * 10 + read_numeral(ones), Decimal(1), unit
    if number.lstrip("-")[0].isascii():
        value = Decimal(number.replace(",", ""))
        return value, Decimal(1).scaleb(int(value.as_tuple().exponent)), unit
    value = read_numeral(number)
    return (value * 10, Decimal(1), unit) if unit == "成" else (value, Decimal(1), unit)


def split_unit(unit: str) -> tuple[Decimal, str]:
    """The multiplier and the base unit of a unit: 万元 → (10000, 元), 成 → (1, %)."""
    if unit == "成":
        return Decimal(1), "%"
    for head, scale in (("亿", 10**8), ("千万", 10**7), ("万", 10**4), ("w", 10**4)):
        if unit.startswith(head):
            return Decimal(scale), unit[len(head) :]
    return (Decimal(1000), unit[1:]) if unit.startswith("千元") else (Decimal(1), unit)


def base_unit(surface: Surface) -> str:
    """The base unit of a written figure; a fraction without a unit is a share in %."""
    if not surface.unit and any(word in surface.number for word in (*_SPECIAL, "成", "分之", "一倍")):
        return "%"
    return split_unit(surface.unit)[1]


def base_value(surface: Surface, default_unit: str = "") -> Decimal:
    """The value in the base unit; a bare number takes the multiplier of `default_unit`."""
    return surface.value * split_unit(surface.unit or default_unit)[0]


def round_to(value: Decimal, step: Decimal) -> Decimal:
    """Round half up to a multiple of a power of ten."""
    return (
        value.quantize(step, rounding=ROUND_HALF_UP)
        if step <= 1
        else ((value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step)
    )


def states(surface: Surface, truth: Decimal, default_unit: str = "") -> bool:
    """True where the written figure states `truth` (base unit) rightly, its bound included."""
    scaled = truth / split_unit(surface.unit or default_unit)[0]
    if not surface.number.startswith("-"):
        scaled = abs(scaled)
    value = surface.value
    if surface.side == "below":
        return value * Decimal("0.9") <= scaled < value
    if surface.side == "above":
        lowest_ok = scaled >= value if surface.suffix == "以上" else scaled > value
        return lowest_ok and scaled <= value * Decimal("1.15")
    if surface.side == "about":
        return abs(scaled - value) <= max(surface.step / 2, abs(value) * Decimal("0.04"))
    if "分之" in surface.number:
        return abs(scaled - value) <= surface.step / 2
    return round_to(scaled, surface.step) == value


def with_number(surface: Surface, value: Decimal) -> Surface:
    """The same figure with another number, at the same precision and in Arabic digits."""
    number = format(round_to(value, surface.step), "f")
    unit = "%" if surface.unit == "成" or ("成" in surface.number and not surface.unit) else surface.unit
    return replace(surface, number=number, unit=unit, value=Decimal(number))
