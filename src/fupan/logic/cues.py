"""Cues: words that betray a logic step or a section in a note or a sentence.

A cue is a word as it stands (因为). ``<数>`` stands for a figure (做到<数>), ``…`` for up to twelve characters within a
clause (从…转向), ``<人> <客户> <产品> <竞品>`` for the names that the fact sheet lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from fupan.domain.factsheet import Entities

_FIGURE = r"[了到为是约近超达过的共有]{0,2}[0-9〇零一二两三四五六七八九十百千][0-9.,点百千万亿成个]{0,12}?"
_GAP = r"[^，。；！？、,;\s]{1,12}?"
_TOKEN = re.compile(r"<(?P<name>数|人|客户|产品|竞品)>|…")
_WIDE = str.maketrans("０１２３４５６７８９．％：，；！？", "0123456789.%：，；！？")
_NAMED = {"人": "people", "客户": "customers", "产品": "products", "竞品": "competitors"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found: ``text[start:end]``; ``cue`` is the cue as the template writes it."""

    start: int
    end: int
    cue: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names that ``<人>`` and its like stand for."""

    entities: Entities = field(default_factory=Entities)

    def pattern(self, token: str) -> str:
        """A regular expression for any listed name; one that never matches where none is listed."""
        listed: tuple[str, ...] = getattr(self.entities, _NAMED[token])
        return "|".join(re.escape(name) for name in sorted(listed, key=len, reverse=True) if name) or r"(?!)"


NO_NAMES = Names()


def hits(text: str, cues: Iterable[str], names: Names = NO_NAMES) -> tuple[Hit, ...]:
    """The first occurrence of each cue in ``text``, in order; a cue inside a longer one that was found is dropped."""
    plain = text.translate(_WIDE)
    found: list[Hit] = []
    for cue in cues:
        if _TOKEN.search(cue):
            match = _compiled(cue, names).search(plain)
            if match:
                found.append(Hit(match.start(), match.end(), cue))
        elif cue:
            start = plain.find(cue)
            if start >= 0:
                found.append(Hit(start, start + len(cue), cue))
    found.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in found:
        if not any(other.start <= hit.start and hit.end <= other.end for other in kept):
            kept.append(hit)
    return tuple(kept)


def is_bare_name(cue: str) -> bool:
    """Whether a cue is nothing but a listed name (``<人>``)."""
    return bool(_TOKEN.fullmatch(cue))


def weight(cue: str) -> float:
    """How much a cue says: longer ones and patterns more, single characters and bare names little."""
    if _TOKEN.search(cue):
        return 0.4 if is_bare_name(cue) else 1.3
    return {1: 0.5, 2: 1.0}.get(len(cue), 1.4)


@lru_cache(maxsize=8192)
def _compiled(cue: str, names: Names) -> re.Pattern[str]:
    parts: list[str] = []
    position = 0
    for token in _TOKEN.finditer(cue):
        parts.append(re.escape(cue[position : token.start()]))
        name = token["name"]
        parts.append(_GAP if name is None else _FIGURE if name == "数" else f"(?:{names.pattern(name)})")
        position = token.end()
    parts.append(re.escape(cue[position:]))
    return re.compile("".join(parts))
