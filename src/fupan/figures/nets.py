"""What else may carry a figure whose words do not say for certain what it is.

A right figure told in unforeseen words must not be called wrong; each net is narrow enough that a wrong figure seldom
falls into it (the share of random figures that do is measured by the benchmark).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.agreement import ABOVE, BELOW, agreement
from fupan.figures.reading import CONTEXT, NONE, OWN, SENTENCE, Reading
from fupan.figures.units import measure_of, same_unit
from fupan.figures.verdict import Verdict
from fupan.figures.words import content_words

if TYPE_CHECKING:
    from fupan.figures.bind import Binder

_DIFFERENCES = tuple(
    Aspect("difference", a, b)
    for a, b in (
        (Role.ACTUAL, Role.TARGET), (Role.ACTUAL, Role.STRETCH), (Role.ACTUAL, Role.PRIOR),
        (Role.ACTUAL, Role.PREVIOUS), (Role.PLAN, Role.ACTUAL), (Role.PLAN, Role.TARGET),
    )
)  # fmt: skip
_RATES = tuple(
    Aspect("growth", a, b)
    for a, b in (
        (Role.PLAN, Role.ACTUAL), (Role.ACTUAL, Role.TARGET), (Role.ACTUAL, Role.PRIOR), (Role.ACTUAL, Role.PREVIOUS),
    )
) + (Aspect("ratio", Role.ACTUAL, Role.STRETCH), Aspect("ratio", Role.ACTUAL, Role.TARGET), Aspect("share", Role.PRIOR))  # fmt: skip
_GIVEN = frozenset(role.value for role in Role)
_PRECISE = 3
_HUNDRED = Decimal(100)


def caught(binder: Binder, text: str, reading: Reading, words: frozenset[str], before: Sequence[Verdict]) -> Verdict | None:
    """The verdict on a figure that one of the nets holds, else None."""
    for found in (
        _headline(binder, reading),
        _of_line(binder, reading),
        _difference(binder, text, reading),
        _rate(binder, reading),
        _sibling(binder, reading),
        binder.by_partial_name(text, reading, words),
    ):
        if found is not None:
            return Verdict(reading, fact=found)
    found_two = _of_two(reading, before)
    if found_two is not None:
        return found_two
    idle = reading.rest or _in_words(reading) or (reading.mention.unit == "倍" and reading.aspect_sure < OWN)
    whole = reading.mention.value == _HUNDRED and any(aspect.form == "share" for aspect in reading.aspects)
    return Verdict(reading, unchecked=True) if idle or whole else None


def _headline(binder: Binder, reading: Reading) -> Fact | None:
    """A value of the first metric of the sheet, where no metric and no member is named."""
    sheet, mention = binder.lexicon.sheet, reading.mention
    if reading.metric_sure > CONTEXT or reading.place_sure > CONTEXT or not sheet.metrics or mention.value is None:
        return None
    first = sheet.metrics[0]
    if first.unit.dimension == "rate" or not same_unit(mention.unit, first.unit.base):
        return None
    roles = [aspect.a for aspect in reading.aspects if aspect.form == "value"] if reading.aspect_sure >= OWN else list(Role)
    for role in roles:
        fact = binder.told.value(first.name, role, None)
        exact = fact is not None and (fact.amount == mention.value or significant(mention) >= _PRECISE)
        if fact is not None and exact and agreement(mention, fact.amount) == "yes":
            return fact
    return None


def _difference(binder: Binder, text: str, reading: Reading) -> Fact | None:
    """冒出去4800万元: a difference of the metric spoken of, told by a verb that is in no list."""
    if reading.metric_sure >= OWN or reading.aspect_sure >= OWN or any(aspect.form != "value" for aspect in reading.aspects):
        return None
    mention = _unbound(reading.mention)
    for metric in reading.metrics:
        for where in _wheres(binder, text, reading, metric):
            for aspect in _DIFFERENCES:
                fact = binder.told.fact(metric, aspect, where)
                if fact is not None and same_unit(mention.unit, fact.unit.base) and agreement(mention, fact.amount) == "yes":
                    return binder.named(fact)
    return None


def _of_line(binder: Binder, reading: Reading) -> Fact | None:
    """Anything that the line's metrics and members tell, as far as the clause itself leaves it open which."""
    loose_metric, loose_place = reading.metric_sure < OWN, reading.place_sure < OWN
    if not loose_metric and not loose_place:
        return None
    metrics = dict.fromkeys((*reading.metrics, *(reading.line_metrics if loose_metric else ())))
    places = dict.fromkeys((*reading.places, *((*reading.line_places, None) if loose_place else ())))
    for metric in metrics:
        known = binder.metrics[metric].breakdown
        for where in places:
            if where is None or where[1] in known.get(where[0], {}):
                for aspect in reading.aspects:
                    fact = binder.told.fact(metric, aspect, where)
                    if fact is not None and binder.holds(reading, fact, aspect):
                        return fact
    return None


def _wheres(binder: Binder, text: str, reading: Reading, metric: str) -> Iterator[Where | None]:
    """The members spoken of, and those that the sentence names in part (加盟 for 下沉加盟)."""
    yield from binder.places_for(reading, metric)
    words = content_words(text[slice(*reading.sentence)])
    for dimension, members in binder.metrics[metric].breakdown.items():
        yield from ((dimension, member) for member in members if content_words(member) & words)


def _rate(binder: Binder, reading: Reading) -> Fact | None:
    """A rate that stands alone in brackets or after a comma: any named rate of what is spoken of."""
    if reading.aspect_sure > NONE or reading.mention.unit != "%":
        return None
    for metric in reading.metrics:
        for where in binder.places_for(reading, metric):
            for aspect in _RATES:
                fact = binder.told.fact(metric, aspect, where)
                if fact is not None and agreement(reading.mention, fact.amount) == "yes":
                    return fact
    return None


def _sibling(binder: Binder, reading: Reading) -> Fact | None:
    """比谷底的那个月多了762万元: against another member that the sentence does not name."""
    if not reading.blind and reading.mention.unit != "倍":
        return None
    for metric in reading.metrics:
        for where in reading.places:
            for other in binder.metrics[metric].breakdown.get(where[0], {}) if where else ():
                assert where is not None
                for form in ("difference", "growth", "ratio"):
                    fact = binder.told.between(metric, form, Role.ACTUAL, where, (where[0], other))
                    if fact is not None and other != where[1] and binder.meets(reading.mention, fact):
                        return fact
    return None


def _of_two(reading: Reading, before: Sequence[Verdict]) -> Verdict | None:
    """A share, sum or difference of two figures of the sentence that notes carry."""
    mention = reading.mention
    near = [one for one in before[-7:] if one.mention.start >= reading.line[0]]
    known = [one for one in near if not one.fault and one.mention.value and (one.note is not None or one.fact is not None)]
    for i, one in enumerate(known):
        for other in known[i + 1 :]:
            noted = one.note or other.note or not strong(reading)
            same = one.mention.unit == other.mention.unit
            if noted and same and _explains(mention, one, other):
                return Verdict(reading, note=one.note or other.note, fact=None if one.note or other.note else other.fact)
            if one.note or other.note:
                if _per(mention, one, other) or _per(mention, other, one):
                    return Verdict(reading, note=one.note or other.note)
    return None


def _explains(mention: Mention, one: Verdict, other: Verdict) -> bool:
    low, high = sorted((abs(one.mention.value or 0), abs(other.mention.value or 0)))
    if not high or significant(mention) < 2 and mention.unit != "%":
        return False
    if mention.unit == "倍":
        return agreement(mention, high / low) == "yes" if low else False
    if mention.unit == "个百分点":
        return one.mention.unit == "%" and agreement(mention, high - low) == "yes"
    if mention.unit == "%":
        first, second = abs(one.mention.value or 1), abs(other.mention.value or 0)
        return any(agreement(mention, value) == "yes" for value in (low * 100 / high, (second - first) * 100 / first))
    return mention.unit == one.mention.unit and any(agreement(mention, v) == "yes" for v in (high - low, high + low))


def _per(mention: Mention, one: Verdict, other: Verdict) -> bool:
    """按26周算，每周42次: an amount over a duration."""
    if other.mention.kind != "duration" or one.mention.unit != mention.unit or not other.mention.value:
        return False
    return agreement(mention, (one.mention.value or Decimal(0)) / other.mention.value) == "yes"


def _in_words(reading: Reading) -> bool:
    """一半, 三分之二, 四成 with nothing that says of what."""
    text = reading.mention.text
    return reading.aspect_sure <= NONE and ("分之" in text or "成" in text or "半" in text)


def _unbound(mention: Mention) -> Mention:
    """超804万 may be a bound, and may be an excess of 804万."""
    return replace(mention, approx=None, low=None, high=None) if mention.approx in ABOVE | BELOW else mention


def strong(reading: Reading) -> bool:
    """True where the words leave no doubt of what is told."""
    certain = reading.metric_sure >= SENTENCE and reading.aspect_sure >= OWN
    return certain and (reading.place_sure >= SENTENCE or not reading.line_places)


def significant(mention: Mention) -> int:
    """How many digits of a figure tell something: 13600 has three."""
    return len(mention.value.normalize().as_tuple().digits) if mention.value is not None else 0


__all__ = ["CONTEXT", "SENTENCE", "caught", "measure_of", "significant"]
