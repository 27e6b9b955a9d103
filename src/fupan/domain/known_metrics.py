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


@cache
def is_kept_low(name: str) -> bool:
    """True for the name of what is to fall (空置率, 返修率, 库存天数), by the words of ``data/kept_low.json``.

    Not where a word says that it is put right or set against something: 投诉解决率, 库存周转率, 成本利润率.
    """
    words = data("kept_low")
    return any(word in name for word in words["words"]) and not any(word in name for word in words["turned"])
