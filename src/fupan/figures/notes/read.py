"""A note held against one figure of the text: its values in order, and whether the text's words are its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from fupan.figures.notes.figures import NoteFigures, states_exactly
from fupan.figures.read.reading import Reading
from fupan.figures.verdict import NoteFigure, Verdict
from fupan.figures.words import content_words

_BESIDE = 12
"""The words of a value stand no further before it than this."""


class NoteRead(NamedTuple):
    """``text`` is the note, folded, ``figures`` are its values.

    ``goes_on``: the sentence has just told one of them, so that the figure may go on about it. ``named`` are the words
    of a metric that the clause itself names: the figure is the note's only where it has other words of it too.
    """

    reading: Reading
    text: str
    figures: Sequence[NoteFigure]
    goes_on: bool
    named: frozenset[str] = frozenset()

    def words(self, figure: NoteFigure) -> set[str]:
        """The content words right before a value of the note, as far as they are its own."""
        start = figure.mention.start
        ends = (one.mention.end for one in self.figures if one.mention.end <= start)
        return content_words(self.text[max(0, start - _BESIDE, *ends) : start])

    def is_of(self, figure: NoteFigure) -> bool:
        """True where the words before the text's figure are those of the value, or it goes on about the note."""
        shared = self.words(figure) & content_words(self.reading.lead)
        if self.named:
            return len(shared - self.named) > 1
        return self.goes_on or bool(shared)


def notes_read(
    notes: NoteFigures, reading: Reading, before: Sequence[Verdict], named: frozenset[str]
) -> Iterator[NoteRead]:
    """Each note that has several values, held against the figure of ``reading``."""
    last = before[-1] if before and before[-1].mention.start >= reading.sentence[0] else None
    told = last.note if last is not None else None
    for text, figures in notes.several:
        first = figures[0]
        goes_on = (
            last is not None and told is not None and (first.text == told.text or _begins_alike(last, told, first))
        )
        yield NoteRead(reading, text, figures, goes_on, named)


def _begins_alike(last: Verdict, told: NoteFigure, first: NoteFigure) -> bool:
    """True where a note begins with the very figure just told, which another note has too (片区7名销售经理)."""
    return states_exactly(last.mention, first.mention) and len(told.near & first.near) > 1


def size(figure: NoteFigure) -> Decimal:
    """The value of a note's figure, without its sign."""
    return abs(figure.mention.value or Decimal(0))
