"""Colours of text and lines: of our own as RRGGBB, or by the layout's text colour, which is white on a dark ground."""

from __future__ import annotations

from typing import Any

TEXT, SOFT, FAINT = "text", "soft", "faint"
"""The layout's colour of text; the same paler, for what is said in passing; a grey for lines that shows anywhere."""
_PALER = {TEXT: 0.0, SOFT: 0.35}
_GREY, _ALPHA = "808080", "35000"


def set_ink(colour: Any, ink: str) -> None:  # noqa: ANN401 - a colour of the library
    """Give a colour format one of the three, or RRGGBB."""
    from pptx.dml.color import RGBColor  # noqa: PLC0415 - only with the extra
    from pptx.enum.dml import MSO_THEME_COLOR  # noqa: PLC0415
    from pptx.oxml.ns import qn  # noqa: PLC0415

    if ink in _PALER:
        colour.theme_color = MSO_THEME_COLOR.TEXT_1
        colour.brightness = _PALER[ink]
    elif ink == FAINT:
        colour.rgb = RGBColor.from_string(_GREY)
        made = colour._color._xClr  # noqa: SLF001 - the library knows no transparency
        made.append(made.makeelement(qn("a:alpha"), {"val": _ALPHA}))
    else:
        colour.rgb = RGBColor.from_string(ink.removeprefix("#"))
