"""What became of a figure: which fact or note carries it, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.figures.read.reading import Reading

Fault = Literal[
    "", "unsupported-figure", "contradicted-figure", "misattributed-figure", "wrong-role", "wrong-unit",
    "wrong-direction", "wrong-derivation", "wrong-bound", "loose-rounding",
]  # fmt: skip


class NoteFigure(NamedTuple):
    """A figure of a note. ``words`` are the content words of the note, ``near`` those around the figure.

    ``fact`` is the fact that the figure states, where it states one.
    """

    note: str
    text: str
    mention: Mention
    words: frozenset[str]
    near: frozenset[str]
    fact: Fact | None = None


class Verdict(NamedTuple):
    """One figure judged. ``fact`` or ``note`` carries it where ``fault`` is empty and it is not ``unchecked``.

    ``expected`` is the fact that its words name; ``found`` is the fact whose value it is, where it is another one.
    ``doubt`` is the fault of an ``unchecked`` figure for which too little evidence speaks.
    """

    reading: Reading
    fault: Fault = ""
    fact: Fact | None = None
    note: NoteFigure | None = None
    expected: Fact | None = None
    found: Fact | None = None
    unchecked: bool = False
    doubt: Fault = ""

    @property
    def mention(self) -> Mention:
        """The figure."""
        return self.reading.mention


def tells_before(verdicts: Sequence[Verdict], place: int, fact: Fact, back: int) -> bool:
    """True where one of the ``back`` figures before that at ``place``, in its sentence, is carried by ``fact``."""
    here = verdicts[place].reading.sentence
    before = (one for one in verdicts[max(0, place - back) : place] if one.reading.sentence == here)
    return any(one.fact is not None and one.fact.id == fact.id and not one.fault for one in before)
