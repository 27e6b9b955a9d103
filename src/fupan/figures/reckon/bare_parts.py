"""Parts told alone right behind what takes them up: 恒盛一家就占640万元，超过三分之一.

Nothing but the figure stands in its clause, and the level before it is said to be part of something (占): the figure is
its share of that, whatever fact has the figure's value or whatever target 超过 might speak of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.derive import PERCENT
from fupan.domain.fact import Fact, Formula
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.domain.told import Told
from fupan.figures.agreement import agreement
from fupan.figures.late import late
from fupan.figures.reckon.parts_told import PART_TOLD
from fupan.figures.reckon.stated import HUNDRED, NO_LEVEL
from fupan.figures.verdict import Verdict

_ALONE = late(
    "[ *_也已又还就都，,]{0,3}(?:大约|约|接近|将近|近|超过|超|不到|不足|逾|足足|差不多|刚好|正好|达到?)?了?[ *_]{0,3}"
)
_TAKES = late("占|贡献|撑起")
_BACK = 4


def bare_parts(text: str, verdicts: Sequence[Verdict], told: Told) -> list[Verdict]:
    """The verdicts on the figures of ``text`` (folded); such parts are carried by what gives them, or left open."""
    return [_part(text, verdicts, place, told) or one for place, one in enumerate(verdicts)]


def _part(text: str, verdicts: Sequence[Verdict], place: int, told: Told) -> Verdict | None:
    one, last = verdicts[place], verdicts[place - 1] if place else None
    if one.mention.unit != "%" or last is None or not (one.fault or one.doubt):
        return None
    between = text[last.mention.end : one.mention.start]
    alone = between[:1] in {"，", ","} and _ALONE.fullmatch(between) is not None
    level = last.mention
    if not alone or level.unit in NO_LEVEL or not level.value or _TAKES.search(last.reading.lead) is None:
        return None
    for whole in _wholes(verdicts, place, told):
        part = divide(abs(level.value) * HUNDRED, whole)
        if agreement(one.mention, part) == "yes":
            return Verdict(one.reading, fact=_share(level.text, part))
    return Verdict(one.reading, unchecked=True)


def _wholes(verdicts: Sequence[Verdict], place: int, told: Told) -> Iterator[Decimal]:
    """The larger values in the level's unit: those told before it in the sentence, and that of the metric spoken of."""
    one, level = verdicts[place], verdicts[place - 1].mention
    size = abs(level.value or Decimal(0))
    for other in verdicts[max(0, place - 1 - _BACK) : place - 1]:
        value = other.mention.value
        same = other.reading.sentence == one.reading.sentence and other.mention.unit == level.unit
        if same and value is not None and abs(value) > size:
            yield abs(value)
    for metric in (*verdicts[place - 1].reading.metrics[:1], *one.reading.metrics[:1]):
        for where in dict.fromkeys((*one.reading.places[:1], None)):
            fact = told.value(metric, Role.ACTUAL, where)
            if fact is not None and fact.unit.base == level.unit and fact.amount > size:
                yield fact.amount


def _share(level: str, part: Decimal) -> Fact:
    formula = Formula("ratio", "占比", (), f"{level} 占 {plain(rounded(part, 1))}%")
    return Fact(PART_TOLD, "", "ratio", part, PERCENT, Period(2000), formula=formula)
