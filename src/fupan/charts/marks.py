"""What stands in a chart with an upright value axis: grouped bars, a bridge, lines; and the names of the categories."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from fupan.charts.axis import Axis
from fupan.charts.chart import Chart
from fupan.charts.scene import Box, Dot, Scene, Stroke, Words, cut, width_of
from fupan.domain.decimals import rounded
from fupan.pipeline.wording import number

LABEL, NAME = 12.0, 13.0
_INK = "#222222"
_MOST_SHARE = 0.72
_WRITTEN = frozenset(("actual", "plan"))
"""Of which lines the values are written; the others are read off the axis."""
_CLOSE = 14.0
"""Labels of lines nearer than this many pixels would stand on each other."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where the values stand."""

    left: float
    top: float
    right: float
    bottom: float

    def y(self, axis: Axis, value: float) -> float:
        """The height of a value."""
        return self.bottom - axis.at(value) * (self.bottom - self.top)

    def slot(self, count: int, place: int) -> tuple[float, float]:
        """(middle, width) of one of ``count`` places side by side."""
        wide = (self.right - self.left) / count
        return self.left + (place + 0.5) * wide, wide


def draw_bars(scene: Scene, chart: Chart, area: Area, axis: Axis) -> None:
    """A group of bars a category, each from zero; every value is written where there is room, else the actual's."""
    count = len(chart.series)
    wide = min(area.slot(len(chart.categories), 0)[1] * _MOST_SHARE / count, 56)
    texts = [[value_text(value) for value in series.values] for series in chart.series]
    roomy = max(width_of(text, LABEL) for row in texts for text in row) <= wide + 3
    for place in range(len(chart.categories)):
        middle, _ = area.slot(len(chart.categories), place)
        for row, series in enumerate(chart.series):
            value = series.values[place]
            if value is None:
                continue
            x = middle + (row - count / 2) * wide
            _bar(scene, (area.y(axis, 0), area.y(axis, float(value))), (x + 1, wide - 2), series.colour)
            if roomy or series.key in {*_WRITTEN, "attainment"}:
                _label(scene, area, axis, (x + wide / 2, float(value)), texts[row][place])
    _names(scene, chart, area)


def draw_bridge(scene: Scene, chart: Chart, area: Area, axis: Axis) -> None:
    """Target, every member's rise or fall hung where the last ended, actual."""
    series = chart.series[0]
    at = 0.0
    ends: list[tuple[float, float, float]] = []
    last = len(chart.categories) - 1
    for place, value in enumerate(series.values):
        known = float(value or 0)
        middle, room = area.slot(len(chart.categories), place)
        wide = min(room * 0.6, 64)
        begin = 0.0 if place in {0, last} else at
        at = begin + known
        _bar(scene, (area.y(axis, begin), area.y(axis, at)), (middle - wide / 2, wide), chart.colour_of(series, place))
        sign = "+" if known > 0 and place not in {0, last} else ""
        _label(scene, area, axis, (middle, max(begin, at)), sign + value_text(value))
        ends.append((middle - wide / 2, middle + wide / 2, area.y(axis, at)))
    for (_, right, y), (left, _, _) in pairwise(ends):
        scene.shapes.append(Stroke(((right, y), (left, y)), "#888888", 1, dashed=True))
    _names(scene, chart, area)


def draw_lines(scene: Scene, chart: Chart, area: Area, axis: Axis) -> None:
    """A line a series with a dot a value; a gap where nothing is given."""
    written: list[tuple[float, float]] = []
    # the actual last, so that it lies on top and keeps its labels
    for series in sorted(chart.series, key=lambda one: one.key == "actual"):
        points: list[tuple[float, float]] = []
        for place, value in enumerate(series.values):
            if value is None:
                continue
            point = (area.slot(len(chart.categories), place)[0], area.y(axis, float(value)))
            points.append(point)
            scene.shapes.append(Dot(*point, 4, series.colour))
        if len(points) > 1:
            scene.shapes.append(Stroke(tuple(points), series.colour, 2.4, dashed=series.key in {"target", "plan"}))
    told = [series for series in chart.series if series.key in _WRITTEN] or list(chart.series[:1])
    for series in told:
        others = [one for one in chart.series if one is not series]
        for place, value in enumerate(series.values):
            if value is not None:
                x, y = area.slot(len(chart.categories), place)[0], area.y(axis, float(value))
                dots = [area.y(axis, float(one.values[place] or 0)) for one in others]
                _line_label(scene, written, (x, y), value_text(value), dots)
    _names(scene, chart, area)


def _line_label(
    scene: Scene, written: list[tuple[float, float]], at: tuple[float, float], text: str, dots: list[float]
) -> None:
    """The value above its dot, else below it; left out where other values or dots stand in both places."""
    x, y = at
    for base in (y - 9, y + 19):
        free = all(abs(base - 5 - dot) >= _CLOSE - 4 for dot in dots)
        if free and all(abs(base - other) >= _CLOSE or abs(x - there) >= 1 for there, other in written):
            written.append((x, base))
            scene.shapes.append(Words(x, base, text, LABEL, _INK, "middle"))
            return


def _bar(scene: Scene, heights: tuple[float, float], across: tuple[float, float], colour: str) -> None:
    """A bar between two heights; ``across`` is its left side and its width. A bar of zero stays visible."""
    ys = sorted(heights)
    scene.shapes.append(Box(across[0], ys[0], across[1], max(ys[1] - ys[0], 1), colour))


def _label(scene: Scene, area: Area, axis: Axis, at: tuple[float, float], text: str) -> None:
    below = at[1] < 0
    y = area.y(axis, at[1]) + (14 if below else -5)
    scene.shapes.append(Words(at[0], y, text, LABEL, _INK, "middle"))


def _names(scene: Scene, chart: Chart, area: Area) -> None:
    for place, name in enumerate(chart.categories):
        middle, room = area.slot(len(chart.categories), place)
        scene.shapes.append(Words(middle, area.bottom + 20, cut(name, NAME, room - 6), NAME, _INK, "middle"))


def value_text(value: Decimal | None) -> str:
    """A value as it is written in a chart, to two decimals; empty where there is none."""
    return "" if value is None else number(value if abs(value) < 1 else rounded(value, 2))
