"""How the unit of a figure stands to the unit of a metric."""

from __future__ import annotations

from fupan.domain.factsheet import Metric
from fupan.domain.unit import base_dimension
from fupan.figures.aspects import Measure

_DAYS = frozenset(("天", "日", "工作日", "个工作日"))


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
    return base_dimension(written) == base_dimension(base) == "count" and {written, base} != {"人", "吨"}


def measure_of(written: str, metric: Metric | None, *, strict: bool = False) -> Measure:
    """The measure of a figure in unit ``written`` for a metric; with ``strict``, "" where the unit cannot belong to it."""
    base = metric.unit.base if metric else ""
    if written == "个百分点":
        return "points"
    if written == "倍":
        return "times"
    if written == "%" and base != "%":
        return "rate"
    if strict and metric is not None and not same_unit(written, base):
        return ""  # type: ignore[return-value] - asked for by strict
    return "level"
