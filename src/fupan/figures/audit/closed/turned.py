"""Directions: whether the verb of a change goes the way that the two values do which give it."""

from __future__ import annotations

from collections.abc import Sequence

from fupan.domain.role import TARGETS, Role
from fupan.figures.audit.closed.entry import Entry
from fupan.figures.audit.closed.way import Way
from fupan.figures.audit.level import Level
from fupan.figures.audit.things import same_thing
from fupan.figures.audit.verbs import Verb, verb_of
from fupan.figures.audit.when import PERHAPS, SURELY, earlier
from fupan.figures.late import late

_OVER_ACTUAL = late("(?:比|较|在)[^，。；：]{0,6}(?:实际|完成|[今本当][年月季周期]|这一?[年月季周期])")
_AGAINST = late("(?:比|较|与|跟|和)[^，。；：]{0,12}$")
_JOINED = 4
"""How many characters may stand between the value compared with and the figure."""
_SIGNED = frozenset(("difference", "growth"))


def is_turned(entry: Entry, ways: Sequence[Way]) -> bool:
    """True where every way that gives a change tells its direction for certain, and its verb goes the other way."""
    verb = verb_of(entry.lead.text) or verb_of(entry.lead.head)
    if verb is None or verb.direction is None or entry.reading.mention.text.startswith(("-", "−", "+")):
        return False
    signed = [way for way in ways if way.kind in _SIGNED]
    return bool(signed) and all(_way_of(verb, entry, *way.levels) is False for way in signed)


def goes_along(entry: Entry, way: Way) -> bool:
    """False where a growth has another sign than the figure and its verb tell."""
    text, amount = entry.reading.mention.text, way.amount
    if way.kind != "growth" or not amount:
        return True
    if text.startswith(("-", "−", "－", "+", "＋")):
        return (amount > 0) == text.startswith(("+", "＋"))
    verb = verb_of(entry.lead.text) or verb_of(entry.lead.head)
    return verb is None or verb.direction is None or (amount > 0) == (verb.direction == "up")


def goes_against(entry: Entry, way: Way) -> bool:
    """True where the verb before a change surely goes the other way than the two values of ``way``."""
    return way.kind in _SIGNED and is_turned(entry, [way])


def _way_of(verb: Verb, entry: Entry, one: Level, other: Level) -> bool | None:
    """Whether a verb goes the way of two values; None where it is open which of them is compared with which."""
    later = _later(verb, entry, one, other)
    if later is None or one.value == other.value or one.unit == "天":
        return None
    base = other if later is one else one
    if verb.of_target and base.role not in TARGETS and later.role not in TARGETS:
        return None  # 差: a distance, whichever way
    return (later.value > base.value) == (verb.direction == "up")


def _later(verb: Verb, entry: Entry, one: Level, other: Level) -> Level | None:
    """The one of two values that is told against the other."""
    for a, b in ((one, other), (other, one)):
        close = entry.lead.joined and b.mention.end <= entry.mention.start <= b.mention.end + _JOINED
        if close and _AGAINST.search(b.said):
            return a  # 较计划62,000万元少收9,307万元
    for a, b in ((one, other), (other, one)):
        if b.role in TARGETS and a.role is Role.ACTUAL:
            if _OVER_ACTUAL.search(entry.lead.text):
                return b
            return a if verb.of_target else None
    for a, b in ((one, other), (other, one)):
        order = earlier(b, a)
        if (order == SURELY or (order == PERHAPS and a.sentence == b.sentence)) and same_thing(a, b):
            return a
    return None
