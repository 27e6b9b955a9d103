"""Notes that a section tells without their figure: 要点里有 9个月，文中只说谈了很久."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fupan.domain.decimals import plain
from fupan.domain.factsheet import FactSheet
from fupan.domain.finding import CheckedFigure
from fupan.domain.mention import Mention
from fupan.figures.fold import fold
from fupan.figures.scan.extract import extract
from fupan.figures.words import content_words
from fupan.logic.clauses import clauses

_LEAST = 3
"""A clause with fewer content words could be told by chance."""
_SHARE = 0.75
"""The share of a note's clause that a section must tell before its figure is missed."""


@dataclass(frozen=True, slots=True)
class NotedFigures:
    """One clause of a note: its content words and its figures."""

    words: frozenset[str]
    figures: tuple[Mention, ...]


def noted_figures(sheet: FactSheet) -> tuple[NotedFigures, ...]:
    """The clauses of all notes that have figures, read once for the whole review."""
    found = []
    for note in sheet.notes:
        mentions = extract(note.text)
        for clause in clauses(note.text):
            inside = tuple(one for one in mentions if clause.start <= one.start and one.end <= clause.end)
            if not inside:
                continue
            bare = list(note.text[clause.start : clause.end])
            for one in inside:
                bare[one.start - clause.start : one.end - clause.start] = " " * (one.end - one.start)
            words = frozenset(content_words(fold("".join(bare))))
            if len(words) >= _LEAST:
                found.append(NotedFigures(words, inside))
    return tuple(found)


def unsaid_figures(
    noted: Sequence[NotedFigures], texts: Sequence[str], figures: Sequence[CheckedFigure]
) -> Iterator[str]:
    """A sentence for each clause of a note that ``texts`` tell in its words, none of its figures among ``figures``."""
    told: set[str] = set()
    for text in texts:
        told |= content_words(fold(text))
    values = {figure.value for figure in figures}
    written = {figure.text for figure in figures}
    for one in noted:
        if len(one.words & told) < _SHARE * len(one.words):
            continue
        missed = [figure for figure in one.figures if _plain(figure) not in values and figure.text not in written]
        if len(missed) == len(one.figures):
            named = "、".join(figure.text for figure in missed[:3])
            yield f"要点里有数字 {named}，文中说到这件事却没有写"


def _plain(figure: Mention) -> str:
    return "" if figure.value is None else plain(figure.value)
