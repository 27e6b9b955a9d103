"""Groups of Chinese words of like meaning: what was learnt about 客户 helps to read 顾客.

``data/word_groups.json`` is made by ``eval/benchmarks/logic/group_words.py``: groups of groups of groups of words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from fupan.resources import data

_LONGEST = 4


def grouped_words(plain: str, start: int, end: int) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """The words of ``plain[start:end]``, longest first from the left: (groups, start, end).

    The groups run from the coarsest to the finest (``12``, ``12.3``, ``12.3.1``). What is no listed word is left out.
    """
    groups = _groups()
    at = start
    while at < end:
        for size in range(min(_LONGEST, end - at), 0, -1):
            own = groups.get(plain[at : at + size])
            if own is not None:
                yield own, at, at + size
                at += size
                break
        else:
            at += 1


def is_word(piece: str) -> bool:
    """Whether ``piece`` is one of the listed words: 方案 is, 周洁 is not."""
    return piece in _groups()


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for a, outer in enumerate(data("word_groups")):
        for b, inner in enumerate(outer):
            for c, words in enumerate(inner):
                path = (f"{a}", f"{a}.{b}", f"{a}.{b}.{c}")
                found.update(dict.fromkeys(words.split(), path))
    return found
