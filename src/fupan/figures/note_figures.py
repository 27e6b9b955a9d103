"""Figures of the notes as sources: a figure of the text may be taken from a note that speaks of the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from fupan.domain.factsheet import Note
from fupan.domain.mention import Mention
from fupan.figures.agreement import agreement
from fupan.figures.fold import fold
from fupan.figures.units import same_unit
from fupan.figures.verdict import NoteFigure, Verdict
from fupan.figures.words import content_words

_REACH = 3


@dataclass
class NoteFigures:
    """The figures of all notes by unit and value."""

    figures: list[NoteFigure] = field(default_factory=list)
    by_value: dict[Decimal, list[NoteFigure]] = field(default_factory=dict)

    def add(self, note: Note, verdicts: Sequence[Verdict]) -> None:
        """Take in the figures of one note, each already held against the facts."""
        text = fold(note.text)
        words = frozenset(content_words(text))
        for verdict in verdicts:
            mention = verdict.mention
            near = frozenset(content_words(text[max(0, mention.start - 12) : mention.end + 8]))
            figure = NoteFigure(note.id, note.text, mention, words, near, verdict.fact)
            self.figures.append(figure)
            for value in {mention.value, mention.low, mention.high} - {None}:
                assert value is not None
                self.by_value.setdefault(abs(value), []).append(figure)

    def same(self, mention: Mention) -> Iterator[NoteFigure]:
        """The note figures that ``mention`` may repeat: same unit and value, or rounded from it."""
        found: Sequence[NoteFigure] = ()
        if mention.value is not None and mention.approx is None:
            found = self.by_value.get(abs(mention.value), ())
            yield from (figure for figure in found if units_agree(mention, figure.mention))
        for figure in self.figures:
            if figure not in found and units_agree(mention, figure.mention) and _states(mention, figure.mention):
                yield figure

    def nearest(self, mention: Mention, words: frozenset[str]) -> NoteFigure | None:
        """The figure in the same unit whose note shares most words with ``words``: what was probably meant."""
        best: tuple[int, NoteFigure] | None = None
        for figure in self.figures:
            if not units_agree(mention, figure.mention):
                continue
            shared = len(words & figure.words)
            if shared >= _REACH and (best is None or shared > best[0]):
                best = shared, figure
        return best[1] if best else None


def units_agree(one: Mention, other: Mention) -> bool:
    """True where two figures can be told in one unit."""
    if one.unit == other.unit:
        return True
    if not one.unit or not other.unit:  # 96万 for 96万元
        return one.value is not None and abs(one.value) >= 10_000 and one.value == other.value
    return same_unit(one.unit, other.unit)


def _states(mention: Mention, source: Mention) -> bool:
    """True where the text's figure states the note's: equal, rounded from it, or both the same range or bound."""
    if source.value is None:
        return mention.value is None and (mention.low, mention.high) == (source.low, source.high)
    if mention.value is not None and abs(mention.value) == abs(source.value):
        return mention.approx is None or source.approx is not None or agreement(mention, source.value) == "yes"
    return source.approx is None and agreement(mention, source.value) == "yes"
