"""Parts told between their whole and the rate of both: 投标15个，中了4个，中标率40%, where 6 of the 15 were won.

The words 中了 may name no metric of the sheet. But where the whole and the rate are right, and one value of the sheet
alone is that rate of that whole, this value is what the part should be.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.figures.agreement import bounded, closely, significant
from fupan.figures.late import late
from fupan.figures.reckon.stated import HUNDRED
from fupan.figures.units import same_unit
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_RATE = late("[，,、（( ]*[一-鿿]{1,4}率[ *_为是达约]{0,3}$")
_PRECISE, _REACH = 2, 24
_ROLES = frozenset(role.value for role in Role)


def parts_of_rates(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with such parts that nothing else carries as faults."""
    found = list(verdicts)
    for place in range(1, len(verdicts) - 1):
        whole, part, rate = verdicts[place - 1 : place + 2]
        if part.unchecked and part.doubt and _go_together(binder.text, whole, part, rate):
            due = _due(binder, whole, part.mention, rate.mention)
            if due is not None:
                found[place] = _wrong(binder, part, due)
    return found


def _go_together(text: str, whole: Verdict, part: Verdict, rate: Verdict) -> bool:
    sentences = {one.reading.sentence for one in (whole, part, rate)}
    if len(sentences) > 1 or part.reading.row or bounded(part.mention) or not part.mention.value:
        return False
    sure = all(one.fact is not None and not one.fault and not one.unchecked for one in (whole, rate))
    near = rate.mention.start - part.mention.end <= _REACH and part.mention.start - whole.mention.end <= _REACH
    named = rate.mention.unit == "%" and significant(rate.mention) >= _PRECISE
    return sure and near and named and _RATE.fullmatch(text, part.mention.end, rate.mention.start) is not None


def _due(binder: Binder, whole: Verdict, part: Mention, rate: Mention) -> Fact | None:
    """The one value in the unit of the part that is the rate told of the whole told; None where the part is too."""
    amount, value = abs(whole.mention.value or Decimal(0)), abs(part.value or Decimal(0))
    if not amount or whole.mention.unit == "%" or closely(rate, divide(value * HUNDRED, amount)):
        return None
    role = whole.fact.key if whole.fact is not None and whole.fact.key in _ROLES else Role.ACTUAL.value
    values = {
        metric.name: binder.told.value(metric.name, Role(role), None)
        for metric in binder.catalogue.given
        if same_unit(part.unit, metric.unit.base)
    }
    alike = [
        one for one in values.values() if one is not None and closely(rate, divide(abs(one.amount) * HUNDRED, amount))
    ]
    return alike[0] if len(alike) == 1 else None


def _wrong(binder: Binder, part: Verdict, due: Fact) -> Verdict:
    other = next(
        (
            one
            for role in Role
            if (one := binder.told.value(due.metric, role, None)) and one.amount == part.mention.value
        ),
        None,
    )
    return Verdict(part.reading, "contradicted-figure" if other is None else "wrong-role", expected=due, found=other)
