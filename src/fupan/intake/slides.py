"""PowerPoint as text: titles as headings, then text boxes, tables and notes of every slide, in the order of reading."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fupan.domain.page import Page
from fupan.errors import ConfigError, InputError
from fupan.intake.office_package import SLIDES, refuse_unsafe, sound

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

MAX_SLIDES = 1000
OWN_NOTES = ("数字出处：", "需要改的：")
"""Lines that begin what the export of a draft puts under the speech in the notes; no part of the document."""
_CONTENTS = frozenset(("目录", "议程", "提纲", "大纲", "contents", "agenda"))
_TOP = 0.2
"""So far down a slide may stand what is its title though it is no title by its kind (share of the height)."""
_TITLE_CHARS = 40
_DEPTH = 20
"""Groups within groups are followed so deep."""
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass
class SlidesText:
    """The text of a presentation; ``pages`` by offset; ``charts`` counts the charts, whose figures are not read."""

    text: str = ""
    pages: list[Page] = field(default_factory=list)
    charts: int = 0

    def add(self, label: str, blocks: list[str]) -> None:
        """Put blocks of lines behind what is there, a blank line between."""
        if blocks:
            self.pages.append(Page(len(self.text), label))
            self.text += "".join(f"{block}\n\n" for block in blocks)


def slides_text(content: bytes, name: str) -> SlidesText:
    """The text of a .pptx; ``name`` is for messages. Links are not followed, macros and pictures not looked at.

    Raises InputError for a file that is no presentation, is locked, or is too large; ConfigError where the extra
    ``office`` is missing.
    """
    opened = _open(content, name)
    found = SlidesText()
    with sound_slides(name):
        if len(opened.slides) > MAX_SLIDES:
            raise InputError(f"{name} 超过 {MAX_SLIDES} 页", hint="请拆成几份再检查")
        for number, slide in enumerate(opened.slides, start=1):
            _add_slide(found, slide, number, int(opened.slide_height or 0))
    return found


def sound_slides(name: str) -> AbstractContextManager[None]:
    """Whatever the library stumbles over in a presentation is told as a fault of the file. Raises InputError."""
    from pptx.exc import PythonPptxError  # noqa: PLC0415 - only with the extra

    return sound(name, SLIDES, PythonPptxError)


def _open(content: bytes, name: str) -> Presentation:
    try:
        import pptx  # noqa: PLC0415 - only for presentations, and only with the extra
    except ImportError as error:
        raise ConfigError(f"读 {name} 需要 office 组件", hint='先运行 pip install "fupan[office]"') from error
    refuse_unsafe(content, name, SLIDES)
    with sound_slides(name):
        return pptx.Presentation(io.BytesIO(content))


def _add_slide(found: SlidesText, slide: Slide, number: int, height: int) -> None:
    hidden = "（隐藏）" if slide._element.get("show") == "0" else ""  # noqa: SLF001 - not shown by the library
    shapes = list(_in_order(slide.shapes))
    title = slide.shapes.title
    if title is None or not _lines(title.text_frame):
        title = next((one for one in shapes if _is_title(one, height)), None)
    blocks = []
    if title is not None:
        named = " ".join(_lines(title.text_frame))
        if "".join(named.split()).lower() in _CONTENTS:
            return  # lists the titles of others
        blocks.append(f"{'#' if not found.text else '##'} {named}")
    for shape in shapes:
        if title is None or shape.shape_id != title.shape_id:
            blocks += _blocks(shape, slide)
            found.charts += bool(getattr(shape, "has_chart", False))
    found.add(f"第{number}页{hidden}", blocks)
    notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    speech = _speech(_lines(notes), blocks) if notes is not None else []
    found.add(f"第{number}页备注", ["\n".join(speech)] if speech else [])


def _speech(notes: list[str], blocks: list[str]) -> list[str]:
    """The notes without what stands on the slide itself, and without what the export of a draft adds to them."""
    own = next((at for at, line in enumerate(notes) if line in OWN_NOTES), len(notes))
    shown = "\n".join(blocks)
    return [line for line in notes[:own] if line not in shown]


def _in_order(shapes: Any, depth: int = 0) -> Iterator[Any]:  # noqa: ANN401 - shapes have no common type
    """All shapes from top to bottom and left to right, those of a group in its place; no footers and page numbers."""
    for shape in sorted(shapes, key=lambda one: (one.top or 0, one.left or 0)):
        if hasattr(shape, "shapes"):
            if depth < _DEPTH:
                yield from _in_order(shape.shapes, depth + 1)
        elif not _is_furniture(shape):
            yield shape


def _is_furniture(shape: Any) -> bool:  # noqa: ANN401
    from pptx.enum.shapes import PP_PLACEHOLDER  # noqa: PLC0415 - only with the extra

    kinds = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
    return shape.is_placeholder and shape.placeholder_format.type in kinds


def _is_title(shape: Any, height: int) -> bool:  # noqa: ANN401
    """Whether a plain text box serves as title: one short line at the top that does not end as a sentence."""
    if not shape.has_text_frame or (shape.top or 0) > _TOP * height:
        return False
    lines = _lines(shape.text_frame)
    return len(lines) == 1 and len(lines[0]) <= _TITLE_CHARS and not lines[0].endswith(("。", "；", "：", "，"))


def _blocks(shape: Any, slide: Slide) -> Iterator[str]:  # noqa: ANN401
    if shape.has_text_frame:
        lines = _lines(shape.text_frame)
        bullets = len(lines) > 1 and shape.is_placeholder
        if lines:
            yield "\n".join(f"- {line}" if bullets else line for line in lines)
    elif getattr(shape, "has_table", False):
        yield "\n".join(_rows(shape.table))
    else:
        yield from _diagram(shape, slide)


def _lines(frame: Any) -> list[str]:  # noqa: ANN401
    """The paragraphs of a text frame; a line break within one ends a line too."""
    parts = (part for paragraph in frame.paragraphs for part in paragraph.text.split("\v"))
    return [line for part in parts if (line := " ".join(part.split()))]


def _rows(table: Any) -> Iterator[str]:  # noqa: ANN401
    """The rows as Markdown; a cell that is merged over several columns or rows stands once for each of them."""
    cells = [[" ".join(_lines(cell.text_frame)).replace("|", "／") for cell in row.cells] for row in table.rows]
    for y, row in enumerate(table.rows):
        for x, cell in enumerate(row.cells):
            if cell.is_merge_origin:
                for line in cells[y : y + cell.span_height]:
                    line[x : x + cell.span_width] = [cells[y][x]] * len(line[x : x + cell.span_width])
    for number, line in enumerate(cells):
        yield f"| {' | '.join(line)} |"
        if number == 0:
            yield "|" + " --- |" * len(line)


def _diagram(shape: Any, slide: Slide) -> Iterator[str]:  # noqa: ANN401
    """The texts of a SmartArt diagram, a line each."""
    ids = next(shape._element.iter(f"{{{_DIAGRAM}}}relIds"), None)  # noqa: SLF001 - not shown by the library
    if ids is None:
        return
    from pptx.oxml import parse_xml  # noqa: PLC0415 - only with the extra

    data: Any = parse_xml(slide.part.related_part(ids.get(_RELATION)).blob)  # entities are not resolved
    for point in data.iter(f"{{{_DIAGRAM}}}t"):
        told = " ".join("".join(run.text or "" for run in point.iter(f"{_A}t")).split())
        if told:
            yield told
