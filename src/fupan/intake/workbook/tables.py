"""The tables of a sheet: title rows, one to three header rows, data rows; several on a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from fupan.figures.scan.numerals import parse_value
from fupan.intake.workbook.grid import Box, Cell, Grid
from fupan.intake.workbook.labels import is_bare_unit, read_label
from fupan.intake.workbook.words import is_blank, meanings, normal, words

MAX_HEADER = 3
_BOUND = re.compile(r"^[≥≤><=＞＜约近超]+")
_FIELD = re.compile(r"^([^:：]{1,8})[:：](.*)$", re.DOTALL)


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
    """A sheet's tables, and the cells that stand in none (titles, remarks, single values)."""

    tables: list[Table]
    loose: list[Cell]


def find_tables(grid: Grid) -> Layout:
    """Every table of a sheet, from the top."""
    layout = Layout([], [])
    pending: list[Cell] = []
    for rows in _bands(grid):
        for left, right in _segments(grid, rows):
            _read_band(grid, rows, (left, right), layout, pending)
    return layout


def figure_like(cell: Cell) -> bool:
    """Whether a cell holds a figure, as a number or written as text."""
    if cell.kind in {"number", "uncomputed"}:
        return True
    if cell.kind != "text" or not isinstance(cell.value, str):
        return False
    return _is_figure(cell.text)


@lru_cache(maxsize=50_000)
def _is_figure(text: str) -> bool:
    if parse_value(_BOUND.sub("", text)) is None:
        return False
    label = read_label(text)
    return label.when is None or bool(label.metric)


def year_like(cell: Cell) -> bool:
    """Whether a number is a year standing as a name: 2024 above a column."""
    number = cell.number
    return number is not None and not cell.percent and number == int(number) and 1990 <= number <= 2100


def field_of(text: str) -> tuple[str, str]:
    """(meaning, value) of 周期：2025年; empty where the text tells no such thing."""
    match = _FIELD.match(text.strip())
    if not match:
        return "", ""
    return meanings("fields").get(normal(match[1]), ""), match[2].strip()


def _bands(grid: Grid) -> list[list[int]]:
    """Rows that follow one another without an empty one between."""
    bands: list[list[int]] = []
    for row in grid.by_row:
        if bands and row == bands[-1][-1] + 1:
            bands[-1].append(row)
        else:
            bands.append([row])
    return bands


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
    names = [cell for cell in cells if cell.kind in {"text", "date"} and not figure_like(cell)]
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
            pending += [cell for cell in rest if cell.kind == "text" and not _is_footnote(cell)]
            return
        titles = [cell for row in todo[:start] for cell in lines[row]]
        layout.loose += titles
        body = todo[start:]
        depth = _depth(grid, body, lines)
        end = next((at for at in range(depth + 1, len(body) - 1) if _is_header_again(lines[body[at]])), len(body))
        while (
            end < len(body)
            and end > depth + 1
            and len(lines[body[end - 1]]) == 1
            and not _is_total(lines[body[end - 1]][0])
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
        cells = [cell for row in rows if (cell := grid.at(row, column)) is not None]
        figures = sum(map(figure_like, cells)) * 2 > len(cells)
        if cells and not figures and before:
            starts.append(column)
        before = figures if cells else before
    return [(start, end - 1) for start, end in pairwise([*starts, across[1] + 1])]


def _is_total(cell: Cell) -> bool:
    return read_label(cell.text).total


def _header_at(rows: list[int], lines: dict[int, list[Cell]]) -> int | None:
    """Where the header (or, without one, the first row of data) begins; None where there is no table."""
    last = next((at for at in range(len(rows) - 1, -1, -1) if any(map(figure_like, lines[rows[at]]))), -1)
    for at, row in enumerate(rows):
        cells = lines[row]
        if len(cells) < 2 or _is_fields(cells):
            continue
        if _is_names(cells):
            known = sum(_is_word(cell) for cell in cells)
            if at < last or (at + 1 < len(rows) and (known >= 2 or _has_points(cells))):
                return at
        elif cells[0].kind == "text" and not figure_like(cells[0]) and any(figure_like(cell) for cell in cells):
            return at
    return None


def _has_points(cells: list[Cell]) -> bool:
    return any(read_label(cell.text).column == "point" for cell in cells)


def _is_names(cells: list[Cell]) -> bool:
    """Whether a row can be a header: names, years or months, no figures."""
    figures = [cell for cell in cells if figure_like(cell) and not year_like(cell)]
    if not figures:
        return not all(is_blank(cell.text) for cell in cells)
    numbers = [cell.number for cell in figures]
    return len(figures) >= 3 and numbers == list(range(1, len(figures) + 1)) and cells[0].kind == "text"


def _is_word(cell: Cell) -> bool:
    label = read_label(cell.text)
    return bool(label.column or label.dimension or label.role or label.formula or label.when or label.relative)


def _is_fields(cells: list[Cell]) -> bool:
    """周期：2025年　部门：华东, or 周期 beside its value."""
    if all(field_of(cell.text)[0] or _is_footnote(cell) for cell in cells):
        return True
    return len(cells) == 2 and normal(cells[0].text) in meanings("fields") and not _is_word(cells[1])


def _is_footnote(cell: Cell) -> bool:
    match = _FIELD.match(cell.text)
    return bool(match) and normal(match[1] if match else "") in words("footnotes")


def _depth(grid: Grid, rows: list[int], lines: dict[int, list[Cell]]) -> int:
    """How many of these rows are header rows."""
    if not _is_names(lines[rows[0]]):
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
        if own_name or not _is_names(cells) or not (merged or gaps):
            break
        depth += 1
    return depth


def _is_header_again(cells: list[Cell]) -> bool:
    """Whether another table's header begins in this row, without an empty one before it."""
    if len(cells) < 2 or not _is_names(cells):
        return False
    first = read_label(cells[0].text)
    known = sum(_is_word(cell) for cell in cells)
    return bool(first.column or first.dimension) and known >= 2 and known * 2 >= len(cells)
