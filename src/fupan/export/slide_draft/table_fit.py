"""A table in its room: widths of columns, heights of rows, and how many rows a slide takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fupan.export.columns import column_widths
from fupan.export.slide_draft.measure import LEADING, text_height
from fupan.export.slide_draft.passage import MORE, Passage
from fupan.export.slide_draft.room import INSET_X, INSET_Y, Room

Row = tuple[Passage, ...]
_SIZES = (18.0, 16.0, 14.0, 12.0)
_LEAST_COLUMN = 60.0
_AIR, _MOST_AIR = 4.0, 18.0
"""Points more than the text of a row needs: at least, and where there is room."""


@dataclass(frozen=True, slots=True)
class FittedTable:
    """A head and rows for one slide, all in points; every text fits its cell at ``size``."""

    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: float


def table_pages(rows: Sequence[Row], room: Room, *, paged: float = 14.0) -> Iterator[FittedTable]:
    """The table, head first, on as many slides as it needs, the head on each.

    ``paged`` is the size of the text where one slide does not hold the table at any. Columns that would be too narrow
    to read are left out, the last that is shown then is ``…``.
    """
    columns = max(len(row) for row in rows)
    most = max(1, int(room.width / _LEAST_COLUMN))
    even = [(*row, *[Passage(())] * (columns - len(row))) for row in rows]
    if columns > most:
        even = [(*row[: most - 1], Passage.plain(MORE)) for row in even]
    shares = column_widths([[cell.text for cell in row] for row in even], len(even[0]), int(room.width * 100))
    widths = tuple(share / 100 for share in shares)
    for size in _SIZES:
        heights = [_height(row, widths, size) for row in even]
        if sum(heights) <= room.height:
            more = min(_MOST_AIR - _AIR, (room.height - sum(heights)) / len(heights))
            yield FittedTable(tuple(even), widths, tuple(height + more for height in heights), size)
            return
    yield from _paged(even, widths, room, paged)


def _paged(rows: list[Row], widths: tuple[float, ...], room: Room, size: float) -> Iterator[FittedTable]:
    head = _squeezed(rows[0], widths, room.height / 3, size)
    top = _height(head, widths, size)
    shown: list[Row] = []
    heights: list[float] = []
    for row in rows[1:]:
        kept = _squeezed(row, widths, room.height - top, size)
        height = _height(kept, widths, size)
        if shown and top + sum(heights) + height > room.height:
            yield FittedTable((head, *shown), widths, (top, *heights), size)
            shown, heights = [], []
        shown.append(kept)
        heights.append(height)
    yield FittedTable((head, *shown), widths, (top, *heights), size)


def _squeezed(row: Row, widths: tuple[float, ...], height: float, size: float) -> Row:
    """The row with its texts shortened to what ``height`` holds."""
    room = max(height - 2 * INSET_Y - _AIR, size * LEADING)

    def fitted(cell: Passage, across: float) -> Passage:
        return cell.shortened(lambda text: text_height([text], size, across) <= room)

    return tuple(fitted(cell, width - 2 * INSET_X) for cell, width in zip(row, widths, strict=True))


def _height(row: Row, widths: tuple[float, ...], size: float) -> float:
    lines = (text_height([cell.text], size, width - 2 * INSET_X) for cell, width in zip(row, widths, strict=True))
    return max(lines) + 2 * INSET_Y + _AIR
