"""The same said twice, and sections that all open with the same words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from fupan.figures.words import TextWords
from fupan.logic.weak.stretch import Signal, Stretch

_LEAST = 5
"""A sentence with fewer content words is too short to be a repetition."""
_SHARE = 0.75
"""The share of the shorter sentence's words that the other must have."""
_COMMON = 12
"""A word that more sentences have points to no pair."""
_NUMBERS = re.compile(r"[0-9][0-9.,]*|[一二三四五六七八九十百千万亿]+(?=[家人天个月年成倍元])")
_OPENING, _SAME_OPENING = 4, 3
"""So many characters make an opening; so many sections that share one make a habit."""
_HAN = re.compile(r"[㐀-鿿]")


def said_twice(stretches: Sequence[Stretch]) -> Iterator[Signal]:
    """Sentences that tell what an earlier one of the text told, in nearly the same words and with the same numbers.

    Linear but for sentences that share a word which at most 12 sentences have.
    """
    rows: list[tuple[int, int, frozenset[str], frozenset[str]]] = []
    known: TextWords | None = None
    for stretch in stretches:
        if known is None:
            known = TextWords(stretch.text)
        for sentence in stretch.sentences:
            start, end = sentence[0].start, sentence[-1].end
            if "|" in stretch.text[max(0, start - 2) : end]:  # rows of tables share their words
                continue
            words = known.within(start, end)
            if len(words) >= _LEAST:
                numbers = frozenset(_NUMBERS.findall(stretch.words[start - stretch.start : end - stretch.start]))
                rows.append((start, end, words, numbers))
    owners: dict[str, list[int]] = defaultdict(list)
    for number, (_, _, words, _) in enumerate(rows):
        for word in words:
            owners[word].append(number)
    for number, (start, end, words, numbers) in enumerate(rows):
        rare = (owners[word] for word in words if len(owners[word]) <= _COMMON)
        earlier = sorted({other for listed in rare for other in listed if other < number})
        for other in earlier:
            mine, theirs = words, rows[other][2]
            if len(mine & theirs) >= _SHARE * max(len(mine), len(theirs)) and numbers <= rows[other][3]:
                told = stretches[0].text[rows[other][0] : rows[other][1]][:16]
                yield Signal("said-twice", start, end, f"与前文「{told}…」说的是一回事：留一处，另一处删去或写新的内容")
                break


def same_openings(stretches: Sequence[Stretch]) -> Iterator[Signal]:
    """Sections (one stretch each) that open with the same words as at least two others; the first is let pass."""
    groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for stretch in stretches:
        if stretch.clauses:
            start = stretch.clauses[0].start
            opening = stretch.words[start - stretch.start :][:_OPENING]
            if len(_HAN.findall(opening)) == _OPENING:
                groups[opening].append((start, start + _OPENING))
    for spans in groups.values():
        if len(spans) >= _SAME_OPENING:
            for start, end in spans[1:]:
                told = stretches[0].text[start:end]
                says = f"{len(spans)} 个小节都以「{told}」开头：换一个开头，先说这一节最要紧的结论"
                yield Signal("same-opening", start, end, says)
