"""Opposed verbs: a difference and its rate, told one behind the other, of which one rises and the other falls.

比10月少240万元，增6.7%: both are told of the same two values, so that one of the verbs is wrong; the rate says which
one, as a rise and a fall of as much have other rates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from fupan.domain.fact import Fact
from fupan.domain.mention import Direction
from fupan.figures.agreement import significant
from fupan.figures.audit.closed import way
from fupan.figures.audit.closed.entry import Entry
from fupan.figures.audit.closed.way import Way, tells
from fupan.figures.audit.level import Level
from fupan.figures.audit.verbs import verb_of
from fupan.figures.audit.when import when_of
from fupan.figures.late import late

_RATES = frozenset(("%", "个百分点", "倍"))
_OWN = late("率|比重|占|其中|目标|任务|计划|预算|指标|原本|本来")
_BASE = late(r"[ 　也又就还要再仍要将]*(?:同比|环比|比|较)")
_REACH, _DIGITS = 6, 2


class Opposed(NamedTuple):
    """The figure whose verb goes the wrong way, and the change as it is."""

    start: int
    fact: Fact


def opposed(entries: Sequence[Entry]) -> Iterator[Opposed]:
    """The figures of a text whose verbs go against those of the figure beside them that tells the same change."""
    for one, other in pairwise(entries):
        rates = {one.level.unit, other.level.unit} & _RATES
        if rates != {"%"} or one.level.unit == other.level.unit or one.sentence != other.sentence:
            continue
        change, rate = (one, other) if other.level.unit == "%" else (other, one)
        ways = _way_of(change), _way_of(rate)
        if None in ways or ways[0] == ways[1] or not _goes_on(other):
            continue
        if change.level.each or not change.level.exact or not rate.level.exact or significant(rate.mention) < _DIGITS:
            continue
        found = _signed(entries, change, rate, min(one.place, other.place))
        fact = found.fact() if found is not None else None
        if found is not None and fact is not None:
            up: Direction = "up" if found.levels[0].value > found.levels[1].value else "down"
            wrong = change if ways[0] != up else rate
            yield Opposed(wrong.mention.start, fact)


def _way_of(entry: Entry) -> Direction | None:
    verb = verb_of(entry.lead.text)
    if verb is None or entry.reading.row or entry.mention.kind == "duration" or _OWN.search(entry.lead.text):
        return None
    return verb.direction


def _goes_on(entry: Entry) -> bool:
    """True where the second figure names nothing of its own, but perhaps what it is compared with."""
    verb = verb_of(entry.lead.text)
    before = verb.before if verb is not None else ""
    return entry.lead.bare and (_BASE.match(before) is not None or not when_of(before).named)


def _signed(entries: Sequence[Entry], change: Entry, rate: Entry, end: int) -> Way | None:
    """The growth that both tell, where the values before tell its sign; None where they leave it open."""
    told = [
        one.level for one in entries[max(0, end - _REACH) : end]
        if one.line == change.line and one.level.unit == change.level.unit and one.level.exact
        and not one.level.made and one.level.each == change.level.each and one.level.value > change.level.value > 0
    ]  # fmt: skip
    found = [*_later(told, change, rate)]
    for base in told:
        if not tells(rate.mention, way.quotient(change.level, base)):
            continue
        ends = [one for one in told if one is not base and tells(change.mention, way.difference(one, base))]
        if not ends:
            return None  # of 600吨 a rise of 120吨 and a fall of it are 20% alike
        found += [way.growth(one, base) for one in ends]
    return found[0] if len({one.amount > 0 for one in found}) == 1 else None


def _later(told: Sequence[Level], change: Entry, rate: Entry) -> Iterator[Way]:
    """The growths that the rate tells, from a value that only the change gives."""
    for later in told:
        for sign, mark in ((1, "−"), (-1, "+")):
            value = later.value - sign * change.level.value
            text = f"({later.mention.text} {mark} {change.mention.text})"
            grown = way.growth(
                later, later._replace(value=value, mention=later.mention._replace(text=text, value=value))
            )
            if tells(rate.mention, grown):
                yield grown
