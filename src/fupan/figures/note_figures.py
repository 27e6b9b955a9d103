"""Figures of the notes as sources: a figure of the text may be taken from a note that speaks of the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from fupan.domain.factsheet import Note
from fupan.domain.mention import Mention
from fupan.figures.agreement import agreement
from fupan.figures.units import same_unit
from fupan.figures.verdict import NoteFigure
from fupan.figures.words import content_words

Extract = Callable[[str], list[Mention]]
_REACH = 3


@dataclass
class NoteFigures:
    """The figures of all notes by unit and value."""

    figures: list[NoteFigure] = field(default_factory=list)
    by_value: dict[Decimal, list[NoteFigure]] = field(default_factory=dict)

    @classmethod
    def of(cls, notes: Sequence[Note], extract: Extract) -> NoteFigures:
        """Every figure of every note, found by ``extract``."""
        index = cls()
        for note in notes:
            for mention in extract(note.text):
                words = frozenset(content_words(note.text))
                near = note.text[max(0, mention.start - 12) : mention.end + 8]
                figure = NoteFigure(note.id, note.text, mention, words, near)
                index.figures.append(figure)
                for value in {mention.value, mention.low, mention.high} - {None}:
                    assert value is not None
                    index.by_value.setdefault(abs(value), []).append(figure)
        return index

    def carrying(self, mention: Mention, words: frozenset[str], least: int) -> NoteFigure | None:
        """The note figure with this value and unit whose note shares most words with ``words``, at least ``least``."""
        best: tuple[int, NoteFigure] | None = None
        for figure in self._same(mention):
            shared = len(words & figure.words)
            if shared >= least and (best is None or shared > best[0]):
                best = shared, figure
        return best[1] if best else None

    def _same(self, mention: Mention) -> Iterator[NoteFigure]:
        if mention.value is not None and mention.approx is None:
            found: Sequence[NoteFigure] = self.by_value.get(abs(mention.value), ())
            yield from (figure for figure in found if _units_agree(mention, figure.mention))
            if found:
                return
        for figure in self.figures:
            if _units_agree(mention, figure.mention) and _states(mention, figure.mention):
                yield figure

    def nearest(self, mention: Mention, words: frozenset[str]) -> NoteFigure | None:
        """The figure in the same unit whose note shares most words with ``words``: what was probably meant."""
        best: tuple[int, NoteFigure] | None = None
        for figure in self.figures:
            if not _units_agree(mention, figure.mention):
                continue
            shared = len(words & figure.words)
            if shared >= _REACH and (best is None or shared > best[0]):
                best = shared, figure
        return best[1] if best else None


def _units_agree(one: Mention, other: Mention) -> bool:
    if one.unit == other.unit:
        return True
    return bool(one.unit and other.unit) and same_unit(one.unit, other.unit)


def _states(mention: Mention, source: Mention) -> bool:
    """True where the text's figure states the note's: equal, rounded from it, or both the same range or bound."""
    if source.value is None:
        return mention.value is None and (mention.low, mention.high) == (source.low, source.high)
    if mention.value is not None and abs(mention.value) == abs(source.value):
        return mention.approx is None or source.approx is not None or agreement(mention, source.value) == "yes"
    return source.approx is None and agreement(mention, source.value) == "yes"
