"""The binding of one text to one fact sheet: every figure read and judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet
from fupan.domain.mention import Mention
from fupan.domain.told import Told
from fupan.figures.bind import Binder
from fupan.figures.extract import extract
from fupan.figures.fold import fold
from fupan.figures.lexicon import Lexicon
from fupan.figures.note_figures import NoteFigures
from fupan.figures.reader import Reader
from fupan.figures.verdict import Verdict


@dataclass(frozen=True)
class Binding:
    """``verdicts`` are the judged figures of ``folded``, in order; ``binder`` knows the facts."""

    folded: str
    binder: Binder
    verdicts: Sequence[Verdict]


@dataclass
class _Latest:
    """The binder made last: texts are checked against one sheet many times (a draft, its steps, its repairs)."""

    binder: Binder | None = field(default=None)

    def of(self, sheet: FactSheet) -> Binder:
        """The binder of ``sheet``."""
        known = self.binder
        if known is None or known.lexicon.sheet is not sheet:
            known = Binder(Lexicon(sheet), Told(FactBase(sheet)), NoteFigures())
            for note in sheet.notes:
                known.notes.add(note, judged(note.text, extract(note.text), known))
            self.binder = known
        return known


_LATEST = _Latest()


def bind(text: str, mentions: Sequence[Mention], sheet: FactSheet) -> Binding:
    """Read and judge ``mentions``, the figures of ``text``, against the facts and notes of ``sheet``."""
    binder = _LATEST.of(sheet)
    return Binding(fold(text), binder, judged(text, mentions, binder))


def judged(text: str, mentions: Sequence[Mention], binder: Binder) -> list[Verdict]:
    """The verdicts on ``mentions``, the figures of ``text``, in order."""
    folded = fold(text)
    return Reader(folded, mentions, binder.lexicon, partial(binder.judge, folded)).read()
