"""Derived figures of the whole where the reader took a member, and of a member where it took the whole.

低值耗材增长14.4%，低于大区整体的15.2%: the words say that the rate is everybody's, so it is held against that.
Q2的702.8万元是全年最高，仍比目标少157.2万元: this is to the last digit what Q2, which the sentence has named, lacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.domain.fact import Fact
from fupan.figures.agreement import bounded, significant
from fupan.figures.late import late
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_WHOLE = late(
    "(?:[高低快慢好优差大小多少强弱]于|超过|跑赢|不及|不如|比|较)[^，。；：0-9]{0,4}"
    "(?:整体|总体|全局|大盘|平均|均值|全部|合计|全[国省市司行院校店]|全公司|全区|公司|大区|部门|团队)"
    "[^，。；：0-9]{0,8}的?[ *_]{0,3}$"
)
_REACH, _TWO = 24, 2
_DOUBTED = frozenset(("misattributed-figure", "wrong-derivation", "contradicted-figure"))


def whole_or_member(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with such figures carried."""
    return [_carried(binder, one) or one for one in verdicts]


def _carried(binder: Binder, one: Verdict) -> Verdict | None:
    if one.fault not in _DOUBTED or one.expected is None or bounded(one.mention):
        return None
    fact = _of_member(binder, one, one.expected) if one.expected.where is None else _of_whole(binder, one, one.expected)
    return Verdict(one.reading, fact=binder.named(fact)) if fact is not None else None


def _of_whole(binder: Binder, one: Verdict, expected: Fact) -> Fact | None:
    """What the sheet gives for everybody, where the words compare with them."""
    at = one.mention.start
    if _WHOLE.search(binder.text, max(one.reading.sentence[0], at - _REACH), at) is None:
        return None
    facts = (binder.told.fact(expected.metric, aspect, None) for aspect in one.reading.aspects)
    return next((fact for fact in facts if fact is not None and binder.meets(one.mention, fact)), None)


def _of_member(binder: Binder, one: Verdict, expected: Fact) -> Fact | None:
    """What the sheet derives in the same way of a member that the sentence has named before."""
    reading = one.reading
    if expected.formula is None or not reading.aspects or significant(one.mention) < _TWO:
        return None
    aspect = reading.aspects[0]
    named = dict.fromkeys(binder.places_in(reading.begin, one.mention.start))
    facts = (binder.told.fact(expected.metric, aspect, where) for where in named)
    return next((fact for fact in facts if fact is not None and binder.holds(reading, fact, aspect)), None)
