"""Rates and multiples of two values that the sentence tells: 前者是后者的4.4倍, 2.67万元中最大一笔0.98万元，占36.7%.

The words say which two they are, so that another rate than these two give is wrong, whatever fact has its value.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.derive import PERCENT
from fupan.domain.fact import Fact, Formula
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.domain.told import Told
from fupan.figures.agreement import agreement
from fupan.figures.in_units import amount_for
from fupan.figures.late import late
from fupan.figures.reckon.stated import HUNDRED, NO_LEVEL, Operand, operand
from fupan.figures.verdict import Verdict

_MEASURED = late(
    "(?P<one>[前后])者[^，。；0-9]{0,3}(?:是|为|达到?|相当于|抵得上|等于)[^，。；0-9]{0,2}(?P<other>[前后])者的?"
    "[ *_约近超不足到将差多]{0,4}$"
)
_SHARE = late("[，, *_]{0,3}(?:就|也|便|已)?占(?:比|了|到|去)?(?:约|近|将近|接近|超过?|不到|不足|逾|达|为)?[ *_]{0,3}")
_WITHIN = late("[ *_]{0,3}(?:的?[一-鿿]{1,8}?)?(?:[里中](?:头|面|间)?|当中)(?:[，,]|有|，?其)")
_PART = late("[ *_]{0,3}的[ *_]{0,3}")
_BACK = 4
_FAR = 60
PAIR_TOLD = "文中：两数之比"
"""The id of what such a figure is held against."""


def told_pairs(text: str, verdicts: Sequence[Verdict], told: Told) -> list[Verdict]:
    """The verdicts on the figures of ``text`` (folded); where words name two values told, what these give."""
    found = [*verdicts]
    for place, one in enumerate(verdicts):
        if one.mention.value is None:
            continue
        if one.mention.unit == "倍":
            found[place] = _multiple(verdicts, place) or one
        elif one.mention.unit == "%" and (one.fault or one.fact is None):
            found[place] = _within(text, verdicts, place) or _ahead(text, verdicts, place, told) or one
    return found


def _multiple(verdicts: Sequence[Verdict], place: int) -> Verdict | None:
    """前者是后者的4.4倍: of the two levels told last in the sentence."""
    one = verdicts[place]
    words = _MEASURED.search(one.reading.lead) if "者" in one.reading.lead else None
    levels = _levels(verdicts, place) if words is not None else []
    if words is None or words["one"] == words["other"] or len(levels) < 2 or levels[-1].unit != levels[-2].unit:
        return None
    former, latter = levels[-2:]
    top, bottom = (former, latter) if words["one"] == "前" else (latter, former)
    return _held(one, top, bottom)


def _within(text: str, verdicts: Sequence[Verdict], place: int) -> Verdict | None:
    """2.67万元中，最大一笔0.98万元，占36.7%: the level told last, in % of the one that it is said to be within."""
    one, last = verdicts[place], verdicts[place - 1] if place else None
    if last is None or _SHARE.fullmatch(text, last.mention.end, one.mention.start) is None:
        return None
    levels = _levels(verdicts, place)
    if len(levels) < 2 or levels[-1].verdict is not last:
        return None
    part, whole = levels[-1], levels[-2]
    inside = whole.unit == part.unit and whole.value > part.value
    if not inside or _WITHIN.match(text, whole.verdict.mention.end) is None:
        return None
    return _held(one, part, whole)


def _ahead(text: str, verdicts: Sequence[Verdict], place: int, told: Told) -> Verdict | None:
    """占活跃客户14.2%的17家大客户: the part is told right behind, in % of the metric named; None where it is not it."""
    one, behind = verdicts[place], verdicts[place + 1] if place + 1 < len(verdicts) else None
    share = bool(one.reading.aspects) and one.reading.aspects[0].form == "share" and "占" in one.reading.lead
    if not share or behind is None or _PART.fullmatch(text, one.mention.end, behind.mention.start) is None:
        return None
    for metric in one.reading.metrics[:1] if behind.mention.value else ():
        for where in dict.fromkeys((*one.reading.places[:1], None)):
            whole = told.value(metric, Role.ACTUAL, where)
            part = operand(behind)
            if whole is None or whole.unit.base != part.unit or whole.amount < part.value:
                continue
            value = divide(part.value * HUNDRED, whole.amount)
            if agreement(one.mention, value) == "yes":
                return Verdict(one.reading, fact=_fact(value, behind.mention.text, whole.metric))
    return None


def _levels(verdicts: Sequence[Verdict], place: int) -> list[Operand]:
    """The levels of the sentence right before a figure, the latest last; none that is wrong itself."""
    one = verdicts[place]
    near = verdicts[max(0, place - _BACK) : place]
    near = [each for each in near if each.reading.sentence == one.reading.sentence and each.mention.value]
    near = [each for each in near if one.mention.start - each.mention.end <= _FAR and not each.fault]
    return [operand(each) for each in near if each.mention.unit not in NO_LEVEL and each.mention.kind != "duration"]


def _held(one: Verdict, top: Operand, bottom: Operand) -> Verdict:
    """The verdict on a figure that can only be the one value over the other."""
    fact = _fact(divide(top.value * HUNDRED, bottom.value), top.verdict.mention.text, bottom.verdict.mention.text)
    stated = agreement(one.mention, amount_for(one.mention, fact))
    if stated in {"yes", "loose"}:
        return (
            one if (one.fact is not None or one.note is not None) and not one.fault else Verdict(one.reading, fact=fact)
        )
    return Verdict(one.reading, "wrong-bound" if stated == "bound" else "wrong-derivation", expected=fact)


def _fact(value: Decimal, top: str, bottom: str) -> Fact:
    formula = Formula("ratio", "两数之比", (), f"{top} ÷ {bottom} = {plain(rounded(value, 1))}%")
    return Fact(PAIR_TOLD, "", "ratio", value, PERCENT, Period(2000), formula=formula)
