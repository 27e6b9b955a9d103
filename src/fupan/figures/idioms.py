"""Fixed expressions that hold numerals but no figure: 十分, 五花八门, 一次性, 三位一体, 7天酒店."""

from __future__ import annotations

from collections import defaultdict

from fupan.resources import data

_NUMERALS = frozenset("0123456789零〇一二两三四五六七八九十百千万亿几数半翻")
_CERTAIN = {"十分之", "万分之"}
"""Where an expression runs on like this it is a number after all."""


def _index() -> dict[str, tuple[tuple[int, str], ...]]:
    """Each expression under every numeral in it and the character that follows there."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    table = data("idioms")
    for word in (*table["words"], *table["arabic"]):
        for place, char in enumerate(word):
            if char in _NUMERALS and place + 1 < len(word):
                found[word[place : place + 2]].append((place, word))
    return {pair: tuple(sorted(words, key=lambda entry: -len(entry[1]))) for pair, words in found.items()}


_BY_PAIR = _index()


def idiom_end(text: str, at: int) -> int:
    """The end of the expression that holds the numeral ``text[at]``; -1 where there is none."""
    for place, word in _BY_PAIR.get(text[at : at + 2], ()):
        if text.startswith(word, at - place) and at >= place and text[at : at + 3] not in _CERTAIN:
            return at - place + len(word)
    return -1
