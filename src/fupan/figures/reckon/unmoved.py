"""Moves whose ends are not their own: 由1874万元压降至1874万元, 从46人增到51人 where there were 51 and are 46."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from fupan.domain.fact import Fact
from fupan.domain.role import EARLIER, Role
from fupan.domain.told import Told
from fupan.figures.late import late
from fupan.figures.read.open_ended import TO_COME
from fupan.figures.read.reading import OWN
from fupan.figures.verdict import Verdict

_TO = late("[^，,。；;：:（）()|0-9]{0,8}(?:[到至为成]|→|->|⇒|➔)[^，,。；;：:（）()|0-9]{0,4}")
_EARLIER = frozenset(role.value for role in EARLIER)


def unmoved(text: str, verdicts: Sequence[Verdict], told: Told) -> list[Verdict]:
    """The verdicts on the figures of ``text`` (folded), with the ends of such moves as faults."""
    found = [*verdicts]
    for place, (old, new) in enumerate(pairwise(verdicts)):
        a, b = old.mention, new.mention
        if old.reading.origin and a.value is not None and a.unit == b.unit and _TO.fullmatch(text, a.end, b.start):
            found[place : place + 2] = _equal(old, new, told) if a.value == b.value else _turned(old, new, told)
    return found


def _equal(old: Verdict, new: Verdict, told: Told) -> tuple[Verdict, Verdict]:
    """The verdicts on two ends that are one value."""
    known = next((fact for one in (new, old) for fact in (one.fact, one.found) if _is_given(fact)), None)
    if known is None:
        return old, new
    if known.key in _EARLIER:
        due = told.value(known.metric, Role.ACTUAL, known.where)
        wrong = due is not None and due.amount != known.amount
        return (old, Verdict(new.reading, "wrong-role", expected=due, found=known)) if wrong else (old, new)
    due = _before(old, known, told)
    if due is None or due.amount == known.amount:
        return old, new
    return Verdict(old.reading, "wrong-role", expected=due, found=known), Verdict(new.reading, fact=known)


def _turned(old: Verdict, new: Verdict, told: Told) -> tuple[Verdict, Verdict]:
    """The verdicts on two ends that stand in each other's place; 回到去年的51人 says of its end what it is."""
    known = next((fact for fact in (old.fact, old.found) if _is_given(fact)), None)
    if TO_COME.search(old.reading.lead) is not None:
        return old, new
    said = new.reading.aspect_sure >= OWN and any(aspect.a in EARLIER for aspect in new.reading.aspects)
    due = _before(old, known, told) if known is not None and not said else None
    if known is None or due is None or due.amount == known.amount or abs(due.amount) != new.mention.value:
        return old, new
    return (
        Verdict(old.reading, "wrong-role", expected=due, found=known),
        Verdict(new.reading, "wrong-role", expected=known, found=due),
    )


def _before(old: Verdict, known: Fact, told: Told) -> Fact | None:
    """What stood there before the value ``known`` of now, at the time that the words of ``old`` name."""
    if known.key != Role.ACTUAL.value:
        return None
    named = (aspect.a for aspect in old.reading.aspects if aspect.form == "value" and aspect.a in EARLIER)
    roles = dict.fromkeys((*named, Role.PRIOR, Role.PREVIOUS))
    return next((one for role in roles if (one := told.value(known.metric, role, known.where)) is not None), None)


def _is_given(fact: Fact | None) -> bool:
    return fact is not None and fact.formula is None and bool(fact.metric)
