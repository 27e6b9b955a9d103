"""Slips of the pen: a figure left unchecked that the facts would carry in another scale, a bound turned, less rounded.

下半年还剩83650万 says too little of what it tells for it to be called wrong by its value. But the very same words carry
8365万, and hardly by chance: all that is known of a figure is asked once more, for its own digits one place or four
places (万) away, on the other side of its bound, or with its last digits left open. And a note may be repeated in its
own words with another figure.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.figures.agreement import bounded, closely, missed, significant
from fupan.figures.notes.misquoted import misquoted
from fupan.figures.quantities import last_place
from fupan.figures.read.reading import CONTEXT
from fupan.figures.reckon.missed_bounds import holds_of_told
from fupan.figures.verdict import Fault, NoteFigure, Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_PLACES = (Decimal(10), Decimal("0.1"))
_MYRIADS = (Decimal(10_000), Decimal("0.0001"))
_MYRIAD = frozenset("万亿")
_DIGITS = frozenset("0123456789")
_VAGUE = frozenset(("unsupported-figure", "contradicted-figure", "misattributed-figure", "wrong-derivation"))
_TWO = 2
_WHOLE = Decimal(100)
_LEFT_OPEN = Decimal("0.2")
"""No figure is rounded by more than a tenth of it either way."""


def with_slips(binder: Binder, verdicts: Sequence[Verdict], roughly: Container[int] = ()) -> list[Verdict]:
    """The verdicts of a text, with the slips among the figures left unchecked; 约 stands by those at ``roughly``."""
    found: list[Verdict] = []
    for one in verdicts:
        slip = _slip(binder, one, found, rough=one.mention.start in roughly) if one.unchecked else None
        found.append(slip or _misquoted(binder, one) or one)
    return found


def _misquoted(binder: Binder, verdict: Verdict) -> Verdict | None:
    """A note's words with another figure, where nothing is named for certain that the figure should tell instead."""
    vague = verdict.fault in _VAGUE and verdict.reading.metric_sure <= CONTEXT
    said = misquoted(binder, verdict.reading) if verdict.unchecked or vague else None
    return Verdict(verdict.reading, "contradicted-figure", note=said) if said is not None else None


def _slip(binder: Binder, verdict: Verdict, before: Sequence[Verdict], *, rough: bool) -> Verdict | None:
    reading = verdict.reading
    for fault, meant in _meant(reading.mention):
        if (rough and fault == "loose-rounding") or (fault == "wrong-bound" and holds_of_told(reading, before)):
            continue
        again = binder.judge(reading._replace(mention=meant), before)
        if again.fault or again.unchecked or (again.fact is None and again.note is None):
            continue
        fact, note = told_by(binder, again, meant)
        if _is_sure(reading.mention, fault, fact, note) and not _is_given(binder, reading.mention, again.fact):
            return Verdict(reading, fault, expected=fact, note=note)
    return None


def told_by(binder: Binder, again: Verdict, meant: Mention) -> tuple[Fact | None, NoteFigure | None]:
    """The fact and the note figure of ``again`` that tell the figure ``meant``: others are what it is reckoned from."""
    fact = again.fact if again.fact is not None and binder.meets(meant, again.fact) else None
    note = again.note if again.note is not None and _states(again.note.mention, meant) else None
    return fact, note


def _is_sure(mention: Mention, fault: Fault, fact: Fact | None, note: NoteFigure | None) -> bool:
    """True where what carries the figure meant is no chance: the coarser the figure, the more must be given as such."""
    if mention.text[:1] not in _DIGITS:  # 近三成 is near the value of many a fact: the text itself must give it
        return fact is None and note is None
    if note is not None or (fact is not None and fact.formula is None):
        return True
    if fault == "wrong-unit":
        return fact is not None and significant(mention) > _TWO
    return fault == "wrong-bound" or mention.unit == "%" or significant(mention) >= _TWO


def _is_given(binder: Binder, mention: Mention, fact: Fact | None) -> bool:
    """True for 未达800万元的目标 of what came to 762万元: a value of the same thing as it is written."""
    same = (one for one in binder.stated_facts(mention) if fact is not None and one.metric == fact.metric)
    return any(one.formula is None for one in same)


def _states(noted: Mention, meant: Mention) -> bool:
    return noted.unit == meant.unit and noted.value is not None and closely(meant, noted.value)


def _meant(mention: Mention) -> Iterator[tuple[Fault, Mention]]:
    """What may have been meant, by the fault that it would be."""
    turned = missed(mention)
    if turned is not None:
        yield "wrong-bound", turned
    if not mention.value or bounded(mention) or mention.text[:1] not in _DIGITS:
        return  # 一半, 四分之一, 两个
    if significant(mention) >= _TWO and mention.unit != "个百分点":
        for factor in _PLACES if _MYRIAD.isdisjoint(mention.text) else (*_PLACES, *_MYRIADS):
            yield "wrong-unit", _scaled(mention, mention.value, factor)
    open_ = min(last_place(mention.value), abs(mention.value) * _LEFT_OPEN)
    if open_ > mention.step and mention.value != _WHOLE:
        yield "loose-rounding", mention._replace(step=open_)


def _scaled(mention: Mention, value: Decimal, factor: Decimal) -> Mention:
    return mention._replace(value=value * factor, step=mention.step * factor, approx=None, low=None, high=None)
