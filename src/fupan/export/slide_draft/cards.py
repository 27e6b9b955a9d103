"""Points as cards one below the other, which fill their room: what a deck in our own look shows them as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fupan.export.slide_draft.fitting import Fitted
from fupan.export.slide_draft.measure import text_height
from fupan.export.slide_draft.passage import Passage
from fupan.export.slide_draft.room import INSET_X, INSET_Y, Room

BAR = 5.0
"""Width of the coloured bar at the left of a card, in points."""
_GAP = 12.0
_AIR, _MOST_AIR = 10.0, 64.0
"""Points over the text's height that a card has: at least, and where there is room."""


@dataclass(frozen=True, slots=True)
class Card:
    """One point in its room; the bar stands left of it."""

    room: Room
    fitted: Fitted


def fit_cards(points: Sequence[Passage], room: Room, sizes: Sequence[float]) -> tuple[Card, ...] | None:
    """A card a point at the largest of ``sizes`` (descending) at which all fit whole; None where at none."""
    left, width = room.x + INSET_X + BAR, room.width - 2 * INSET_X - BAR
    for size in sizes:
        heights = [text_height([one.text], size, width - 2 * INSET_X) + 2 * INSET_Y for one in points]
        air = (room.height - sum(heights) - _GAP * (len(points) - 1)) / len(points)
        if air < _AIR:
            continue
        made = []
        y = room.y
        for point, height in zip(points, heights, strict=True):
            tall = height + min(air, _MOST_AIR)
            made.append(Card(Room(left, y, width, tall), Fitted((point,), size)))
            y += tall + _GAP
        return tuple(made)
    return None


def squeezed_card(point: Passage, room: Room, size: float) -> tuple[Card, ...]:
    """One point alone, shortened to what fits at ``size``."""
    inner = Room(room.x + INSET_X + BAR, room.y, room.width - 2 * INSET_X - BAR, room.height)
    most = inner.inner_height - _AIR
    short = point.shortened(lambda text: text_height([text], size, inner.inner_width) <= most)
    return (Card(inner, Fitted((short,), size)),)
