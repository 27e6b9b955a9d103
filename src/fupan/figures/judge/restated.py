"""A rate told a second time, in round words: 占累计缺口的17.4%，超过六分之一; 同比增长62.1%，超过六成.

A bound behind a rate that names nothing of its own speaks of that rate, not of how far a target was exceeded. So it is
held against the rate as told, whatever that is of.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fupan.figures.agreement import agreement, bounded, is_upper
from fupan.figures.late import late
from fupan.figures.read.lists import restates
from fupan.figures.verdict import Verdict

_NOTHING_NAMED = late(
    "[%％][ *_]{0,4}[，,、（(][ *_]{0,4}"
    "(?:已经?|也|就|都|还|仍|均|约|即|才|刚刚?|只|仅|略|远|明显|差不多|占比|占了?|比例|[降增涨跌]幅|是|有|达|达到){0,3}"
    "[ *_]{0,4}(?:超过?|超出|逾|突破|近|接近|将近|不足|不到|未到|不及|过|大于|高于|低于|少于)?[ *_]{0,4}$"
)
_ENDS = late("[多余]?[ *_了]{0,4}(?:以上|还多|出头|左右|上下)?[ *_了]{0,4}(?:[，,。；;）)！!？?、\n]|$)")
"""超过九成的目标 speaks of something else."""
_NEAR = Decimal("0.25")
"""A rate further from its bound is more likely of something else."""


def restated(folded: str, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with such bounds carried by the rate before them, or wrong where it lies beyond them."""
    found = list(verdicts)
    for place in range(1, len(found)):
        before, one = found[place - 1], found[place]
        if before.fault or not _is_second(folded, before, one):
            continue
        assert before.mention.value is not None
        rate, bound = before.mention.value, abs(one.mention.value or Decimal(0))
        if agreement(one.mention, rate) == "yes":
            if one.fault or one.unchecked:
                found[place] = Verdict(one.reading, fact=before.fact, note=before.note, unchecked=before.unchecked)
        elif is_upper(one.mention) == (rate > bound) and abs(rate - bound) <= bound * _NEAR:
            found[place] = Verdict(one.reading, "wrong-bound", expected=before.fact)
    return found


def _is_second(folded: str, before: Verdict, one: Verdict) -> bool:
    """True for a bound in words right behind a rate in digits, that nothing between gives to something else."""
    rate, bound = before.mention, one.mention
    if {rate.unit, bound.unit} != {"%"} or rate.value is None or bounded(rate) or not restates(rate, bound):
        return False
    between = folded[rate.end - 1 : bound.start]
    return _NOTHING_NAMED.match(between) is not None and _ENDS.match(folded, bound.end) is not None
