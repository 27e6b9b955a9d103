"""Repairs: a value that several figures told of it give otherwise, and give alike.

达州253万元，任务310万元，完成81.0%，欠59万元: of 253万元 neither the rate nor the gap is told, of 251万元 both are.
One of the figures alone might be wrong itself; two that agree on what the value is cannot both be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from fupan.domain.decimals import divide, plain
from fupan.domain.fact import Fact, Formula
from fupan.domain.mention import Mention
from fupan.domain.period import Period
from fupan.figures.agreement import agreement, bounded, significant
from fupan.figures.audit.claim import LIKELY, Claim, is_change
from fupan.figures.audit.closed import way
from fupan.figures.audit.closed.entry import Entry
from fupan.figures.audit.closed.strict import strict_ways
from fupan.figures.audit.closed.way import Way, tells
from fupan.figures.audit.level import Level
from fupan.figures.units import unit_of
from fupan.figures.verdict import Fault

if TYPE_CHECKING:
    from fupan.figures.audit.closed.closing import Look

_ENOUGH, _DIGITS, _WHOLES = 2, 2, 4
_USUAL, _BEYOND = 200, 400
"""A rate of attainment at most so large is told as one, and one beyond the other is not."""
_SHARES = frozenset(("share", "aside"))
_RATES = frozenset(("%", "个百分点"))
_POWERS = (1, -1)
_RATIOS = frozenset(Decimal(1).scaleb(power) for power in (*_POWERS, 4, -4))
_MADE_OF: dict[str, Callable[[Level, Level], Way]] = {
    "growth": way.growth, "difference": way.difference, "quotient": way.quotient, "per": way.per,
}  # fmt: skip


class Told(NamedTuple):
    """A figure with the way that its words say it is made of a value."""

    entry: Entry
    way: Way


class Repair(NamedTuple):
    """A value as it should be, the fault, and the figures that give it, which are right."""

    level: Level
    value: Decimal
    fault: Fault
    by: tuple[Mention, ...]

    def fact(self) -> Fact:
        """What the value should be."""
        unit = unit_of(self.level.mention)
        why = "、".join(f"「{one.text}」" for one in self.by) + "才算得出"
        amount = f"{plain(divide(self.value, unit.factor))}{unit.symbol}"
        arithmetic = Formula("repaired", "", (), f"{amount}，文中{why}")
        return Fact(f"文中：{why}", self.level.subject, "", self.value, unit, Period(2000), None, None, arithmetic)


def repaired(looks: Sequence[Look]) -> Iterator[Repair]:
    """The values of a text that two figures or more give otherwise; ``looks`` are all its figures in order."""
    told = _told_of(looks)
    values = {(look.entry.level.unit, look.entry.level.value) for look in looks}
    repairs: list[Repair] = []
    for look in looks:
        level = look.entry.level
        if not _may_be_off(look) or level.mention.start not in told:
            continue
        own = [*_own(look)]
        if any(agreement(level.mention, amount) == "yes" for amount in own):
            continue
        found = told[level.mention.start]
        if any(tells(one.entry.mention, one.way) for one in found):
            continue
        repair = _best(level, found, own, values)
        if repair is not None:
            repairs.append(repair)
    return (one for one in repairs if not any(_rivals(one, other) for other in repairs))


def _rivals(one: Repair, other: Repair) -> bool:
    """True where the same figures may as well be right by another value."""
    return one is not other and {by.start for by in one.by} <= {by.start for by in other.by}


def _may_be_off(look: Look) -> bool:
    level = look.entry.level
    given = look.verdict.fact is not None and not look.verdict.fault
    return level.exact and level.amount and not level.row and not given and level.value > 0


def _told_of(looks: Sequence[Look]) -> Mapping[int, list[Told]]:
    """The figures told of each value, by where it begins."""
    found: dict[int, list[Told]] = {}
    wholes: list[Level] = []
    for look in looks:
        if look.asked in _SHARES and look.ways and look.ways[0].kind == "quotient":
            wholes = [*wholes[1 - _WHOLES :], look.ways[0].levels[1]]
        part = _part_of(look, looks)
        if part is not None and wholes:
            for whole in dict.fromkeys(wholes):
                if whole.unit == part.unit and whole is not part:
                    found.setdefault(part.mention.start, []).append(Told(look.entry, way.quotient(part, whole)))
        if bounded(look.entry.mention) or look.entry.reading.row or look.pool.vague:
            continue
        ways = [*_claimed(look.entry.claims), *strict_ways(look.entry, look.asked, look.pool)]
        done: set[tuple[str, tuple[int, ...]]] = set()
        for one in ways:
            key = one.kind, tuple(level.mention.start for level in one.levels)
            if one.kind not in _MADE_OF or key in done or not _stands_by(look.entry, one):
                continue
            done.add(key)
            for level in one.levels:
                found.setdefault(level.mention.start, []).append(Told(look.entry, one))
    return found


def _part_of(look: Look, looks: Sequence[Look]) -> Level | None:
    """The value right before a share that nothing gives: 其余9700万元，占23.0%."""
    entry = look.entry
    if look.asked not in _SHARES or look.holds or not entry.place or not entry.level.exact or entry.reading.row:
        return None
    before = looks[entry.place - 1].entry.level
    told = before.sentence == entry.sentence and before.unit not in _RATES and not (before.made or before.each)
    return before if told and entry.lead.bare else None


def _stands_by(entry: Entry, one: Way) -> bool:
    """True where a figure stands in the line of its two values, which are of one unit but for a mean."""
    a, b = one.levels
    said = one.kind == "per" and a.sentence == b.sentence == entry.sentence
    return a.line == b.line == entry.line and (a.unit == b.unit or said)


def _claimed(claims: Sequence[Claim]) -> Iterator[Way]:
    for claim in claims:
        if claim.sure < LIKELY or claim.pair is None:
            continue
        if is_change(claim.fact):
            relative = claim.fact.unit.base == "%"
            yield way.growth(*claim.pair) if relative else way.difference(*claim.pair)
        elif claim.fact.unit.base == "%":
            yield way.quotient(*claim.pair)


def _own(look: Look) -> Iterator[Decimal]:
    """What the words of a value itself may say that it is made of."""
    entry = look.entry
    yield from (
        claim.fact.amount for claim in entry.claims
        if claim.sure >= LIKELY and claim.fact.unit.base == entry.level.unit
    )  # fmt: skip
    ways = strict_ways(entry, look.asked, look.pool) if look.asked else ()
    yield from (one.amount for one in ways if one.unit == entry.level.unit)


def _best(
    level: Level, told: Sequence[Told], own: Sequence[Decimal], values: set[tuple[str, Decimal]]
) -> Repair | None:
    """The one slip of a value that most of the figures told of it give, two at least."""
    best: list[Repair] = []
    most = _ENOUGH
    for value, fault in _slips(level.mention):
        if (level.unit, value) in values:
            continue  # they are told of another value
        by = {one.entry.mention.start: one.entry.mention for one in told if _gives(one, level, value)}
        exact = fault == "wrong-unit" or significant(level.mention) > _DIGITS
        by_own = exact and any(agreement(level.mention._replace(value=value), abs(amount)) == "yes" for amount in own)
        count = len(by) + by_own + any(_is_beyond(one, level) for one in told if one.entry.mention.start in by)
        # Two rates alone are given by one of some forty slips too easily: 24.6亿吨，增长9.3%；煤炭23.7亿吨，增长9.6%
        told_exactly = fault == "wrong-unit" or by_own or any(one.unit != "%" for one in by.values())
        if by and told_exactly and count >= most:
            repair = Repair(level, value, fault, tuple(by.values()))
            best, most = [*(best if count == most else ()), repair], count
    return best[0] if len(best) == 1 else None


def _gives(told: Told, level: Level, value: Decimal) -> bool:
    """True where a figure is told of a value as it should be."""
    ratio = divide(value, level.value)
    step = level.mention.step * (ratio if ratio in _RATIOS else 1)  # 3.45万 is known to a hundred, 3.45亿 to a million
    mended = level._replace(value=value, mention=level.mention._replace(value=value, step=step))
    a, b = (mended if one.mention.start == level.mention.start else one for one in told.way.levels)
    return b.value > 0 and tells(told.entry.mention, _MADE_OF[told.way.kind](a, b))


def _is_beyond(told: Told, level: Level) -> bool:
    """True where a value as written is more than its whole or many times its target, where the rate is not."""
    kind, amount, rate = told.way.kind, told.way.amount, told.entry.mention.value or Decimal(0)
    if kind != "quotient" or told.way.levels[0].mention.start != level.mention.start:
        return False
    share = told.entry.lead.has("share") or not told.entry.lead.text.strip()
    return rate <= way.HUNDRED < amount if share else rate <= _USUAL and amount > _BEYOND


def _slips(mention: Mention) -> Iterator[tuple[Decimal, Fault]]:
    """The values that a figure may be a slip of the pen of."""
    value, step = mention.value or Decimal(0), mention.step
    far = (-4,) if "亿" in mention.text else (4,) if "万" in mention.text else ()  # 亿 for 万, 万 for 亿
    for power in (*_POWERS, *far):
        yield value.scaleb(power), "wrong-unit"
    digits = f"{divide(value, step):.0f}" if step > 0 and significant(mention) >= _DIGITS else ""
    for place, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit and (place or other != "0"):
                yield Decimal(digits[:place] + other + digits[place + 1 :]) * step, "wrong-derivation"
        if place and digit != digits[place - 1]:
            turned = digits[: place - 1] + digit + digits[place - 1] + digits[place + 1 :]
            yield Decimal(turned) * step, "wrong-derivation"
