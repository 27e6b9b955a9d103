"""Text into its box: the largest size at which all of it fits; what fits at no size is shortened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fupan.export.slide_draft.measure import LEADING, line_count, text_height
from fupan.export.slide_draft.passage import MORE, Passage
from fupan.export.slide_draft.room import Room

INDENT = 1.1
"""How far the lines of a point stand behind its mark, in sizes."""
_GAP, _MOST_GAP = 0.5, 1.1
"""Space between points, in sizes: at least, and where there is room."""
_MUCH_SMALLER = 0.84


@dataclass(frozen=True, slots=True)
class Fitted:
    """Paragraphs that fit their room at ``size`` points with ``gap`` points between them."""

    passages: tuple[Passage, ...]
    size: float
    gap: float = 0


def fit_points(points: Sequence[Passage], room: Room, sizes: Sequence[float]) -> Fitted | None:
    """The points at the largest of ``sizes`` (descending) at which they fit whole; None where at none."""
    texts = [point.text for point in points]
    for size in sizes:
        across = room.inner_width - INDENT * size
        bare = text_height(texts, size, across)
        between = max(1, len(points) - 1)
        if bare + _GAP * size * between <= room.inner_height:
            return Fitted(tuple(points), size, min(_MOST_GAP * size, (room.inner_height - bare) / between))
    return None


def squeezed(point: Passage, room: Room, size: float) -> Fitted:
    """One point alone, shortened to what fits at ``size``."""
    across = room.inner_width - INDENT * size

    def fits(text: str) -> bool:
        return text_height([text], size, across) <= room.inner_height

    return Fitted((point.shortened(fits),), size)


def fit_heading(
    words: Passage, room: Room, sizes: Sequence[float], *, lines: int = 2, tail: str = "", suffix: str = ""
) -> Fitted:
    """A heading of at most ``lines`` lines: smaller rather than shorter, shortened to ``tail`` at the least size.

    One line is taken rather than two where the text need not be much smaller. ``suffix`` stands behind it in any case.
    """
    for size in (one for one in sizes if one >= _MUCH_SMALLER * sizes[0]):
        if _lines_fit(words.text + suffix, room, size, 1):
            return Fitted((words.followed_by(suffix),), size)
    for size in sizes:
        if _lines_fit(words.text + suffix, room, size, lines):
            return Fitted((words.followed_by(suffix),), size)
    least = sizes[-1]

    def fits(text: str) -> bool:
        return _lines_fit(text + suffix, room, least, lines)

    short = words.shortened(fits, tail=tail)
    if not short.text:
        short = words.shortened(fits)
    return Fitted((short.followed_by(suffix),), least)


def fit_lines(lines: Sequence[Passage], room: Room, sizes: Sequence[float], gap: float = 0) -> Fitted:
    """Short lines, none broken: at the largest size that holds them all; else each is cut to the width.

    Lines that the height does not hold even at the least size are left out, and the last shown ends in ``…``.
    """
    for size in sizes:
        whole = all(line_count(line.text, size, room.inner_width) == 1 for line in lines)
        if whole and text_height([""] * len(lines), size, 1, gap) <= room.inner_height:
            return Fitted(tuple(lines), size, gap)
    least = sizes[-1]
    most = max(1, int((room.inner_height + gap) / (least * LEADING + gap)))
    kept = [line.shortened(lambda text: line_count(text, least, room.inner_width) == 1) for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = Passage.plain(MORE)
    return Fitted(tuple(kept), least, gap)


def _lines_fit(text: str, room: Room, size: float, lines: int) -> bool:
    count = line_count(text, size, room.inner_width)
    return count <= lines and count * size * LEADING <= room.inner_height
