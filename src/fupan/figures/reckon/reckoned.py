"""What a figure of uncertain words may be reckoned from: values told near it, and the facts that are spoken of.

占总销量32% of a figure told two clauses before, 每吨收入, the rest of a whole: dense prose reckons on, and its words
seldom name all of it. One step from the operands is tried, the likeliest first, and only as long as the chance that a
random figure would meet one of the results stays small: a precise figure may be searched for longer than a coarse one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.figures.agreement import HALF, ODD, agreement, beside, closely, is_missed, sizes
from fupan.figures.judge.classify import is_word_count
from fupan.figures.late import late
from fupan.figures.read.reading import OWN, Reading
from fupan.figures.reckon.operands import NO_LEVEL, Operands
from fupan.figures.reckon.steps import steps
from fupan.figures.reckon.worked import is_coarse
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_BUDGET = Decimal("0.01")
"""The chance of a random hit at which the search ends."""
_SPREAD = Decimal("2.2")
"""ln 9: a random figure is thought to lie within a factor of three of the right one, log-uniformly."""
_THREE, _NINE = Decimal(3), Decimal(9)
_NEAR = 3
_THEN = late("[，,（( ]*(?:[去上前]一?年|上月|上季度?|[去上]年同期|同期|[年期]初)(?:是|为|约|只有|仅|还有){0,2}")
_ROUGHLY = Decimal("0.1")
_VAGUE = Decimal("0.12")
"""A result that its operands leave open by more than this says nothing."""


@dataclass
class _Search:
    """Results held against a figure until the chance of a random hit is used up."""

    mention: Mention
    spent: Decimal = Decimal(0)
    _seen: set[Decimal] = field(default_factory=set)

    @property
    def is_over(self) -> bool:
        """True when no more results may be tried."""
        return self.spent >= _BUDGET

    def meets(self, low: Decimal, high: Decimal) -> bool:
        """True where the figure states a result between ``low`` and ``high``."""
        value, size = abs(self.mention.value or Decimal(0)), (low + high) * HALF
        vague = high - low > size * _VAGUE and size != value  # 38万元，其中27万元…，只有11万元: as they are written
        if not value <= size * _THREE <= value * _NINE or vague:
            return False
        if size not in self._seen:
            self._seen.add(size)
            self.spent += divide(self._window(value) + high - low, size * _SPREAD)
        result = min(max(value, low), high)
        if self.mention.approx in ODD and not self.mention.text[:1].isdigit():
            return agreement(self.mention, result) == "yes"  # 四成多
        return closely(self.mention, result)

    def _window(self, value: Decimal) -> Decimal:
        if self.mention.approx is not None:
            return beside(self.mention) if is_missed(self.mention) else value * _ROUGHLY
        least, most = sizes(self.mention)
        return most - least


def of_unknown_level(reading: Reading, before: Sequence[Verdict]) -> bool:
    """True where a change or rate follows upon a level of its sentence that no fact carries: it may be about that."""
    return unknown_level(reading, before) is not None


def unknown_level(reading: Reading, before: Sequence[Verdict]) -> Verdict | None:
    """The verdict on the level of its sentence that a change or rate follows upon, where no fact carries that level."""
    level = bool(reading.aspects) and reading.aspects[0].form == "value"
    level = level and not _is_then(reading, before)
    if level or reading.metric_sure >= OWN or reading.place_sure >= OWN or not before:
        return None
    levels = (one for one in reversed(before[-_NEAR:]) if one.mention.unit not in NO_LEVEL)
    last = next((one for one in levels if not is_word_count(one.mention)), None)  # but 两个渠道
    unknown = last is not None and last.fact is None and last.mention.start >= reading.sentence[0]
    return last if unknown else None


def _is_then(reading: Reading, before: Sequence[Verdict]) -> bool:
    """海外三地加总36.2亿元，较上年的33.5亿元: what the level right before it was at another time."""
    last = before[-1] if before else None
    if last is None or last.mention.unit != reading.mention.unit or reading.mention.unit in NO_LEVEL:
        return False
    if last.mention.start < reading.sentence[0]:
        return False
    return reading.compared or _THEN.fullmatch(reading.lead.strip()) is not None


def reckoned(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Verdict | None:
    """The verdict on a figure that one step from its operands gives, else None."""
    mention = reading.mention
    if not mention.value or is_coarse(reading):
        return None
    search = _Search(mention)
    for low, high, value in steps(Operands(binder, reading, before)):
        if search.is_over:
            return None
        if search.meets(low, high):
            source = value.source
            if isinstance(source, Fact):
                return Verdict(reading, fact=source)
            return Verdict(reading, fact=source.fact, note=source.note, unchecked=source.unchecked)
    return None


def unknown_then(reading: Reading, before: Sequence[Verdict]) -> Verdict | None:
    """The figure left unchecked where it is what an unchecked level was at another time, else None."""
    level = bool(reading.aspects) and reading.aspects[0].form == "value" and reading.metric_sure < OWN
    open_ = level and _is_then(reading, before) and before[-1].unchecked
    return Verdict(reading, unchecked=True) if open_ or _is_then_of_reckoned(reading, before) else None


def _is_then_of_reckoned(reading: Reading, before: Sequence[Verdict]) -> bool:
    """场均10.5万元，上年10万元: what was at another time that which the writer reckoned, and no fact says."""
    last = before[-1] if before else None
    if last is None or last.mention.unit != reading.mention.unit or last.mention.start < reading.sentence[0]:
        return False
    if _THEN.fullmatch(reading.lead.strip()) is None or last.mention.value is None or last.fault or last.reading.per:
        return False
    fact, note = last.fact, last.note
    stated = fact is not None and closely(last.mention, fact.amount)
    return not stated and (note is None or not closely(last.mention, note.mention.value or Decimal(0)))
