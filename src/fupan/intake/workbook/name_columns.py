"""Columns of words: which hold metrics, members, roles, units or notes, by their header or by what stands in them."""

from __future__ import annotations

from collections.abc import Callable

from fupan.domain.known_metrics import known_metric
from fupan.domain.period import Period
from fupan.intake.workbook.headers import Column, label_of
from fupan.intake.workbook.labels import Label
from fupan.intake.workbook.mapping import ColumnFile
from fupan.intake.workbook.roles import timed_role
from fupan.intake.workbook.tables import Table

_LONG = 10


def name_columns(
    columns: list[Column], context: str, period: Period | None, *, named: bool, values: bool
) -> dict[int, ColumnFile]:
    """What the columns of words are: first those whose header tells it, then, where no names are found yet, by content.

    ``named``: columns of figures name metrics; ``context`` is the metric a title names; ``values``: there are figures.
    """
    taken: dict[int, ColumnFile] = {}
    for column in columns:
        told = _told(column, period, values=values)
        if told is not None:
            taken[column.number] = told
    for column in columns:
        if column.number in taken:
            continue
        if values and not any(one.take in {"metric", "member", "role"} for one in taken.values()):
            labels = [label_of(cell) for cell in column.names]
            taken[column.number] = _by_content(column.says, labels, named=named, context=context)
        else:
            taken[column.number] = _remark(column, values=values)
    return taken


def _told(column: Column, period: Period | None, *, values: bool) -> ColumnFile | None:
    """What the header decides, or roles in the cells; None where neither does."""
    label, says = column.label, column.says
    if label.column in {"number", "hint"} or not column.cells:
        return ColumnFile(take="nothing", says=says)
    fixed = _fixed(label.column, values=values)
    if fixed:
        return fixed(says)
    if label.column in {"status", "note", "point"} or (label.role and not column.figures):
        return _remark(column, values=values)
    labels = [label_of(cell) for cell in column.names]
    if labels and sum(_says_role(one, period) for one in labels) * 2 >= len(labels):
        return ColumnFile(take="role", says=says)
    if label.dimension:
        return ColumnFile(take="member", says=says, dimension=_dimension(label.dimension, labels))
    return ColumnFile(take="metric", says=says) if label.column == "metric" else None


def _remark(column: Column, *, values: bool) -> ColumnFile:
    """A column beside the names: sentences are notes, words describe the rows and are not taken."""
    if _average(column) > _LONG:
        return ColumnFile(take="note" if values else "point", says=column.says)
    return ColumnFile(take="nothing", says=column.says)


def _says_role(label: Label, period: Period | None) -> bool:
    """Whether a name tells a role: 目标, 2024年, 去年; 3月 in a sheet of a year is a part of it."""
    if not label.says_role:
        return False
    timed = timed_role(label, period)
    return bool(label.role or label.formula or label.relative or timed is None or not timed.member)


def _fixed(column: str, *, values: bool) -> Callable[[str], ColumnFile] | None:
    """Columns that their header alone decides."""
    if column in {"unit", "dimension", "member", "alias", "better", "period"}:
        return lambda says: ColumnFile(take=column, says=says)  # type: ignore[arg-type]
    if column == "note" and values:
        return lambda says: ColumnFile(take="note", says=says)
    if column == "section" and not values:
        return lambda says: ColumnFile(take="section", says=says)
    if column == "point":
        return lambda says: ColumnFile(take="note" if values else "point", says=says)
    return None


def _by_content(says: str, labels: list[Label], *, named: bool, context: str) -> ColumnFile:
    """The first column of names, whose header does not tell what they are."""
    times = sum(one.when is not None and not one.metric for one in labels)
    if labels and times * 2 >= len(labels):
        return ColumnFile(take="member", says=says, dimension=_dimension("", labels))
    known = sum(bool(one.unit) or _known(one.metric) for one in labels)
    if not named and (known * 2 >= len(labels) or not context):
        return ColumnFile(take="metric", says=says)
    return ColumnFile(take="member", says=says, dimension=says if says and len(says) <= 6 else "分项")


def _known(metric: str) -> bool:
    return bool(metric) and known_metric(metric) is not None


def _dimension(header: str, labels: list[Label]) -> str:
    """The name of a dimension; of months and quarters always 月份 and 季度, as a draft calls them."""
    kinds = [one.when.kind for one in labels if one.when is not None]
    if len(kinds) * 2 > len(labels):
        return {"month": "月份", "quarter": "季度", "half": "半年"}.get(kinds[0], header)
    return header


def _average(column: Column) -> float:
    return sum(len(cell.text) for cell in column.names) / len(column.names) if column.names else 0


def settle_members(table: Table, taken: dict[int, ColumnFile]) -> None:
    """Of several columns of members keep what tells the rows apart; what only describes the rows is not taken."""
    members = [number for number, one in taken.items() if one.take == "member"]
    if any(one.take == "dimension" for one in taken.values()):
        return
    metrics = [number for number, one in taken.items() if one.take == "metric"]
    if metrics and members and _distinct(table, metrics[0]):
        for number in members:
            taken[number] = ColumnFile(take="nothing", says=taken[number].says)
        return
    for at, number in enumerate(members):
        if _distinct(table, number):
            for later in members[at + 1 :]:
                taken[later] = ColumnFile(take="nothing", says=taken[later].says)
            return


def _distinct(table: Table, number: int) -> bool:
    """Whether every row has a name of its own in this column."""
    names = [cell.text for row in table.rows if (cell := table.grid.seen(row, number)) is not None]
    filled = sum(table.grid.at(row, number) is not None for row in table.rows)
    return len(set(names)) == len(names) and filled == sum(row in table.grid.by_row for row in table.rows)
