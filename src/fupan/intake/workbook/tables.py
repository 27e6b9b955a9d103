"""The tables of a sheet: title rows, one to three header rows, data rows; several on a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from fupan.intake.workbook.blank_rows import bands
from fupan.intake.workbook.grid import Box, Cell, Grid
from fupan.intake.workbook.labels import is_bare_unit
from fupan.intake.workbook.row_kinds import (
    figure_like,
    has_points,
    is_fields,
    is_footnote,
    is_header_again,
    is_names,
    is_total,
    is_word,
)
from fupan.intake.workbook.words import is_blank, normal

MAX_HEADER = 3


@dataclass
class Table:
    """One table: header rows ``top`` to ``top + header - 1`` (``header`` may be 0), data down to ``bottom``.

    ``titles`` are the cells above it that belong to it.
    """

    grid: Grid
    box: Box
    header: int
    titles: list[Cell] = field(default_factory=list)

    @property
    def rows(self) -> range:
        """Numbers of the data rows."""
        return range(self.box[0] + self.header, self.box[2] + 1)

    @property
    def columns(self) -> range:
        """Numbers of the columns."""
        return range(self.box[1], self.box[3] + 1)


@dataclass
class Layout:
    """A sheet's tables, and the cells that stand in none (titles, remarks, single values).

    ``remarks`` tell in Chinese what could not be decided.
    """

    tables: list[Table]
    loose: list[Cell]
    remarks: list[str] = field(default_factory=list)


def find_tables(grid: Grid) -> Layout:
    """Every table of a sheet, from the top."""
    layout = Layout([], [])
    pending: list[Cell] = []
    found, undecided = bands(grid)
    layout.remarks = list(undecided.values())
    for rows in found:
        for left, right in _segments(grid, rows):
            _read_band(grid, rows, (left, right), layout, pending)
    layout.tables = [table for table in layout.tables if table.header or table.box[0] not in undecided]
    return layout


def _segments(grid: Grid, rows: list[int]) -> list[tuple[int, int]]:
    """Ranges of columns without an empty one between, as far as each begins with names."""
    by_row = {row: grid.by_row[row] for row in rows}
    columns: set[int] = set()
    for cells in by_row.values():
        if len(cells) > 1 or len(rows) == 1:
            for cell in cells:
                box = grid.span(cell)
                columns |= set(range(box[1], min(box[3], box[1] + 60) + 1))
    if not columns:
        columns = {cell.column for cells in by_row.values() for cell in cells}
    found: list[tuple[int, int]] = []
    for column in sorted(columns):
        if found and (column <= found[-1][1] + 1 or not _has_names(grid, rows, column)):
            found[-1] = (found[-1][0], column)
        else:
            found.append((column, column))
    last = max(column for cells in by_row.values() for column in [cell.column for cell in cells])
    return [*found[:-1], (found[-1][0], max(found[-1][1], last))] if found else []


def _has_names(grid: Grid, rows: list[int], column: int) -> bool:
    """Whether a column holds names below its header: at least two texts that are no figures."""
    cells = [cell for row in rows if (cell := grid.at(row, column)) is not None]
    names = [
        cell for cell in cells
        if cell.kind in {"text", "date"} and not figure_like(cell) and not is_blank(cell.text)
    ]  # fmt: skip
    return len(names) > 2 and len(names) > len(cells) // 2


def _read_band(grid: Grid, rows: list[int], across: tuple[int, int], layout: Layout, pending: list[Cell]) -> None:
    """Split one block into titles and tables; ``pending`` carries titles over to the table below them."""
    lines = {
        row: [cell for cell in cells if across[0] <= cell.column <= across[1]]
        for row, cells in ((row, grid.by_row[row]) for row in rows)
    }
    todo = [row for row in rows if lines[row]]
    while todo:
        start = _header_at(todo, lines)
        if start is None:
            rest = [cell for row in todo for cell in lines[row]]
            layout.loose += rest
            pending += [cell for cell in rest if cell.kind == "text" and not is_footnote(cell)]
            return
        titles = [cell for row in todo[:start] for cell in lines[row]]
        layout.loose += titles
        body = todo[start:]
        depth = _depth(grid, body, lines)
        end = next((at for at in range(depth + 1, len(body) - 1) if is_header_again(lines[body[at]])), len(body))
        while (
            end < len(body)
            and end > depth + 1
            and len(lines[body[end - 1]]) == 1
            and not is_total(lines[body[end - 1]][0])
        ):
            end -= 1  # a line alone above the next header is its title
        for left, right in _pairs(grid, body[:end], across) if not depth else [across]:
            layout.tables.append(Table(grid, (body[0], left, body[end - 1], right), depth, [*pending, *titles]))
        pending.clear()
        todo = body[end:]


def _pairs(grid: Grid, rows: list[int], across: tuple[int, int]) -> list[tuple[int, int]]:
    """Names beside figures, without a header, and again names beside figures: each pair is a table of its own."""
    starts, before = [across[0]], False
    for column in range(across[0], across[1] + 1):
        cells = [cell for row in rows if (cell := grid.at(row, column)) is not None and not is_blank(cell.text)]
        figures = sum(map(figure_like, cells)) * 2 > len(cells)
        if cells and not figures and before:
            starts.append(column)
        before = figures if cells else before
    return [(start, end - 1) for start, end in pairwise([*starts, across[1] + 1])]


def _header_at(rows: list[int], lines: dict[int, list[Cell]]) -> int | None:
    """Where the header (or, without one, the first row of data) begins; None where there is no table."""
    last = next((at for at in range(len(rows) - 1, -1, -1) if any(map(figure_like, lines[rows[at]]))), -1)
    for at, row in enumerate(rows):
        cells = lines[row]
        if len(cells) < 2 or is_fields(cells):
            continue
        if is_names(cells):
            known = sum(is_word(cell) for cell in cells)
            if at < last or (at + 1 < len(rows) and (known >= 2 or has_points(cells))):
                return at
        elif cells[0].kind == "text" and not figure_like(cells[0]) and any(figure_like(cell) for cell in cells):
            return at
    return None


def _depth(grid: Grid, rows: list[int], lines: dict[int, list[Cell]]) -> int:
    """How many of these rows are header rows."""
    if not is_names(lines[rows[0]]):
        return 0
    depth = 1
    while depth < min(MAX_HEADER, len(rows) - 1):
        above, cells = lines[rows[depth - 1]], lines[rows[depth]]
        first = grid.seen(rows[depth], lines[rows[0]][0].column)
        own_name = first is not None and first.row == rows[depth]
        if not own_name and cells and all(is_bare_unit(normal(cell.text)) for cell in cells):
            depth += 1  # a row of units below the names
            continue
        merged = any(grid.span(cell)[3] > cell.column for cell in above)
        gaps = {cell.column for cell in cells} - {cell.column for cell in above}
        apart = rows[depth] != rows[depth - 1] + 1
        if own_name or apart or not is_names(cells) or not (merged or gaps):
            break
        depth += 1
    return depth
