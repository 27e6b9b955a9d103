"""The words of headers and rows (``data/workbook_words.json``), ready to be looked up."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from fupan.domain.known_metrics import known_metrics
from fupan.domain.role import Role
from fupan.domain.unit import SYNONYMS, Unit
from fupan.resources import data

_SPACE = re.compile(r"\s+")


def normal(text: str) -> str:
    """``text`` in half width, without any space, in small letters: how words are compared."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text[:200])).strip("*：:").lower()


@cache
def words(key: str) -> frozenset[str]:
    """A plain list of words."""
    return frozenset(normal(word) for word in data("workbook_words")[key])


@cache
def meanings(key: str) -> dict[str, str]:
    """A table of words by meaning, turned round: word → meaning."""
    table: dict[str, list[str]] = data("workbook_words")[key]
    return {normal(word): meaning for meaning, known in table.items() for word in known}


@cache
def longest(key: str) -> tuple[str, ...]:
    """The words of a list or table, the longest first, single characters left out."""
    table = data("workbook_words")[key]
    known = words(key) if isinstance(table, list) else meanings(key)
    return tuple(sorted((word for word in known if len(word) > 1), key=lambda word: (-len(word), word)))


@cache
def exact_metrics() -> frozenset[str]:
    """Every name of a known metric."""
    return frozenset(normal(name) for metric in known_metrics() for name in metric.names)


def role_of(word: str) -> Role | None:
    """The role a word stands for."""
    found = meanings("roles").get(word)
    return Role(found) if found else None


def is_blank(text: str) -> bool:
    """Whether a text says that there is no value: —, 无, N/A."""
    return normal(text) in words("blanks")


@cache
def unit_symbol(text: str) -> str:
    """The unit a text is, as ``Unit.parse`` reads it; empty where it is none (a scale alone, 万, is none)."""
    symbol = unicodedata.normalize("NFKC", text[:20]).strip()
    symbol = SYNONYMS.get(symbol, symbol.removeprefix("人民币") or symbol)
    if not symbol or len(symbol) > 12:
        return ""
    try:
        unit = Unit.parse(symbol)
    except ValueError:
        return ""
    return "" if unit.dimension == "none" else symbol


@cache
def usual_unit(metric: str) -> str:
    """The unit that a metric of this name is told in where nobody says: 毛利率 → %, 拜访量 → 次; empty: not known."""
    rows: list[list[str]] = data("workbook_words")["units"]
    name = normal(metric)
    if any(name.startswith(normal(start)) for start, unit in rows if not unit):
        return ""
    fitting = [(len(ending), unit) for ending, unit in rows if unit and name.endswith(normal(ending))]
    return max(fitting)[1] if fitting else ""
