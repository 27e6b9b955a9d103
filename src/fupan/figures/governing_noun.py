"""The unit that a noun gives to a bare 万 or 亿: money after 营收, nothing after 粉丝."""

from __future__ import annotations

import re

from fupan.domain.known_metrics import known_metrics
from fupan.resources import data

_BEFORE = 120
"""A noun carries on through a list, but not further than this many characters."""


def _alternatives(words: set[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _nouns() -> tuple[set[str], set[str]]:
    table = data("nouns")
    money, other = set(table["money"]), set(table["other"])
    for metric in known_metrics():
        (money if metric.kind in {"money", "per"} else other).update(metric.names)
    return money, other - money


_MONEY, _OTHER = _nouns()
_LAST = re.compile("[" + re.escape("".join(sorted({word[-1] for word in _MONEY | _OTHER}))) + "]")
_REVERSED = re.compile(
    f"(?P<money>{_alternatives({word[::-1] for word in _MONEY})})|"
    f"(?P<other>{_alternatives({word[::-1] for word in _OTHER})})"
)
"""Nouns written backwards: reading the text backwards finds first the one that ends last."""
_RIGHT_AFTER = re.compile(f"(?:的|级)?(?:(?P<money>{_alternatives(_MONEY)})|(?P<other>{_alternatives(_OTHER)}))")


def money_governs(text: str, start: int, end: int) -> bool:
    """Whether the noun right after ``text[start:end]``, else the last one before it in its line, is of money."""
    after = _RIGHT_AFTER.match(text, end, end + 12)
    if after is not None:
        return after["money"] is not None
    backwards = text[max(0, start - _BEFORE) : start].rpartition("\n")[2][::-1]
    for candidate in _LAST.finditer(backwards):
        noun = _REVERSED.match(backwards, candidate.start())
        if noun is not None:
            return noun["money"] is not None
    return False
