"""Decimal helpers that never touch the global context."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

CONTEXT = Context(prec=40, rounding=ROUND_HALF_UP)


def divide(top: Decimal, bottom: Decimal) -> Decimal:
    """``top / bottom`` to 40 digits; raises ZeroDivisionError subclasses of decimal for a zero ``bottom``."""
    return CONTEXT.divide(top, bottom)


def rounded(value: Decimal, places: int) -> Decimal:
    """``value`` rounded half up to ``places`` decimals (negative places: tens, hundreds …).

    A value of more digits than the context has, as only hostile texts hold, is left as it is.
    """
    if value.adjusted() + 1 + places > CONTEXT.prec:
        return value
    return value.quantize(Decimal((0, (1,), -places)), context=CONTEXT)


def readable(value: Decimal) -> Decimal:
    """``value`` as people write it: up to four decimals as it is, of a longer one two (below 10 four digits)."""
    kept = rounded(value, 4)
    if kept == value:
        return kept
    return rounded(value, min(4, max(2, 3 - value.adjusted()))) or kept


def plain(value: Decimal) -> str:
    """A decimal string without exponent or trailing zeros: 136000000, 13.6, 0.05, -3."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
