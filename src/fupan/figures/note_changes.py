"""Changes between two values of one note: 采购5400万元，上年3600万元 is told as 采购5400万元，净增1800万元."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.figures.agreement import closely
from fupan.figures.note_figures import units_agree
from fupan.figures.reading import OWN, Reading
from fupan.figures.stated import Operand, changes
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.bind import Binder

_MOST = 3
"""A note with more values in one unit than this leaves open which of them are compared."""
_CHANGES = frozenset(("difference", "growth", "share_change"))


def change_in_note(binder: Binder, reading: Reading, told: Sequence[Operand]) -> Verdict | None:
    """The verdict on a change of the value told right before, where the note that carries it gives the other one.

    ``told`` are the values stated before the figure. None where the words name no change, or a metric or member.
    """
    if not told or not reading.aspects or reading.aspects[0].form not in _CHANGES or reading.row:
        return None
    if reading.metric_sure >= OWN or reading.place_sure >= OWN or reading.against:
        return None
    last = told[-1]
    note = last.verdict.note
    if note is None or last.verdict.mention.start < reading.sentence[0]:
        return None
    others = [
        figure.mention
        for figure in binder.notes.figures
        if figure.text == note.text and figure.mention.value and units_agree(figure.mention, note.mention)
    ]
    if len(others) > _MOST:
        return None
    for other in others:
        operand = Operand(abs(other.value or Decimal(0)), last.unit, last.verdict)
        if other.start != note.mention.start and _moved_so(reading, last, operand):
            return Verdict(reading, note=note)
    return None


def _moved_so(reading: Reading, last: Operand, other: Operand) -> bool:
    """True where the figure states how far the value told is from the other, in the direction that its words claim."""
    if last.value == other.value:
        return False
    risen = last.value > other.value
    if reading.direction is not None and risen != (reading.direction == "up"):
        return False
    return any(closely(reading.mention, result) for result in changes(reading, last, other))
