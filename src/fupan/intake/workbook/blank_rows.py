"""Empty rows inside a table: whether the rows below one go on with the table above it, under the same header."""

from __future__ import annotations

from dataclasses import dataclass, field

from fupan.intake.workbook.grid import Cell, Grid
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
from fupan.intake.workbook.words import is_blank

MOST_EMPTY = 2
"""More empty rows than this part two tables; a hidden row is not empty."""


@dataclass
class _Block:
    """Rows under one header: the columns that are used, those of figures and of words, and the names of the rows."""

    header: bool = False
    points: bool = False
    columns: set[int] = field(default_factory=set)
    figures: set[int] = field(default_factory=set)
    texts: set[int] = field(default_factory=set)
    names: set[tuple[str, ...]] = field(default_factory=set)

    def add(self, cells: list[Cell]) -> None:
        """Count a row of data."""
        figures = {cell.column for cell in cells[1:] if figure_like(cell)}
        first = min(figures, default=0)
        self.columns |= {cell.column for cell in cells}
        self.figures |= figures
        self.texts |= {
            cell.column for cell in cells
            if cell.kind == "text" and not figure_like(cell) and not is_blank(cell.text)
        }  # fmt: skip
        name = tuple(cell.text for cell in cells if cell.column < first and cell.kind == "text")
        if name and not is_total(cells[0]):
            self.names.add(name)

    def join(self, below: _Block) -> None:
        """Take in the rows below."""
        self.columns |= below.columns
        self.figures |= below.figures
        self.texts |= below.texts
        self.names |= below.names


def bands(grid: Grid) -> tuple[list[list[int]], dict[int, str]]:
    """Rows that belong together: what stands below an empty row too, where it goes on with the table above.

    The second value tells in Chinese where that could not be decided, by the first row of figures.
    """
    found: list[list[int]] = []
    told: dict[int, str] = {}
    above = _Block()
    for rows in _without_gaps(grid):
        top, below = _blocks(grid, rows)
        empty = [row for row in range(found[-1][-1] + 1, rows[0]) if row not in grid.hidden_rows] if found else []
        near = bool(found) and len(empty) <= MOST_EMPTY and above.header
        if near and not top.header and _goes_on(grid.by_row[rows[0]], above, top):
            found[-1] += rows
            if below.header:
                above = below
            else:
                above.join(top)
            continue
        if near and empty and not top.header and _lacks_header(above, top):
            start = next(row for row in rows if len(grid.by_row[row]) > 1)
            told[start] = (
                f"第 {empty[-1]} 行是空行，下面第 {start} 行起没有表头，不知道各列是什么，没有取："
                f"删去空行接着上面的表，或者在第 {start} 行上面再写一遍表头"
            )
        found.append(list(rows))
        above = below if below.header else top
    return found, told


def _without_gaps(grid: Grid) -> list[list[int]]:
    found: list[list[int]] = []
    for row in grid.by_row:
        if found and row == found[-1][-1] + 1:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _blocks(grid: Grid, rows: list[int]) -> tuple[_Block, _Block]:
    """What stands at the top of these rows, before any header below it, and under the last header."""
    first = current = _Block()
    for row in rows:
        cells = grid.by_row[row]
        if len(cells) < 2 or is_fields(cells):
            continue
        if is_header_again(cells) or (not current.columns and _is_header(cells)):
            current = _Block(header=True, points=has_points(cells))
            first = first if first.columns else current
            for cell in cells:
                _, left, _, right = grid.span(cell)
                current.columns |= set(range(left, min(right, left + 60) + 1))
        elif current.header and not current.figures and is_names(cells) and not current.points:
            current.columns |= {cell.column for cell in cells}  # a second row of names
        else:
            current.add(cells)
    return first, current


def _is_header(cells: list[Cell]) -> bool:
    return is_names(cells) and (sum(map(is_word, cells)) >= 2 or has_points(cells))


def _goes_on(first: list[Cell], above: _Block, below: _Block) -> bool:
    """Whether rows without a header of their own fill the columns of the table above, with names of their own."""
    if len(first) < 2 or is_fields(first) or is_footnote(first[0]) or not below.columns <= above.columns:
        return False
    if min(below.columns) != min(above.columns):
        return False
    if above.points:
        return True
    if below.figures & above.texts or below.names & above.names or not below.figures:
        return False
    wanted = above.figures or (above.columns - {min(above.columns)})
    shared = below.figures & wanted
    # a name beside one figure may be a list of its own, unless the figure stands below a later column
    return len(shared) * 2 > len(wanted) or min(below.figures) > min(wanted)


def _lacks_header(above: _Block, below: _Block) -> bool:
    """Whether figures stand in several columns, below a table and without a header."""
    return len(below.figures) > 1 and bool(below.columns & above.columns) and bool(below.texts)
