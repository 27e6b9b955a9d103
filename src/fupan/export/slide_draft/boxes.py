"""Text boxes, cards and rules on a slide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fupan.export.slide_draft.cards import BAR, Card
from fupan.export.slide_draft.fitting import Fitted
from fupan.export.slide_draft.room import INSET_X, Room
from fupan.export.slide_draft.text_frame import Look, write

if TYPE_CHECKING:
    from pptx.slide import Slide


def box(slide: Slide, room: Room, fitted: Fitted, look: Look) -> Any:  # noqa: ANN401 - a shape of the library
    """A text box; gives the shape."""
    from pptx.util import Pt  # noqa: PLC0415 - only with the extra

    made = slide.shapes.add_textbox(Pt(room.x), Pt(room.y), Pt(room.width), Pt(room.height))
    write(made.text_frame, fitted, look)
    return made


def move(shape: Any, room: Room) -> None:  # noqa: ANN401 - any shape of the library
    """Set place and size of a shape."""
    from pptx.util import Pt  # noqa: PLC0415 - only with the extra

    shape.left, shape.top, shape.width, shape.height = Pt(room.x), Pt(room.y), Pt(room.width), Pt(room.height)


def add_card(slide: Slide, card: Card, look: Look) -> None:
    """A pale box with a bar at its left; the text stands in the middle of its height."""
    from pptx.enum.dml import MSO_THEME_COLOR  # noqa: PLC0415 - only with the extra
    from pptx.enum.text import MSO_ANCHOR  # noqa: PLC0415

    made = box(slide, card.room, card.fitted, look)
    made.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    made.fill.solid()
    made.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    _filled(slide, Room(card.room.x - BAR, card.room.y, BAR, card.room.height))


def rule(slide: Slide, room: Room) -> None:
    """A thin line over a room."""
    _filled(slide, Room(room.x + INSET_X, room.y - 3, room.width - 2 * INSET_X, 2))


def _filled(slide: Slide, room: Room) -> None:
    """A rectangle in the layout's first accent."""
    from pptx.enum.dml import MSO_THEME_COLOR  # noqa: PLC0415 - only with the extra
    from pptx.enum.shapes import MSO_SHAPE  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    made = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(room.x), Pt(room.y), Pt(room.width), Pt(room.height))
    made.fill.solid()
    made.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    made.line.fill.background()
    made.shadow.inherit = False
