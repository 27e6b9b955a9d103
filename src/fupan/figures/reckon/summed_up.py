"""Sums of what the notes told last, and what part of a whole or of a change it is.

海运1.7个百分点，关税0.9个百分点；两项合计2.6个百分点; 柜986万元、沙发624万元，合计占46%;
拉低毛利率0.9个百分点，占降幅的四分之三.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.decimals import divide
from fupan.domain.role import EARLIER, Role
from fupan.figures.agreement import tells_of
from fupan.figures.fold import fold
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.reckon.stated import HUNDRED, NO_LEVEL, operand
from fupan.figures.reckon.worked import PUT_TOGETHER
from fupan.figures.verdict import NoteFigure, Verdict
from fupan.figures.words import content_words

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_TOGETHER = late(
    "(?:合计|总共|一共|共计|总计|加起来|合起来|合在一起|相加|[两三]项|[两三]者|共)[^，。；]{0,4}?占[^，。；]{0,8}$"
)
_RATES = late(
    "(?:[二两三四五][项者类种样个]|合计|总共|一共|共计|总计|加起来|合起来|加在一起|合在一起|相加|加总|合占|共占)[^。；]{0,12}$"
)
_OF_MOVE = late(
    "(?:占|解释了?|贡献了?)[^，。；]{0,8}?(?P<noun>[降跌减增升涨]幅|[增减]量|下降|下滑|回落|上升|提升)"
    "的?[ *_约近超不足到]{0,4}$"
)
_EFFECTS = late("(?:[两三四]项|[两三四]者|合计|共同?|一起|加起来)[^，。；]{0,16}$")
_EFFECT = late("影响|拉低|拉高|拖累|吃掉|侵蚀|压低|抬高|拉动|贡献|[，,]")
_PARTS = frozenset(("%", "个百分点"))
_DOWN = frozenset("降跌减下回")
_BACK, _MOST, _NAMED = 160, 5, 40


def summed_up(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Verdict | None:
    """The verdict on a sum of the notes' values told last, or on a part that they are; None where it is neither."""
    if reading.mention.unit not in _PARTS:
        return None
    for value, source in (*_results(binder, reading, _noted(reading, before)), *_of_named(binder, reading)):
        if tells_of(reading.mention, value):
            return Verdict(reading, note=source.note)
    return None


def _noted(reading: Reading, before: Sequence[Verdict]) -> list[Verdict]:
    """The figures before it, no further than two sentences, that a note carries and that are told in one unit."""
    near = [one for one in before[-_MOST:] if one.mention.start >= reading.mention.start - _BACK]
    near = [one for one in near if one.note is not None and one.mention.value and one.mention.approx is None]
    return [one for one in near if one.mention.unit == near[-1].mention.unit]


def _results(binder: Binder, reading: Reading, noted: Sequence[Verdict]) -> Iterator[tuple[Decimal, Verdict]]:
    if not noted:
        return
    unit, told = noted[-1].mention.unit, [operand(one).value for one in noted]
    if reading.mention.unit == unit == "个百分点" and PUT_TOGETHER.search(reading.lead):
        yield from ((sum(told[-count:], Decimal(0)), noted[-1]) for count in range(2, len(told) + 1))
    elif reading.mention.unit == unit == "%":
        yield from _rates(binder, reading, noted)
    elif reading.mention.unit == "%" and noted[-1].mention.start >= reading.sentence[0]:
        if unit not in NO_LEVEL and _TOGETHER.search(reading.lead):
            here = [operand(one).value for one in noted if one.mention.start >= reading.sentence[0]]
            if len(here) > 1:
                yield from _of_total(binder, reading, sum(here, Decimal(0)), noted[-1])
        yield from _of_move(binder, reading, told[-1], noted[-1])


def _rates(binder: Binder, reading: Reading, noted: Sequence[Verdict]) -> Iterator[tuple[Decimal, Verdict]]:
    """尺寸不合占38%，噪音占21%，两项合计近六成: parts of one whole, which one note tells in %, put together."""
    last = noted[-1]
    if _RATES.search(binder.text, last.mention.end, reading.mention.start) is None:
        return
    told = [operand(one).value for one in noted if one.note and last.note and one.note.text == last.note.text]
    for count in range(2, len(told) + 1):
        yield sum(told[-count:], Decimal(0)), last


def _of_named(binder: Binder, reading: Reading) -> Iterator[tuple[Decimal, Verdict]]:
    """海运、关税两项共拉低毛利率2.6个百分点: the effects in points that the notes tell of what the sentence names."""
    at = reading.mention.start
    lead = binder.text[max(reading.sentence[0], at - _NAMED) : at]
    if reading.mention.unit != "个百分点" or _EFFECTS.search(lead) is None:
        return
    words = content_words(lead).difference(*(binder.catalogue.words[name] for name in reading.metrics))
    parts = [
        one for one in binder.notes.figures if one.mention.unit == "个百分点" and one.mention.value and not one.fact
    ]
    parts = [one for one in parts if words & one.words and content_words(_moving(one)) & words]
    if len({one.text for one in parts}) == len(parts) > 1:
        total = sum((abs(one.mention.value or Decimal(0)) for one in parts), Decimal(0))
        yield total, Verdict(reading, note=parts[-1])


def _moving(figure: NoteFigure) -> str:
    """What the note tells the effect of: all before 影响 and its like."""
    return _EFFECT.split(fold(figure.text)[: figure.mention.start])[0]


def _of_total(binder: Binder, reading: Reading, part: Decimal, last: Verdict) -> Iterator[tuple[Decimal, Verdict]]:
    """What part they are of a total: of the metric spoken of, of one that the note names, of the first of the sheet."""
    text = last.note.text if last.note is not None else ""
    named = (name for cue in binder.lexicon.cues(text) if cue.kind == "metric" for name in cue.meaning.metrics)
    for metric in dict.fromkeys((*reading.metrics[:1], *named, *binder.catalogue.first)):
        whole = binder.told.value(metric, Role.ACTUAL, None)
        if whole is not None and whole.unit.base == last.mention.unit and part < whole.amount:
            yield divide(part * HUNDRED, whole.amount), last


def _of_move(binder: Binder, reading: Reading, part: Decimal, last: Verdict) -> Iterator[tuple[Decimal, Verdict]]:
    """占降幅的四分之三: what part the effect just told is of the change of the metric."""
    noun = _OF_MOVE.search(reading.lead)
    if noun is None:
        return
    for metric in reading.metrics[:1]:
        for base in EARLIER:
            change = binder.told.fact(metric, Aspect("difference", Role.ACTUAL, base))
            if change is None or not change.amount or change.unit.base != last.mention.unit:
                continue
            if (change.amount < 0) == (noun["noun"][0] in _DOWN):
                yield divide(part * HUNDRED, abs(change.amount)), last
