"""Padding: whether a sentence sounds like those that say nothing, by runs of characters learnt from such sentences.

Word lists know the phrases that somebody thought of; 前路漫漫亦灿灿 is made of others. The weights are those
of a logistic regression (``eval/benchmarks/review/empty``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import fsum

from fupan.resources import data

LONG = 8
"""A sentence of fewer letters is not judged."""
_LEAST = 1.0
"""The logit from which on a sentence is held to be empty: a telling one called so costs more than a missed one."""
_OTHER = re.compile("[^一-鿿，]")


def runs_of(sentence: str) -> Iterator[str]:
    """The runs of one to three characters of a folded sentence, its beginning and end marked."""
    text = f"^{_OTHER.sub('', sentence)}$"
    for length in (1, 2, 3):
        for start in range(len(text) - length + 1):
            yield text[start : start + length]


def sounds_empty(sentence: str, weights: Mapping[str, float] | None = None) -> bool:
    """True where a folded sentence sounds like padding; one of fewer than ``LONG`` letters never does."""
    if sum(map(str.isalpha, sentence)) < LONG:
        return False
    known: Mapping[str, float] = data("padding") if weights is None else weights
    # fsum: the same to the last bit in whatever order a set gives its members
    return fsum((known[""], *(known.get(run, 0.0) for run in set(runs_of(sentence))))) >= _LEAST
