"""Kinds: whether a figure is given, or which way its words say that it is worked out of others."""

from __future__ import annotations

from decimal import Decimal

from fupan.figures.audit.operands import Kind
from fupan.figures.audit.subjects import Lead
from fupan.figures.audit.verbs import is_caused
from fupan.figures.audit.when import when_of
from fupan.figures.late import late
from fupan.figures.read.reading import CONTEXT, Reading

_RATE_WORD = late(r"[一-鿿]{1,6}率(?:只有|为|是|达到?|仅|约|高达|：|超|近|不足)*$")
_OTHERS = late("前值|预期|预估|修正为|公布值")
_A_YEAR = late("年均增|年均下|年复合|复合增长|CAGR|cagr")
_COMPARED = late("(?:超过|超出|高于|多于|大于|低于|少于|小于|不及)[了]?[一-鿿]{2,10}$")
"""两条线合计已超过全部增量2,080万元: the figure is what the sum is held against."""
_WHOLE = Decimal(100)
_RATES = frozenset(("%", "个百分点"))


def kind_of(reading: Reading, lead: Lead) -> Kind:
    """How a figure is made, as far as its words say; ``level`` where they do not."""
    unit, first = reading.mention.unit, reading.aspects[0] if reading.aspects else None
    if _OTHERS.search(lead.text) or _A_YEAR.search(lead.text) or is_caused(lead.text):
        return "level"
    if lead.has("sum") and unit not in _RATES and reading.mention.kind != "duration":
        return "level" if _COMPARED.search(lead.text) else "sum"
    if first is not None and first.form == "share" and reading.run[1] > 1:
        return "share"
    if (lead.has("per") or lead.each) and unit not in _RATES and not reading.cue and not reading.origin:
        return "per"
    if unit == "%" and lead.part_of is not None and reading.cue is None:
        return "part"
    if reading.origin or reading.level or reading.compared or first is None:
        return "level"
    if unit == "%" and _RATE_WORD.search(lead.text) and not lead.has("attainment"):
        told_before = when_of(lead.text)
        return "rate" if reading.mention.value != _WHOLE and not told_before.is_earlier else "level"
    if first.form in {"value", "share", "gap_share"}:
        return "share" if first.form != "value" and reading.aspect_sure > CONTEXT else "level"
    return "pair" if reading.aspect_sure >= CONTEXT else "level"
