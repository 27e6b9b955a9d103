"""Bars that lie, one row a category: shares, and comparisons of many members."""

from __future__ import annotations

from fupan.charts.axis import axis_for
from fupan.charts.chart import Chart
from fupan.charts.marks import LABEL, NAME, Area, value_text
from fupan.charts.scene import Box, Scene, Stroke, Words, cut, width_of

_ROW, _GAP = 20.0, 12.0
_MOST_NAME = 200.0
_INK = "#222222"


def rows_height(chart: Chart) -> float:
    """How much height all rows need, in pixels."""
    return len(chart.categories) * (len(chart.series) * _ROW + _GAP)


def draw_rows(scene: Scene, chart: Chart, area: Area) -> None:
    """Each category's name on the left, its bars from zero, each with its value behind."""
    tail = chart.unit if chart.unit == "%" else ""
    texts = [[value_text(value) + tail for value in series.values] for series in chart.series]
    names = min(max(width_of(name, NAME) for name in chart.categories), _MOST_NAME)
    most = max(width_of(text, LABEL) for row in texts for text in row) + 8
    axis = axis_for(value for series in chart.series for value in series.values)
    below = most if axis.low < 0 else 0
    left, right = area.left + names + 10 + below, area.right - most

    def x_of(value: float) -> float:
        return left + axis.at(value) * (right - left)

    y = area.top
    for place, name in enumerate(chart.categories):
        middle = y + len(chart.series) * _ROW / 2
        shown = cut(name, NAME, _MOST_NAME)
        scene.shapes.append(Words(area.left + names, middle + 5, shown, NAME, _INK, "end"))
        for row, series in enumerate(chart.series):
            value = series.values[place]
            if value is not None:
                edges = sorted((x_of(0), x_of(float(value))))
                scene.shapes.append(
                    Box(edges[0], y + row * _ROW + 1, max(edges[1] - edges[0], 1), _ROW - 2, series.colour)
                )
                at = (edges[0] - 5, "end") if value < 0 else (edges[1] + 5, "start")
                text = texts[row][place]
                scene.shapes.append(Words(at[0], y + row * _ROW + 14, text, LABEL, _INK, at[1]))  # type: ignore[arg-type]
        y += len(chart.series) * _ROW + _GAP
    scene.shapes.append(Stroke(((x_of(0), area.top - 4), (x_of(0), y)), "#666666", 1.2))
