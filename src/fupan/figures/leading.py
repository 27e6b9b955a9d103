"""Signs before a number: minus and 负, 零下, currency, comparison. Read backwards from where the number starts."""

from __future__ import annotations

from typing import NamedTuple

from fupan.figures.numerals import CURRENCIES

_COMPARISONS = frozenset("±≥≤><≈~")
_NAMED = {
    "RMB": "元", "CNY": "元", "人民币": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "JPY": "日元", "GBP": "英镑",
}  # fmt: skip


class Leading(NamedTuple):
    """Where the figure starts with its signs, whether it is negative, its currency and its comparison sign."""

    start: int
    negative: bool = False
    currency: str = ""
    comparison: str | None = None


def leading(text: str, at: int, floor: int) -> Leading:
    """The signs before the number at ``at``, none of them before ``floor`` (the end of the figure before)."""
    start, negative, currency, comparison = at, False, "", None
    while start > floor:
        char = text[start - 1]
        if char in CURRENCIES and not currency:
            start, currency = start - 1, CURRENCIES[char]
        elif char in "-−负" and not negative and _is_sign(text, start - 1, floor):
            start, negative = start - 1, True
        elif char == "+" and _is_sign(text, start - 1, floor):
            start -= 1
        elif char == "下" and text.startswith("零下", start - 2) and start - 2 >= floor:
            start, negative = start - 2, True
        elif char in _COMPARISONS and comparison is None and _compares(text, start - 1, floor):
            start, comparison = start - 1, char
        else:
            break
    if start == at and not currency:
        currency = _named(text, at, floor)
    return Leading(start, negative, currency, comparison)


def _is_sign(text: str, at: int, floor: int) -> bool:
    """A hyphen right behind a figure or a letter joins (10-12周, A-3); elsewhere it is a minus."""
    if text[at] == "负":
        return True
    before = text[at - 1] if at else "\n"
    return (at > floor or not at) and not (before.isascii() and before.isalnum()) and before not in "-%％"


def _compares(text: str, at: int, floor: int) -> bool:
    """Not where the sign joins two figures (3%~5%), nor at the start of a line, where > quotes."""
    return (at > floor or not floor) and at > 0 and text[at - 1] != "\n"


def _named(text: str, at: int, floor: int) -> str:
    before = text[max(floor, at - 4) : at].rstrip()
    return next((unit for name, unit in _NAMED.items() if before.endswith(name)), "")
