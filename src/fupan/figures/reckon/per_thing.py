"""Amounts for each of a thing that the words name and a metric counts: 单SKU产出6.4万美元, 每个网点贡献32万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fupan.domain.role import EARLIER, Role
from fupan.figures.fold import fold
from fupan.figures.judge.candidates import Candidate
from fupan.figures.late import late
from fupan.figures.read.reading import OWN, Reading
from fupan.figures.units import RATES
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_EACH = late(
    "(?:单|平均每|每)[一个]{0,2}(?P<thing>[A-Za-z]{2,8}|[一-鿿]{2,4}?)的?(?:平均)?"
    "(?:产出|贡献|创收|带来|产值|销售额?|收入|成交额?)[^，。；]{0,6}$"
)
_ONWARD = late("[ *_]*(?:→|->|⇒)[ *_]*")
Couple = tuple[str, str]
"""(metric, the metric that counts)"""


def per_thing(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> list[Candidate] | None:
    """What the figure may tell of one metric for each of what another counts; None where its words name no thing."""
    unit = reading.mention.unit
    moved = _moved(binder, reading, before[-1]) if before else None
    if moved is not None:
        return [moved]
    if not unit or unit in RATES or unit == "倍":
        return None
    couples = list(_named(binder, reading))
    if not couples and before and _goes_on(reading, before[-1]):
        couples = _told(before[-1])
    found = []
    for aspect in reading.aspects if couples else ():
        for metric, counted in couples:
            fact = binder.told.per(metric, counted, aspect.a, None) if aspect.form == "value" else None
            if fact is not None and fact.unit.base == unit:
                found.append(Candidate(fact, aspect))
    return found or None


def _moved(binder: Binder, reading: Reading, last: Verdict) -> Candidate | None:
    """客单价640元，环比下降10元: how what was just told for each of a thing has changed, where the figure states it."""
    fact = None if last.fault or last.unchecked else last.fact
    here = last.mention.start >= reading.sentence[0] and reading.metric_sure < OWN
    if not here or fact is None or "÷" not in fact.id or fact.key not in {*Role}:
        return None
    for aspect in reading.aspects:
        for metric, counted in _told(last) if aspect.form in {"difference", "growth"} else ():
            change = binder.told.per_change(metric, counted, aspect, None)
            if change is not None and binder.holds(reading, change, aspect):
                return Candidate(change, aspect)
    return None


def _named(binder: Binder, reading: Reading) -> Iterator[Couple]:
    """The first metric, or the one spoken of, over each that counts what the words name."""
    each = _EACH.search(reading.lead)
    metrics = binder.catalogue.metrics
    for counted in binder.catalogue.names if each is not None and reading.places == (None,) else ():
        if metrics[counted].unit.dimension == "count" and each is not None and each["thing"] in fold(counted):
            yield from ((metric, counted) for metric in dict.fromkeys((*reading.metrics[:1], *binder.catalogue.first)))


def _goes_on(reading: Reading, last: Verdict) -> bool:
    """True behind an arrow, for 单SKU产出由3.3万美元升至6.4万美元, and for what the same was before.

    单店产出80万元，上年同期为62.5万元.
    """
    if last.mention.unit != reading.mention.unit or last.mention.start < reading.sentence[0]:
        return False
    then = any(aspect.a in EARLIER for aspect in reading.aspects[:1]) and reading.metric_sure < OWN
    beside = last.mention.end == reading.mention.start - len(reading.lead)
    reached = last.reading.origin and reading.level and _EACH.search(last.reading.lead) is not None
    return then or (beside and (reached or _ONWARD.fullmatch(reading.lead) is not None))


def _told(last: Verdict) -> list[Couple]:
    """What the figure before it was told of: 单SKU产出3.3万美元 → 6.4万美元."""
    fact = last.fact or last.expected
    metric, over, counted = fact.id.partition("÷") if fact is not None else ("", "", "")
    return [(metric, counted.rpartition(".")[0])] if over and fact is not None and fact.key in {*Role} else []
