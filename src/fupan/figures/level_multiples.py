"""A level just told as a multiple of this period's value: 剩下的6.58亿元都在下半年，是上半年的1.5倍."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.derive import combine
from fupan.domain.role import ROLE_NAMES
from fupan.figures.candidates import Candidate
from fupan.figures.reading import Reading
from fupan.figures.stated import NO_LEVEL, operand
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.bind import Binder


def level_multiples(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> list[Candidate] | None:
    """The ratio of the level that the sentence told last to the value that the words name; None for another figure.

    Asked where the words measure a value by itself (上半年的1.5倍 in a sheet for that half): something else is meant.
    """
    named = reading.aspects[0] if reading.aspects else Aspect()
    if reading.mention.unit != "倍" or named.form != "ratio" or named.a is not named.b:
        return None
    here = (one for one in reversed(before) if one.mention.start >= reading.sentence[0] and not one.fault)
    last = next((one for one in here if one.mention.unit not in NO_LEVEL and one.mention.value), None)
    found = []
    for metric in reading.metrics if last is not None else ():
        for where in reading.places:
            base = binder.told.value(metric, named.a, where)
            if base is None or last is None or base.unit.base != operand(last).unit:
                continue
            top = last.fact or base._replace(id=last.mention.text, amount=operand(last).value)
            ratio = combine("ratio", f"told÷{named.a.value}", f"与{ROLE_NAMES[named.a]}之比", top, base)
            if ratio is not None and top.id != base.id:
                found.append(Candidate(ratio, named))
    return found
