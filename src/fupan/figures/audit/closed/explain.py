"""Explanations: every way in which the figures around may give what the words of a figure ask for.

Wide on purpose: a figure that one of them gives is never held to be wrong, only perhaps to go the wrong way.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from fupan.figures.audit.closed import way
from fupan.figures.audit.closed.asked import Asked, is_spread
from fupan.figures.audit.closed.entry import Entry
from fupan.figures.audit.closed.pool import Pool, runs
from fupan.figures.audit.closed.way import Way
from fupan.figures.audit.level import Level
from fupan.figures.audit.when import LATER, earlier
from fupan.figures.late import late

_TIMES = {"月": (3, 6, 12, 9, 2), "周": (4, 13, 52, 2), "季": (4, 2), "日": (30, 31, 90, 365), "天": (30, 31, 90, 365)}
_LARGEST_GROWTH = 4
_REST = late("其余|其他|剩|余下|另外")
_RATES = frozenset(("%", "个百分点"))
_NOT_COUNTED = frozenset(("元", "%", "个百分点", "倍"))


def explanations(entry: Entry, asked: Asked, pool: Pool) -> Iterator[Way]:
    """The ways for one figure, those close by first."""
    unit = entry.level.unit
    if unit == "%":
        yield from _percents(entry, asked, pool)
    elif unit == "个百分点":
        yield from _points(pool)
    elif unit == "倍":
        yield from (way.multiple(a, b) for a, b in _pairs(pool) if _comparable(a, b) and b.value > 0)
    else:
        yield from chain(_differences(unit, pool), _sums(unit, pool), _means(entry, unit, pool), _flows(unit, pool))


def _pairs(pool: Pool) -> Iterator[tuple[Level, Level]]:
    """Ordered pairs of which one is an anchor."""
    everything = pool.all()
    done: set[tuple[int, int]] = set()
    for one in pool.anchors():
        for other in everything:
            key = one.mention.start, other.mention.start
            if key[0] == key[1] or key in done:
                continue
            done.update((key, key[::-1]))
            yield one, other
            yield other, one


def _comparable(a: Level, b: Level) -> bool:
    """True where two levels are of one unit; of bare numbers both have to be amounts, or neither."""
    return a.unit == b.unit and a.unit not in _RATES and a.amount == b.amount


def _percents(entry: Entry, asked: Asked, pool: Pool) -> Iterator[Way]:
    if asked in {"growth", "aside", ""}:
        for a, b in _pairs(pool):
            if b.value <= 0 or not _comparable(a, b) or a.value > _LARGEST_GROWTH * b.value:
                continue
            if earlier(b, a) != LATER:
                yield way.growth(a, b)
    if asked != "growth":
        yield from _quotients(entry, asked, pool)
    told = [level for level in (*pool.back[-4:], *pool.here) if level.unit == "%"]
    if asked in {"share", "aside"} and told:
        yield from (way.total(run) for run in runs(told, "%"))
        if _REST.search(entry.lead.text):
            yield from (way.rest(_whole(told[-1]), run) for run in runs(told, "%", least=1))


def _quotients(entry: Entry, asked: Asked, pool: Pool) -> Iterator[Way]:
    everything = pool.all()
    for part in _parts(entry, asked, pool):
        for whole in everything:
            if whole is part or whole.value <= 0 or part.value < 0 or whole.unit in _RATES:
                continue
            if whole.mention.start in pool.parted and part.mention.start in pool.listed:
                continue  # of two parts that are each told with its share, one is not the whole of the other
            counted = part.unit not in _NOT_COUNTED and whole.unit not in _NOT_COUNTED
            alike = _comparable(part, whole)
            if asked in {"attainment", "aside"}:
                if alike:
                    yield way.quotient(part, whole)
                    yield from (way.quotient(whole, part),) if part.value else ()
            elif (alike or (counted and asked == "rate")) and part.value <= whole.value:
                yield way.quotient(part, whole)


def _parts(entry: Entry, asked: Asked, pool: Pool) -> list[Level]:
    """What a share or a rate may be the share of: the latest of the line, what the words name, else what is near."""
    amounts = [level for level in pool.here if level.unit not in _RATES]
    if asked not in {"share", "aside"} or entry.reading.run[1] > 1:
        return [level for level in pool.anchors() if level.unit not in _RATES]
    words = entry.lead.words
    named = [level for level in pool.all() if level.words & words and level.unit not in _RATES]
    latest = amounts[-1:]
    if latest and latest[0].made and len(amounts) > 1:
        latest = amounts[-2:]
    found = [*latest, *named]
    return found or [level for level in pool.anchors() if level.unit not in _RATES]


def _whole(like: Level) -> Level:
    """The whole of shares, 100 %."""
    mention = like.mention._replace(text="100%", value=way.HUNDRED)
    return like._replace(mention=mention, value=way.HUNDRED)


def _points(pool: Pool) -> Iterator[Way]:
    told = [level for level in pool.all() if level.unit in _RATES]
    for place, one in enumerate(told[:12]):
        for other in told[place + 1 : 16]:
            yield way.difference(one, other)._replace(unit="个百分点")


def _differences(unit: str, pool: Pool) -> Iterator[Way]:
    for a, b in _pairs(pool):
        if a.unit == unit and a.value >= b.value and _comparable(a, b):
            yield way.difference(a, b)


def _sums(unit: str, pool: Pool) -> Iterator[Way]:
    line = [level for level in pool.here if level.unit == unit]
    levels = [level for level in (*pool.back, *pool.here) if level.unit == unit]
    for run in runs(levels, unit):
        yield way.total(run)
    last = line[-1:] or levels[-1:]
    for head in pool.heads:
        if last and head.unit == unit and head is not last[0]:
            yield way.total((head, last[0]))
    for parts in runs(levels, unit, least=1, most=6):
        for whole in (*reversed(levels), *pool.heads):
            if whole.unit == unit and whole not in parts and whole.value > parts[0].value:
                yield way.rest(whole, parts)
    for one in (*reversed(levels), *pool.heads):
        yield way.total((one,))


def _means(entry: Entry, unit: str, pool: Pool) -> Iterator[Way]:
    for a, b in _pairs(pool):
        if a.unit != unit or b.value <= 0 or b.unit == unit:
            continue
        if b.unit not in _NOT_COUNTED:
            yield way.per(a, b)
            if unit == "元":
                yield way.product(a, b)
        elif b.unit == "%":
            yield way.product(a, b)
    if not unit:  # 投产比: bare numbers of bare numbers
        yield from (way.per(a, b) for a, b in _pairs(pool) if a.unit in {"", "元"} and _comparable(a, b) and b.value)
    spread = is_spread(entry.lead.text)
    for amount in (*reversed(pool.here[-6:]), *pool.heads, *reversed(pool.back[-4:])) if spread else ():
        if amount.unit == unit:
            yield from (way.over(amount, times) for times in _TIMES.get(spread, (12,)))


def _flows(unit: str, pool: Pool) -> Iterator[Way]:
    levels = [level for level in pool.here if level.unit == unit][-4:]
    for start in range(len(levels) - 2):
        first, one, other = levels[start : start + 3]
        for signs in ((1, -1), (-1, 1), (1, 1), (-1, -1)):
            yield way.flow(first, ((one, signs[0]), (other, signs[1])))
