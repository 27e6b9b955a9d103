"""A chart 图表: its data, ready for any renderer (SVG, PNG, a native PowerPoint chart)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ChartKind = Literal["comparison", "trend", "share", "bridge"]
"""comparison: target, actual and last year by member (grouped bars); trend: values over quarters or months (lines);
share: parts of a total in % (bars, largest first); bridge: from the target by each member's gap to the actual."""

KIND_NAMES: dict[ChartKind, str] = {
    "comparison": "对比图",
    "trend": "趋势图",
    "share": "构成图",
    "bridge": "差额图",
}
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000")
"""Colours that the colour-blind tell apart. Source: Okabe & Ito, Color Universal Design (2008)."""
COLOURS: dict[str, str] = {
    "actual": PALETTE[0],
    "target": PALETTE[1],
    "prior": PALETTE[4],
    "previous": PALETTE[4],
    "plan": PALETTE[2],
    "share": PALETTE[0],
    "attainment": PALETTE[0],
    "total": PALETTE[0],
    "rise": PALETTE[2],
    "fall": PALETTE[5],
}


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values, one a category, in the chart's unit; None where nothing is given.

    ``key`` is the role or derivation (actual, share); ``fact_ids`` stand beside the values, empty where there is none.
    In a bridge the values are the target, then each member's difference (actual less target), then the actual.
    """

    name: str
    key: str
    values: tuple[Decimal | None, ...]
    fact_ids: tuple[str, ...]

    @property
    def colour(self) -> str:
        """The colour of this series, as #RRGGBB."""
        return COLOURS.get(self.key, PALETTE[7])


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart. ``unit`` is the symbol its values are shown in; ``source`` tells in Chinese where they come from.

    ``metric`` and ``dimension`` say what it is of; a chart over several metrics has an empty metric.
    """

    kind: ChartKind
    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    source: str
    metric: str = ""
    dimension: str = ""

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """Every fact shown, once, in order."""
        return tuple(dict.fromkeys(name for one in self.series for name in one.fact_ids if name))

    @property
    def footer(self) -> str:
        """The line under the chart: unit and source."""
        return "；".join(part for part in (f"单位：{self.unit}" if self.unit else "", self.source) if part)

    def colour_of(self, series: Series, number: int) -> str:
        """The colour of one value: in a bridge a rise, a fall and the totals differ, else all of a series are alike."""
        if self.kind != "bridge":
            return series.colour
        if number in {0, len(self.categories) - 1}:
            return COLOURS["total"]
        return COLOURS["fall" if (series.values[number] or 0) < 0 else "rise"]
