"""What a number format tells of its cells: a percentage, a date, a scale (0!.0,"万"), a unit in quotes."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from fupan.domain.unit import Unit

# ECMA-376 part 1, 18.8.30: formats that stand in no file; 27–36 and 50–58 are dates in Chinese, Japanese and Korean
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PERCENT = {9, 10}
_QUOTED = re.compile(r'"([^"]{0,40})"')
_IGNORED = re.compile(r"\[[^\]]{0,40}\]|_.|\*.")
_SCALED = re.compile(r"[0#?](,{1,4})(?![0#?,])")
_TEN_THOUSAND = re.compile(r'(?:!\.|\\\.|"\.")0')
_DATE_LETTERS = re.compile(r"[ymdhsYMDHS]")
TEN = Decimal(10)


class Format(NamedTuple):
    """``scale``: a cell shows its number divided by this; ``unit`` is the unit it shows behind the number."""

    percent: bool = False
    date: bool = False
    scale: Decimal = Decimal(1)
    unit: str = ""


GENERAL = Format()


@cache
def read_format(code: str, number: int = 164) -> Format:
    """The meaning of a format code; ``number`` is its id in the file (below 164 it has no code of its own)."""
    if number in _DATES:
        return Format(date=True)
    if number in _PERCENT:
        return Format(percent=True)
    first = code.split(";", 1)[0][:200]
    bare = _IGNORED.sub("", _QUOTED.sub("", first))
    if "%" in bare:
        return Format(percent=True)
    if _DATE_LETTERS.search(bare.replace("General", "").replace("\\", "")) and not re.search(r"[0#]", bare):
        return Format(date=True)
    commas = _SCALED.search(_QUOTED.sub("", first))
    scale = TEN ** (3 * len(commas[1])) if commas else Decimal(1)
    if commas and _TEN_THOUSAND.search(first):
        scale *= TEN  # the point is a letter here: 0!.0, shows thousands with a point before the last digit
    return Format(scale=scale, unit=_unit(first, bare))


def _unit(code: str, bare: str) -> str:
    """The unit in quotes or behind the number; empty where what stands there is none."""
    words = [*_QUOTED.findall(code), bare.rpartition("0")[2].strip("!\\ .,#?@")]
    return next((word.strip() for word in words if _is_unit(word.strip())), "")


def _is_unit(word: str) -> bool:
    try:
        return bool(word) and Unit.parse(word).dimension != "none"
    except ValueError:
        return False
