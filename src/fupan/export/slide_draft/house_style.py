"""The look of a deck without a layout of one's own: white pages, a dark cover, one accent; 16:9, 微软雅黑 and Arial.

It is made from the library's empty presentation through its master, so that a user can change it there as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fupan.charts.chart import PALETTE
from fupan.export.slide_draft.boxes import move
from fupan.export.slide_draft.room import Room

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import SlideLayout, SlideMaster

WIDTH, HEIGHT = 960, 540
"""Points: 13.33 × 7.5 inches."""
NAVY, ACCENT = "1F3A5F", "0072B2"
CHINESE, LATIN = "微软雅黑", "Arial"
_MARGIN = 40.0
KICKER = Room(_MARGIN, 16, WIDTH - 2 * _MARGIN, 26)
"""The line for part and section, above the title."""
_TITLE = Room(_MARGIN, 40, WIDTH - 2 * _MARGIN, 76)
BODY = Room(_MARGIN, 132, WIDTH - 2 * _MARGIN, 360)
_FOOT = Room(_MARGIN, 502, 640, 24)
_NUMBER = Room(WIDTH - _MARGIN - 120, 502, 120, 24)
_COVER_TITLE = Room(80, 150, WIDTH - 160, 130)
_COVER_LINES = Room(80, 300, WIDTH - 160, 130)
_COLOURS = {"dk2": NAVY, "lt2": "EEF3F8", **{f"accent{n}": PALETTE[n - 1].removeprefix("#") for n in range(1, 7)}}
_SHAPE = (
    '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/>'
    '<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/>'
    '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
    '<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="zh-CN"/></a:p>'
    "</p:txBody></p:sp>"
)
_GROUND = (
    '<p:bg xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:bgPr><a:solidFill><a:schemeClr val="tx2"/>'
    "</a:solidFill><a:effectLst/></p:bgPr></p:bg>"
)


def house_presentation() -> Presentation:
    """An empty presentation in our own look, with a layout for cover and closing and one for content."""
    from pptx import Presentation as opened  # noqa: PLC0415, N813 - only with the extra
    from pptx.util import Pt  # noqa: PLC0415

    made = opened()
    made.slide_width, made.slide_height = Pt(WIDTH), Pt(HEIGHT)
    cover, content, *others = made.slide_layouts
    for layout in others:
        made.slide_layouts.remove(layout)
    package: Any = made.part.package
    for relations in (made.part.rels, package._rels):  # noqa: SLF001 - the library has no way to them
        for number, relation in list(relations.items()):
            if relation.reltype.endswith(("/printerSettings", "/thumbnail")):
                relations.pop(number)
    cover.name, content.name = "封面", "标题和内容"
    _theme(made.slide_master)
    _master(made.slide_master)
    _content(content)
    _cover(cover)
    return made


def _theme(master: SlideMaster) -> None:
    from pptx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - only with the extra

    part: Any = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    xml = part.blob.decode("utf-8")
    for name, colour in _COLOURS.items():
        xml = re.sub(rf"<a:{name}>.{{1,200}}?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>', xml)
    xml = re.sub(r'<a:latin typeface="Calibri"[^>]{0,200}/>', f'<a:latin typeface="{LATIN}"/>', xml)
    xml = xml.replace('<a:ea typeface=""/>', f'<a:ea typeface="{CHINESE}"/>')
    xml = re.sub(r'(<a:font script="Hans" typeface=")[^"]{0,100}', rf"\g<1>{CHINESE}", xml)
    part._blob = xml.encode("utf-8")  # noqa: SLF001 - a part without a model


def _master(master: SlideMaster) -> None:
    from pptx.enum.shapes import PP_PLACEHOLDER as KIND  # noqa: PLC0415 - only with the extra
    from pptx.oxml.ns import qn  # noqa: PLC0415

    rooms = {KIND.TITLE: _TITLE, KIND.BODY: BODY, KIND.FOOTER: _FOOT, KIND.SLIDE_NUMBER: _NUMBER}
    placed: Any = master.placeholders
    for shape in list(placed):
        kind = shape.placeholder_format.type
        if kind == KIND.DATE:
            shape._element.getparent().remove(shape._element)  # noqa: SLF001 - the library cannot remove
        else:
            move(shape, rooms[kind])
    root: Any = master._element  # noqa: SLF001 - the library has no styles of masters
    title = root.find(".//" + qn("p:titleStyle") + "/" + qn("a:lvl1pPr"))
    title.set("algn", "l")
    _run_style(title, 26, "tx2", bold=True)
    body = root.find(".//" + qn("p:bodyStyle") + "/" + qn("a:lvl1pPr"))
    _run_style(body, 20, "tx1")
    mark = body.find(qn("a:buFont"))
    mark.addprevious(mark.makeelement(qn("a:buClr"), {}))
    mark.getprevious().append(mark.makeelement(qn("a:schemeClr"), {"val": "accent1"}))
    body.find(qn("a:buChar")).set("char", "■")
    mark.addprevious(mark.makeelement(qn("a:buSzPct"), {"val": "60000"}))
    for style in root.iter(qn("p:sp")):
        if style.xpath(".//p:ph[@type='ftr']"):
            style.find(".//" + qn("a:lvl1pPr")).set("algn", "l")
        for size in style.xpath(".//p:txBody/a:lstStyle/a:lvl1pPr/a:defRPr"):
            size.set("sz", "1000")


def _run_style(level: Any, size: int, colour: str, *, bold: bool = False) -> None:  # noqa: ANN401 - an element
    from pptx.oxml.ns import qn  # noqa: PLC0415 - only with the extra

    run = level.find(qn("a:defRPr"))
    run.set("sz", str(size * 100))
    run.set("b", "1" if bold else "0")
    run.find(".//" + qn("a:schemeClr")).set("val", colour)


def _content(layout: SlideLayout) -> None:
    _only(layout, {"TITLE", "OBJECT", "FOOTER", "SLIDE_NUMBER"})
    _draw(layout, Room(0, 0, 12, HEIGHT), "tx2", "色带")
    _draw(layout, Room(_MARGIN + 7, 118, 64, 3), "accent1", "短线")
    _draw(layout, Room(_MARGIN + 7, 498, WIDTH - 2 * _MARGIN - 14, 0.75), "bg2", "页脚线")


def _cover(layout: SlideLayout) -> None:
    from pptx.oxml import parse_xml  # noqa: PLC0415 - only with the extra
    from pptx.oxml.ns import qn  # noqa: PLC0415

    _only(layout, {"CENTER_TITLE", "SUBTITLE"})
    layout._element.cSld.insert(0, parse_xml(_GROUND))  # noqa: SLF001 - the library sets grounds of slides alone
    rooms = {0: _COVER_TITLE, 1: _COVER_LINES}
    placed: Any = layout.placeholders
    for shape in placed:
        idx = shape.placeholder_format.idx
        move(shape, rooms[idx])
        anchor = "b" if idx == 0 else "t"
        shape.text_frame._txBody.find(qn("a:bodyPr")).set("anchor", anchor)  # noqa: SLF001
        styles = shape._element.find(".//" + qn("a:lstStyle"))  # noqa: SLF001
        for old in list(styles):
            styles.remove(old)
        level = styles.makeelement(qn("a:lvl1pPr"), {"algn": "l", "marL": "0", "indent": "0"})
        level.append(level.makeelement(qn("a:buNone"), {}))
        run = level.makeelement(qn("a:defRPr"), {"sz": "4000" if idx == 0 else "1800", "b": "1" if idx == 0 else "0"})
        fill = run.makeelement(qn("a:solidFill"), {})
        fill.append(fill.makeelement(qn("a:schemeClr"), {"val": "bg1"}))
        run.append(fill)
        level.append(run)
        styles.append(level)
    _draw(layout, Room(_COVER_TITLE.x + 7, 289, 96, 4), "accent5", "短线")


def _only(layout: SlideLayout, kinds: set[str]) -> None:
    """Leave placeholders of these kinds, each where the master has it."""
    from pptx.oxml.ns import qn  # noqa: PLC0415 - only with the extra

    placed: Any = layout.placeholders
    for shape in list(placed):
        element: Any = shape._element  # noqa: SLF001 - the library cannot remove
        if str(shape.placeholder_format.type).split(" ", maxsplit=1)[0] not in kinds:
            element.getparent().remove(element)
            continue
        own = element.spPr.find(qn("a:xfrm"))
        if own is not None:
            element.spPr.remove(own)


def _draw(layout: SlideLayout, room: Room, colour: str, name: str) -> None:
    """A filled rectangle behind everything of a layout."""
    from pptx.oxml import parse_xml  # noqa: PLC0415 - only with the extra
    from pptx.util import Pt  # noqa: PLC0415

    tree: Any = layout.shapes._spTree  # noqa: SLF001 - the library adds no shapes to layouts
    sides = {"x": Pt(room.x), "y": Pt(room.y), "cx": Pt(room.width), "cy": Pt(room.height)}
    number = 100 + len(tree)
    tree.insert(2, parse_xml(_SHAPE.format(id=number, name=name, colour=colour, **sides)))
