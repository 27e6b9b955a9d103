"""The heading levels of Word paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_LEVEL = re.compile(r"(?:heading|标题) ?([1-6])", re.IGNORECASE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class HeadingLevels:
    """The levels of the paragraphs of one document; each style is looked up once, as that is slow."""

    def __init__(self) -> None:
        self._of_style: dict[str | None, int] = {}

    def of(self, paragraph: Paragraph) -> int:
        """The level by style or else outline level, 1 to 6; 0 for text."""
        name = paragraph._p.style  # noqa: SLF001 - the library looks up the whole style
        if name not in self._of_style:
            self._of_style[name] = _by_style(paragraph)
        return self._of_style[name] or _by_outline(paragraph)


def _by_style(paragraph: Paragraph) -> int:
    style = paragraph.style
    while style is not None:
        if style.name in {"Title", "标题"}:
            return 1
        match = _LEVEL.fullmatch(style.name or "")
        if match:
            return int(match[1])
        style = style.base_style
    return 0


def _by_outline(paragraph: Paragraph) -> int:
    outline = paragraph._p.find(f"{_W}pPr/{_W}outlineLvl")  # noqa: SLF001 - not shown by the library
    value = outline.get(f"{_W}val", "9") if outline is not None else "9"
    return int(value) + 1 if value.isdecimal() and int(value) < 6 else 0
