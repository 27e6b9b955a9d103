"""Amounts told with 亿 for 万: no other of the text comes near them, and 万 times less they fit.

居民用户38.7万户，比年初的37.44亿户增长3.4%: no figure beside it gives the 3.4 %; with 37.44万户 the two do.
三项合计15,325亿元 in a text of amounts in 万元 is a sum of some of them, and cannot be 万 times the largest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from fupan.domain.decimals import divide, plain
from fupan.domain.fact import Fact, Formula
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.figures.agreement import bounded, significant
from fupan.figures.audit.closed import way
from fupan.figures.audit.closed.asked import Asked
from fupan.figures.audit.closed.entry import Entry
from fupan.figures.audit.closed.turned import goes_along
from fupan.figures.audit.closed.way import Way, tells
from fupan.figures.audit.level import Level
from fupan.figures.late import late
from fupan.figures.units import unit_of

if TYPE_CHECKING:
    from fupan.figures.audit.closed.closing import Look

_OF_OTHERS = frozenset(("sum", "rest", "mean", "change", "flow", "product"))
"""What is made of other amounts of the text and cannot be far larger."""
_SEVERAL, _BEYOND, _USUAL = 3, 500, 20
"""How many other amounts there must be; how many times the largest one is that is 万 off, and at most one that fits."""
_HERE, _HEADS = 6, 3
_ALIKE = 100
"""A text that tells of another amount in 亿, not that many times smaller, means its 亿."""
_PRICES = 100_000
"""Amounts of money below it are prices, beside which a turnover is no slip."""
_MADE_OF: dict[Asked, Callable[[Level, Level], Way]] = {
    "growth": way.growth, "change": way.difference, "share": way.quotient, "attainment": way.quotient,
    "aside": way.quotient,
}  # fmt: skip
_WORLD = late(
    "市场|行业|全国|全球|全省|全市|规模|空间|估值|市值|大盘|人口|投资|产值|总值|经济|总量|股本|身家|收购|对价|进出口|快递|装机|吞吐"
)
"""What is told of the world around, which may be far larger than all that a text tells of its own."""


class Mended(NamedTuple):
    """An amount as it should be, with what is told of it, which it gives then."""

    level: Level
    value: Decimal
    told: Entry | None = None

    def fact(self) -> Fact:
        """What the amount should be."""
        text, unit = self.level.mention.text, unit_of(self.level.mention)
        amount = text.replace("亿", "万") if "亿" in text else f"{plain(divide(self.value, unit.factor))}{unit.symbol}"
        why = f"文中「{self.told.mention.text}」才算得出" if self.told is not None else "文中同类数都在这个量级"
        arithmetic = Formula("mended", "", (), f"{amount}，{why}")
        return Fact(f"文中：{why}", self.level.subject, "", self.value, unit, Period(2000), None, None, arithmetic)


def mended(looks: Sequence[Look], given: Sequence[Look]) -> Iterator[Mended]:
    """The amounts out of place; ``looks`` are the derived figures of a text, ``given`` the others, in order."""
    done: set[int] = set()
    in_yi = [look.entry.level for look in (*looks, *given) if "亿" in look.entry.mention.text]
    for look in given:
        if _out_of_place(look, in_yi):
            yield Mended(look.entry.level, look.entry.level.value.scaleb(-4))
    for look in looks:
        mention = look.entry.mention
        if look.asked in _OF_OTHERS and not look.holds and _out_of_place(look, in_yi):
            yield Mended(look.entry.level, look.entry.level.value.scaleb(-4))
            continue
        world = _WORLD.search(look.entry.lead.head) is not None
        if (
            look.holds
            or world
            or look.asked not in _MADE_OF
            or look.pool.vague
            or bounded(mention)
            or significant(mention) < 2
        ):
            continue
        for level, value in _values(look):
            if level.mention.start not in done:
                done.add(level.mention.start)
                yield Mended(level, value, look.entry)


def _out_of_place(look: Look, in_yi: Sequence[Level]) -> bool:
    """True where an amount in 亿 is one of a kind, of the text's own affairs."""
    level = look.entry.level
    if not _in_yi(level) or _WORLD.search(look.entry.lead.head + look.entry.after):
        return False
    alike = any(
        one.unit == level.unit and one.mention.start != level.mention.start and one.value * _ALIKE > level.value
        for one in in_yi
    )
    return not alike and _beyond(level, look)


def _values(look: Look) -> Iterator[tuple[Level, Decimal]]:
    """The amounts out of place beside a figure, each with the value that would make it give the figure."""
    made_of = _MADE_OF[look.asked]
    for one, other in _pairs(look):
        for level in (one, other):
            if not _beyond(level, look, several=1):
                continue
            value = level.value.scaleb(-4)
            a, b = (one._replace(value=value), other) if level is one else (one, other._replace(value=value))
            over = look.asked in {"share", "aside"} and a.value > b.value
            if over or max(a.value, b.value) > _USUAL * min(a.value, b.value):
                continue
            found = made_of(a, b)
            if tells(look.entry.mention, found) and goes_along(look.entry, found):
                yield level, value


def _in_yi(level: Level) -> bool:
    """True for an amount that may be 亿 for 万: nobody means 0.0005万户, nor writes 万亿 for 万."""
    return "亿" in level.mention.text and "万亿" not in level.mention.text


def _beyond(level: Level, look: Look, several: int = _SEVERAL) -> bool:
    """True where an amount is hundreds of times any other of its unit, and 万 less within them."""
    least = _PRICES if level.unit == "元" else 0
    if not _in_yi(level):
        return False
    others = [
        one.value for one in look.pool.all()
        if one.unit == level.unit and one.amount and not one.each and one.mention.start != level.mention.start
        and one.value > least
    ]  # fmt: skip
    return len(others) >= several and level.value > _BEYOND * max(others) and level.value.scaleb(-4) < 2 * max(others)


def _pairs(look: Look) -> Iterator[tuple[Level, Level]]:
    """Two amounts of one unit, the latest of the line or what the text is about, both ways round."""
    pool, unit = look.pool, look.entry.level.unit
    here = [level for level in pool.here if _fits(level, unit)][-_HERE:]
    ahead = [level for level in pool.ahead[:1] if _fits(level, unit) and level.role is Role.PRIOR]
    heads = [level for level in pool.heads if _fits(level, unit)][:_HEADS]
    levels = [*dict.fromkeys((*here[-2:], *ahead))]
    for one in levels:
        for other in dict.fromkeys((*here, *ahead, *heads)):
            if one is not other and one.unit == other.unit and one.each == other.each:
                yield one, other
                yield other, one


def _fits(level: Level, unit: str) -> bool:
    return (
        level.amount and not level.made and bool(level.mention.unit) and level.value > 0 and unit in {"%", level.unit}
    )
