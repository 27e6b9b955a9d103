"""Sheets without a table: one called 要点, or a column headed so, is a list of notes; of any other the user is told."""

from __future__ import annotations

from collections.abc import Iterable

from fupan.domain.factsheet import GENERAL
from fupan.intake.workbook.grid import Cell, Grid
from fupan.intake.workbook.labels import read_label
from fupan.intake.workbook.row_kinds import field_of, figure_like, is_footnote
from fupan.intake.workbook.tables import Layout
from fupan.intake.workbook.taken import Taken
from fupan.intake.workbook.words import is_blank, meanings, normal, words

_POINTS = "要点"
_TITLE = 20


def is_list(grid: Grid, layout: Layout) -> bool:
    """Whether a sheet holds notes alone: no table, and it or its first cell is called 要点."""
    if layout.tables or not grid.cells or any(name in words("instructions") for name in (grid.name, normal(grid.name))):
        return False
    first = next((cell for cells in grid.by_row.values() for cell in cells), None)
    named = normal(grid.name).endswith(_POINTS) or meanings("columns").get(normal(grid.name)) == "point"
    return named or (first is not None and _heads(first))


def notes_alone(layouts: Iterable[tuple[Grid, Layout]], mapped: Iterable[str] = ()) -> list[Taken]:
    """The cells of such sheets as notes; of a sheet in ``mapped`` the user has said himself what to take."""
    return [
        Taken(grid.name, cell, "note", role=GENERAL, raw=cell.text, why=_POINTS)
        for grid, layout in layouts
        if is_list(grid, layout) and grid.name not in mapped
        for cells in grid.by_row.values()
        for cell in cells
        if _is_note(cell)
    ]


def left_aside(layouts: Iterable[tuple[Grid, Layout]], taken: Iterable[Taken]) -> list[str]:
    """Sheets of which no cell was taken or told of, in Chinese."""
    told = {one.sheet for one in taken}
    return [
        f"工作表「{grid.name}」没有取：里面没有带表头的表。要作要点，把表名或第一格写成「要点」；有数字，写上表头（指标、目标、实际……）"
        for grid, _ in layouts
        if grid.cells and grid.name not in told and grid.name not in words("instructions")
    ]


def _is_note(cell: Cell) -> bool:
    if cell.kind != "text" or figure_like(cell) or is_blank(cell.text) or _heads(cell):
        return False
    return not field_of(cell.text)[0] and not is_footnote(cell)


def _heads(cell: Cell) -> bool:
    """Whether a cell names the list: 要点, or a title that ends so."""
    label = read_label(cell.text)
    return cell.kind == "text" and (
        label.column == "point" or (len(cell.text) <= _TITLE and normal(cell.text).endswith(_POINTS))
    )
