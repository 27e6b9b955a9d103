"""Sums of as many values as the words count, all told right before: 减少订单920万元，影响385万元，两项合计1305万元."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.derive import shown
from fupan.domain.fact import Fact, Formula
from fupan.figures.agreement import agreement, bounded
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.reckon.parts_told import PART_TOLD
from fupan.figures.reckon.stated import NO_LEVEL, operand
from fupan.figures.scan.number import DIGITS
from fupan.figures.units import unit_of
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_COUNTED = late(
    "(?:^|[，,；;、（( *_])(?:以上|上述|这)?([两二三四五])(?:[项者家地块类条款笔单]|个[一-鿿]{0,3})"
    "(?:合计|共计|总计|加总|相加|加起来|合起来)(?:共|为|达到?|是|约|近)?[ *_约]{0,2}$"
)
_BACK = 24


def counted_sum(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Verdict | None:
    """The verdict on a sum of the values of the sentence, None where it tells more or fewer than the words count.

    All in one unit and none at fault, none of them a part or a change the other way: nothing else can be meant then.
    """
    mention = reading.mention
    if reading.row or mention.unit in NO_LEVEL or not mention.value:
        return None
    found = _COUNTED.search(binder.text, max(reading.sentence[0], mention.start - _BACK), mention.start)
    if found is None:
        return None
    here = [one for one in before if one.mention.start >= reading.sentence[0] and one.mention.end <= found.start(1)]
    here = [one for one in here if one.mention.unit == mention.unit]
    count = DIGITS[found[1]]
    if len(here) != count or any(one.fault or bounded(one.mention) or not one.mention.value for one in here):
        return None
    if len({one.reading.direction for one in here} - {None}) > 1 or any(one.reading.compared for one in here):
        return None
    told = sum((operand(one).value for one in here), Decimal(0))
    unit = unit_of(mention)
    spelled = " + ".join(shown(operand(one).value, unit) for one in here)
    formula = Formula("sum", f"{found[1]}项合计", (), f"{spelled} = {shown(told, unit)}{unit.symbol}")
    fact = Fact(PART_TOLD, "", "sum", told, unit, binder.lexicon.sheet.period, formula=formula)
    if agreement(mention, told) in {"yes", "loose"}:
        last = here[-1]
        return Verdict(reading, fact=last.fact, note=last.note, unchecked=last.unchecked)
    return Verdict(reading, "wrong-derivation", expected=fact)
