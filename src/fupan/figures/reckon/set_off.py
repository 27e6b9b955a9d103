"""What one member gained against what another lost: 市政的增量仅能弥补房企减量的一成."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.agreement import closely
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.reckon.stated import HUNDRED

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_MAKES_UP = late(
    "(?:弥补|抵消|抵补|抵掉|补上|补回|补了|对冲|填补|填了|覆盖)了?(?P<other>[^，。；]*)的[ *_约近超不足到]{0,4}$"
)
_BASES = (Role.PRIOR, Role.PREVIOUS, Role.TARGET)


def set_off(binder: Binder, reading: Reading) -> Fact | None:
    """The loss of which the figure tells what part a gain made up for; None where its words or values do not fit."""
    verb = _MAKES_UP.search(reading.lead) if reading.mention.unit == "%" else None
    if verb is None:
        return None
    begin = reading.mention.start - len(reading.lead)
    gaining = binder.places_in(begin, begin + verb.start())[:1]
    losing = binder.places_in(begin + verb.start("other"), begin + verb.end("other"))[:1]
    for metric in reading.metrics[:1]:
        for base in _BASES:
            aspect = Aspect("difference", Role.ACTUAL, base)
            for one, other in zip(gaining, losing, strict=False):
                gain, loss = binder.told.fact(metric, aspect, one), binder.told.fact(metric, aspect, other)
                if gain is None or loss is None or gain.amount <= 0 or loss.amount >= 0:
                    continue
                if closely(reading.mention, divide(gain.amount * HUNDRED, -loss.amount)):
                    return loss
    return None
