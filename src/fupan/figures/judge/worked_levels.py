"""Levels after something told was taken off or put back, and their rates: 剔除这两项后收入6152万元，增长10.3%.

The words name a metric and member of the sheet, but not its value. What is left of it is held against the value less
what was told before it; a rate right behind it is the rate of the level told, from the value that the words name.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.agreement import bounded, closely, significant
from fupan.figures.late import late
from fupan.figures.reckon.stated import HUNDRED
from fupan.figures.units import RATES, same_unit
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_APART = late(
    "剔除|扣除|扣[掉去减]|刨[除去掉]|[去除]掉|撇开|抛开|不含|不计|不算|除[了去]|[之以]外|加回|补回|还原|把[^，。；]{2,16}[加算]"
    "|若|如果|假如|假设|要是|如能"
)
_FAULTS = frozenset(("wrong-derivation", "misattributed-figure", "wrong-direction"))
_LEVEL_FAULTS = frozenset(("contradicted-figure", "misattributed-figure"))
_ROLES = (Role.PRIOR, Role.PREVIOUS, Role.TARGET, Role.STRETCH)
_NO_LEVEL = RATES | {"倍", ""}
_BACK, _ROUND, _PRECISE = 3, 200, 3


def worked_levels(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with such figures left unchecked, since no value of the sheet carries them."""
    found = list(verdicts)
    for place, one in enumerate(verdicts):
        if one.expected is None or bounded(one.mention):
            continue
        before = found[:place]
        left = one.fault in _LEVEL_FAULTS and _is_left(binder, before, one, one.expected)
        if left or (one.fault in _FAULTS and _is_rate(binder, before[-_BACK:], one, one.expected)):
            found[place] = one._replace(fault="", unchecked=True, doubt=one.fault)
    return found


def _is_apart(binder: Binder, one: Verdict) -> bool:
    return _APART.search(binder.text, one.reading.begin, one.mention.start) is not None


def _is_left(binder: Binder, before: Sequence[Verdict], one: Verdict, expected: Fact) -> bool:
    """True for the value less one or two of the amounts told before it, or more."""
    if expected.formula is not None or significant(one.mention) < _PRECISE or not _is_apart(binder, one):
        return False
    start = one.reading.sentence[0] - _ROUND
    told = {
        abs(other.mention.value)
        for other in before
        if other.mention.value and other.mention.start >= start and same_unit(other.mention.unit, one.mention.unit)
    }
    parts = (sum(some) for count in (1, 2) for some in combinations(sorted(told), count))
    whole = abs(expected.amount)
    return any(closely(one.mention, amount) for part in parts for amount in (whole - part, whole + part))


def _is_rate(binder: Binder, before: Sequence[Verdict], one: Verdict, expected: Fact) -> bool:
    """True for the rate of the level told last, which is no value of the sheet, from a value of the same thing."""
    if one.mention.unit != "%" or not one.mention.value or not _is_apart(binder, one):
        return False
    levels = (abs(other.mention.value or Decimal(0)) for other in reversed(before) if _is_level(one, other))
    level = next(levels, Decimal(0))
    facts = [binder.told.value(expected.metric, role, expected.where) for role in _ROLES]
    rates = (divide(level * HUNDRED, fact.amount) for fact in facts if level and fact is not None and fact.amount > 0)
    return any(_tells(one, rate) for rate in rates)


def _is_level(one: Verdict, other: Verdict) -> bool:
    given = other.fact is not None and other.fact.formula is None and closely(other.mention, other.fact.amount)
    here = other.reading.sentence == one.reading.sentence and other.mention.unit not in _NO_LEVEL
    return here and not given and not other.reading.compared and other.reading.direction is None


def _tells(one: Verdict, rate: Decimal) -> bool:
    """True where the figure is the rate of one level to the other, or by how much it is more or less, as it says."""
    way = None if one.reading.level else one.reading.direction
    moved = closely(one.mention, abs(rate - HUNDRED)) and (way is None or (rate > HUNDRED) == (way == "up"))
    return moved or (way is None and closely(one.mention, rate))
