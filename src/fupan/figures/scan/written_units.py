"""Units as a text writes them: one pattern for all, and what each is in base units."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from fupan.domain.mention import MentionKind
from fupan.domain.unit import COUNTS, DURATIONS, MONEY, POINTS, SYNONYMS, Dimension, Unit
from fupan.figures.late import late
from fupan.resources import data

_GUARDS: dict[str, list[str]] = data("unit_guards")["not_before"]
_KINDS: dict[Dimension, MentionKind] = {
    "money": "amount", "rate": "rate", "points": "points", "multiple": "multiple", "duration": "duration",
    "count": "count", "none": "number",
}  # fmt: skip
_BASIS_POINTS = frozenset(("BP", "bp", "bps", "BPs", "个BP", "个bp", "个基点", "基点"))
"""Hundredths of a 个百分点."""
_SCALED = late("[万亿]")


class WrittenUnit(NamedTuple):
    """A unit in base terms: its symbol, the power of ten of its factor, and the kind of figure it makes."""

    base: str
    power: int
    kind: MentionKind


def _words() -> set[str]:
    table = data("unit_guards")
    known = MONEY | DURATIONS | COUNTS | POINTS | set(table["extra"]) | set(SYNONYMS) | {"%", "‰", "倍"}
    return {word for word in (known | _BASIS_POINTS) - set(table["dropped"]) if not _SCALED.search(word)}


def _alternatives() -> str:
    """Longest first within each first character; a guard keeps 3年 apart from 3年度, 60升 from 升至."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for word in _words():
        by_first[word[0]].append(word)
    return "|".join(
        re.escape(first) + "(?:" + "|".join(map(_guarded, sorted(words, key=len, reverse=True))) + ")"
        for first, words in sorted(by_first.items())
    )


def _guarded(word: str) -> str:
    stops = _GUARDS.get(word)
    # single characters side by side would be compiled into a table of all of Unicode; (?=) keeps them apart
    guard = f"(?!{'|'.join(re.escape(stop) + '(?=)' for stop in stops)})" if stops else ""
    if word[-1].isascii() and word[-1].isalpha():
        guard += "(?![A-Za-z0-9])"
    return re.escape(word[1:]) + guard


UNIT = _alternatives()
"""Pattern source of one simple unit, longest first, without groups that capture."""


@lru_cache(maxsize=1024)
def written_unit(symbol: str) -> WrittenUnit:
    """The unit ``symbol`` stands for; an unknown one is a count of itself, "" a bare number."""
    if not symbol:
        return WrittenUnit("", 0, "number")
    if symbol in _BASIS_POINTS:
        return WrittenUnit("个百分点", -2, "points")
    top, stroke, below = symbol.partition("/")
    if stroke:
        above = written_unit(top)
        return WrittenUnit(f"{above.base}/{below}", above.power, "amount" if above.kind == "amount" else "count")
    try:
        unit = Unit.parse(symbol)
    except ValueError:
        return WrittenUnit(symbol, 0, "count")
    return WrittenUnit(unit.base, _power(unit.factor), _KINDS[unit.dimension])


def _power(factor: Decimal) -> int:
    return factor.adjusted()


UNIT_STARTS: frozenset[str] = frozenset(word[0] for word in _words())
"""First characters of all units."""
