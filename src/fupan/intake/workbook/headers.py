"""The header above each column: its cells of one to three rows as one text and one label."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fupan.intake.workbook.grid import Cell
from fupan.intake.workbook.labels import Label, read_label
from fupan.intake.workbook.row_kinds import figure_like, year_like
from fupan.intake.workbook.tables import Table
from fupan.intake.workbook.timing import of_date
from fupan.intake.workbook.words import is_blank

MOST_CHILDREN = 60
_COUNTED = {"月份": "月", "月度": "月", "月": "月", "季度": "季度", "季": "季度", "年份": "年", "年": "年"}


@dataclass(frozen=True)
class Column:
    """One column: its header's labels joined, and the cells of its data rows."""

    number: int
    says: str
    label: Label
    cells: tuple[Cell, ...]

    @property
    def figures(self) -> int:
        """How many cells hold figures."""
        return sum(figure_like(cell) for cell in self.cells)

    @property
    def names(self) -> tuple[Cell, ...]:
        """Cells that hold words or dates, totals and signs for nothing left out."""
        return tuple(
            cell for cell in self.cells
            if cell.kind in {"text", "date"} and not figure_like(cell) and not is_blank(cell.text)
            and not read_label(cell.text).total and not read_label(cell.text).subtotal
        )  # fmt: skip


def read_column(table: Table, number: int) -> Column:
    """A column of a table."""
    says, label = header_label(table, number)
    cells = tuple(cell for row in table.rows if (cell := table.grid.at(row, number)) is not None)
    return Column(number, says, label, cells)


def header_label(table: Table, number: int) -> tuple[str, Label]:
    """The header of a column as one text and one label: of 销售额 above 目标 the target of 销售额."""
    texts: list[str] = []
    label = Label()
    for row in range(table.box[0], table.box[0] + table.header):
        cell = _header_cell(table, row, number)
        if cell is None or cell.text in texts:
            continue
        texts.append(cell.text)
        label = join(label, label_of(cell, label.dimension or "月份"))
    return " ".join(texts), label


def _header_cell(table: Table, row: int, number: int) -> Cell | None:
    """The header cell that a reader sees above a column: of one without a name the parent to its left."""
    cell = table.grid.seen(row, number)
    if cell is not None or row == table.box[0] + table.header - 1:
        return cell
    if table.grid.seen(row + 1, number) is None:
        return None
    for column in range(number - 1, max(table.box[1], number - MOST_CHILDREN) - 1, -1):
        left = table.grid.seen(row, column)
        if left is not None:
            below = table.grid.seen(row + 1, column)
            return left if below is not None and below.row > left.row else None
    return None


def label_of(cell: Cell, dimension: str = "") -> Label:
    """The label of a name: of a date its month, of a bare number under 月份 that month."""
    if cell.kind == "date" and not isinstance(cell.value, str):
        day = of_date(cell.value, None)  # type: ignore[arg-type]
        return read_label(f"{day.year}年{day.index}月")
    counted = cell.text.isascii() and cell.text.isdecimal() and len(cell.text) < 3
    if counted and dimension in _COUNTED and not year_like(cell):
        return read_label(f"{cell.text}{_COUNTED[dimension]}")
    return read_label(cell.text)


def join(parent: Label, child: Label) -> Label:
    """A label below another: what the lower one says wins, what it does not say is the upper one's."""
    when = child.when
    if when is not None and parent.when is not None and not when.year:
        when = when._replace(year=parent.when.year)
    return replace(
        child, text=" ".join(filter(None, (parent.text, child.text))), metric=child.metric or parent.metric,
        unit=child.unit or parent.unit, scale=child.scale or parent.scale,
        role=child.role or parent.role, formula=child.formula or parent.formula,
        when=when or parent.when, relative=child.relative or parent.relative, total=child.total or parent.total,
        current=child.current or parent.current, running=child.running or parent.running,
        apart=child.apart or parent.apart,
    )  # fmt: skip
