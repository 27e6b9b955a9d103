"""Amounts at a rate that the sentence tells: 临期76万元，七折外甩，收回53.2万元; 按5%的返点计算，付出19.6万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.figures.agreement import significant
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.reckon.operands import unit_of
from fupan.figures.reckon.stated import HUNDRED, NO_LEVEL, Operand
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_SOLD = late(
    "(?:回笼|收回|回款|回收|变现|套现|拿回|换回|收到|卖得|卖出|能卖|可卖|得款|到手|落袋|入账|只值|能收|剩下?)"
    "(?:现金|资金|货款|款|钱)?[^，。；0-9]{0,6}$"
)
_LOST = late("(?:损失|亏掉?|让利|让出|折损|折价|少收|减值|倒贴|贴掉?|贴进去)[^，。；0-9]{0,6}$")
_RATE = (
    "返点|返利|提成|佣金|抽成|扣点|点位|费率|税率|利率|手续费|折让|保证金|首付|定金|订金|预付|奖励|补贴|分成|比例|毛利"
)
_CHARGED = late(f"[ *_]*的?(?:{_RATE}|计提|计算|测算|折算|结算|支付|收取|算|计)")
_NAMED = late(f"(?:{_RATE}|按|按照|抽|提|返|扣)[率为是约 *_]{{0,3}}$")
_TWICE = late("翻[一了]?番|翻倍|翻一倍")
_LEAST = 2
Step = tuple[Decimal, Verdict]


def at_a_rate(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[Step]:
    """What the amounts of the sentence, or of the note that tells the rate, come to; ``here`` are its values told."""
    rates = [one.verdict for one in here if one.unit == "%"][-1:]
    if not rates or significant(reading.mention) < _LEAST:
        return
    rate = rates[0].mention
    share = abs(rate.value or Decimal(0))
    if rate.text.endswith("折"):
        named = _LOST.search(reading.lead)
        if _SOLD.search(reading.lead):
            named, share = _SOLD.search(reading.lead), HUNDRED - share
    else:
        named = _CHARGED.match(binder.text, rate.end) or _NAMED.search(binder.text, reading.sentence[0], rate.start)
    for amount, source in _amounts(binder, reading, here, rates[0]) if named else ():
        yield divide(amount * share, HUNDRED), source


def _amounts(binder: Binder, reading: Reading, here: Sequence[Operand], rate: Verdict) -> Iterator[Step]:
    """The amounts that the sentence tells, then those of the note that the rate is from."""
    unit = unit_of(reading.mention)
    for one in reversed(here):
        if one.unit == unit and one.unit not in NO_LEVEL:
            yield one.value, one.verdict
    for figure in binder.notes.figures if rate.note is not None else ():
        if rate.note is not None and figure.text == rate.note.text and figure.mention.unit == unit:
            yield abs(figure.mention.value or Decimal(0)), rate


def twice(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[Step]:
    """上半年96场，下半年翻番，近200场: twice what was told last in this unit."""
    for one in [one for one in here if one.unit == unit_of(reading.mention)][-1:]:
        if _TWICE.search(binder.text, one.verdict.mention.end, reading.mention.start):
            yield one.value * 2, one.verdict
