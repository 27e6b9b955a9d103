"""How the unit of a figure stands to the unit of a metric."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from fupan.domain.factsheet import Metric
from fupan.domain.mention import Mention
from fupan.domain.unit import Unit
from fupan.figures.read.aspects import Measure

_EXCHANGED = (
    frozenset("家个户所间店") | {"网点", "门店"}, frozenset("人名位个"), frozenset("单笔个项宗件起次例桩"),
    frozenset("台套个件辆部"), frozenset("条个"), frozenset(("场", "次", "期", "个", "趟")),
    frozenset(("款", "种", "个", "类", "项")), frozenset(("平方米", "平米", "平", "㎡", "m²")),
)  # fmt: skip
"""Classifiers that are used for one another: 7个 for 7家."""
_DAYS = frozenset(("天", "日", "工作日", "个工作日"))
RATES = frozenset(("%", "个百分点"))


@lru_cache(maxsize=4096)
def same_unit(written: str, base: str) -> bool:
    """True where a figure in ``written`` can be a level in ``base`` (both base units): 个 for 家, 元 for 元/人."""
    if written in {base, ""}:
        return True
    if "/" in base:
        return written == base.partition("/")[0]
    if "/" in written:
        return written.partition("/")[0] == base
    if written in _DAYS and base in _DAYS:
        return True
    return any(written in kind and base in kind for kind in _EXCHANGED)


def measure_of(written: str, metric: Metric | None, *, of_another: bool) -> Measure:
    """The measure of a figure in unit ``written`` for a metric; of an unknown metric where it is None.

    ``of_another``: the words in front measure by another value (是去年的1.2倍); else 倍 is the level of a metric told
    in 倍 (投入产出比为6.9倍).
    """
    if written == "个百分点":
        return "points"
    if written == "倍":
        return "level" if metric is not None and metric.unit.base == "倍" and not of_another else "times"
    if written == "%" and (metric is None or metric.unit.base != "%"):
        return "rate"
    return "level"


def told_in(written: str, metric: Metric) -> bool:
    """True where a figure in this unit can be a level, a rate or a change of the metric."""
    return written in {"%", "个百分点", "倍"} or same_unit(written, metric.unit.base)


def unit_of(mention: Mention) -> Unit:
    """The unit a figure is written in, so that arithmetic is told in the document's own units."""
    for scale in ("亿", "万"):
        if scale in mention.text:
            return Unit(f"{scale}{mention.unit}", mention.unit, Decimal(10**8 if scale == "亿" else 10**4), "none")
    return Unit(mention.unit, mention.unit, Decimal(1), "rate" if mention.unit == "%" else "none")
