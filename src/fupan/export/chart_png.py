"""A chart as a PNG picture, drawn with the extra's Chinese font."""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from fupan.charts.chart import Chart
from fupan.charts.plot import draw
from fupan.charts.scene import Box, Dot, Scene, Shape, Stroke, Words
from fupan.errors import ConfigError
from fupan.export.chart_font import font_file

if TYPE_CHECKING:
    from PIL import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SCALE = 2
"""Pixels of the picture a pixel of the scene: 1440 wide, sharp on paper at 16 cm (230 dpi)."""
_DPI = 192
_DASH, _SPACE = 5.0, 4.0
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def chart_png(chart: Chart) -> bytes:
    """The PNG of a chart. Raises ConfigError where the extra or any Chinese font is missing."""
    return scene_png(draw(chart))


def scene_png(scene: Scene) -> bytes:
    """The PNG of a scene."""
    if find_spec("PIL") is None:
        raise ConfigError("画图片要用到 Pillow，还没有安装", hint="安装 fupan[office] 后再试，或用 .svg")
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only with the extra

    image = Image.new("RGB", (scene.width * SCALE, scene.height * SCALE), "#FFFFFF")
    canvas = _Canvas(ImageDraw.Draw(image))
    for shape in scene.shapes:
        canvas.put(shape)
    made = BytesIO()
    image.save(made, "PNG", optimize=True, dpi=(_DPI, _DPI))
    return made.getvalue()


class _Canvas:
    """Puts shapes on a picture; every font size is opened once."""

    def __init__(self, pen: ImageDraw.ImageDraw) -> None:
        self._pen = pen
        self._fonts: dict[float, FreeTypeFont] = {}

    def put(self, shape: Shape) -> None:
        if isinstance(shape, Box):
            corner = (shape.x * SCALE, shape.y * SCALE)
            far = (corner[0] + shape.width * SCALE - 1, corner[1] + max(shape.height * SCALE - 1, 0))
            self._pen.rectangle((*corner, *far), fill=shape.colour)
        elif isinstance(shape, Dot):
            x, y, radius = shape.x * SCALE, shape.y * SCALE, shape.radius * SCALE
            self._pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=shape.colour)
        elif isinstance(shape, Stroke):
            self._stroke(shape)
        else:
            self._words(shape)

    def _stroke(self, shape: Stroke) -> None:
        points = [(x * SCALE, y * SCALE) for x, y in shape.points]
        width = max(1, round(shape.width * SCALE))
        if not shape.dashed:
            self._pen.line(points, fill=shape.colour, width=width, joint="curve")
            return
        for (x1, y1), (x2, y2) in pairwise(points):
            length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
            at = 0.0
            while at < length:
                end = min(at + _DASH * SCALE, length)
                ends = [(x1 + (x2 - x1) * t / length, y1 + (y2 - y1) * t / length) for t in (at, end)]
                self._pen.line(ends, fill=shape.colour, width=width)
                at += (_DASH + _SPACE) * SCALE

    def _words(self, shape: Words) -> None:
        if shape.size not in self._fonts:
            from PIL import ImageFont  # noqa: PLC0415 - only with the extra

            file, number = font_file()
            self._fonts[shape.size] = ImageFont.truetype(str(file), round(shape.size * SCALE), index=number)
        self._pen.text(
            (shape.x * SCALE, shape.y * SCALE), shape.text, fill=shape.colour, font=self._fonts[shape.size],
            anchor=_ANCHORS[shape.anchor], stroke_width=1 if shape.bold else 0, stroke_fill=shape.colour,
        )  # fmt: skip
