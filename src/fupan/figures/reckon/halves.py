"""Halves of a year or of a target: what the first half leaves of the year, what is due when half the time is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.role import Role
from fupan.figures.agreement import HALF
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.reckon.operands import unit_of
from fupan.figures.reckon.stated import Operand
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_HALF_TIME = late("时间(?:进度)?(?:已经?)?过半[^，。；]{0,6}$")
_SECOND_HALF = late("(?:下半年|后半年|后六个月|后6个月)[^，。；0-9]{0,6}$")
_FIRST_HALF = late("(?:上半年|前半年|前六个月|前6个月)[^，。；0-9]{0,6}$")


def half(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[tuple[Decimal, Verdict]]:
    """按时间过半该有450万元: half of the target."""
    if here and _HALF_TIME.search(reading.lead):
        for metric in reading.metrics[:1]:
            whole = binder.told.value(metric, Role.TARGET, None)
            if whole is not None and whole.unit.base == unit_of(reading.mention):
                yield whole.amount * HALF, Verdict(reading, fact=whole)


def other_half(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[tuple[Decimal, Verdict]]:
    """上半年305万元，下半年551万元: what the first half, told right before, leaves of the year."""
    if not here or binder.lexicon.sheet.period.kind != "year" or _SECOND_HALF.search(reading.lead) is None:
        return
    first = here[-1]
    if _FIRST_HALF.search(first.verdict.reading.lead) and first.unit == unit_of(reading.mention):
        for metric in reading.metrics[:1]:
            for where in reading.places:
                whole = binder.told.value(metric, Role.ACTUAL, where)
                if whole is not None and whole.unit.base == first.unit and whole.amount > first.value:
                    yield whole.amount - first.value, first.verdict
