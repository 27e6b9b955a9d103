"""Units: a symbol as people write it, its base unit and the factor between them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Self

from fupan.resources import data

Dimension = Literal["money", "rate", "points", "multiple", "duration", "count", "per", "none"]

_SCALES: tuple[tuple[str, Decimal], ...] = tuple(
    (name, Decimal(10) ** power)
    for name, power in (
        ("千亿", 11), ("百亿", 10), ("十亿", 9), ("亿", 8), ("千万", 7), ("百万", 6), ("十万", 5), ("万", 4), ("千", 3),
    )
)  # fmt: skip
ONE = Decimal(1)


def _table(key: str) -> frozenset[str]:
    return frozenset(data("units")[key])


MONEY: frozenset[str] = _table("money")
DURATIONS: frozenset[str] = _table("duration")
COUNTS: frozenset[str] = _table("count")
POINTS: frozenset[str] = _table("points")
SYNONYMS: dict[str, str] = data("units")["synonyms"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written. ``factor`` turns a value in this unit into one in ``base`` (万元: 10000 元)."""

    symbol: str
    base: str
    factor: Decimal
    dimension: Dimension

    @classmethod
    def parse(cls, symbol: str) -> Self:
        """Read a unit such as 元, 万元, 亿元, %, 个百分点, 家, 万人, 万元/人.

        Raises ValueError with a Chinese sentence where the symbol is no unit.
        """
        text = symbol.strip()
        if "/" in text:
            top, _, bottom = text.partition("/")
            above, below = cls.parse(top), cls.parse(bottom)
            return cls(text, f"{above.base}/{below.symbol}", above.factor, "per")
        found = _simple(text)
        if found is None:
            raise ValueError(f"不认识的单位「{symbol}」")
        return cls(text, *found)


def _simple(text: str) -> tuple[str, Decimal, Dimension] | None:
    plain = SYNONYMS.get(text, text)
    if plain == "%":
        return "%", ONE, "rate"
    if plain == "‰":
        return "%", Decimal("0.1"), "rate"
    if plain in POINTS:
        return "个百分点", ONE, "points"
    if plain in {"倍", "成"}:
        return (plain, ONE, "multiple") if plain == "倍" else ("%", Decimal(10), "rate")
    dimension = base_dimension(plain)
    if dimension is not None:
        return plain, ONE, dimension
    for scale, factor in _SCALES:
        rest = plain.removeprefix(scale)
        if rest == plain:
            continue
        rest = SYNONYMS.get(rest, rest)
        dimension = base_dimension(rest) if rest else "none"
        return None if dimension is None else (rest, factor, dimension)
    return None


def base_dimension(base: str) -> Dimension | None:
    """Dimension of a base unit (元 → money, 家 → count); None where it is not known."""
    if base in MONEY:
        return "money"
    if base in DURATIONS:
        return "duration"
    if base in COUNTS:
        return "count"
    return None
