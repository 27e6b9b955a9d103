"""Footer and slide number of a layout on a slide: the library leaves them out."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from fupan.export.slide_draft.fitting import fit_lines
from fupan.export.slide_draft.passage import Passage
from fupan.export.slide_draft.room import EMU, Room
from fupan.export.slide_draft.text_frame import Fonts, set_fonts
from fupan.export.word_comments import writable

if TYPE_CHECKING:
    from pptx.slide import Slide, SlideLayout

_SIZE = 10.0


def add_footers(slide: Slide, layout: SlideLayout, title: str, fonts: Fonts) -> None:
    """Put the layout's footer and number on a slide; ``title`` is the footer's text, empty: what the layout says."""
    from pptx.enum.shapes import PP_PLACEHOLDER as KIND  # noqa: PLC0415 - only with the extra
    from pptx.oxml.ns import qn  # noqa: PLC0415

    tree: Any = slide.shapes._spTree  # noqa: SLF001 - the library copies no such placeholders
    placed: Any = layout.placeholders
    for shape in placed:
        kind = shape.placeholder_format.type
        text = title or shape.text_frame.text if kind == KIND.FOOTER else ""
        if kind != KIND.SLIDE_NUMBER and not text.strip():
            continue
        made: Any = deepcopy(shape._element)  # noqa: SLF001
        made.nvSpPr.cNvPr.set("id", str(max(map(int, tree.xpath(".//@id[number(.)=.]")), default=1) + 1))
        for child in list(made.spPr):
            made.spPr.remove(child)
        if kind == KIND.FOOTER and title:
            room = Room(0, 0, (shape.width or 0) / EMU, (shape.height or 0) / EMU)
            _only_text(made, fit_lines([Passage.plain(title)], room, (_SIZE,)).passages[0].text)
        for run in made.iter(qn("a:rPr")):
            set_fonts(run, fonts)
        tree.append(made)


def _only_text(shape: Any, text: str) -> None:  # noqa: ANN401 - an element of the library
    """Make ``text`` the only text of a shape."""
    from pptx.oxml.ns import qn  # noqa: PLC0415 - only with the extra

    body = shape.find(qn("p:txBody"))
    for paragraph in body.findall(qn("a:p")):
        body.remove(paragraph)
    paragraph = body.makeelement(qn("a:p"), {})
    run = paragraph.makeelement(qn("a:r"), {})
    run.append(run.makeelement(qn("a:rPr"), {"lang": "zh-CN", "altLang": "en-US"}))
    words = run.makeelement(qn("a:t"), {})
    words.text = writable(text)
    run.append(words)
    paragraph.append(run)
    body.append(paragraph)
