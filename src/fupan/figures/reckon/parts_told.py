"""The share of a level told right before in a whole that the words name: 当天成交612万元，一天占了全月的21.5%.

The level is a note's, or of a member that the whole knows nothing of, so that no fact is its share; but both operands
stand there, and what they give is all that the words can mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.derive import PERCENT
from fupan.domain.fact import Fact, Formula
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.agreement import agreement, missed
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.reckon.named_pairs import tells_change
from fupan.figures.reckon.stated import HUNDRED, NO_LEVEL, Operand, operand
from fupan.figures.reckon.worked import EACH
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_SHARE = late(
    "(?:占比?[了到去据]?|相当于|等于|撑起了?|贡献了?)([^，。；、占]{0,14}?)的?"
    "[ *_]{0,3}(?:约|近|将近|超过?|不足|不到|达|为)?[ *_]{0,3}$"
)
_TOTAL = late("^(?:全[年月季部店体区国](?:公司)?|全公司|总|整个|整体|公司|大区|当月|本月|当季|本季|当年)")
_OF_PART = late("[增减]量|[增减]额|缺口|亏损|差额|客户|目标|任务|预算|计划|去年|上年|上月|上季|明年|其中|这")
"""Wholes that are no value of this period, or not of all."""
_NEAR = 24
PART_TOLD = "文中：占比"
"""The id of what such a share is held against."""


def part_told(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Verdict | None:
    """The verdict on a share that is not what the level told right before gives, None where the words leave it open."""
    mention = reading.mention
    if mention.unit != "%" or not mention.value or reading.row or reading.rest or reading.direction is not None:
        return None
    words = _SHARE.search(reading.lead)
    level = _level(reading, before) if words is not None else None
    if words is None or level is None or _OF_PART.search(words[1]):
        return None
    start = mention.start - len(reading.lead) + words.start(1)
    known = [*_wholes(binder, reading, level, (start, start + len(words[1])))]
    parts = [(whole, divide(level.value * HUNDRED, abs(whole.amount))) for whole in known]
    if not parts or any(agreement(mention, amount) in {"yes", "loose"} for _, amount in parts):
        return None
    other = missed(mention)
    beside = next((one for one in parts if other is not None and agreement(other, one[1]) == "yes"), None)
    if beside is not None:
        return Verdict(reading, "wrong-bound", expected=_fact(binder, level, *beside))
    if not _is_named(binder, words[1]) and mention.value <= HUNDRED:
        return None  # 占45%: maybe of something that was told before
    return Verdict(reading, "wrong-derivation", expected=_fact(binder, level, *parts[0]))


def _is_named(binder: Binder, words: str) -> bool:
    """True where all that the words say is the total, or a metric or member of the sheet: not for 会展收入."""
    rest = _TOTAL.sub("", words)
    for cue in binder.lexicon.cues(words):
        if cue.kind in {"metric", "member", "total"}:
            rest = rest.replace(cue.word, "", 1)
    return len(words) > 0 and len(rest.replace("的", "")) == 0


def _level(reading: Reading, before: Sequence[Verdict]) -> Operand | None:
    """The level told right before in the sentence; none where it is a member's of which a fact tells the share."""
    last = next((one for one in reversed(before[-2:]) if one.mention.unit not in NO_LEVEL), None)
    if last is None or last.fault or last.unchecked or not last.mention.value:
        return None
    if tells_change(last) or last.reading.per or last.reading.compared or EACH.search(last.reading.lead):
        return None
    begin = reading.mention.start - len(reading.lead)
    near = last.mention.start >= reading.sentence[0] and begin - last.mention.end <= _NEAR
    now = last.reading.aspects[:1] == (Aspect("value", Role.ACTUAL),)
    own = last.fact is not None and last.fact.where is not None and last.fact.where in reading.places
    return operand(last) if near and now and not own else None


def _wholes(binder: Binder, reading: Reading, level: Operand, span: tuple[int, int]) -> Iterator[Fact]:
    """The actual values of the metric and members that the words of ``span`` name, of the total where they name none.

    Only such as are larger than the level, and told in its unit.
    """
    if reading.aspects[:1] and reading.aspects[0].a is not Role.ACTUAL:
        return
    members, named = binder.named_in(*span)
    metrics = dict.fromkeys((*named, *reading.metrics[:1]))
    places: list[Where | None] = [*members] or [None]
    for metric in list(metrics)[:1]:
        for where in places:
            whole = binder.told.value(metric, Role.ACTUAL, where)
            if whole is not None and whole.unit.base == level.unit and whole.amount > level.value:
                yield whole


def _fact(binder: Binder, level: Operand, whole: Fact, value: Decimal) -> Fact:
    name = whole.metric if whole.member is None else f"{whole.metric}（{whole.member}）"
    arithmetic = f"{level.verdict.mention.text} ÷ {name} = {plain(rounded(value, 1))}%"
    formula = Formula("ratio", "占比", (), arithmetic)
    return Fact(PART_TOLD, whole.metric, "ratio", value, PERCENT, binder.lexicon.sheet.period, formula=formula)
