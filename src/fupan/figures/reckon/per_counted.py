"""Values over what is counted: 吨均售价, 均价, 户均消费, and one count over another, whatever they are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.agreement import bounded, closely, is_missed, significant
from fupan.figures.late import late
from fupan.figures.read.reading import CONTEXT, SENTENCE, Reading

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_PRICE = late("均价|单价|售价|ASP|asp|单均|件均|[台吨件箱瓶套盒]均")
_REACH, _AROUND, _FEW = 60, 120, 6
_PRECISE = 3
_HUNDRED = Decimal(100)


def per_counted(binder: Binder, reading: Reading) -> Fact | None:
    """吨均售价3400元, 均价420元, 户均月消费148元: the first amount of money over what is counted.

    Of the total, of the member spoken of or, for three digits, of any member.
    """
    mention = reading.mention
    price = tells_price(binder, reading)
    if not (price or reading.per) or significant(mention) < 2 or _is_rough(mention):
        return None
    known = any(binder.catalogue.gives_any(name, reading.places) for name in reading.metrics)
    if reading.metric_sure > CONTEXT and known and not price:
        return None  # but 12月平均每家8300元 of a 客单价 that is told for no month
    catalogue = binder.catalogue
    money = next(
        (name for name in catalogue.names if catalogue.metrics[name].unit.base == (mention.unit or "元")), None
    )
    if money is None:
        return None
    members = _members(binder, money) if significant(mention) >= _PRECISE and not price else ()
    places = dict.fromkeys((*reading.places, None, *members))
    roles = dict.fromkeys(aspect.a for aspect in reading.aspects if aspect.form == "value")
    if price:
        counts = [name for name in catalogue.names if catalogue.metrics[name].unit.dimension == "count"]
    else:
        counts = [name for unit in reading.per for name in catalogue.by_unit.get(unit, ())]
    for counted in counts:
        for role in roles:
            found = _over(binder, reading, (money, counted, role), places, alone=price)
            if found is not None:
                return found
    return None


def _over(
    binder: Binder, reading: Reading, what: tuple[str, str, Role], places: Iterable[Where | None], *, alone: bool
) -> Fact | None:
    """The amount of one of ``places`` over its count, or over the count of the total unless it stands ``alone``."""
    money, counted, role = what
    whole = None if alone else binder.told.value(counted, role, None)
    for where in places:
        top, heads = binder.told.value(money, role, where), binder.told.value(counted, role, where) or whole
        if heads is None and where is not None and counted.startswith(where[1]):
            heads = binder.told.value(counted, role, None)  # 新车销量 counts what the member 新车 sells
        if top is None or heads is None or heads.amount <= 0:
            continue
        if closely(reading.mention, divide(top.amount, heads.amount)):
            return binder.told.per(money, counted, role, where) or top
    return None


def _members(binder: Binder, metric: str) -> Iterator[Where]:
    for dimension, members in binder.catalogue.metrics[metric].breakdown.items():
        yield from ((dimension, member) for member in members)


def count_over_count(binder: Binder, reading: Reading) -> Fact | None:
    """线索5200 → 商机1560…，逐级30%: one count that the lines around name over another, where no formula is named."""
    mention = reading.mention
    if mention.unit != "%" or _is_rough(mention) or (reading.aspect_sure >= SENTENCE and reading.metrics):
        return None
    catalogue = binder.catalogue
    start = max(0, reading.mention.start - _AROUND)
    near = binder.words.within(start, reading.mention.start)
    counts = [
        name
        for name in catalogue.names
        if catalogue.metrics[name].unit.dimension == "count"
        and (name in reading.line.metrics or catalogue.words[name] & near)
    ]
    for i, one in enumerate(counts[:_FEW]):
        for other in counts[i + 1 : _FEW]:
            for role in (Role.ACTUAL, Role.PRIOR):
                for top, bottom in ((one, other), (other, one)):
                    fact = binder.told.quotient(top, bottom, role)
                    if fact is not None and fact.amount < _HUNDRED and closely(mention, fact.amount):
                        return fact
    return None


def _is_rough(mention: Mention) -> bool:
    """True for a bound, which too many values meet to be searched for."""
    return bounded(mention) and not is_missed(mention)


def tells_price(binder: Binder, reading: Reading) -> bool:
    """True where the sentence speaks of a price (均价, 单价, ASP) before the figure."""
    start = max(reading.sentence[0], reading.mention.start - _REACH)
    return _PRICE.search(binder.text, start, reading.mention.start) is not None
