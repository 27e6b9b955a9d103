"""Charts as SVG and PNG: escaped, self-contained, with Chinese that shows; and in the page of a draft."""

import importlib.util
import re
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree

import pytest

from fupan.charts.chart import Chart, Series
from fupan.charts.plot import draw
from fupan.charts.scene import Words
from fupan.errors import ConfigError
from fupan.export import chart_font
from fupan.export.chart_png import chart_png
from fupan.export.chart_svg import chart_svg

needs_pillow = pytest.mark.skipif(importlib.util.find_spec("PIL") is None, reason="没有安装 fupan[office]（Pillow）")
needs_font = pytest.mark.skipif(chart_font.shipped_font() is None, reason="没有安装 fupan[office]（自带字体）")
HOSTILE = "<script>alert(1)</script>&\"'\x00\ufffe"


def chart(title="销售额", names=("华东", "华南")):
    series = Series("实际", "actual", (Decimal(3), Decimal(-2)), ("a", "b"))
    return Chart("comparison", title, "万元", names, (series,), "来源：数据.yaml")


def test_words_are_escaped_and_nothing_is_fetched():
    svg = chart_svg(chart(HOSTILE, (HOSTILE, "华南")))
    root = ElementTree.fromstring(svg)
    assert {one.tag.rpartition("}")[2] for one in root.iter()} <= {"svg", "title", "rect", "text", "polyline", "circle"}
    assert not re.search(r"href|url\(|style=|\son\w+=", svg)
    assert "<script>alert(1)</script>" in "".join(root.itertext())


@needs_font
def test_the_font_travels_in_the_file_with_the_characters_used():
    face = chart_font.font_face(draw(chart()))
    from base64 import b64decode  # noqa: PLC0415

    from fontTools.ttLib import TTFont  # noqa: PLC0415

    font = TTFont(BytesIO(b64decode(re.search(r"base64,([^)]*)\)", face)[1])))
    used = {ord(one) for shape in draw(chart()).shapes if isinstance(shape, Words) for one in shape.text}
    assert used <= set(font.getBestCmap())
    assert len(face) < 60_000


@needs_pillow
def test_the_picture_is_sharp_and_its_chinese_shows():
    from PIL import Image  # noqa: PLC0415

    one, other = (Image.open(BytesIO(chart_png(chart(title)))) for title in ("销售额", "回款率"))
    assert one.size == (1440, 800)
    # a font without Chinese draws the same empty box for every character
    assert one.crop((0, 0, 700, 80)).tobytes() != other.crop((0, 0, 700, 80)).tobytes()


def test_no_font_is_told_with_the_fix(monkeypatch):
    monkeypatch.setattr(chart_font, "shipped_font", lambda: None)
    monkeypatch.setattr(chart_font, "_SYSTEM", ())
    with pytest.raises(ConfigError) as told:
        chart_font.font_file()
    assert "fupan[office]" in told.value.hint
