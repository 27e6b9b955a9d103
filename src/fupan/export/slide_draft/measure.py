"""How wide words are and how many lines they take: by the advances of a real font, breaking as Chinese is broken."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from fupan.errors import ConfigError
from fupan.export.chart_font import font_file

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

LEADING = 1.3
"""Height of a line in sizes. Lines are set to it exactly, so that a viewer's font does not change the height."""
_UNIT = 1000
_LATIN_ROOM = 1.08
"""Latin letters and digits of other fonts, or bold, are up to this much wider than those measured."""
_BETWEEN = 0.22
"""Room between Chinese and Latin, in sizes: LibreOffice puts it, PowerPoint does not."""
_NOT_FIRST = frozenset("，。；：！？、）》」』”’〕】…—·%％～,.;:!?)]}")
_NOT_LAST = frozenset("（《「『“‘〔【([{")


def width(text: str, size: float) -> float:
    """The width of a text in one line, in points."""
    return size * sum(_advance(one) + _gap(before, one) for before, one in zip(" " + text, text, strict=False))


def line_count(text: str, size: float, room: float) -> int:
    """How many lines ``text`` takes at ``size`` points in ``room`` points; at least 1.

    A word wider than a line is broken anywhere, as the programs do.
    """
    lines, at, word = 1, 0.0, 0.0
    before = " "
    for one in text:
        if _may_break(before, one):
            word = 0.0
        step = size * (_advance(one) + _gap(before, one))
        at += step
        word += step
        if at > room and one != " ":
            lines += 1
            at = word = word if word < at and word <= room else step
        before = one
    return lines


def text_height(texts: Sequence[str], size: float, room: float, gap: float = 0) -> float:
    """The height of paragraphs with ``gap`` points between them."""
    lines = sum(line_count(text, size, room) for text in texts)
    return lines * size * LEADING + gap * max(0, len(texts) - 1)


def _may_break(before: str, one: str) -> bool:
    if before == " ":
        return True
    if one in _NOT_FIRST or before in _NOT_LAST:
        return False
    return _wide(before) or _wide(one)


def _gap(before: str, one: str) -> float:
    if before == " " or one == " ":
        return 0.0
    return _BETWEEN if _wide(before) != _wide(one) else 0.0


@cache
def _wide(one: str) -> bool:
    return unicodedata.east_asian_width(one) in {"W", "F", "A"}


@cache
def _advance(one: str) -> float:
    """The advance of one character in sizes; wide ones count at least 1."""
    measured = _font().getlength(one) / _UNIT
    return max(measured, 1.0) if _wide(one) else measured * _LATIN_ROOM


@cache
def _font() -> FreeTypeFont:
    try:
        from PIL import ImageFont  # noqa: PLC0415 - only with the extra
    except ImportError as error:
        raise ConfigError("写幻灯片需要 office 组件", hint='先运行 pip install "fupan[office]"') from error
    file, number = font_file()
    return ImageFont.truetype(str(file), _UNIT, index=number)
