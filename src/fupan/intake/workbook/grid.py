"""The cells of a sheet with their addresses, whatever file they were read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from typing import Literal, NamedTuple

from fupan.domain.decimals import plain

Kind = Literal["number", "text", "date", "error", "uncomputed"]
Box = tuple[int, int, int, int]
"""A range as (top, left, bottom, right), rows and columns from 1, all inside."""
MAX_COVERED = 200_000
"""Places under merged ranges that are looked at."""
ONE, HUNDRED = Decimal(1), Decimal(100)


class Cell(NamedTuple):
    """One cell that is not empty.

    ``value`` is a number as it is stored (0.85 where 85% is shown), a text, a date, or what an error cell shows. An
    ``uncomputed`` cell holds a formula whose value no program has saved. ``percent``, ``scale`` (the number is shown
    divided by it) and ``unit`` are what the number format says.
    """

    row: int
    column: int
    kind: Kind
    value: Decimal | str | date
    formula: bool = False
    percent: bool = False
    scale: Decimal = ONE
    unit: str = ""

    @property
    def at(self) -> str:
        """The address: D7."""
        return f"{letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """What the cell shows, on one line."""
        if self.kind == "date" and isinstance(self.value, date):
            return self.value.isoformat()
        if isinstance(self.value, Decimal):
            if self.percent:
                return f"{plain(self.value * HUNDRED)}%"
            return plain(self.value / self.scale) + self.unit
        return " ".join(str(self.value).split())

    @property
    def number(self) -> Decimal | None:
        """The stored number, None for anything else."""
        return self.value if isinstance(self.value, Decimal) else None


@dataclass
class Grid:
    """A sheet: the cells that show, by (row, column); merged ranges; what is hidden; where pictures start.

    ``hidden`` holds the cells of hidden rows and columns. ``cut`` is the row after which nothing was read, 0 if none.
    ``book`` is the name of the file without its suffix.
    """

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[Box] = field(default_factory=list)
    hidden: list[Cell] = field(default_factory=list)
    pictures: list[tuple[int, int]] = field(default_factory=list)
    cut: int = 0
    book: str = ""

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that stands here; of a merged range only the first one does."""
        return self.cells.get((row, column))

    def seen(self, row: int, column: int) -> Cell | None:
        """The cell that a reader sees here: of a merged range everywhere its first one."""
        return self.cells.get((row, column)) or self.cells.get(self._origins.get((row, column), (0, 0)))

    @cached_property
    def by_row(self) -> dict[int, list[Cell]]:
        """The cells of each row that has any, from left to right."""
        rows: dict[int, list[Cell]] = {}
        for (row, _), cell in sorted(self.cells.items()):
            rows.setdefault(row, []).append(cell)
        return rows

    @cached_property
    def hidden_rows(self) -> frozenset[int]:
        """Rows that hold a hidden cell."""
        return frozenset(cell.row for cell in self.hidden)

    def inside(self, box: Box) -> list[Cell]:
        """The cells in a range, row by row."""
        rows = range(box[0], min(box[2], max(self.by_row, default=0)) + 1)
        return [cell for row in rows for cell in self.by_row.get(row, ()) if box[1] <= cell.column <= box[3]]

    def span(self, cell: Cell) -> Box:
        """The merged range that begins in this cell, or the cell alone."""
        here = (cell.row, cell.column, cell.row, cell.column)
        return self._spans.get((cell.row, cell.column), here)

    @cached_property
    def _spans(self) -> dict[tuple[int, int], Box]:
        return {(box[0], box[1]): box for box in self.merged if (box[0], box[1]) in self.cells}

    @cached_property
    def _origins(self) -> dict[tuple[int, int], tuple[int, int]]:
        """First cell by each place of its merged range, as far as the sheet has cells at all."""
        bottom = max((row for row, _ in self.cells), default=0)
        right = max((column for _, column in self.cells), default=0)
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for origin, (top, left, low, far) in self._spans.items():
            for row in range(top, min(low, bottom) + 1):
                for column in range(left, min(far, right) + 1):
                    found[row, column] = origin
            if len(found) > MAX_COVERED or min(low, bottom) - top > MAX_COVERED:
                break  # ranges over one another are nobody's table
        return found


@dataclass
class Book:
    """What was read of a workbook file: its visible sheets, and in Chinese what was left aside and why."""

    name: str
    grids: list[Grid]
    remarks: list[str] = field(default_factory=list)
    hidden_sheets: list[Grid] = field(default_factory=list)


@cache
def letters(column: int) -> str:
    """The letters of a column number from 1: 28 → AB."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


@lru_cache(maxsize=1024)
def column_number(text: str) -> int:
    """The number of a column's letters: AB → 28; 0 where they are none."""
    number = 0
    for letter in text[:4]:
        if not "A" <= letter <= "Z":
            return 0
        number = number * 26 + ord(letter) - 64
    return number


def place(address: str) -> tuple[int, int]:
    """(row, column) of an address such as D7 or $D$7; (0, 0) where it is none."""
    bare = address.replace("$", "").upper()[:12]
    name = bare.rstrip("0123456789")
    column = column_number(name)
    return (int(bare[len(name) :]), column) if column and len(name) < len(bare) else (0, 0)


def box(text: str) -> Box | None:
    """The range of A3:H12 (or of one cell); None where it is none."""
    first, _, last = text.partition(":")
    (top, left), (bottom, right) = place(first), place(last or first)
    if not top or not bottom:
        return None
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def box_text(given: Box) -> str:
    """A range as people write it: A3:H12."""
    return f"{letters(given[1])}{given[0]}:{letters(given[3])}{given[2]}"
