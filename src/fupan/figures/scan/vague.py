"""Numerals that are ranges by themselves: 三四百, 十五六, 十几, 数十, 几百万."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from fupan.figures.late import late
from fupan.figures.scan.number import DIGITS, PLACES, SCALES, Number, read_chinese

_PAIR = late(
    "(?P<head>(?:[一二三四五六七八九]?[十百千])*)(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])"
    "(?P<place>[十百千]?)(?P<scale>万亿|[万亿]?)"
)
_SOME = late("(?P<head>[一二三四五六七八九]?十)?[几数](?P<place>[十百千]?)(?P<scale>万亿|[万亿]?)")


@lru_cache(maxsize=1024)
def vague(numeral: str) -> tuple[Decimal, Decimal, int] | None:
    """(low, high, power of ten of the scale word) of such a numeral, ends included; None where it is another."""
    pair = _PAIR.fullmatch(numeral)
    if pair:
        return _pair(pair)
    some = _SOME.fullmatch(numeral)
    if some is None:
        return None
    scale, place = SCALES.get(some["scale"], 0), PLACES.get(some["place"], 0)
    if some["head"]:
        # 十几 is 11 to 19; 十几百 is nothing that people write.
        ten = read_chinese(some["head"])
        return None if ten is None or place else _scaled(ten.value + 1, ten.value + 9, scale)
    return _scaled(Decimal(2 * 10**place), Decimal(10 ** (place + 1) - 1), scale)


def _pair(match: re.Match[str]) -> tuple[Decimal, Decimal, int] | None:
    first, second = DIGITS[match["low"]], DIGITS[match["high"]]
    if second != first + 1 and (first, second) != (3, 5):
        return None
    head = match["head"]
    base = read_chinese(head) if head else Number(Decimal(0), 0)
    place = PLACES.get(match["place"], 0)
    if base is None or (head and place >= PLACES[head[-1]]):
        # 十三四百 is nothing that people write.
        return None
    low, high = (base.value + digit * 10**place for digit in (first, second))
    return _scaled(low, high, SCALES.get(match["scale"], 0))


def _scaled(low: Decimal, high: Decimal, scale: int) -> tuple[Decimal, Decimal, int]:
    return low.scaleb(scale), high.scaleb(scale), scale
