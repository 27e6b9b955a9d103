"""Rates of which the sentence says what is divided by what: 拿回款除以当月销售额，上海96.5%，安徽102.2%."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from fupan.domain.role import Role
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_OVER = late(r"[ *_]{0,2}(?:除以|÷)(?:当[月季年期]|本[月季年期]|同期|全[年部])?的?[ *_]{0,2}")
_BACK = 60
_FAULTS = frozenset(("wrong-derivation", "contradicted-figure", "misattributed-figure"))


def divided(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with such rates carried by the quotient of the two metrics."""
    if "除以" not in binder.text and "÷" not in binder.text:
        return [*verdicts]
    return [_carried(binder, one) or one for one in verdicts]


def _carried(binder: Binder, one: Verdict) -> Verdict | None:
    couple = _couple(binder, one.reading) if one.fault in _FAULTS and one.mention.unit == "%" else None
    if couple is None:
        return None
    for where in one.reading.places:
        fact = binder.told.quotient(*couple, Role.ACTUAL, where)
        if fact is not None and binder.meets(one.mention, fact):
            return Verdict(one.reading, fact=fact)
    return None


def _couple(binder: Binder, reading: Reading) -> tuple[str, str] | None:
    """The two metrics between which 除以 stands before the figure, in its clause or that before a 、 or ；."""
    at = reading.mention.start
    words = binder.text[max(binder.text.rfind("。", 0, at) + 1, reading.begin - _BACK) : at]
    named = [cue for cue in binder.lexicon.cues(words) if cue.kind == "metric" and cue.meaning.metrics]
    for top, bottom in pairwise(named):
        if _OVER.fullmatch(words, top.end, bottom.start):
            return top.meaning.metrics[0], bottom.meaning.metrics[0]
    return None
