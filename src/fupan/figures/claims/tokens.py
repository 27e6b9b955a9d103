"""A clause as words, each character of it accounted for."""

from __future__ import annotations

from typing import NamedTuple, cast

from fupan.domain.told import Where
from fupan.figures.claims.terms import Terms
from fupan.figures.claims.vocabulary import Base, Word

MARKS = frozenset(" \t\r*_`　")
_LONGEST = 60
_LEFT_OPEN = frozenset("的地得")


class Token(NamedTuple):
    """A word of the text with what it says; ``letter`` is what the grammar reads."""

    letter: str
    start: int
    end: int
    value: object = None

    @property
    def name(self) -> str:
        """The metric, dimension or way that it names."""
        return str(self.value)

    @property
    def where(self) -> Where:
        """The member that it names."""
        return cast("Where", self.value)

    @property
    def base(self) -> Base:
        """What it compares with, or the goal that it names."""
        return cast("Base", self.value)


def tokens_of(terms: Terms, text: str, start: int, end: int) -> list[Token] | None:
    """The words of ``text[start:end]`` that have weight, in order; None where any of it is not understood.

    A clause that ends in 的 goes on in what follows, and is not understood; neither is one of more than 60 characters.
    """
    while start < end and text[start] in MARKS:
        start += 1
    while start < end and text[end - 1] in MARKS:
        end -= 1
    if end - start > _LONGEST or text[end - 1 : end] in _LEFT_OPEN:
        return None
    found: list[Token] = []
    at = start
    while at < end:
        if text[at] in MARKS:
            at += 1
            continue
        stop, word = word_at(terms, text, at, end)
        if word is None:
            return None
        if word.letter:
            found.append(Token(word.letter, at, stop, word.value))
        at = stop
    return found


def word_at(terms: Terms, text: str, at: int, end: int) -> tuple[int, Word | None]:
    """The longest word that begins at ``at``, and where it ends."""
    best: tuple[int, Word | None] = at, None
    for length in terms.lengths.get(text[at], ()):
        known = terms.words.get(text[at : at + length]) if at + length <= end else None
        if known is not None:
            best = at + length, known
            break
    group = terms.grouping.match(text, at, end)
    if group is not None and group.end() > best[0]:
        return group.end(), terms.grouped(group)
    return best
