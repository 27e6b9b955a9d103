"""Explanations: every way in which the figures around may give what the words of a figure ask for.

Wide on purpose: a figure that one of them gives is never held to be wrong, only perhaps to go the wrong way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from fupan.figures.audit.closed import way
from fupan.figures.audit.closed.asked import Asked, is_spread
from fupan.figures.audit.closed.entry import Entry
from fupan.figures.audit.closed.near import ANY, Near
from fupan.figures.audit.closed.pool import Pool, runs
from fupan.figures.audit.closed.way import Way
from fupan.figures.audit.level import Level
from fupan.figures.audit.measure import is_counted_so
from fupan.figures.audit.when import LATER, earlier
from fupan.figures.late import late

_TIMES = {"月": (3, 6, 12, 9, 2), "周": (4, 13, 52, 2), "季": (4, 2), "日": (30, 31, 90, 365), "天": (30, 31, 90, 365)}
_LARGEST_GROWTH = 4
_REST = late("其余|其他|剩|余下|另外")
_RATES = frozenset(("%", "个百分点"))
_NOT_COUNTED = frozenset(("元", "%", "个百分点", "倍"))


def explanations(entry: Entry, asked: Asked, pool: Pool, near: Near = ANY) -> Iterator[Way]:
    """The ways for one figure, those close by first; of two levels only those that are ``near``."""
    unit = entry.level.unit
    if unit == "%":
        yield from _percents(entry, asked, pool, near)
    elif unit == "个百分点":
        yield from _points(pool, near)
    elif unit == "倍":
        yield from (way.multiple(a, b) for a, b in _comparable_pairs(pool) if b.value > 0 and near.per(a, b))
    elif asked == "mean":  # a mean is no difference of two other amounts, and no rest of a list of them
        yield from chain(_means(entry, unit, pool, near), _same(unit, pool))
    else:
        yield from chain(
            _differences(unit, pool, near), _sums(unit, pool), _means(entry, unit, pool, near), _flows(unit, pool)
        )


def _pairs(pool: Pool, others: Callable[[Level], Iterable[Level]]) -> Iterator[tuple[Level, Level]]:
    """Ordered pairs of an anchor and each of its ``others``, both ways, none twice."""
    done: set[int] = set()
    for one in pool.anchors():
        if one.mention.start in done:
            continue
        done.add(one.mention.start)
        for other in others(one):
            if other.mention.start not in done:
                yield one, other
                yield other, one


def _comparable_pairs(pool: Pool) -> Iterator[tuple[Level, Level]]:
    """Pairs of levels that differ in nothing but their value."""
    alike: dict[tuple[str, bool], list[Level]] = {}
    for level in pool.all():
        if level.unit not in _RATES:
            alike.setdefault((level.unit, level.amount), []).append(level)
    return _pairs(pool, lambda one: alike.get((one.unit, one.amount), ()))


def _comparable(a: Level, b: Level) -> bool:
    """True where two levels are of one unit; of bare numbers both have to be amounts, or neither."""
    return a.unit == b.unit and a.unit not in _RATES and a.amount == b.amount


def _percents(entry: Entry, asked: Asked, pool: Pool, near: Near) -> Iterator[Way]:
    if asked in {"growth", "aside", ""}:
        for a, b in _comparable_pairs(pool):
            fits = b.value > 0 and a.value <= _LARGEST_GROWTH * b.value and near.growth(a, b)
            if asked == "aside" and 2 * a.value < b.value:
                continue  # of 24.8万／24万，103% nothing has fallen by as much
            if fits and earlier(b, a) != LATER:
                yield way.growth(a, b)
    if asked != "growth":
        yield from _quotients(entry, asked, pool, near)
    told = [level for level in (*pool.back[-4:], *pool.here) if level.unit == "%"]
    if asked in {"share", "aside"} and told:
        yield from (way.total(run) for run in runs(told, "%"))
        if _REST.search(entry.lead.text):
            yield from (way.rest(_whole(told[-1]), run) for run in runs(told, "%", least=1))


def _quotients(entry: Entry, asked: Asked, pool: Pool, near: Near) -> Iterator[Way]:
    everything = pool.all()
    for part in _parts(entry, asked, pool):
        for whole in everything:
            if whole is part or whole.value <= 0 or part.value < 0 or whole.unit in _RATES:
                continue
            if asked == "share" and not is_counted_so(entry.lead.text, part):
                continue
            if whole.mention.start in pool.parted and part.mention.start in pool.listed:
                continue  # of two parts that are each told with its share, one is not the whole of the other
            counted = part.unit not in _NOT_COUNTED and whole.unit not in _NOT_COUNTED
            alike = _comparable(part, whole)
            if asked in {"attainment", "aside"}:
                if alike and near.quotient(part, whole):
                    yield way.quotient(part, whole)
                if alike and part.value and near.quotient(whole, part):
                    yield way.quotient(whole, part)
            elif (alike or (counted and asked == "rate")) and part.value <= whole.value and near.quotient(part, whole):
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


def _points(pool: Pool, near: Near) -> Iterator[Way]:
    told = [level for level in pool.all() if level.unit in _RATES]
    for place, one in enumerate(told[:12]):
        for other in told[place + 1 : 16]:
            if near.difference(one, other):
                yield way.difference(one, other)._replace(unit="个百分点")


def _differences(unit: str, pool: Pool, near: Near) -> Iterator[Way]:
    for a, b in _comparable_pairs(pool):
        if a.unit == unit and a.value >= b.value and near.difference(a, b):
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
    yield from _same(unit, pool)


def _same(unit: str, pool: Pool) -> Iterator[Way]:
    """A figure told before, told again."""
    for one in (*reversed(pool.here), *reversed(pool.back), *pool.heads):
        if one.unit == unit:
            yield way.total((one,))


def _means(entry: Entry, unit: str, pool: Pool, near: Near) -> Iterator[Way]:
    own, others = _by(pool.all(), lambda level: level.unit == unit)
    for a, b in _pairs(pool, lambda one: others if one.unit == unit else own):
        if a.unit != unit or b.value <= 0:
            continue
        counted = b.unit not in _NOT_COUNTED
        if counted and near.per(a, b):
            yield way.per(a, b)
        if (b.unit == "%" or (counted and unit == "元")) and near.product(a, b):
            yield way.product(a, b)
    if not unit:  # 投产比: bare numbers of bare numbers
        yield from (
            way.per(a, b) for a, b in _comparable_pairs(pool) if a.unit in {"", "元"} and b.value and near.per(a, b)
        )
    spread = is_spread(entry.lead.text)
    for amount in (*reversed(pool.here[-6:]), *pool.heads, *reversed(pool.back[-4:])) if spread else ():
        if amount.unit == unit:
            yield from (way.over(amount, times) for times in _TIMES.get(spread, (12,)))


def _by(levels: Iterable[Level], fits: Callable[[Level], bool]) -> tuple[list[Level], list[Level]]:
    """Those that fit and those that do not."""
    found: tuple[list[Level], list[Level]] = [], []
    for level in levels:
        found[not fits(level)].append(level)
    return found


def _flows(unit: str, pool: Pool) -> Iterator[Way]:
    levels = [level for level in pool.here if level.unit == unit][-4:]
    for start in range(len(levels) - 2):
        first, one, other = levels[start : start + 3]
        for signs in ((1, -1), (-1, 1), (1, 1), (-1, -1)):
            yield way.flow(first, ((one, signs[0]), (other, signs[1])))
