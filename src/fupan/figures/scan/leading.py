"""Signs before a number: minus and 负, 零下, currency, comparison. Read backwards from where the number starts."""

from __future__ import annotations

from typing import NamedTuple

from fupan.figures.scan.numerals import CURRENCIES

_COMPARISONS = frozenset("±≥≤><≈~")
_MINUS = frozenset("-−负")
_NAMED = {
    "RMB": "元", "CNY": "元", "人民币": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "JPY": "日元", "GBP": "英镑",
}  # fmt: skip
_NAMED_LASTS = frozenset(name[-1] for name in _NAMED)
SIGNS = _COMPARISONS | _MINUS | _NAMED_LASTS | frozenset(CURRENCIES) | frozenset("+下 ")
"""What the character before a number is where there may be a sign."""


class Signs(NamedTuple):
    """Whether a figure is negative, its currency unit ("" where none is written before it), its comparison sign."""

    negative: bool = False
    currency: str = ""
    comparison: str | None = None


PLAIN = Signs()
"""No sign at all; always this very object."""


def leading(text: str, at: int, floor: int) -> tuple[int, Signs]:
    """Where the figure at ``at`` starts with its signs, and what they say; none is before ``floor``."""
    if at <= floor or text[at - 1] not in SIGNS:
        return at, PLAIN
    start, negative, currency, comparison = at, False, "", None
    while start > floor:
        char = text[start - 1]
        if char in CURRENCIES and not currency:
            start, currency = start - 1, CURRENCIES[char]
        elif char in _MINUS and not negative and _is_sign(text, start - 1, floor):
            start, negative = start - 1, True
        elif char == "+" and _is_sign(text, start - 1, floor):
            start -= 1
        elif char == "下" and start - 2 >= floor and text[start - 2] == "零":
            start, negative = start - 2, True
        elif char in _COMPARISONS and comparison is None and _compares(text, start - 1, floor):
            start, comparison = start - 1, char
        else:
            break
    if start == at:
        currency = _named(text, at, floor)
    found = Signs(negative, currency, comparison)
    return start, PLAIN if found == PLAIN else found


def _is_sign(text: str, at: int, floor: int) -> bool:
    """A hyphen right behind a figure or a letter joins (10-12周, A-3); elsewhere it is a minus."""
    if text[at] == "负":
        return True
    before = text[at - 1] if at else "\n"
    return (at > floor or not at) and not (before.isascii() and before.isalnum()) and before not in "-%"


def _compares(text: str, at: int, floor: int) -> bool:
    """Not where the sign joins two figures (3%~5%), nor at the start of a line, where > quotes."""
    quoting = text[at] == ">" and (at == 0 or text[at - 1] == "\n")
    return (at > floor or not floor) and not quoting


def _named(text: str, at: int, floor: int) -> str:
    before = text[max(floor, at - 4) : at].rstrip()
    if before[-1:] not in _NAMED_LASTS:
        return ""
    return next((unit for name, unit in _NAMED.items() if before.endswith(name)), "")
