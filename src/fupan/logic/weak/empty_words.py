"""Set phrases, and sentences made of slogan words alone: 全体员工团结拼搏，努力开创新局面."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fupan.figures.fold import fold
from fupan.figures.trie import alternation
from fupan.logic.weak.stretch import Signal, Stretch, each, words_of
from fupan.resources import data

_LONG = 10
"""A sentence shorter than this is judged by its set phrases alone."""
_SHARE = 0.7
"""The share of a sentence's characters that slogan words may take before it says nothing."""


def empty_phrases(stretch: Stretch) -> Iterator[Signal]:
    """Each set phrase of ``data/empty_phrases.json``, with why it is empty and a better way."""
    rows = _rows()
    for start, end in each(_phrases(), stretch):
        why, better = rows[stretch.words[start - stretch.start : end - stretch.start]]
        says = f"「{stretch.text[start:end]}」是套话，{why}：{better}"
        yield Signal("empty-phrase", start, end, says)


def slogans(stretch: Stretch) -> Iterator[Signal]:
    """Sentences of which slogan words take most, without a figure, a name or a quotation."""
    for sentence in stretch.sentences:
        start, end = sentence[0].start, sentence[-1].end
        words = stretch.words[start - stretch.start : end - stretch.start]
        letters = sum(map(str.isalpha, words))
        if letters < _LONG or stretch.concrete(start, end) or stretch.is_quoted(start):
            continue
        if _phrases().search(words):  # told by the phrase itself
            continue
        taken = sum(len(match[0]) for match in words_of("slogan").finditer(words))
        if taken >= _SHARE * letters:
            yield Signal("slogan", start, end, "这句话换到任何一年都说得通：换成具体的事、人和数字，或者删去")


@cache
def _rows() -> dict[str, tuple[str, str]]:
    return {fold(row["phrase"]): (row["why"], row["better"]) for row in data("empty_phrases")}


@cache
def _phrases() -> re.Pattern[str]:
    return alternation(_rows())
