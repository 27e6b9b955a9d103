"""Fixed expressions that hold numerals but no figure: 十分, 五花八门, 一次性, 三位一体, 7天酒店."""

from __future__ import annotations

from collections import defaultdict

from fupan.figures.late import late
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


BY_PAIR = _index()
"""A figure whose first two characters are not in it stands in no expression."""

_GOES_ON = late("[0-9][.,]?$")
_DIGITS = frozenset("0123456789")
_COUNTED = _DIGITS | frozenset(".,%‰万亿千百十元家人名个位件台套单笔吨户店次年月天倍成")
"""What makes a figure of 618 or 996 right behind it: 618万元, 996家."""


def _is_part(text: str, start: int, end: int) -> bool:
    """True where the expression lies in a longer number or is counted: 9960, 1.618, 618万元."""
    if text[start] in _DIGITS and _GOES_ON.search(text, max(0, start - 2), start):
        return True
    return text[end - 1] in _DIGITS and text[end : end + 1] in _COUNTED


def idiom_end(text: str, at: int) -> int:
    """The end of the expression that holds the numeral ``text[at]``; -1 where there is none."""
    for place, word in BY_PAIR.get(text[at : at + 2], ()):
        start = at - place
        if start < 0 or not text.startswith(word, start) or text[at : at + 3] in _CERTAIN:
            continue
        end = start + len(word)
        if not _is_part(text, start, end):
            return end
    return -1
