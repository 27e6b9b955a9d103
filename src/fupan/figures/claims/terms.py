"""All words that a claim may be made of against one sheet: its names, its period, and the fixed vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from fupan.domain.told import Where
from fupan.figures.claims.vocabulary import Word, fixed_words, words_of_period
from fupan.figures.fold import fold
from fupan.figures.latest import Latest
from fupan.figures.read.cue import Meaning
from fupan.figures.read.lexicon import Lexicon
from fupan.figures.read.names import dimension_names
from fupan.figures.trie import expression
from fupan.resources import data

_SHEETS_AT_ONCE = 16
_NUMERAL = "十[一二三四五六七八九]?|[一二两三四五六七八九]|[1-9][0-9]?"
_DIGITS = {"两": 2, **{mark: place for place, mark in enumerate("一二三四五六七八九十", 1)}}


@dataclass(frozen=True)
class Terms:
    """The words of one sheet with what they say; made once for a sheet."""

    lexicon: Lexicon

    @cached_property
    def words(self) -> dict[str, Word]:
        """Every word, folded; the names of the sheet win."""
        found = {**fixed_words(), **words_of_period(self.lexicon.sheet.period)}
        for noun, dimension in self.nouns.items():
            found.setdefault(noun, Word("D", dimension))
            if found[noun].letter == "W":
                found[noun] = Word("D", dimension)  # 团队 in a sheet that has several of them
        author = self.lexicon.sheet.author
        found.update((fold(name), Word("W")) for name in (author.team, author.company) if name)
        for word, meaning in self.lexicon.meanings.items():
            named = self._metric(word, meaning) if meaning.kind == "metric" else _member(meaning)
            if named is not None:
                found[word] = named
            elif meaning.kind == "member" and meaning.exact:
                found.pop(word, None)  # one name of two things
        return found

    def _metric(self, word: str, meaning: Meaning) -> Word | None:
        """A name of one metric: its own, or one that is used for nothing else (营收 for 销售额)."""
        if len(meaning.metrics) != 1:
            return None
        name = meaning.metrics[0]
        if name not in self.lexicon.catalogue.names:
            return None
        same = any(word in names and fold(name) in names for names in data("claims")["same"])
        return Word("K", name) if meaning.exact or same else None

    @cached_property
    def nouns(self) -> dict[str, str]:
        """What the members of each dimension are called: 区域, 大区; none that may be said of two dimensions."""
        found: dict[str, set[str]] = {}
        for dimension in self.lexicon.sheet.dimensions():
            names = dimension_names(dimension)
            for group in data("claims")["dimension_nouns"]:
                if names & set(group):
                    names.update(group)
            for name in names:
                found.setdefault(fold(name), set()).add(dimension)
        return {noun: next(iter(owners)) for noun, owners in found.items() if noun and len(owners) == 1}

    @cached_property
    def grouping(self) -> re.Pattern[str]:
        """All members of a dimension, the rest of them, or a rank: 三大区域, 其余区域, 排名第二."""
        words = data("claims")
        noun, counter = expression(self.nouns), expression(words["counters"])
        count = f"(?P<{{}}>{_NUMERAL})(?:{counter})?"
        every = f"(?P<every>{expression(words['every'])})"
        return re.compile(
            f"(?:{every}(?:{count.format('among')})?|{count.format('count')})(?P<noun>{noun})"
            f"|(?P<rest>{expression(words['rest'])})(?:{count.format('left')})?各?(?P<rest_noun>{noun})?"
            f"|(?:{expression(words['ranked'])})(?P<rank>{_NUMERAL})[位名]?"
        )

    def grouped(self, match: re.Match[str]) -> Word:
        """What a match of ``grouping`` says."""
        if match["rank"]:
            return Word("R", counted(match["rank"]))
        noun = match["noun"] or match["rest_noun"]
        dimension = self.nouns[noun] if noun else None
        if match["rest"]:
            return Word("h", (dimension, counted(match["left"])))
        told = counted(match["among"] or match["count"])
        assert dimension is not None
        members = self.lexicon.sheet.dimensions()[dimension]
        if told in {None, len(members)}:
            return Word("A", dimension)
        return Word("c", (dimension, told))  # 华东、华南两区: as many as are named

    @cached_property
    def lengths(self) -> dict[str, list[int]]:
        """The lengths of the words that begin with each character, the longest first."""
        found: dict[str, list[int]] = {}
        for length, first in sorted({(len(word), word[0]) for word in self.words}, reverse=True):
            found.setdefault(first, []).append(length)
        return found


def _member(meaning: Meaning) -> Word | None:
    """A member that is named by its own name, or by a short one that no other has."""
    if meaning.kind != "member" or not meaning.exact or len(meaning.places) != 1 or meaning.places[0] is None:
        return None
    where: Where = meaning.places[0]
    return Word("M", where)


def counted(mark: str | None) -> int | None:
    """The number that 三, 十二 or 3 says; None for nothing."""
    if not mark:
        return None
    if mark[0].isascii():
        return int(mark)
    return sum(_DIGITS[sign] for sign in mark)


terms_of = Latest(Terms, _SHEETS_AT_ONCE).of
