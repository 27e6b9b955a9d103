"""What follows a number, put together with it: 成, 折, 个半月, units with denominators, 多 and 半 behind the unit."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from fupan.domain.mention import MentionKind
from fupan.figures.atom import Atom
from fupan.figures.grammar import AFTER
from fupan.figures.leading import Leading
from fupan.figures.number import DIGITS
from fupan.figures.written_units import written_unit

_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)


class Quantity(NamedTuple):
    """A number before its unit: ends, power of ten of the last digit, scale applied, inner 多 or 余, end in the text."""

    low: Decimal
    high: Decimal
    exponent: int
    scale: int
    approx: str | None
    end: int


def with_unit(text: str, quantity: Quantity, before: Leading) -> Atom:
    """The number with the unit that follows it; a number without one is ``number`` with the unit ""."""
    low, high, exponent, scale, approx, end = quantity
    match = AFTER.match(text, end)
    base, power, kind = written_unit(before.currency)
    if match is not None:
        unit, per, after, bare_per, middle = match.group("unit", "per", "after", "bare_per", "middle")
        if unit is not None and not (before.currency and per is None and written_unit(unit).kind == "amount"):
            base, power, kind = written_unit(unit + per if per else unit)
            end = match.end()
            if after == "半":
                low, high, exponent = low + _HALF, high + _HALF, exponent - 1
            elif after:
                approx = after
        elif unit is not None:
            end = match.end()
        elif bare_per is not None:
            base, kind, end = before.currency + bare_per, "count", match.end()
        elif middle is not None:
            base, power, kind = written_unit(f"个{match['middle_unit']}")
            end = match.end()
            if middle == "半":
                low, high, exponent = low + _HALF, high + _HALF, exponent - 1
            else:
                approx = middle
        else:
            return _rate(text, quantity, before, match["tenths"], discount=match["discount"] is not None)
    if power:
        low, high, exponent, scale = low.scaleb(power), high.scaleb(power), exponent + power, scale + power
    return _atom(before, end, (low, high, exponent, scale), base, kind, approx)


def _rate(text: str, quantity: Quantity, before: Leading, tenths: str | None, *, discount: bool) -> Atom:
    """八成五 is 85 %; 八折 is −20 %, 八五折 −15 %."""
    low, high, exponent, _, approx, end = quantity
    if discount:
        if low >= 10:
            low, high, exponent = low.scaleb(-1), high.scaleb(-1), exponent - 1
        ends = (low * 10 - _HUNDRED, high * 10 - _HUNDRED, exponent + 1, 1)
        return _atom(before, end + 1, ends, "%", "rate", approx)
    low, high, exponent, end = low * 10, high * 10, exponent + 1, end + 1
    if tenths:
        part = Decimal(5) if tenths == "半" else Decimal(DIGITS[tenths])
        low, high, exponent, end = low + part, high + part, exponent - 1, end + 1
    return _atom(before, end, (low, high, exponent, 1), "%", "rate", approx)


def _atom(
    before: Leading,
    end: int,
    ends: tuple[Decimal, Decimal, int, int],
    base: str,
    kind: MentionKind,
    approx: str | None,
) -> Atom:
    low, high, exponent, scale = ends
    if before.negative:
        low, high = -high, -low
    return Atom(before.start, end, low, high, exponent, base, kind, before.comparison or approx, scale)
