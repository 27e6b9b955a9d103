"""The heading level of a Word paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_LEVEL = re.compile(r"(?:heading|标题) ?([1-6])", re.IGNORECASE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def heading_level(paragraph: Paragraph) -> int:
    """The level by style or outline level, 1 to 6; 0 for text."""
    style = paragraph.style
    while style is not None:
        if style.name in {"Title", "标题"}:
            return 1
        match = _LEVEL.fullmatch(style.name or "")
        if match:
            return int(match[1])
        style = style.base_style
    outline = paragraph._p.find(f"{_W}pPr/{_W}outlineLvl")  # noqa: SLF001 - not shown by the library
    value = outline.get(f"{_W}val", "9") if outline is not None else "9"
    return int(value) + 1 if value.isdecimal() and int(value) < 6 else 0
