"""How alike a heading of a text is to the title of a section: numbering, synonyms and parts of titles aside."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from fupan.figures.fold import fold
from fupan.figures.trie import alternation
from fupan.resources import data

_NUMBER = re.compile(
    r"[\s#*_>]{0,20}(?:第?[一二三四五六七八九十0-9]{1,3}(?:[、.．]|部分|章|节|页)|[0-9]{1,2}(?:[.．][0-9]{1,2}){1,3}|[（(【\[]?"
    r"[一二三四五六七八九十0-9]{1,3}[）)】\]]|[①-⑳]|(?:part|chapter)\s{0,3}[0-9]{1,2}[.:：]?)?[\s*_]{0,20}"
)
_BRACKETS = re.compile(r"[（(][^（()）]{0,40}[）)]")
_MARKS = re.compile(r"[\s*_#:：（）()，,。.、\-—–·•《》「」【】\[\]“”\"'|/0-9?？！!]+")
_PIECE = 0.5
"""What a pair of characters that is no known word counts beside a word."""
_LONGEST = 60
"""Nothing longer is a title."""
_BOTH, _ONE = 0.5, 0.5
"""How much the words in common count against both titles together, and against the shorter one."""


@lru_cache(maxsize=4096)
def bare_title(title: str) -> str:
    """A title in one script without numbering, marks, digits and brackets: （二）重点项目（1–2 个） → 重点项目."""
    return _MARKS.sub("", _BRACKETS.sub("", _NUMBER.sub("", fold(title), count=1)))


def unnumbered(title: str) -> str:
    """A title as it is written, without its number: （二）重点项目 → 重点项目; a title that is all number stays."""
    return _NUMBER.sub("", title, count=1).strip() or title.strip()


class Titles:
    """The titles of a template; a word that many of them have says less."""

    def __init__(self, titles: Iterable[str]) -> None:
        listed = [frozenset(title_words(title)) for title in titles]
        self._owners = Counter(word for words in listed for word in words)
        self._known: dict[tuple[str, str], float] = {}

    def likeness(self, heading: str, title: str) -> float:
        """How alike the two are, 0 to 1; 1 where they are the same but for numbering and marks."""
        pair = (bare_title(heading), bare_title(title))
        if pair not in self._known:
            self._known[pair] = self._alike(*pair)
        return self._known[pair]

    def _alike(self, one: str, other: str) -> float:
        if not one or not other or len(one) > _LONGEST:
            return 0.0
        if one == other:
            return 1.0
        mine, theirs = title_words(one), title_words(other)
        common = sum(
            min(self._worth(word, mine[word]), self._worth(word, theirs[word])) for word in mine if word in theirs
        )
        total = [sum(self._worth(word, grade) for word, grade in words.items()) for words in (mine, theirs)]
        if not min(total):
            return 0.0
        return min(0.99, _BOTH * 2 * common / sum(total) + _ONE * common / min(total))

    def _worth(self, word: str, grade: float) -> float:
        return grade / math.sqrt(max(1, self._owners[word]))


@lru_cache(maxsize=4096)
def title_words(title: str) -> dict[str, float]:
    """The words of a title with what each counts: a known word (by the first of its synonyms) 1, other pairs less."""
    plain = bare_title(title)
    words, weak, first = _vocabulary()
    found: dict[str, float] = {}
    rest: list[str] = []
    at = 0
    for match in words.finditer(plain):
        rest.append(plain[at : match.start()])
        at = match.end()
        if match[0] not in weak:
            found[first[match[0]]] = 1.0
    rest.append(plain[at:])
    for run in rest:
        pairs = [run[place : place + 2] for place in range(len(run) - 1)] or ([run] if run else [])
        found.update(dict.fromkeys(pairs, _PIECE))
    return found


def same_words(title: str) -> list[str]:
    """All synonyms of the known words of a title: 下一年度战略规划 → 明年, 来年, 打算 …"""
    words = title_words(title)
    return [fold(word) for group in data("heading_words")["same"] if fold(group[0]) in words for word in group]


@cache
def _vocabulary() -> tuple[re.Pattern[str], frozenset[str], dict[str, str]]:
    table = data("heading_words")
    first = {fold(word): group[0] for group in table["same"] for word in group}
    weak = frozenset(word for word in table["weak"] if word not in first)
    return alternation([*first, *weak]), weak, first
