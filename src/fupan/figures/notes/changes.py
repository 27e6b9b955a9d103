"""Changes between two values of one note: 采购5400万元，上年3600万元 is told as 采购5400万元，净增1800万元."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.figures.agreement import closely, tells_of
from fupan.figures.late import late
from fupan.figures.notes.figures import units_agree
from fupan.figures.read.reading import OWN, Reading
from fupan.figures.reckon.stated import HUNDRED, Operand, changes
from fupan.figures.verdict import NoteFigure, Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_OF_THEM = late("其中|里|中|当中|含|包括|有")
_MOST = 3
"""A note with more values in one unit than this leaves open which are compared, unless it tells of a time before."""
_THEN = late("[去上]年|同期|上个?[月季]|[年月期]初")
_PAIR, _BACK = 2, 2
_FROM_TO = late("[由从][^，。；]{1,20}[到至为]")
_TAKES = late("[一-鿿]{2}占[了到比约近超不足过 *_]{0,4}$")
_CHANGES = frozenset(("difference", "growth", "share_change"))


def change_in_note(binder: Binder, reading: Reading, told: Sequence[Operand]) -> Verdict | None:
    """The verdict on a change of the value told right before, where the note that carries it gives the other one.

    ``told`` are the values stated before the figure. None where the words name no change, or a metric or member.
    """
    if not told or not reading.aspects or reading.row:
        return None
    if reading.aspects[0].form == "share" or _TAKES.search(reading.lead):
        return next(filter(None, (_share_in_note(binder, reading, one) for one in told[: -_BACK - 1 : -1])), None)
    if reading.aspects[0].form not in _CHANGES:
        return None
    if reading.metric_sure >= OWN or reading.place_sure >= OWN or reading.against:
        return None
    return next(filter(None, (_change_of(binder, reading, last) for last in told[: -_BACK - 1 : -1])), None)


def _change_of(binder: Binder, reading: Reading, last: Operand) -> Verdict | None:
    """The verdict on how ``last`` moved from another value of its note; 同比增加60个 may stand between (增长31.6%)."""
    note = last.verdict.note
    if note is None or last.verdict.mention.start < reading.sentence[0]:
        return None
    others = _values(binder, note)
    if len(others) > _MOST + (_THEN.search(note.text) is not None):
        return None
    for start, value in others.items():
        if start != note.mention.start and _moved_so(reading, last, Operand(value, last.unit, last.verdict)):
            return Verdict(reading, note=note)
    return None


def _share_in_note(binder: Binder, reading: Reading, whole: Operand) -> Verdict | None:
    """新开78家，县级占三分之二: the part is not told, but the note has it beside the whole (其中县级52家).

    How many share the part may be told between: 438万元，其中3家客户占71.2%.
    """
    note = whole.verdict.note
    if note is None or whole.verdict.mention.start < reading.sentence[0] or reading.mention.unit != "%":
        return None
    words = binder.context(reading)
    for part in binder.notes.figures:  # 里头18家改走快递，占四成多, of the 42家 that its note tells before it
        first = (
            part.text == note.text and part.mention.unit == note.mention.unit and part.mention.end <= note.mention.start
        )
        size = abs(part.mention.value or Decimal(0))
        between = note.text[part.mention.end : note.mention.start]
        if (
            first
            and size > whole.value
            and _OF_THEM.search(between)
            and tells_of(reading.mention, divide(whole.value * HUNDRED, size))
        ):
            return Verdict(reading, note=part)
    for part in binder.notes.figures:
        value = abs(part.mention.value or Decimal(0))
        fits = part.text == note.text and part.mention.unit == note.mention.unit and 0 < value < whole.value
        if fits and part.near & words and closely(reading.mention, divide(value * HUNDRED, whole.value)):
            return Verdict(reading, note=part)
    return None


def moved_in_note(binder: Binder, reading: Reading, note: NoteFigure) -> bool:
    """平均交付周期缩短3天: whether a change is that between the only two values which the note told of gives.

    The direction is not asked for where the note does not say which of them came first.
    """
    if not reading.aspects or reading.aspects[0].form not in _CHANGES or reading.level or reading.origin:
        return False
    values = [*_values(binder, note).values()]
    if len(values) != _PAIR or not closely(reading.mention, values[1] - values[0]):
        return False
    moved = _FROM_TO.search(note.text) is not None and reading.direction is not None
    return not moved or (values[1] > values[0]) == (reading.direction == "up")


def _values(binder: Binder, note: NoteFigure) -> dict[int, Decimal]:
    """The values of one note that are in the unit of one of them, by where they start in it, in order."""
    return {
        figure.mention.start: abs(figure.mention.value)
        for figure in binder.notes.figures
        if figure.text == note.text and figure.mention.value and units_agree(figure.mention, note.mention)
    }


def _moved_so(reading: Reading, last: Operand, other: Operand) -> bool:
    """True where the figure states how far the value told is from the other, in the direction that its words claim."""
    if last.value == other.value:
        return False
    risen = last.value > other.value
    if reading.direction is not None and risen != (reading.direction == "up"):
        return False
    return any(closely(reading.mention, result) for result in changes(reading, last, other))
