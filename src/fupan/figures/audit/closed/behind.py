"""Bases told in brackets behind a change: 超0.7万（任务11万）, 同比提高0.7个百分点（上年同期97.9%）.

What stands in the brackets is what the change is told against, and no other value is.
"""

from __future__ import annotations

from fupan.domain.role import EARLIER, TARGETS, Role
from fupan.figures.agreement import bounded
from fupan.figures.audit.claim import Claim, within_rounding
from fupan.figures.audit.closed import way
from fupan.figures.audit.closed.asked import Asked
from fupan.figures.audit.closed.entry import Entry
from fupan.figures.audit.closed.pool import Pool
from fupan.figures.audit.closed.way import Way, tells
from fupan.figures.audit.slips import slip_of
from fupan.figures.audit.stating import far_from
from fupan.figures.audit.verbs import verb_of
from fupan.figures.late import late
from fupan.figures.verdict import Fault, Verdict

_OPENS = late(r"[ 　]?[（(](?:任务|目标|计划|预算|去年|上年|同期|上个?月|上一?周|上季)")
_ASKED = frozenset(("growth", "change", "points"))
_RATES = frozenset(("%", "个百分点"))
_FAR_OFF = 4


def is_behind(after: str) -> bool:
    """True where the words that follow a figure open a bracket with what it is told against."""
    return _OPENS.match(after) is not None


def base_behind(entry: Entry, asked: Asked, pool: Pool) -> Way | None:
    """The change of the latest value before against the one in the brackets behind; None where these are not there."""
    if asked not in _ASKED or not is_behind(entry.after) or not pool.ahead:
        return None
    base, unit = pool.ahead[0], entry.level.unit
    if base.role not in {*TARGETS, *EARLIER} or (unit not in {"%", "个百分点", base.unit}) or base.value <= 0:
        return None
    told = [one for one in pool.here if one.unit == base.unit and one.sentence == entry.sentence and not one.made]
    if not told or told[-1].role is not Role.ACTUAL or told[-1].each != base.each:
        return None
    latest = told[-1]
    if latest.value > _FAR_OFF * base.value or (unit == "%" and base.unit in _RATES):
        return None
    return way.growth(latest, base) if unit == "%" else way.difference(latest, base)


def by_base_behind(entry: Entry, one: Way) -> Verdict | None:
    """The verdict on a change by the values that ``base_behind`` found; None where they leave it open."""
    fact, mention = one.fact(), entry.mention
    if fact is None or bounded(mention):
        return None
    if tells(mention, one):
        verb = verb_of(entry.lead.text) or verb_of(entry.lead.head)
        said = verb.direction if verb is not None else None
        turned = said is not None and one.amount != 0 and (one.amount > 0) != (said == "up")
        fault: Fault = "wrong-direction" if turned else ""
        return Verdict(entry.reading, fault, fact=None if turned else fact, expected=fact if turned else None)
    pair = (one.levels[0], one.levels[1])
    if within_rounding(mention, Claim(fact, pair=pair)) or far_from(mention, fact) > _FAR_OFF:
        return None
    return Verdict(entry.reading, slip_of(mention, fact) or "wrong-derivation", expected=fact)
