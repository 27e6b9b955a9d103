"""What follows a number, put together with it: 成, 折, 个半月, units with denominators, 多 and 半 behind the unit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from fupan.figures.scan.atom import Atom, new_atom
from fupan.figures.scan.grammar import AFTER
from fupan.figures.scan.leading import PLAIN, Signs
from fupan.figures.scan.number import DIGITS
from fupan.figures.scan.written_units import written_unit

_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)


class Quantity(NamedTuple):
    """A number before its unit, at ``start:end`` with its signs.

    ``exponent`` is the power of ten of its last digit, ``scale`` that of the 万 or 亿 it has taken, ``approx`` an inner
    多 or 余. For a single value ``low`` is ``high``.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    exponent: int
    scale: int = 0
    approx: str | None = None
    signs: Signs = PLAIN


def with_unit(text: str, quantity: Quantity) -> Atom:
    """The number with the unit that follows it; a number without one is ``number`` with the unit ""."""
    currency = quantity.signs.currency
    match = AFTER.match(text, quantity.end)
    if match is None:
        return in_unit(quantity, currency, quantity.end)
    end = match.end()
    if match.lastgroup == "unit" and not currency:
        return in_unit(quantity, match["unit"], end)
    unit, per, after, bare_per, middle = match.group("unit", "per", "after", "bare_per", "middle")
    if unit is not None:
        if per is not None:
            unit += per
        if after is not None:
            quantity = _half_more(quantity) if after == "半" else quantity._replace(approx=after)
        # ¥500元 says its currency twice; the sign before the number is the exact one.
        doubled = currency and per is None and written_unit(unit).kind == "amount"
        return in_unit(quantity, currency if doubled else unit, end)
    if bare_per is not None:
        atom = in_unit(quantity, "", end)
        return atom._replace(base=currency + bare_per, kind="amount" if currency else "count")
    if middle is not None:
        quantity = _half_more(quantity) if middle == "半" else quantity._replace(approx=middle)
        return in_unit(quantity, f"个{match['middle_unit']}", end)
    return _discount(quantity, end) if match["discount"] else _tenths(quantity, match, end)


def in_unit(quantity: Quantity, unit: str, end: int) -> Atom:
    """The atom of a number whose unit ends at ``end``."""
    start, _, low, high, exponent, scale, approx, signs = quantity
    base, power, kind = written_unit(unit)
    if power:
        shifted = low.scaleb(power)
        high = shifted if high is low else high.scaleb(power)
        low, exponent, scale = shifted, exponent + power, scale + power
    if signs is not PLAIN:
        approx = signs.comparison or approx
        if signs.negative:
            negated = -high
            high = negated if high is low else -low
            low = negated
    return new_atom((start, end, low, high, exponent, base, kind, approx, scale, False))


def _half_more(quantity: Quantity) -> Quantity:
    low = quantity.low + _HALF
    high = low if quantity.high is quantity.low else quantity.high + _HALF
    return quantity._replace(low=low, high=high, exponent=quantity.exponent - 1)


def _discount(quantity: Quantity, end: int) -> Atom:
    """八折 is −20 %, 八五折 −15 %."""
    shift = 0 if quantity.low >= 10 else 1
    low = quantity.low.scaleb(shift) - _HUNDRED
    high = low if quantity.high is quantity.low else quantity.high.scaleb(shift) - _HUNDRED
    atom = in_unit(quantity._replace(low=low, high=high, exponent=quantity.exponent + shift), "%", end)
    return atom._replace(scale=1)


def _tenths(quantity: Quantity, match: re.Match[str], end: int) -> Atom:
    """八成 is 80 %, 八成五 85 %."""
    atom = in_unit(quantity, "成", end)
    tenths = match["tenths"]
    if match["more"]:
        atom = atom._replace(approx=atom.approx or "多")
    if tenths is None or atom.low is None or atom.high is None:
        return atom
    part = Decimal(5) if tenths == "半" else Decimal(DIGITS[tenths])
    low = atom.low + part
    return atom._replace(low=low, high=low if atom.high is atom.low else atom.high + part, exponent=atom.exponent - 1)
