"""Bars with intervals, as geometry: a group a score, a bar an arm. The page draws them as SVG and writes the values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from fupan.evals.report.heat import OF_HUNDRED, number
from fupan.evals.report.overview import Tally

WIDTH, BAR, GAP = 480.0, 18.0, 6.0
"""Size of the field of a chart and of its bars, in units of the drawing."""

_RATES = {"%", "处/百个数字"}
"""Units of values that are a quotient of their sums: there the sums tell something."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar at height ``top``, ``width`` from the left edge; its whisker runs from ``low`` to ``high`` (equal: none).

    ``number`` is that of its arm in the run.
    """

    arm: str
    number: int
    top: float
    width: float
    low: float
    high: float
    told: str
    tally: Tally

    @property
    def middle(self) -> float:
        """Where the whisker lies."""
        return self.top + BAR / 2


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of one score; ``most`` is the value at the right edge."""

    name: str
    title: str
    unit: str
    direction: str
    most: str
    height: float
    bars: tuple[Bar, ...]


def charts(tallies: Sequence[Tally]) -> tuple[Chart, ...]:
    """A chart for every score that measured something."""
    found = []
    arms = list(dict.fromkeys(tally.arm for tally in tallies))
    for name, group in groupby(tallies, key=lambda tally: tally.name):
        shown = [tally for tally in group if tally.value is not None]
        if shown:
            found.append(_chart(name, shown, arms))
    return tuple(found)


def _chart(name: str, tallies: Sequence[Tally], arms: Sequence[str]) -> Chart:
    first = tallies[0]
    most = 100.0 if first.unit in OF_HUNDRED else max(max(tally.high, tally.value or 0.0) for tally in tallies) or 1.0
    bars = tuple(
        Bar(
            tally.arm, arms.index(tally.arm), place * (BAR + GAP), WIDTH * (tally.value or 0.0) / most,
            WIDTH * tally.low / most, WIDTH * tally.high / most, told(tally), tally,
        )
        for place, tally in enumerate(tallies)
    )  # fmt: skip
    direction = {"higher": "越高越好", "lower": "越低越好", "neither": ""}[first.better]
    height = len(bars) * (BAR + GAP) - GAP
    return Chart(name, first.title, first.unit, direction, f"{number(most)}{first.unit}", height, bars)


def told(tally: Tally) -> str:
    """A tally in words: ``98.2%（95% 区间 96.5–99.1），共 118 / 120``."""
    if tally.value is None:
        return "不适用"
    sums = f"，共 {number(tally.count)} / {number(tally.of)}" if tally.of and tally.unit in _RATES else ""
    bounds = f"（95% 区间 {number(tally.low)}–{number(tally.high)}）" if tally.cases > 1 else ""
    return f"{number(tally.value)}{spaced(tally.unit)}{bounds}{sums}"


def spaced(unit: str) -> str:
    """The unit as it stands behind a number."""
    return unit if unit in {"", "%"} else f" {unit}"
