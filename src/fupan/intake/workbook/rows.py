"""What the names of a data row say: metric, members, role, unit, time; and whether it is a row of totals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from fupan.domain.factsheet import GENERAL
from fupan.domain.known_metrics import known_metric
from fupan.intake.workbook.grid import Cell, column_number
from fupan.intake.workbook.headers import join, label_of
from fupan.intake.workbook.labels import Label, read_label, strip_number
from fupan.intake.workbook.mapping import ColumnFile, TableFile
from fupan.intake.workbook.row_kinds import figure_like
from fupan.intake.workbook.tables import Table
from fupan.intake.workbook.words import is_blank, normal, unit_symbol, words


@dataclass
class Row:
    """One data row. ``label`` joins what its names say; ``members`` are (dimension, name), the outer ones first.

    ``named``: it has any name at all; ``subject`` is what its remarks are about; ``part``: it is a part of the metric
    above it (其中：新客户).
    """

    number: int
    label: Label = field(default_factory=Label)
    members: list[tuple[str, str]] = field(default_factory=list)
    name: Cell | None = None
    subject: str = ""
    section: str = ""
    alias: str = ""
    better: str = ""
    total: bool = False
    named: bool = False
    part: bool = False
    doubt: str = ""


def read_rows(table: Table, plan: TableFile) -> Iterator[Row]:
    """Every data row that is to be taken; names left blank below one of the same table are filled from above."""
    takes = {column_number(letter): column for letter, column in plan.columns.items()}
    unique = _unique_inner(table, plan)
    above: dict[int, Cell] = {}
    part = False
    for number in table.rows:
        if number in plan.skip_rows:
            continue
        if number not in table.grid.by_row and number not in table.grid.hidden_rows:
            part = False  # an empty row ends a list of parts
            continue
        row, dimension = Row(number), ""
        names = [column for column, one in takes.items() if one.take not in _FIGURES]
        filled = any(table.grid.at(number, column) for column in names)
        for column in sorted(takes):
            take = takes[column].take
            if take in _FIGURES:
                continue
            cell = table.grid.seen(number, column)
            blank = cell is None and take in {"metric", "member"} and filled and not row.named
            if (blank and _carries(take, column, takes)) or (cell is None and take == "section"):
                cell = above.get(column)
            if cell is None or is_blank(cell.text):
                continue
            above[column] = cell
            if take == "dimension":
                dimension = cell.text
            _name(row, take, cell, takes[column].dimension or dimension)
        if unique and len(row.members) > 1:
            row.members = row.members[-1:]
        part = _is_part(row, after=part)
        yield row


def _is_part(row: Row, *, after: bool) -> bool:
    """Whether the row is a part of the metric above: 其中, an indent, or after one of these a name of no metric."""
    if not row.label.metric or row.name is None or row.members:
        return after and not row.label.metric
    indented = isinstance(row.name.value, str) and row.name.value[:1] in {" ", "\u3000"}
    listed = after and (indented or known_metric(row.label.metric) is None)
    row.part = row.label.part or (listed and not row.label.unit)
    if row.part and not row.label.part and not indented:
        row.doubt = f"「{row.label.metric}」按上面「其中」的一项取，请核对"
    return row.part


_WHOLES = ("合计", "小计", "汇总")
_FIGURES = frozenset(("value", "check", "nothing", "note", "point"))


def _carries(take: str, column: int, takes: dict[int, ColumnFile]) -> bool:
    """Whether a name left blank is that of the row above: where a name to its right tells the rows apart.

    Beside a column of dimensions a blank member is the total.
    """
    if any(one.take == "dimension" for one in takes.values()) and take == "member":
        return False
    return any(later > column for later, one in takes.items() if _is_name(one))


def _is_name(column: ColumnFile) -> bool:
    return column.take in {"metric", "member", "role"}


def _name(row: Row, take: str, cell: Cell, dimension: str) -> None:
    """Add one name to the row."""
    text = cell.text
    if take in {"metric", "role", "member"}:
        row.named = True
    if take == "metric":
        label = read_label(text)
        row.total = row.total or (label.total and not label.metric)
        plain = replace(label, metric=label.metric or text) if not (label.says_role or label.total) else label
        row.label, row.name = join(row.label, plain), cell
        row.subject = row.subject or text
    elif take == "role":
        row.label = join(row.label, replace(label_of(cell), metric=""))
    elif take == "member":
        _member(row, cell, dimension)
    elif take == "unit":
        row.label = replace(row.label, unit=unit_symbol(text) or row.label.unit)
    elif take == "period":
        row.label = join(row.label, replace(label_of(cell), metric=""))
    elif take == "section":
        row.section = GENERAL if normal(text) in words("general") else text
    elif take == "alias":
        row.alias = text
    elif take == "better":
        row.better = "lower" if any(word in text.lower() for word in ("低", "小", "少", "lower")) else "higher"


def _member(row: Row, cell: Cell, dimension: str) -> None:
    label = label_of(cell, dimension)
    if label.total or label.subtotal:
        row.total = row.total or label.total or not row.members
        if label.total:
            row.members = []
        return
    text = " ".join(strip_number(cell.text).split())
    row.subject = text
    if label.when is not None and not label.metric and not label.role:
        row.label = join(row.label, replace(label, metric=""))
    elif not row.total:
        whole = next((text.removesuffix(end) for end in _WHOLES if text.endswith(end)), "")
        row.members.append((f"{dimension or '分项'}合计", whole) if whole else (dimension or "分项", text))


def _unique_inner(table: Table, plan: TableFile) -> bool:
    """Whether of two columns of members the inner one alone tells the rows apart (省份 in 大区)."""
    columns = [column_number(letter) for letter, one in plan.columns.items() if one.take == "member"]
    if len(columns) < 2:
        return False
    seen: dict[str, str] = {}
    outer = ""
    for number in table.rows:
        first, last = table.grid.seen(number, columns[0]), table.grid.seen(number, columns[-1])
        outer = first.text if first is not None else outer
        if last is None or figure_like(last):
            continue
        label = read_label(last.text)
        if label.total or label.subtotal:
            continue
        if seen.setdefault(last.text, outer) != outer:
            return False
    return True
