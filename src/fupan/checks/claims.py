"""Sentences that tell a cause, an effect, an action or a judgement which no source carries.

A rewrite of a source keeps most of its words; an invention brings its own. Words are compared as pairs of neighbouring
characters, after everything that tells no content has been taken out: reporting verbs, links, times, units, numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from fupan.domain.factsheet import FactSheet
from fupan.domain.template import Template
from fupan.figures.fold import fold
from fupan.figures.late import late
from fupan.figures.scan.outline import blocks, sentences
from fupan.figures.trie import alternation, expression
from fupan.figures.words import content_words
from fupan.resources import data

_CLAUSE = late(r"[^，,：:、—]+")
_TO_FILL = late(r"〔[^〕\n]{0,200}〕?|[^〔\n]{0,200}〕|\{\{[^{}\n]{0,80}\}\}|<!--.*?-->")
_TO_FILL_MARKS = ("〔", "〕", "{{", "<!--")
_NUMERALS = late("[零〇一二两三四五六七八九十百千半几多]+")
_SENTENCE_LEAST, _SENTENCE_SHARE = 4, 0.25
"""A sentence with this many words of its own, and less than this share of them from a source, is an invention."""
_CLAUSE_LEAST, _CLAIM_SHARE = 5, 0.33
"""So is a clause with this many words, none of them known; one that tells a cause needs this share of known ones."""


_ABSENT = late(
    "(?:没|未|尚未)有?[^，。；：]{0,8}?(?:记录|数据|有数|统计|拆|查清|经验|依据|想好|材料|单独算|分开[记算]|的数(?![字量]))"
    "|没有数(?![字量])|不(?:猜|硬写|硬凑|充数|拿来说事)|下[期次月][^，。；：]{0,2}补|先?空着|[算报]不出来?"
)
"""没有留下记录, 还没有查清: that nothing is known is the opposite of an invention."""
_ANNOUNCING = 14
"""A clause of so many characters at most, right before a colon, only announces what follows: 内因更值得检讨：."""


@dataclass(frozen=True)
class _Known:
    """The words of the sources."""

    words: frozenset[str]

    @classmethod
    def of(cls, sources: Sequence[str]) -> _Known:
        """The words of the sources and of what an editor makes of them (没人 → 无人)."""
        found: set[str] = set()
        for source in sources:
            folded = fold(source)
            found |= content_words(folded)
            for word in _colloquial().findall(folded):
                for formal in _formal()[word]:
                    found |= content_words(formal)
        return cls(frozenset(found))

    def own(self, bare: str) -> tuple[int, int]:
        """How many content words a ``_bare`` text has, and how many of them the sources hold.

        A number counts as a word that is known: whether it is right, other rules judge.
        """
        words, numbers = content_words(bare), bare.count("0")
        return len(words) + numbers, len(words & self.words) + numbers


def _bare(text: str) -> str:
    """``text`` without what tells no content; a 0 stands for each number, and there are no other digits."""
    return _NUMERALS.sub(" ", _plain().sub(" ", _number().sub(" 0 ", text)))


@cache
def _plain() -> re.Pattern[str]:
    vocabulary = data("plain_words")
    kinds = vocabulary.keys() - {"about", "units"}
    return alternation(word for kind in kinds for word in vocabulary[kind] if len(word) > 1)


@cache
def _number() -> re.Pattern[str]:
    units = expression(data("plain_words")["units"])
    return re.compile(rf"[0-9][0-9.,%]*(?:{units})*")


@cache
def _claims() -> re.Pattern[str]:
    return alternation(data("plain_words")["claims"])


@cache
def _formal() -> dict[str, list[str]]:
    return {word.removesuffix("{"): formal for word, formal in data("wording")["formal"].items()}


@cache
def _colloquial() -> re.Pattern[str]:
    return alternation(_formal())


def sources_of(sheet: FactSheet, template: Template | None = None) -> list[str]:
    """The texts that a claim may come from: notes, names of metrics, members and entities, the template's own words."""
    found = [note.text for note in sheet.notes]
    found += [name for metric in sheet.metrics for name in metric.names]
    found += [member for members in sheet.dimensions().values() for member in members]
    found += [*sheet.entities.all(), sheet.author.team, sheet.author.company, sheet.author.role, sheet.title]
    for section in template.sections if template else ():
        found += [section.title, section.part, *section.items]
        found += [word for step in section.steps for word in (step.name, step.asks, *step.leads)]
    return found


def unsupported_sentences(text: str, sources: Sequence[str]) -> list[tuple[int, int]]:
    """Spans of sentences, or of clauses of them, whose content no source carries, in code points of ``text``.

    Headings, table rows and what is left to be filled in (〔待补充：…〕) are not looked at.
    """
    known = _Known.of(sources)
    folded = fold(text)
    if any(mark in folded for mark in _TO_FILL_MARKS):  # seldom, and looking for the whole takes long
        folded = _TO_FILL.sub(lambda match: " " * len(match[0]), folded)
    found = []
    for block in blocks(folded):
        if block.kind in {"text", "item"}:
            for start, end in sentences(folded, block):
                found += _inventions(folded, start, end, known)
    return found


def _inventions(text: str, start: int, end: int, known: _Known) -> list[tuple[int, int]]:
    """The whole sentence, or the clauses of it that no source carries."""
    sentence = text[start:end]
    bare = _bare(sentence)
    total, told = known.own(bare)
    if total >= _SENTENCE_LEAST and told < _SENTENCE_SHARE * total and not _ABSENT.search(sentence):
        return [_trimmed(text, start, end)]
    clauses = list(_CLAUSE.finditer(text, start, end))
    if "," in sentence:  # 1,360 is a number of the sentence, and two of its clauses
        told_in = [_bare(clause[0]) for clause in clauses]
    elif told == total:
        return []
    else:
        told_in = _CLAUSE.findall(bare)
    return [
        _trimmed(text, *clause.span())
        for clause, words in zip(clauses, told_in, strict=True)
        if _invented(clause[0], *known.own(words)) and not _says_little(text, clause, words)
    ]


def _says_little(text: str, clause: re.Match[str], bare: str) -> bool:
    """True for a clause that announces what follows, or says that something is not known."""
    if _ABSENT.search(clause[0]):
        return True
    announces = text[clause.end() : clause.end() + 1] in {":", "："}
    return announces and len(clause[0].strip()) <= _ANNOUNCING and "0" not in bare


def _invented(clause: str, total: int, told: int) -> bool:
    if not total:
        return False
    if _claims().search(clause):
        return told < _CLAIM_SHARE * total
    return total >= _CLAUSE_LEAST and not told


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())
