"""Cues: the words of a text that tell what its figures speak of, and the fixed vocabulary of them."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from fupan.domain.role import Role
from fupan.figures.fold import fold
from fupan.resources import data

CueKind = Literal[
    "metric", "member", "role", "opening", "scheme", "did", "time", "part", "attainment", "gap", "below",
    "above", "yoy", "pop",
    "growth", "share", "per", "mean", "sum", "up", "down", "neutral", "better", "worse", "from", "than", "total", "zip",
    "each", "subset", "pronoun", "rival", "dimension", "upon", "rest", "former", "latter", "supposed", "span", "loose",
    "noise",
]  # fmt: skip


class Meaning(NamedTuple):
    """What a word says. ``role`` for role and time words (None for a time the facts do not cover).

    ``metrics`` are the metrics a name may stand for, ``exact`` when it is a metric's full name or alias; ``places`` are
    the (dimension, member) pairs a member's name may stand for. A metric word without metrics names one that
    the fact sheet does not have; a ``quotient`` names two metrics, one divided by the other (中标率).
    """

    kind: CueKind
    role: Role | None = None
    metrics: tuple[str, ...] = ()
    places: tuple[tuple[str, str] | None, ...] = ()
    exact: bool = True


class Cue(NamedTuple):
    """A word with its meaning at ``text[start:end]``; ``kind`` is that of its meaning."""

    start: int
    end: int
    word: str
    meaning: Meaning
    kind: CueKind


def cue_at(start: int, end: int, word: str, meaning: Meaning) -> Cue:
    """The cue of a word."""
    return Cue(start, end, word, meaning, meaning.kind)


@cache
def vocabulary() -> dict[str, Meaning]:
    """The fixed words of ``data/cues.json`` with their meanings."""
    found: dict[str, Meaning] = {}
    for kind, words in data("cues").items():
        if kind == "ahead":
            continue
        if isinstance(words, dict):
            for name, listed in words.items():
                role = None if name == "older" else Role(name)
                found.update(dict.fromkeys(listed, Meaning(kind, role)))
        else:
            found.update(dict.fromkeys(words, Meaning(kind, Role.PRIOR if kind == "opening" else None)))
    return found


@cache
def folded_vocabulary() -> dict[str, Meaning]:
    """The same, its words folded as texts are."""
    return {fold(word): meaning for word, meaning in vocabulary().items()}
