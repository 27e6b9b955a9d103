"""The layouts that slides are made on, and where title and body stand in them; found by the types of placeholders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fupan.errors import InputError
from fupan.export.slide_draft.room import EMU, Room
from fupan.export.slide_draft.text_frame import Fonts

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import SlideLayout

KICKER = 24.0
"""Height of the line that names part and section."""
_LEAST = (240.0, 150.0)
"""Width and height of the least room for points, in points, the kicker's line included."""
_OTHERS = frozenset(("vertTx", "vertTitleAndTx", "picTx", "secHead", "title", "blank"))
"""Kinds of layouts whose body is not for points."""
_CHINESE = "微软雅黑"
_CLARK = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A placeholder of a layout: its number and where it stands."""

    idx: int
    room: Room


@dataclass(frozen=True)
class Masters:
    """What a deck is made on. ``points`` is None where the layout for content has a title alone.

    ``kicker`` is the line for part and section, ``body`` the room below title and kicker.
    """

    presentation: Presentation
    cover: SlideLayout
    cover_title: Placed
    cover_lines: Placed | None
    content: SlideLayout
    title: Placed
    points: Placed | None
    kicker: Room
    body: Room
    headings: Fonts
    texts: Fonts


def found_masters(presentation: Presentation, name: str) -> Masters:
    """The layouts of a presentation that can be used; ``name`` is for messages.

    Raises InputError where no layout has a title and room below it.
    """
    width, height = (presentation.slide_width or 0) / EMU, (presentation.slide_height or 0) / EMU
    page = Room(0, 0, width, height)
    layouts = [one for master in presentation.slide_masters for one in master.slide_layouts]
    tried = [found for one in layouts if (found := _content(one, page)) is not None]
    usable = [one for one in tried if one[3].width >= _LEAST[0] and one[3].height >= _LEAST[1]]
    if not usable:
        raise InputError(
            f"{name} 里没有可用的版式",
            hint="--layout 的母版里要有一个版式：上面是标题占位符，下面留出放正文的地方（如“标题和内容”）",
        )
    content, title, points, body = max(usable, key=lambda one: (one[2] is not None, one[3].width * one[3].height))
    covers = [first for one in layouts if (first := _cover(one, page)) is not None]
    cover = covers[0] if covers else (content, title, points)
    headings, texts = _fonts(content)
    return Masters(
        presentation, *cover, content, title, points, Room(body.x, body.y, body.width, KICKER), body.below(KICKER),
        headings, texts,
    )  # fmt: skip


def _content(layout: SlideLayout, page: Room) -> tuple[SlideLayout, Placed, Placed | None, Room] | None:
    from pptx.enum.shapes import PP_PLACEHOLDER as KIND  # noqa: PLC0415 - only with the extra

    if layout._element.get("type") in _OTHERS:  # noqa: SLF001 - the library does not tell
        return None
    titles = _placed(layout, {KIND.TITLE}, page)
    if not titles or titles[0].room.width < page.width * 0.4 or titles[0].room.height < 24:
        return None
    title = titles[0]
    feet = _placed(layout, {KIND.FOOTER, KIND.SLIDE_NUMBER, KIND.DATE}, page)
    bodies = [
        one
        for one in _placed(layout, {KIND.BODY, KIND.OBJECT}, page)
        if one.room.width >= page.width * 0.5 and one.room.height >= page.height * 0.4
        and one.room.y >= title.room.y + title.room.height / 2
    ]  # fmt: skip
    if bodies:
        return layout, title, bodies[0], bodies[0].room
    end = min([page.height * 0.95, *(one.room.y for one in feet if one.room.y > page.height / 2)])
    left = Room(title.room.x, title.room.bottom + 6, title.room.width, end - title.room.bottom - 10)
    return (layout, title, None, left) if left.height >= page.height * 0.4 else None


def _cover(layout: SlideLayout, page: Room) -> tuple[SlideLayout, Placed, Placed | None] | None:
    from pptx.enum.shapes import PP_PLACEHOLDER as KIND  # noqa: PLC0415 - only with the extra

    titles = _placed(layout, {KIND.CENTER_TITLE, KIND.TITLE}, page)
    lines = _placed(layout, {KIND.SUBTITLE}, page)
    if layout._element.get("type") != "title" and not lines:  # noqa: SLF001 - the library does not tell
        return None
    if not titles or titles[0].room.width < page.width * 0.3 or titles[0].room.height < 24:
        return None
    fit = [one for one in lines if one.room.height >= 24 and one.room.width >= page.width * 0.2]
    return layout, titles[0], fit[0] if fit else None


def _placed(layout: SlideLayout, kinds: set[Any], page: Room) -> list[Placed]:
    """The layout's placeholders of some kinds that stand upright on the page, the largest first."""
    found = []
    placed: Any = layout.placeholders
    for shape in placed:
        if shape.placeholder_format.type not in kinds or shape._element.xpath(".//p:ph[@orient='vert']"):  # noqa: SLF001
            continue
        sides: tuple[Any, ...] = (shape.left, shape.top, shape.width, shape.height)
        if any(side is None for side in sides):
            continue
        x, y, width, height = (side / EMU for side in sides)
        if x >= -1 and y >= -1 and x + width <= page.width + 1 and y + height <= page.height + 1:
            found.append(Placed(shape.placeholder_format.idx, Room(x, y, width, height)))
    return sorted(found, key=lambda one: -one.room.width * one.room.height)


def _fonts(layout: SlideLayout) -> tuple[Fonts, Fonts]:
    """The fonts of headings and of texts: the theme's Chinese one, by reference where the theme names it."""
    from lxml import etree  # noqa: PLC0415 - comes with the library
    from pptx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - only with the extra

    theme = layout.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(theme.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    made = []
    for tag, reference in (("majorFont", "+mj-ea"), ("minorFont", "+mn-ea")):
        named = root.find(f".//{_CLARK}{tag}/{_CLARK}ea")
        hans = root.find(f".//{_CLARK}{tag}/{_CLARK}font[@script='Hans']")
        if named is not None and named.get("typeface"):
            made.append(Fonts(reference))
        else:
            made.append(Fonts((hans.get("typeface") if hans is not None else "") or _CHINESE))
    return made[0], made[1]
