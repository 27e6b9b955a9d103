"""The fixed words of claims, each with the letter that the grammar knows it by and what it says."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.figures.claims.periods import own_words, previous_words, prior_words
from fupan.figures.fold import fold
from fupan.figures.trie import alternation
from fupan.resources import data

SINCE_LAST = "pop"
"""环比: against the period before, whatever the period is."""
Base = Role | str
"""What a change is against: the role that a word names, or ``SINCE_LAST``."""

_SIMPLE = {
    "filler": "", "all": "q", "except": "e", "outside": "w", "only": "o", "among": "i", "place": "P", "within": "I",
    "joint": "s", "total": "W", "second": "n", "than": "b", "away": "d", "short": "p",
}  # fmt: skip
_ATTAINED = {
    "make": "v", "reach": "V", "exceed": "X", "miss": "Z", "hold": "H", "not_hold": "N", "spent": "Q", "not_spent": "O",
}  # fmt: skip
_MEASURES = {"growth": "g", "fall": "f", "share": "z", "level": "l"}
_EXTREMES = {
    "most": ("S", "most"), "least": ("S", "least"), "best": ("S", "best"), "worst": ("S", "worst"),
    "fastest": ("F", "most"), "slowest": ("F", "least"), "fallen_most": ("F", "least"),
    "largest": ("S", "largest"), "smallest": ("S", "smallest"), "first": ("R", 1), "last": ("R", -1),
}  # fmt: skip
_COMPARING = {
    "above": ("C", ">"), "below": ("C", "<"), "ahead": ("C", "ahead"), "behind": ("C", "behind"),
    "better_than": ("C", "better"), "worse_than": ("C", "worse"), "faster": ("L", ">"), "slower": ("L", "<"),
}  # fmt: skip
_LONG = 2
_NO_VERB = ("额", "量", "幅", "速", "率", "度", "至", "到", "为", "了")
_MODIFIED_BASE = ("增速", "增幅")


class Word(NamedTuple):
    """``letter`` is what the grammar reads, empty for a word without weight; ``value`` is what the word says."""

    letter: str
    value: object = None


@cache
def fixed_words() -> dict[str, Word]:
    """The words that mean the same in every sheet."""
    words, cues = data("claims"), data("cues")
    found: dict[str, Word] = {}
    for kind, letter in {**_SIMPLE, **_ATTAINED, **_MEASURES}.items():
        found.update((word, Word(letter)) for word in words[kind])
    for kind, (letter, value) in {**_EXTREMES, **_COMPARING}.items():
        found.update((word, Word(letter, value)) for word in words[kind])
    found.update((word, Word("G", Role.TARGET)) for word in words["target"])
    found.update((word, Word("G", Role.STRETCH)) for word in cues["role"]["stretch"])
    found.update((word, Word("J", Role.TARGET)) for word in words["sales_target"])
    found.update((word, Word("a")) for word in cues["attainment"])
    for way in ("up", "down", "better", "worse"):
        found.update((word, Word("U", way)) for word in _moving(way))
    found.update((word, Word("U", "raised")) for word in words["literal_up_only"])
    found.update((word, Word("U", "flat")) for word in words["flat"])
    found.update((word, Word("u", "up")) for word in words["more"])
    found.update((word, Word("u", "down")) for word in words["less"])
    found.update((word, Word("x", ">")) for word in words["faster_by"])
    found.update((word, Word("x", "<")) for word in words["slower_by"])
    for kind, base in (("yoy", Role.PRIOR), ("pop", SINCE_LAST)):
        plain = (word for word in cues[kind] if not word.endswith(_MODIFIED_BASE) and not word.startswith(("较", "比")))
        found.update((word, Word("Y", base)) for word in plain)
    return {fold(word): meaning for word, meaning in found.items()}


def _moving(way: str) -> list[str]:
    """The verbs of a change among the words that tell one beside a figure."""
    words, cues = data("claims"), data("cues")
    verbs = [word for word in cues[way] if len(word) >= _LONG and not word.endswith(_NO_VERB)]
    return [word for word in verbs if word not in words["not_direction"]]


@cache
def words_of_period(period: Period) -> dict[str, Word]:
    """The times that a sheet for ``period`` covers, and 较去年同期, 比上月 with what they compare with."""
    words = data("claims")
    found = {word: Word("T") for word in own_words(period)}
    for times, role in ((prior_words(period), Role.PRIOR), (previous_words(period), Role.PREVIOUS)):
        for time in times:
            found[time] = Word("B", role)
            for lead in words["compared"]:
                found.update((f"{lead}{time}{tail}", Word("Y", role)) for tail in ("", *words["compared_end"]))
    return {fold(word): meaning for word, meaning in found.items()}


@cache
def told_by() -> re.Pattern[str]:
    """The words one of which every claim holds: a text without them needs no reading."""
    claiming = [word for word, meaning in fixed_words().items() if meaning.letter in set("VXZvHNQOUuxSRFCLnp")]
    return alternation((*claiming, *data("claims")["ranked"]))
