"""The unit that a noun gives to a bare 万 or 亿: money after 营收, nothing after 粉丝."""

from __future__ import annotations

from collections.abc import Iterable

from fupan.domain.known_metrics import known_metrics
from fupan.resources import data

_BEFORE = 120
"""A noun carries on through a list, but not further than this many characters."""


def _nouns() -> tuple[set[str], set[str]]:
    table = data("nouns")
    money, other = set(table["money"]), set(table["other"])
    for metric in known_metrics():
        (money if metric.kind in {"money", "per"} else other).update(metric.names)
    return money, other - money


_MONEY, _OTHER = _nouns()
_LENGTHS = sorted({len(word) for word in _MONEY | _OTHER}, reverse=True)
_LASTS = frozenset(word[-1] for word in _MONEY | _OTHER)


def money_governs(text: str, start: int, end: int) -> bool:
    """Whether the noun right after ``text[start:end]``, else the last one before it in its line, is of money."""
    after = end + 1 if text.startswith(("的", "级"), end) else end
    money = _is_money(text[after : after + length] for length in _LENGTHS)
    place = start
    floor = max(0, start - _BEFORE, text.rfind("\n", 0, start) + 1)
    while money is None and place > floor:
        if text[place - 1] in _LASTS:
            money = _is_money(text[max(floor, place - length) : place] for length in _LENGTHS)
        place -= 1
    return bool(money)


def _is_money(words: Iterable[str]) -> bool | None:
    """Whether the first of ``words`` that is a known noun is of money; None where none is known."""
    for word in words:
        if word in _MONEY or word in _OTHER:
            return word in _MONEY
    return None
