"""A bare 超 that tells a distance: 浙江超160万元 is how far it went past its target, no bound of its sales."""

from __future__ import annotations

from decimal import Decimal

from fupan.domain.aspect import Aspect
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.agreement import exceeding
from fupan.figures.late import late
from fupan.figures.read.catalogue import Catalogue
from fupan.figures.read.reading import Reading

_PAST = frozenset(("超", "超过"))
_OF_MORE = late("均|每|合计|总共|一共|共计|总计|加起来")
_SMALL = Decimal("0.6")
"""An amount below this share of what was done cannot be a bound of it."""
_EXCESS = (Aspect("difference", Role.ACTUAL, Role.TARGET), Aspect("difference", Role.ACTUAL, Role.STRETCH))


def by_how_much(reading: Reading, catalogue: Catalogue) -> Reading:
    """``reading`` as a distance from the target where the amount is too small for a bound of the value."""
    mention = reading.mention
    if mention.approx not in _PAST or mention.value is None or reading.aspects[:1] != (Aspect("value", Role.ACTUAL),):
        return reading
    if reading.per or reading.mean or _OF_MORE.search(reading.lead):
        return reading  # 场均超87万元, 两地合计超1000万元
    done = _done(catalogue, reading)
    if done is None or abs(mention.value) >= _SMALL * done:
        return reading
    return reading._replace(
        mention=exceeding(mention, mention.approx), aspects=(*_EXCESS, *reading.aspects), direction="up", level=False
    )


def _done(catalogue: Catalogue, reading: Reading) -> Decimal | None:
    """What the one spoken of did, None where it has no target to go past or is not told in the unit of the figure."""
    metric = catalogue.metrics.get(reading.metrics[0]) if reading.metrics else None
    if metric is None or metric.unit.base != reading.mention.unit:
        return None
    places: tuple[Where | None, ...] = reading.places or (None,)
    values = metric.values if places[0] is None else metric.breakdown.get(places[0][0], {}).get(places[0][1], {})
    told = values.get(Role.ACTUAL)
    return told.amount if told is not None and Role.TARGET in values else None
