"""Set phrases, and sentences that say nothing: 全体员工团结拼搏，努力开创新局面."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fupan.figures.fold import fold
from fupan.figures.trie import alternation
from fupan.logic.weak.padding import sounds_empty
from fupan.logic.weak.stretch import Signal, Stretch, each, words_of
from fupan.resources import data

_LONG = 12
"""A sentence shorter than this is judged by its set phrases alone."""
_SHARE, _SHARE_BARE = 0.8, 0.6
"""The share of a sentence's characters that slogan words may take before it says nothing; less where no word of the
trade (客户, 合同, 样机) stands in it."""


def empty_phrases(stretch: Stretch) -> Iterator[Signal]:
    """Each set phrase of ``data/empty_phrases.json``, with why it is empty and a better way."""
    rows = _rows()
    for start, end in each(_phrases(), stretch):
        why, better = rows[stretch.words[start - stretch.start : end - stretch.start]]
        says = f"「{stretch.text[start:end]}」是套话，{why}：{better}"
        yield Signal("empty-phrase", start, end, says)


def hollow_spans(stretch: Stretch) -> list[tuple[int, int]]:
    """The sentences that hold nothing but set phrases and slogan words: what stands in them tells no step."""
    found = [(signal.start, signal.end) for signal in slogans(stretch)]
    for sentence in stretch.sentences:
        start, end = sentence[0].start, sentence[-1].end
        words = stretch.words[start - stretch.start : end - stretch.start]
        if "|" not in words and _phrases().search(words) and not stretch.concrete(start, end) and _hollow(words):
            found.append((start, end))
    return sorted(found)


def _hollow(words: str) -> bool:
    """Whether set phrases and slogan words take most of the letters."""
    share = _SHARE if words_of("concrete").search(words) else _SHARE_BARE
    rest = _phrases().sub("", words)
    letters = sum(map(str.isalpha, words))
    taken = letters - sum(map(str.isalpha, words_of("slogan").sub("", rest)))
    return taken >= share * letters


def slogans(stretch: Stretch) -> Iterator[Signal]:
    """Sentences that slogan words take most of, or that sound like padding; without a figure, a name or a quotation."""
    for sentence in stretch.sentences:
        start, end = sentence[0].start, sentence[-1].end
        words = stretch.words[start - stretch.start : end - stretch.start]
        letters = sum(map(str.isalpha, words))
        if "|" in words or letters < _LONG or stretch.concrete(start, end) or stretch.is_quoted(start):
            continue
        if _phrases().search(words):  # told by the phrase itself
            continue
        if _hollow(words) or sounds_empty(words.rstrip("。！!；;.… ")):
            yield Signal("slogan", start, end, "这句话换到任何一年都说得通：换成具体的事、人和数字，或者删去")


@cache
def _rows() -> dict[str, tuple[str, str]]:
    return {fold(row["phrase"]): (row["why"], row["better"]) for row in data("empty_phrases")}


@cache
def _phrases() -> re.Pattern[str]:
    return alternation(_rows())
