"""What is known of common sales metrics: their other names, which way is better, whether parts add up."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from fupan.resources import data

Better = Literal["higher", "lower"]


class KnownMetric(NamedTuple):
    """A metric of the field; ``names[0]`` is its canonical name (used by templates)."""

    names: tuple[str, ...]
    better: Better
    additive: bool
    kind: Literal["money", "rate", "count", "duration", "per", "score"]


@cache
def known_metrics() -> tuple[KnownMetric, ...]:
    """All known metrics, in the order of the data file ``data/metrics.json``."""
    return tuple(
        KnownMetric(tuple(row["names"]), row["better"], row["additive"], row["kind"]) for row in data("metrics")
    )


@cache
def known_metric(name: str) -> KnownMetric | None:
    """The known metric that goes by this name or ends in it (区域销售额 → 销售额), else None.

    The longest matching name wins, so 新客户数 is not taken for 客户数.
    """
    best: tuple[int, KnownMetric] | None = None
    for metric in known_metrics():
        for known in metric.names:
            if name == known:
                return metric
            if name.endswith(known) and (best is None or len(known) > best[0]):
                best = (len(known), metric)
    return best[1] if best else None
