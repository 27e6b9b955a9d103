"""Strict ways: what a figure must state where its words ask for it and the values asked for stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from fupan.domain.role import EARLIER, TARGETS, Role
from fupan.figures.audit.closed import way
from fupan.figures.audit.closed.asked import Asked
from fupan.figures.audit.closed.entry import Entry
from fupan.figures.audit.closed.pool import Pool, runs
from fupan.figures.audit.closed.way import Way
from fupan.figures.audit.level import Level
from fupan.figures.audit.measure import is_counted_so
from fupan.figures.audit.naming import subject_words
from fupan.figures.audit.quotients import OF_BUDGET
from fupan.figures.audit.slips import slip_of
from fupan.figures.audit.things import same_thing
from fupan.figures.audit.verbs import verb_of
from fupan.figures.audit.when import SURELY, When, earlier, when_of
from fupan.figures.late import late

_RATES = frozenset(("%", "个百分点"))
_GENERAL = late(
    r"(?:我们?|全[一-鿿]|本|公司|全部|总[额量数计体]?|整个?|所有|当[年月期季]|这|那|季度?|年度?|月|期|的|合计|其中|比|了"
    r"|销售额?|销量|收入|金额|数量|大盘|盘子)*"
)
_OF_CHANGE = late("增量|增[加长]额|减量|缺口|差额|降幅")
_UNITS = late(r"(?:每一?个?|平均一?个?|一个?|摊到)([一-鿿])|(客)单|([人户店台单件场吨所篇亩床组间])均")
_UNIT_OF = {"店": {"家", "店"}, "客": {"单", "人", "位"}}
_STEM = late(r"([一-鿿]{1,6}?)(?:率|费比|比)[^，。；：]{0,4}$")
_PLAIN = frozenset("总平均比计共约其的了各为是额数量")
_MONEY = frozenset(("元", ""))
_FAR_OFF, _NONE = 4, Decimal(0)
_CHANGED, _PARTED = frozenset(("growth", "difference")), frozenset(("quotient",))
_BESIDE: dict[Asked, frozenset[str]] = {
    "share": _PARTED, "aside": _PARTED | _CHANGED, "attainment": _PARTED, "growth": _CHANGED, "change": _CHANGED,
    "points": _CHANGED, "times": frozenset(("times",)), "mean": frozenset(("per",)),
}  # fmt: skip


def strict_ways(entry: Entry, asked: Asked, pool: Pool) -> list[Way]:
    """The ways that the words ask for with the values beside the figure; empty where these are not all there."""
    if pool.vague:
        return []
    found = {
        "share": _shares, "aside": _shares, "attainment": _attained, "growth": _changes, "change": _changes,
        "points": _points, "times": _times, "sum": _sums, "rest": _rests, "mean": _means, "rate": _rates,
        "flow": _flows, "again": _again,
    }  # fmt: skip
    return [*found[asked](entry, pool)] if asked in found else []


def beside(entry: Entry, asked: Asked, pool: Pool, ways: Iterator[Way], *, close: bool = False) -> Iterator[Way]:
    """Of wide ways those whose values all stand in the figure's line, where its words ask for a change or a part.

    A mean may also be one of two values of what its words name. With ``close`` a change only of two values of one
    thing, one of them of the figure's sentence; others it may be a slip of.
    """
    words = entry.lead.words
    kinds = _BESIDE.get(asked, frozenset())
    for one in ways:
        here = all(level.line == entry.line for level in one.levels)
        if asked == "mean":
            before = all(level.mention.start < entry.mention.start for level in one.levels)
            here = (here and before) or all(level.words & words for level in one.levels)
            here = here and not one.levels[0].each and one.levels[0].mention.start not in pool.means
            here = here and (not words or any(level.words & words for level in one.levels))
        if asked == "share" and one.kind == "quotient":
            here = here and _may_be_share(entry, one)
        if close and one.kind in _CHANGED:
            here = here and _may_have_changed(entry, one, pool)
        if one.kind in kinds and here:
            yield one


def _may_be_share(entry: Entry, one: Way) -> bool:
    """False for a part of another whole than the one that is named, and for the share of a gap where none is."""
    part, whole = one.levels
    named = _named_whole(entry)
    if _OF_CHANGE.search(named):
        return whole.made  # 多223万元，相当于事业部增量的92.9%
    return bool(named) or not part.made or whole.made  # 差额50万元，占20%: of what falls short, not of the gap


def _named_whole(entry: Entry) -> str:
    """What the words say that it is a share of, "" where they name nothing of its own."""
    named = entry.lead.of or entry.lead.part_of or ""
    return "" if _GENERAL.fullmatch(named) else named


def _may_have_changed(entry: Entry, one: Way, pool: Pool) -> bool:
    """False for differences themselves, for values of two things, and for what only follows (80%），增换购252位)."""
    a, b = one.levels
    last = max(a.mention.start, b.mention.start)
    follows = last > entry.mention.start and not {a.role, b.role} & {Role.PRIOR, Role.PREVIOUS, *TARGETS}
    said = [level for level in _here(entry, pool) if level.unit == a.unit and not level.made]
    meant = not said or a in said or b in said
    return meant and not (a.made or b.made or follows) and same_thing(a, b)


def answers(entry: Entry, levels: Sequence[Level]) -> bool:
    """False where the words compare with a time that none of the levels is of: 比去年涨, without last year's value."""
    text = entry.lead.text
    when = when_of(text)
    earlier_year = when.year == -1 or "同比" in text
    if earlier_year and not any(_is_of(level, Role.PRIOR, "year") for level in levels):
        return False
    before = when.near == -1 or "环比" in text
    if before and not any(_is_of(level, Role.PREVIOUS, "near") or when_of(level.head).part for level in levels):
        return False
    return not when.part or any(_names_part(level, when) for level in levels) or before


def _is_of(level: Level, role: Role, kind: Literal["year", "near"]) -> bool:
    told = when_of(level.head)
    return level.role is role or (told.year if kind == "year" else told.near) == -1


def _names_part(level: Level, when: When) -> bool:
    return any(
        (told.part, told.place) == (when.part, when.place) for told in (when_of(level.head), when_of(level.subject))
    )


def _here(entry: Entry, pool: Pool) -> list[Level]:
    return [level for level in pool.here if level.sentence == entry.sentence]


def _shares(entry: Entry, pool: Pool) -> Iterator[Way]:
    amounts = [level for level in _here(entry, pool) if level.unit not in _RATES]
    if not amounts or amounts[-1].each or entry.reading.run[1] > 1:
        return
    named = _named_whole(entry)
    if named:
        words = subject_words(named)
        wholes = [level for level in pool.all() if level.words & words]
    else:
        wholes = [*reversed(amounts[:-1]), *pool.heads]
    part = _told_of(amounts, pool)
    if not is_counted_so(entry.lead.text, part) or (part.made and not named):
        return  # 差额50万元，占20%: of what falls short, not of the gap
    if not entry.lead.of and entry.lead.words and not entry.lead.words & part.words:
        return
    for whole in wholes:
        if whole.mention.start in pool.parted:
            continue  # 民营76家（56%），公立60家（44%）: neither is the whole of the other
        larger = whole.unit == part.unit and whole.value > max(part.value, _NONE)
        if larger and whole.role is part.role and not whole.each:
            yield way.quotient(part, whole)


def _told_of(amounts: Sequence[Level], pool: Pool) -> Level:
    """团餐9,360吨，去年6,675吨，增长40.2%，占: behind the growth it is again what has grown."""
    latest = amounts[-1]
    if latest.role is Role.ACTUAL or len(amounts) < 2 or pool.here[-1] is latest:
        return latest
    before = amounts[-2]
    return before if before.role is Role.ACTUAL and before.unit == latest.unit and not before.made else latest


def _attained(_entry: Entry, pool: Pool) -> Iterator[Way]:
    line = [level for level in pool.here if level.unit not in _RATES]
    targets = [level for level in line if level.role in TARGETS][-1:]
    for target in targets:
        for done in (*reversed(line), *pool.heads):
            fits = done.role is Role.ACTUAL and done.unit == target.unit and not done.made and done.each == target.each
            if fits and target.value / _FAR_OFF < done.value < target.value * 2:
                yield way.quotient(done, target)


def _changes(entry: Entry, pool: Pool) -> Iterator[Way]:
    unit = entry.level.unit
    if unit == "%":
        yield from _points(entry, pool)
    levels = [
        level for level in (*pool.here, *pool.ahead[:1])
        if not level.made and level.unit not in _RATES and unit in {"%", level.unit}
    ][-4:]  # fmt: skip
    said = [level for level in levels if level.sentence == entry.sentence]
    for other in levels:
        for one in levels:
            if one is other or one.unit != other.unit or one.each != other.each or not other.value:
                continue
            if not (earlier(other, one) == SURELY or (other.role in TARGETS and one.role is Role.ACTUAL)):
                continue
            meant = not said or one in said or other in said  # 居民6,180万方（上年5,870万方）；工业8,424万方，增长8%
            if meant and same_thing(one, other) and one.value < _FAR_OFF * other.value:
                yield way.growth(one, other) if unit == "%" else way.difference(one, other)


def _points(entry: Entry, pool: Pool) -> Iterator[Way]:
    told = [level for level in _here(entry, pool) if level.unit == "%"]
    if entry.level.unit == "%":  # 沪铜涨0.55%，沪铝涨0.3%，沪锡涨0.25%: each is a change of its own
        told = [level for level in told if verb_of(level.said) is None]
    if len(told) >= 2:
        yield way.difference(told[-1], told[-2])


def _times(entry: Entry, pool: Pool) -> Iterator[Way]:
    line = _here(entry, pool)
    alike = [level for level in line if line and level.unit == line[-1].unit]
    if len(alike) >= 2 and alike[-1].value and alike[-2].value:
        large, small = sorted(alike[-2:], key=lambda level: -level.value)
        yield way.multiple(large, small)


def _sums(entry: Entry, pool: Pool) -> Iterator[Way]:
    line = [level for level in pool.here if _may_be_part(level, entry)]
    for length in range(min(len(line), 8), 1, -1):
        yield way.total(line[-length:])
    if len(line) == 1:
        yield from (
            way.total((head, line[0])) for head in pool.heads if head.unit == line[0].unit and head is not line[0]
        )


def _may_be_part(level: Level, entry: Entry) -> bool:
    return level.unit == entry.level.unit and not (level.made or level.summed or level.part)


def _rests(entry: Entry, pool: Pool) -> Iterator[Way]:
    alike = [level for level in pool.here if level.unit == entry.level.unit and level.role not in EARLIER]
    for head in pool.heads:
        if alike and head is not alike[-1] and head.unit == alike[-1].unit and head.value < alike[-1].value:
            yield way.rest(alike[-1], (head,))
    for parts in runs(alike, entry.level.unit, least=1, most=6):
        for whole in (*reversed(alike), *pool.heads):
            if whole.unit == entry.level.unit and whole not in parts:
                found = way.rest(whole, parts)
                if found.amount > 0:
                    yield found


def _means(entry: Entry, pool: Pool) -> Iterator[Way]:
    match = next(reversed([*_UNITS.finditer(entry.lead.text)]), None)
    if match is None:
        return
    found = match[1] or match[2] or match[3]
    units = _UNIT_OF.get(found, {found})
    counts = _of_line_or_all(pool, [level for level in (*pool.heads, *pool.here) if level.unit in units], entry.line)
    unit = entry.level.unit
    amounts = [level for level in (*pool.heads, *pool.here) if level.unit == unit and not level.each and not level.made]
    for amount in reversed(_of_line_or_all(pool, amounts, entry.line)):
        for count in reversed(counts):
            if amount is not count and count.value > 0 and amount.role is count.role:
                yield way.per(amount, count)


def _of_line_or_all(pool: Pool, levels: list[Level], line: int) -> list[Level]:
    """The latest two of the line, where it has any, else the first two of the text."""
    here = [level for level in levels if level.line == line]
    return here[-2:] or [level for level in levels if level in pool.heads][:2]


def _rates(entry: Entry, pool: Pool) -> Iterator[Way]:
    """中标率, 费用率: the count or amount that the stem of the rate names, of another of the line or of the whole."""
    match = _STEM.search(entry.lead.text)
    stem = set(match[1]) - _PLAIN if match else set()
    if OF_BUDGET.search(entry.lead.text):
        return
    least = min(2, len(stem)) or 1
    parts = [one for one in _here(entry, pool) if one.amount and not one.each and len(stem & set(one.said)) >= least][
        -2:
    ]
    for part in reversed(parts):
        for whole in (*reversed(pool.here), *pool.heads):
            money = (part.unit in _MONEY, whole.unit in _MONEY)
            if whole is part or not whole.amount or money[0] != money[1] or whole.value <= max(part.value, _NONE):
                continue
            if whole.role is part.role and not whole.each:
                yield way.quotient(part, whole)


def _flows(entry: Entry, pool: Pool) -> Iterator[Way]:
    levels = [level for level in pool.here if level.unit == entry.level.unit][-3:]
    if len(levels) == 3:
        yield way.flow(levels[0], ((levels[1], 1), (levels[2], -1)))


def _again(entry: Entry, pool: Pool) -> Iterator[Way]:
    """这2340单里: a figure told before, where it is one of those but for a digit."""
    for level in (*reversed(pool.here), *reversed(pool.back), *pool.heads):
        fact = way.total((level,)).fact() if level.unit == entry.level.unit else None
        if fact is not None and slip_of(entry.mention, fact):
            yield way.total((level,))
