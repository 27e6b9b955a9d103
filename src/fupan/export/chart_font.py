"""The Chinese font that pictures are drawn with: the open one that the extra ``office`` installs, else the system's."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from fupan.charts.scene import Scene, Words
from fupan.errors import ConfigError

_SHIPPED = ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf")
"""Noto Sans SC under the SIL Open Font License, packed as data."""
_SYSTEM = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simhei.ttf",
)
_SIMPLIFIED = {"NotoSansCJK-Regular.ttc": 2}
"""Which font of a collection is the one for simplified Chinese."""


@cache
def shipped_font() -> Path | None:
    """The font that came with the extra, else None."""
    found = find_spec(_SHIPPED[0])
    place = Path(found.origin).with_name(_SHIPPED[1]) if found is not None and found.origin else None
    return place if place is not None and place.is_file() else None


def font_file() -> tuple[Path, int]:
    """(file, number in its collection) of a font with Chinese characters.

    Raises ConfigError where neither the extra nor the system has one.
    """
    shipped = shipped_font()
    if shipped is not None:
        return shipped, 0
    for name in _SYSTEM:
        if Path(name).is_file():
            return Path(name), _SIMPLIFIED.get(Path(name).name, 0)
    raise ConfigError(
        "找不到中文字体，画不了图片", hint="安装 fupan[office]（自带思源黑体），或装上 fonts-noto-cjk 后再试"
    )


def font_face(scene: Scene) -> str:
    """CSS that carries the characters of this scene inside the file, so that they show on a machine without any font.

    Empty where the extra's font, or the library that cuts it down, is not installed.
    """
    font = shipped_font()
    if font is None or find_spec("fontTools") is None:
        return ""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - only where a font is packed
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(font, lazy=True) as whole:
        cutter = Subsetter(Options(notdef_outline=True, layout_features=[], hinting=False))
        cutter.populate(text="".join(shape.text for shape in scene.shapes if isinstance(shape, Words)))
        cutter.subset(whole)
        packed = BytesIO()
        whole.save(packed)
    data = b64encode(packed.getvalue()).decode("ascii")
    return f"@font-face{{font-family:'Noto Sans SC';src:url(data:font/otf;base64,{data}) format('opentype')}}"
