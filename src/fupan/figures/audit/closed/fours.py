"""Fours: two values, their difference and their rate, of which three agree and so tell that the fourth is wrong.

2023年224台，今年189台，少53台，跌15.6%: the rate is that of the two values, so it is the difference that is off.
No word needs to say which value is the base: that a rate of several digits fits is no accident.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from fupan.domain.fact import Fact
from fupan.domain.role import EARLIER, TARGETS
from fupan.figures.agreement import significant
from fupan.figures.audit import formula
from fupan.figures.audit.closed import way
from fupan.figures.audit.closed.entry import Entry
from fupan.figures.audit.closed.way import Way, tells
from fupan.figures.audit.level import Level
from fupan.figures.audit.slips import one_digit_off, slip_of
from fupan.figures.audit.stating import far_from
from fupan.figures.audit.things import same_thing
from fupan.figures.audit.verbs import Verb, verb_of
from fupan.figures.audit.when import SURELY, earlier, when_of
from fupan.figures.late import late
from fupan.figures.verdict import Fault

_RATES = frozenset(("%", "个百分点"))
_ATTAINED = late(r"(?:完成|达成|达标|实现|进度|做到)[率度]?(?:了|为|是|只有|仅|才|只|：|[ 　（(*_])*$")
_PLAIN = late(r"[ 　，、（(*_也又就即合等于为是约达了还只仅才]*")
_OTHER = late("比|较|同比|环比|去年|上年|同期|目标|任务|计划|预算|指标|原|其中|占|率")
_FAR_OFF, _DIGITS, _REACH = 10, 2, 7


class Four(NamedTuple):
    """Two values, the earlier told first, with what is told of them: by how much they differ, and the rate."""

    one: Level
    other: Level
    change: Entry
    rate: Entry
    told: tuple[Level, ...] = ()

    @property
    def up(self) -> bool | None:
        """Whether the difference is told as a rise; None where its words leave it open."""
        verb = _verb(self.change)
        if self.change.mention.text[:1] in "+＋-−－":
            return self.change.mention.text[0] in "+＋"
        return None if verb is None or verb.direction is None else verb.direction == "up"


class Off(NamedTuple):
    """The figure of a four that the three others do not give, the fault, what it should be, and where those begin."""

    start: int
    fault: Fault
    fact: Fact
    given: tuple[int, ...] = ()


def off_fours(entries: Sequence[Entry]) -> Iterator[Off]:
    """The figures of a text that three others give differently."""
    for four in _fours(entries):
        found = _off(four)
        if found is not None:
            told = (four.one.mention, four.other.mention, four.change.mention, four.rate.mention)
            yield found._replace(given=tuple(one.start for one in told if one.start != found.start))


def _fours(entries: Sequence[Entry]) -> Iterator[Four]:
    for rate in entries:
        if rate.level.unit != "%" or not _is_free(rate) or significant(rate.mention) < _DIGITS:
            continue
        for place in (rate.place - 1, rate.place + 1):
            change = entries[place] if 0 <= place < len(entries) else None
            if change is None or change.sentence != rate.sentence or not _is_change(change, entries):
                continue
            told = _told_before(entries, change, min(place, rate.place))
            values = _values(told, change)
            if values is not None and not _explained(told, change, rate):
                yield Four(*values, change, rate, tuple(told))


def _is_free(rate: Entry) -> bool:
    """True for a rate whose words name nothing but that it is one: 跌15.6%, （6.7%）, 完成93.3%."""
    text = rate.lead.text
    if rate.reading.row or not rate.level.exact or (_OTHER.search(text) is not None and not _ATTAINED.search(text)):
        return False
    verb = verb_of(text)
    plain = text if verb is None else verb.before
    found = _ATTAINED.search(plain)
    return _PLAIN.fullmatch(plain if found is None else plain[: found.start()]) is not None


def _verb(entry: Entry) -> Verb | None:
    return verb_of(entry.lead.text) or (verb_of(entry.lead.head) if not entry.lead.text.strip() else None)


def _is_change(entry: Entry, entries: Sequence[Entry]) -> bool:
    """True for an amount told as a difference of the two values before it, and of no others by its words."""
    level, verb = entry.level, _verb(entry)
    if level.unit in _RATES or not level.exact or entry.reading.row:
        return False
    if verb is None:
        return entry.mention.text[:1] in "+＋-−－" and not entry.lead.text.strip()
    joined = entry.place > 0 and entry.lead.joined and entries[entry.place - 1].level.unit == level.unit
    return joined or (
        _OTHER.search(verb.before) is None and not when_of(verb.before).named and (entry.lead.bare or level.each)
    )


def _told_before(entries: Sequence[Entry], change: Entry, end: int) -> list[Level]:
    """The values of the line before the two, in the unit of the difference."""
    before = (one.level for one in entries[max(0, end - _REACH) : end] if one.line == change.line)
    return [one for one in before if one.unit == change.level.unit]


def _values(told: Sequence[Level], change: Entry) -> tuple[Level, Level] | None:
    """The two values right before, of one thing; None where these are not there."""
    if len(told) < 2 or not all(one.exact and one.value > 0 and not (one.row or one.made) for one in told[-2:]):
        return None
    one, other = told[-2:]
    if other.sentence != change.sentence or one.each != other.each or one.value == other.value:
        return None
    if change.level.each and not one.each:
        return None
    return (one, other) if one.sentence == other.sentence or same_thing(one, other) else None


def _explained(told: Sequence[Level], change: Entry, rate: Entry) -> bool:
    """True where two values of the line give the difference, and the rate too."""
    return any(
        b.value > 0
        and tells(change.mention, way.difference(a, b))
        and (tells(rate.mention, way.growth(a, b)) or tells(rate.mention, way.quotient(a, b)))
        for a, b in permutations(told, 2)
    )


def _off(four: Four) -> Off | None:
    orders = ((four.one, four.other), (four.other, four.one))
    rates = [found for a, b in orders for found in _rates(four, a, b)]
    differs = tells(four.change.mention, way.difference(four.one, four.other))
    given = any(tells(four.rate.mention, one) for one in rates)
    if differs:
        return None if given else _rate_off(four)
    if given:
        return _change_off(four)
    found = [one for a, b in orders for one in (_later_off(four, a, b), _base_off(four, a, b)) if one is not None]
    return found[0] if len({one.start for one in found}) == 1 else None


def _rates(four: Four, a: Level, b: Level) -> Iterator[Way]:
    if _ATTAINED.search(four.rate.lead.text) is None:
        yield way.growth(a, b)
    if verb_of(four.rate.lead.text) is None:
        yield way.quotient(a, b)


def _rate_off(four: Four) -> Off | None:
    """The rate is that of neither value: told where it is plain which of them is the base."""
    for a, b in ((four.one, four.other), (four.other, four.one)):
        if b.role in TARGETS or (b.role in EARLIER and earlier(b, a) == SURELY):
            found = [one for one in _rates(four, a, b) if b.role in TARGETS or one.kind == "growth"]
            fact = found[-1].fact() if found else None
            return None if fact is None else _told(four.rate.level, fact)
    return None


def _change_off(four: Four) -> Off | None:
    large, small = sorted((four.one, four.other), key=lambda level: -level.value)
    return _told(four.change.level, formula.difference(large, small, "之差"))


def _later_off(four: Four, a: Level, b: Level) -> Off | None:
    """The difference and the rate agree on the base: it is ``a`` that is off."""
    up, change = four.up, four.change.level
    if up is None or (not up and change.value >= b.value):
        return None
    mended = a._replace(value=b.value + change.value if up else b.value - change.value)
    if not any(tells(four.rate.mention, one) for one in _rates(four, mended, b)):
        return None
    fact = formula.total((b, change), "合计") if up else formula.rest(b, (change,), "余下")
    return _slip(four, a, fact)


def _base_off(four: Four, a: Level, b: Level) -> Off | None:
    """The difference and the rate agree on what the base must be: it is ``b`` that is off."""
    up, change = four.up, four.change.level
    if up is None or (up and change.value >= a.value):
        return None
    mended = b._replace(value=a.value - change.value if up else a.value + change.value)
    if not any(tells(four.rate.mention, one) for one in _rates(four, a, mended)):
        return None
    fact = formula.rest(a, (change,), "余下") if up else formula.total((a, change), "合计")
    return _slip(four, b, fact)


def _slip(four: Four, level: Level, fact: Fact) -> Off | None:
    """A value that two figures give differently, where it is that value but for a slip of the pen."""
    if any(one.value == fact.amount for one in four.told):
        return None  # 实际187单，目标180单，去年152单，多35单: it is of another value of the line
    fault = slip_of(level.mention, fact)
    if not fault and one_digit_off(level.mention, fact.amount, _DIGITS):
        fault = "wrong-derivation"
    return Off(level.mention.start, fault, fact) if fault else None


def _told(level: Level, fact: Fact) -> Off | None:
    if far_from(level.mention, fact) > _FAR_OFF:
        return None
    return Off(level.mention.start, slip_of(level.mention, fact) or "wrong-derivation", fact)
