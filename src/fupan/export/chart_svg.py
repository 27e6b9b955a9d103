"""A chart as SVG: text stays text, everything is escaped, nothing is fetched."""

from __future__ import annotations

from html import escape

from fupan.charts.chart import Chart
from fupan.charts.plot import draw
from fupan.charts.scene import Box, Dot, Scene, Shape, Stroke

FONTS = (
    "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',"
    "sans-serif"
)
"""Looked for in this order; every one holds the characters of simplified Chinese."""


def chart_svg(chart: Chart, *, font_face: str = "") -> str:
    """The SVG of a chart, to stand in a page or alone; ``font_face`` is CSS that brings a font along."""
    return scene_svg(draw(chart), font_face=font_face)


def scene_svg(scene: Scene, *, font_face: str = "") -> str:
    """The SVG of a scene; its words are its accessible name."""
    style = f"<style>{font_face}</style>" if font_face else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{scene.width}" height="{scene.height}" '
        f'viewBox="0 0 {scene.width} {scene.height}" role="img" font-family="{FONTS}">'
        f"<title>{_text(scene.label)}</title>{style}{''.join(map(_shape, scene.shapes))}</svg>\n"
    )


def _shape(shape: Shape) -> str:
    if isinstance(shape, Box):
        return (
            f'<rect x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" height="{_n(shape.height)}" '
            f'fill="{shape.colour}"/>'
        )
    if isinstance(shape, Dot):
        return f'<circle cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.radius)}" fill="{shape.colour}"/>'
    if isinstance(shape, Stroke):
        points = " ".join(f"{_n(x)},{_n(y)}" for x, y in shape.points)
        dashes = ' stroke-dasharray="5 4"' if shape.dashed else ""
        pen = f'stroke="{shape.colour}" stroke-width="{_n(shape.width)}"{dashes}'
        return f'<polyline points="{points}" fill="none" {pen}/>'
    weight = ' font-weight="bold"' if shape.bold else ""
    return (
        f'<text x="{_n(shape.x)}" y="{_n(shape.y)}" font-size="{_n(shape.size)}" fill="{shape.colour}" '
        f'text-anchor="{shape.anchor}"{weight}>{_text(shape.text)}</text>'
    )


def _text(words: str) -> str:
    """Escaped, without the characters that no XML file can hold."""
    return escape("".join(one for one in words if one in "\t\n" or " " <= one < "\ud800" or "\ue000" <= one < "\ufffe"
                          or one >= "\U00010000"))  # fmt: skip


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
