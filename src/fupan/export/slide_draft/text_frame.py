"""Fitted text into a text box: fonts on every run, exact line heights, nothing that a program may resize."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from fupan.export.slide_draft.fitting import INDENT, Fitted
from fupan.export.slide_draft.ink import set_ink
from fupan.export.slide_draft.measure import LEADING
from fupan.export.slide_draft.passage import Passage
from fupan.export.slide_draft.room import INSET_X, INSET_Y
from fupan.export.word_comments import writable

if TYPE_CHECKING:
    from pptx.text.text import TextFrame, _Paragraph, _Run

MARK_INK = "BF6A02"
"""The ink of 〔待核实〕, as in Word."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """``chinese`` and ``latin`` of text, each a name or a reference to the theme; an empty one is the layout's."""

    chinese: str
    latin: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks; colours as ``set_ink`` takes them, empty for the layout's.

    ``points``: each paragraph stands behind its mark.
    """

    fonts: Fonts
    colour: str = ""
    figures: str = ""
    bold: bool | None = None
    bold_figures: bool = False
    points: bool = False
    align: str = ""

    def inked(self, colour: str, *, bold: bool | None = None) -> Look:
        """The same in another colour."""
        return replace(self, colour=colour, bold=bold)


def write(frame: TextFrame, fitted: Fitted, look: Look) -> None:
    """Fill a frame; its box must be as large as what ``fitted`` was measured for."""
    from pptx.enum.text import MSO_AUTO_SIZE  # noqa: PLC0415 - only with the extra
    from pptx.util import Pt  # noqa: PLC0415

    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    _upright(frame)
    for paragraph in list(frame.paragraphs)[1:]:
        paragraph._p.getparent().remove(paragraph._p)  # noqa: SLF001 - the library cannot remove
    for number, passage in enumerate(fitted.passages):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        write_paragraph(paragraph, passage, fitted.size, look)
        paragraph.space_before = Pt(fitted.gap if number else 0)


def _upright(frame: TextFrame) -> None:
    """Lines that run across, in one column, with the insets that were counted on: a layout may have it otherwise."""
    from pptx.util import Pt  # noqa: PLC0415 - only with the extra

    body: Any = frame._bodyPr  # noqa: SLF001 - the library leaves out what is usual, and the layout's would count
    for name, points in (("lIns", INSET_X), ("rIns", INSET_X), ("tIns", INSET_Y), ("bIns", INSET_Y)):
        body.set(name, str(int(Pt(points))))
    for name, usual in (("vert", "horz"), ("rot", "0"), ("numCol", "1")):
        body.set(name, usual)


def write_paragraph(paragraph: _Paragraph, passage: Passage, size: float, look: Look) -> None:
    """Fill a paragraph with a passage."""
    from pptx.enum.text import PP_ALIGN  # noqa: PLC0415 - only with the extra
    from pptx.util import Pt  # noqa: PLC0415

    paragraph.line_spacing = Pt(size * LEADING)
    paragraph.space_before = paragraph.space_after = Pt(0)
    if look.align:
        paragraph.alignment = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}[look.align]
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library has no indents
    hang = Pt(size * INDENT) if look.points else 0
    properties.set("marL", str(int(hang)))
    properties.set("indent", str(-int(hang)))
    properties.set("hangingPunct", "0")  # a stop that hangs out of the box looks cut
    for piece in passage.pieces:
        run = paragraph.add_run()
        run.text = writable(piece.text).replace("\n", " ").replace("\t", " ")
        bold = True if piece.kind == "strong" or (piece.kind == "figure" and look.bold_figures) else look.bold
        colour = MARK_INK if piece.kind == "mark" else look.figures if piece.kind == "figure" else ""
        style_run(run, size, look.fonts, bold=bold, colour=colour or look.colour)


def style_run(run: _Run, size: float, fonts: Fonts, *, bold: bool | None = None, colour: str = "") -> None:
    """Size, colour and both fonts of a run."""
    from pptx.util import Pt  # noqa: PLC0415 - only with the extra

    run.font.size = Pt(size)
    if bold is not None:
        run.font.bold = bold
    if colour:
        set_ink(run.font.color, colour)
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - the library knows no Chinese fonts
    properties.set("lang", "zh-CN")
    properties.set("altLang", "en-US")
    properties.set("spc", "0")  # a layout that spaces its letters out would make lines longer than measured
    set_fonts(properties, fonts)


def set_fonts(properties: Any, fonts: Fonts) -> None:  # noqa: ANN401 - an element of the library
    """Both fonts into run properties (a:rPr, a:defRPr), behind what stands there."""
    from pptx.oxml.ns import qn  # noqa: PLC0415 - only with the extra

    for tag in ("a:latin", "a:ea"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    later = [properties.find(qn(tag)) for tag in ("a:cs", "a:sym", "a:hlinkClick", "a:hlinkMouseOver", "a:extLst")]
    first = next((one for one in later if one is not None), None)
    for tag, name in (("a:latin", fonts.latin), ("a:ea", fonts.chinese)):
        if name:
            made = properties.makeelement(qn(tag), {"typeface": name})
            if first is None:
                properties.append(made)
            else:
                first.addprevious(made)


def write_lines(frame: TextFrame, lines: Sequence[str], size: float, look: Look) -> None:
    """Plain lines into a frame that has no box to fit: speaker notes."""
    write(frame, Fitted(tuple(Passage.plain(line) for line in lines), size), look)
