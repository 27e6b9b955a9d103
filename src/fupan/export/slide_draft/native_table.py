"""A fitted table as PowerPoint's own, in the layout's colours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fupan.export.slide_draft.room import INSET_X, INSET_Y, Room
from fupan.export.slide_draft.table_fit import FittedTable
from fupan.export.slide_draft.text_frame import Look, write_paragraph

if TYPE_CHECKING:
    from pptx.slide import Slide


def add_table(slide: Slide, table: FittedTable, room: Room, look: Look) -> None:
    """Put a table at the top of ``room``; its head is white on the first accent of the layout."""
    from pptx.enum.text import MSO_ANCHOR  # noqa: PLC0415 - only with the extra
    from pptx.util import Pt  # noqa: PLC0415

    frame = slide.shapes.add_table(
        len(table.rows), len(table.widths), Pt(room.x), Pt(room.y), Pt(sum(table.widths)), Pt(sum(table.heights))
    )
    made: Any = frame.table
    for column, width in zip(made.columns, table.widths, strict=True):
        column.width = Pt(width)
    for number, (line, height, row) in enumerate(zip(made.rows, table.heights, table.rows, strict=True)):
        line.height = Pt(height)
        for cell, passage in zip(line.cells, row, strict=True):
            cell.margin_left = cell.margin_right = Pt(INSET_X)
            cell.margin_top = cell.margin_bottom = Pt(INSET_Y)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.text_frame.word_wrap = True
            shown = look if number else replace(look.inked("FFFFFF", bold=True), figures="")
            write_paragraph(cell.text_frame.paragraphs[0], passage, table.size, shown)
