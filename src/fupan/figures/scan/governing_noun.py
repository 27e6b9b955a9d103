"""The unit that a noun gives to a bare 万 or 亿: money after 营收, nothing after 粉丝."""

from __future__ import annotations

from collections import defaultdict

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
_OF_MONEY = {**dict.fromkeys(_OTHER, False), **dict.fromkeys(_MONEY, True)}
_LENGTHS = sorted(set(map(len, _OF_MONEY)), reverse=True)


def _by_last() -> dict[str, list[str]]:
    """The nouns under their last character, longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(_OF_MONEY, key=len, reverse=True):
        found[word[-1]].append(word)
    return dict(found)


_BY_LAST = _by_last()


def money_governs(text: str, start: int, end: int) -> bool:
    """Whether the noun right after ``text[start:end]``, else the last one before it in its line, is of money."""
    after = end + 1 if text.startswith(("的", "级"), end) else end
    for length in _LENGTHS:
        money = _OF_MONEY.get(text[after : after + length])
        if money is not None:
            return money
    floor = max(0, start - _BEFORE)
    floor = max(floor, text.rfind("\n", floor, start) + 1)
    place = start
    for char in reversed(text[floor:start]):
        if char in _BY_LAST:
            for word in _BY_LAST[char]:
                if text.endswith(word, floor, place):
                    return _OF_MONEY[word]
        place -= 1
    return False
