"""The number of a fact told in the unit of something else: SMB 521万元，差39家 of 521 customers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.agreement import bounded, significant
from fupan.figures.late import late
from fupan.figures.read.reading import OWN
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_WRITTEN = late("[0-9][0-9,]*(?:[.][0-9]+)?")
_KINDS = frozenset(("money", "count"))
_OPEN = frozenset(("unsupported-figure", "contradicted-figure"))
_PRECISE, _NEAR = 3, 3


def other_units(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with such figures refuted.

    Only where a figure right beside it tells of the very metric and member in its own unit.
    """
    return [_in_its_unit(binder, one, verdicts[max(0, at - _NEAR) : at + _NEAR]) for at, one in enumerate(verdicts)]


def _in_its_unit(binder: Binder, one: Verdict, near: Sequence[Verdict]) -> Verdict:
    mention, reading = one.mention, one.reading
    open_ = one.unchecked or one.fault in _OPEN
    if not open_ or bounded(mention) or significant(mention) < _PRECISE or reading.place_sure < OWN or reading.row:
        return one
    written = _WRITTEN.match(mention.text)
    if written is None or mention.kind not in {"amount", "count"}:
        return one
    number = Decimal(written[0].replace(",", ""))
    beside = [fact for other in near for fact in _told(other, one)]
    for fact in beside:
        value = binder.told.value(fact.metric, Role.ACTUAL, fact.where)
        if value is None or value.unit.dimension not in _KINDS or value.unit.base == mention.unit:
            continue
        if divide(value.amount, value.unit.factor) == number:
            return Verdict(reading, "wrong-unit", expected=value)
    return one


def _told(other: Verdict, one: Verdict) -> list[Fact]:
    """What another figure of the sentence tells of the member that ``one`` speaks of."""
    fact = other.fact if not other.fault and other.reading.sentence == one.reading.sentence else None
    return [fact] if fact is not None and fact.where is not None and fact.where in one.reading.places else []
