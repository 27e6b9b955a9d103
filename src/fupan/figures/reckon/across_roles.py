"""What is added or taken across roles and metrics: 上半年实际加下半年目标为1.2亿元; 广告费率…，折合广告支出437万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.agreement import closely, significant
from fupan.figures.late import late
from fupan.figures.read.reading import OWN, Reading
from fupan.figures.reckon.stated import HUNDRED
from fupan.figures.verdict import Verdict
from fupan.figures.words import content_words

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_ADDED = late(
    "(?P<one>[^，。；：:]{2,12})(?:加上?|与|和|\\+)(?P<other>[^，。；]{2,12}?)(?:合计|一共|共)?"
    "[为是约=计]{1,2}[ *_约近]{0,3}$"
)
_IN_MONEY = late("(?:折合|折算成?|相当于|约合)(?P<what>[^，。；]{2,10}?)[为约近 *_]{0,4}$")
_SPENT = late(
    "(?:^|[，,、；;：:（( ])(?P<what>[一-鿿]{2,6}(?:支出|费用|花费|投入|开支|金额))(?:[为是达]|合计){0,2}"
    "[ *_约近]{0,3}$"
)
_TIMES = frozenset(("time", "role"))
_LAST, _LEAST = 5, 2


def across_roles(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Fact | None:
    """The fact that stands for the source of such a figure, else None."""
    if significant(reading.mention) < _LEAST:
        return None
    for value, fact in (*_joined(binder, reading, before), *_taken(binder, reading, before)):
        if fact.unit.base == reading.mention.unit and closely(reading.mention, value):
            return fact
    return None


def _joined(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Iterator[tuple[Decimal, Fact]]:
    """上半年实际加下半年目标: a metric in one role and in another, of those told last where none is named."""
    added = _ADDED.search(reading.lead)
    roles = [_role(binder, added[name]) for name in ("one", "other")] if added is not None else []
    if None in roles or len(set(roles)) < _LEAST:
        return
    told = (one.fact.metric for one in before[-_LAST:] if one.fact is not None)
    for metric in dict.fromkeys((*reading.metrics[:1], *told)):
        one, other = (binder.told.value(metric, role, None) for role in roles if role is not None)
        if one is not None and other is not None:
            yield one.amount + other.amount, one


def _role(binder: Binder, words: str) -> Role | None:
    """The role that the words name; 下半年目标 in a sheet for the first half is the plan."""
    roles = [cue.meaning.role for cue in binder.lexicon.cues(words) if cue.kind in _TIMES and cue.meaning.role]
    return Role.PLAN if Role.PLAN in roles else roles[-1] if roles else None


def _taken(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Iterator[tuple[Decimal, Fact]]:
    """折合广告支出437万元, 广告支出437万元: the rate spoken of (广告费率), taken of the first metric of the sheet."""
    money = _IN_MONEY.search(reading.lead) or (_SPENT.search(reading.lead) if reading.metric_sure < OWN else None)
    last = before[-1] if before else None
    if money is None or last is None or last.fact is None or last.mention.start < reading.sentence[0]:
        return
    rate = binder.told.value(last.fact.metric, Role.ACTUAL, last.fact.where)
    if rate is None or rate.unit.base != "%" or not content_words(money["what"]) & content_words(rate.metric):
        return
    for metric in binder.catalogue.first:
        whole = binder.told.value(metric, Role.ACTUAL, last.fact.where)
        if whole is not None:
            yield divide(whole.amount * rate.amount, HUNDRED), whole
