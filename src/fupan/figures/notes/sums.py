"""Sums that a trade does with what a note tells, known by the words around the figure.

郑州、长沙两地大单合计77台 of a list; 每片5元的价差 of two prices; 每月省25万元 as 一年300万元;
邻光便利一家占合同额两成; 逾期款不高于100万元，较现在压降113万元.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.domain.role import Role
from fupan.figures.fold import fold
from fupan.figures.late import late
from fupan.figures.notes.moves import Step
from fupan.figures.notes.read import NoteRead, size
from fupan.figures.read.reading import Reading
from fupan.figures.reckon.stated import HUNDRED, NO_LEVEL, operand
from fupan.figures.verdict import NoteFigure, Verdict
from fupan.figures.words import content_words

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_ALL = late("(?:合计|总计|共计|总共|一共|累计|加起来|合起来|加总|共)[^，。；0-9]{0,4}$")
_GAP = "(?:价差|差价|价格差|价格差距|差距|落差)"
_GAP_BEFORE, _GAP_BEHIND = late(f"{_GAP}[为是达有仍还约近在到 *_]{{0,5}}$"), late(f"[ *_]{{0,2}}的{_GAP}")
_SPAN = late(
    "(?:(?P<year>一年|全年|每年|年化|一整年|一年下来|年度)|(?P<half>半年)|(?P<quarter>一个?季度?|每季度?))"
    "[^，。；0-9]{0,14}$"
)
_MONTHS = {"year": Decimal(12), "half": Decimal(6), "quarter": Decimal(3)}
_MONTHLY = late("(?:每个?月|月均|一个?月|单月|每月度)[^，。；0-9]{0,12}$")
_TAKES = late(
    "(?P<who>[一-鿿A-Za-z]{2,12}?)(?:这?一[家个项单块笔]|一?[家个人]|独)?(?:就|便|独|单|还|已)?"
    "(?:占|撑起|贡献)[了到去据]{0,2}(?P<whole>[^，。；]{0,12}?)的?[ *_约近超不足到]{0,4}$"
)
_THAN_NOW = late("[较比](?:现在|目前|当前|如今|眼下|现状|现有水平)[^，。；0-9]{0,8}$")
_LEAST = 2
_BACK = 40


def note_sums(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Iterator[Step]:
    """What the notes give by such words, each with the value that stands for its source."""
    lead, mention = reading.lead, reading.mention
    if mention.unit in NO_LEVEL:
        if mention.unit == "%" and (taken := _TAKES.search(lead)) is not None:
            yield from _share(binder, reading, content_words(taken["who"]))
        return
    start, at = reading.sentence[0], mention.start
    listed = _ALL.search(lead) is not None
    gap = _GAP_BEFORE.search(lead) is not None or _GAP_BEHIND.match(binder.text, mention.end) is not None
    span = _SPAN.search(binder.text, max(start, at - _BACK), at)
    now = _THAN_NOW.search(lead)
    goal = before[-1] if now is not None and before and before[-1].mention.start >= start else None
    if not (listed or gap or span or goal):
        return
    words = content_words(binder.text[max(start, at - _BACK) : min(reading.sentence[1], mention.end + _BACK)])
    for text, group in itertools.groupby(binder.notes.figures, key=lambda one: one.text):
        figures = [one for one in group if one.mention.value and one.mention.unit == mention.unit]
        note = NoteRead(reading, fold(text), figures, goes_on=False)
        if listed:
            yield from _total(note, words)
            yield from _of_clause(note, content_words(lead))
        if gap and len(figures) == _LEAST and content_words(note.text) & words:
            yield abs(size(figures[0]) - size(figures[1])), figures[1]
        if span is not None:
            yield from _longer(note, words, next(name for name in _MONTHS if span[name]))
        if goal is not None:
            yield from _to_go(note, goal)


def _total(note: NoteRead, words: set[str]) -> Iterator[Step]:
    """郑州、长沙、成都三地大单合计105台: the values that the note tells of the things that the sentence names."""
    named = [one for one in note.figures if note.words(one) & words]
    for parts in (named, note.figures) if len(named) >= _LEAST else ():
        yield sum(map(size, parts), Decimal(0)), parts[-1]


def _of_clause(note: NoteRead, words: set[str]) -> Iterator[Step]:
    """色差与破损两类问题合计19起: of the things that the figure's own clause names, each with a value in the note."""
    whole = sum(map(size, note.figures), Decimal(0))
    parts = [one for one in note.figures if size(one) * 2 != whole]  # 客诉共23起，其中色差11起、破损8起、其他4起
    named = [one for one in parts if note.words(one) & words]
    if len(named) >= _LEAST:
        yield sum(map(size, named), Decimal(0)), named[-1]


def _longer(note: NoteRead, words: set[str], span: str) -> Iterator[Step]:
    """一年能省300万元: so many times what the note tells of a month (每月省人工25万元)."""
    for one in note.figures:
        told = note.text[: one.mention.start]
        if _MONTHLY.search(told) and content_words(told) & words:
            yield size(one) * _MONTHS[span], one


def _to_go(note: NoteRead, goal: Verdict) -> Iterator[Step]:
    """逾期款不高于100万元，较现在压降113万元: from what the note tells now to the goal told right before."""
    aim = operand(goal)
    for one in note.figures:
        if aim.unit == one.mention.unit and note.words(one) & content_words(goal.reading.lead):
            yield abs(size(one) - abs(goal.mention.value or aim.value)), one


def _share(binder: Binder, reading: Reading, who: set[str]) -> Iterator[Step]:
    """邻光便利一家就占合同额近两成: the amount that a note tells of somebody, in % of the whole."""
    wholes = [binder.told.value(metric, Role.ACTUAL, None) for metric in reading.metrics[:1]]
    for whole, one in itertools.product(wholes, binder.notes.figures if len(who) >= _LEAST else ()):
        if whole is None or one.mention.unit != whole.unit.base or not who <= one.words:
            continue
        if 0 < size(one) < whole.amount and _first(binder, one):
            yield divide(size(one) * HUNDRED, whole.amount), one


def _first(binder: Binder, figure: NoteFigure) -> bool:
    """True for the only amount of its note in this unit, or the first: what follows may be a part of it."""
    same = (one for one in binder.notes.figures if one.text == figure.text and one.mention.unit == figure.mention.unit)
    return next(same) is figure
