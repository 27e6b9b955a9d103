"""A chart drawn: title, legend, value axis, bars or lines, labels, unit and source."""

from __future__ import annotations

from decimal import Decimal

from fupan.charts.axis import Axis, axis_for, tick_text
from fupan.charts.chart import Chart, Series
from fupan.charts.marks import Area, draw_bars, draw_bridge, draw_lines
from fupan.charts.rows import draw_rows, rows_height
from fupan.charts.scene import Box, Scene, Stroke, Words, cut, width_of
from fupan.pipeline.wording import number

WIDTH, HEIGHT = 720, 400
_TITLE, _TEXT, _SMALL = 17.0, 13.0, 12.0
_MARGIN = 20.0
_GRID, _INK, _SOFT = "#DDDDDD", "#222222", "#555555"
_MOST_COLUMNS = 8


def draw(chart: Chart) -> Scene:
    """The scene of a chart, on white, 720 pixels wide; as high as its rows need where bars lie."""
    lies = chart.kind == "share" or (chart.kind == "comparison" and len(chart.categories) > _MOST_COLUMNS)
    top = 74.0 if len(chart.series) > 1 else 50.0
    height = int(top + rows_height(chart) + 50) if lies else HEIGHT
    scene = Scene(WIDTH, height, described(chart))
    scene.shapes.append(Box(0, 0, WIDTH, height, "#FFFFFF"))
    scene.shapes.append(Words(_MARGIN, 28, cut(chart.title, _TITLE, WIDTH - 2 * _MARGIN), _TITLE, _INK, bold=True))
    if len(chart.series) > 1:
        _legend(scene, chart)
    footer = cut(chart.footer, _SMALL, WIDTH - 2 * _MARGIN)
    scene.shapes.append(Words(_MARGIN, height - 12, footer, _SMALL, _SOFT))
    if lies:
        draw_rows(scene, chart, Area(_MARGIN, top, WIDTH - _MARGIN, height - 50))
        return scene
    axis = axis_for(_levels(chart))
    ticks = [tick_text(tick, axis.step) for tick in axis.ticks]
    left = _MARGIN + max(width_of(tick, _SMALL) for tick in ticks) + 8
    area = Area(left, top + 14, WIDTH - _MARGIN, height - 66)
    _grid(scene, area, axis, ticks)
    if chart.kind == "bridge":
        draw_bridge(scene, chart, area, axis)
    elif chart.kind == "trend":
        draw_lines(scene, chart, area, axis)
    else:
        draw_bars(scene, chart, area, axis)
    zero = area.y(axis, 0)
    scene.shapes.append(Stroke(((area.left, zero), (area.right, zero)), "#666666", 1.2))
    return scene


def described(chart: Chart) -> str:
    """The chart in words: title, then every series with its values."""
    return f"{chart.title}。" + "；".join(_told(chart, series) for series in chart.series)


def levels(values: tuple[Decimal | None, ...]) -> list[tuple[Decimal, Decimal]]:
    """Where each bar of a bridge begins and ends: both totals from zero, each difference where the last ended."""
    found: list[tuple[Decimal, Decimal]] = []
    at = Decimal(0)
    for place, value in enumerate(values):
        begin = Decimal(0) if place in {0, len(values) - 1} else at
        at = begin + (value or Decimal(0))
        found.append((begin, at))
    return found


def _levels(chart: Chart) -> list[Decimal | None]:
    if chart.kind == "bridge":
        return [edge for span in levels(chart.series[0].values) for edge in span]
    return [value for series in chart.series for value in series.values]


def _told(chart: Chart, series: Series) -> str:
    pairs = zip(chart.categories, series.values, strict=True)
    values = "，".join(f"{name} {number(value)}{chart.unit}" for name, value in pairs if value is not None)
    return f"{series.name}：{values}"


def _legend(scene: Scene, chart: Chart) -> None:
    x = _MARGIN
    for series in chart.series:
        scene.shapes.append(Box(x, 44, 12, 12, series.colour))
        scene.shapes.append(Words(x + 17, 55, series.name, _TEXT, _INK))
        x += 17 + width_of(series.name, _TEXT) + 20


def _grid(scene: Scene, area: Area, axis: Axis, ticks: list[str]) -> None:
    for value, text in zip(axis.ticks, ticks, strict=True):
        y = area.y(axis, value)
        scene.shapes.append(Stroke(((area.left, y), (area.right, y)), _GRID))
        scene.shapes.append(Words(area.left - 6, y + 4, text, _SMALL, _SOFT, "end"))
