"""What each column of a table is, guessed from its header, from what stands in it and from its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from fupan.domain.known_metrics import known_metric
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.intake.workbook.context import table_metric, table_unit
from fupan.intake.workbook.grid import Cell, box_text, letters
from fupan.intake.workbook.labels import Label, read_label
from fupan.intake.workbook.mapping import ColumnFile, FormulaName, TableFile
from fupan.intake.workbook.roles import crossed, out_of_period, timed_role
from fupan.intake.workbook.tables import Table, figure_like
from fupan.intake.workbook.timing import of_date
from fupan.intake.workbook.words import is_blank, words

_LONG = 10
_NAMES = frozenset(
    ("number", "unit", "note", "section", "point", "dimension", "member", "alias", "better", "period", "hint")
)


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


def guess_table(table: Table, period: Period | None) -> tuple[TableFile, dict[int, str]]:
    """How the table is taken, if nobody says otherwise; and of columns of figures not taken why."""
    columns = [_column(table, number) for number in table.columns]
    values = [column for column in columns if _is_value(column)]
    context, _ = table_metric(table)
    guess = TableFile(sheet=table.grid.name, range=box_text(table.box), header=table.header, unit=table_unit(table))
    named = any(column.label.metric for column in values)
    taken: dict[int, ColumnFile] = {}
    for column in columns:
        if column not in values:
            taken[column.number] = _names_column(column, taken, (named, context, bool(values)), period)
    _settle_members(table, taken)
    by_rows = any(one.take == "metric" for one in taken.values())
    whys: dict[int, str] = {}
    for column in values:
        taken[column.number], whys[column.number] = _value_column(column, by_rows=by_rows, table=table, period=period)
    _one_plan(taken)
    _computed_of(taken)
    if not by_rows and context:
        guess.metric = context
    guess.columns = {
        letters(number): taken[number]
        for number in sorted(taken)
        if taken[number].take != "nothing" or taken[number].says
    }
    return guess, whys


def header_label(table: Table, number: int) -> tuple[str, Label]:
    """The header of a column as one text and one label: of 销售额 above 目标 the target of 销售额."""
    texts: list[str] = []
    label = Label()
    for row in range(table.box[0], table.box[0] + table.header):
        cell = _header_cell(table, row, number)
        if cell is None or cell.text in texts:
            continue
        texts.append(cell.text)
        label = join(label, _label(cell))
    return " ".join(texts), label


def _header_cell(table: Table, row: int, number: int) -> Cell | None:
    """The header cell that a reader sees above a column: of one without a name the parent to its left."""
    cell = table.grid.seen(row, number)
    if cell is not None or row == table.box[0] + table.header - 1:
        return cell
    if table.grid.seen(row + 1, number) is None:
        return None
    for column in range(number - 1, table.box[1] - 1, -1):
        left = table.grid.seen(row, column)
        if left is not None:
            below = table.grid.seen(row + 1, column)
            return left if below is not None and below.row > left.row else None
    return None


def _label(cell: Cell) -> Label:
    if cell.kind == "date" and not isinstance(cell.value, str):
        day = of_date(cell.value, None)  # type: ignore[arg-type]
        return read_label(f"{day.year}年{day.index}月")
    return read_label(cell.text)


def join(parent: Label, child: Label) -> Label:
    """A label below another: what the lower one says wins, what it does not say is the upper one's."""
    when = child.when
    if when is not None and parent.when is not None and not when.year:
        when = when._replace(year=parent.when.year)
    return replace(
        child, text=" ".join(filter(None, (parent.text, child.text))), metric=child.metric or parent.metric,
        unit=child.unit or parent.unit, role=child.role or parent.role, formula=child.formula or parent.formula,
        when=when or parent.when, relative=child.relative or parent.relative, total=child.total or parent.total,
        current=child.current or parent.current, running=child.running or parent.running,
        apart=child.apart or parent.apart,
    )  # fmt: skip


def _column(table: Table, number: int) -> Column:
    says, label = header_label(table, number)
    cells = tuple(cell for row in table.rows if (cell := table.grid.at(row, number)) is not None)
    return Column(number, says, label, cells)


def _is_value(column: Column) -> bool:
    label = column.label
    if (label.column in _NAMES and not label.role) or (label.column == "metric" and not column.figures):
        return False
    if label.dimension and not label.role:
        return False
    told = label.role or label.formula or label.metric or label.when or label.relative or label.apart or label.total
    bare = [cell for cell in column.cells if is_blank(cell.text)]
    words_only = len(column.cells) - column.figures - len(bare)
    if label.column == "number":
        return False
    if column.figures == 0:
        computed = any(cell.kind in {"error", "uncomputed"} for cell in column.cells)
        return computed or bool(told and not words_only and (label.role or label.formula))
    return column.figures >= words_only or bool(told and label.role and column.figures)


def _names_column(
    column: Column, taken: dict[int, ColumnFile], told: tuple[bool, str, bool], period: Period | None
) -> ColumnFile:
    """A column of words: metrics, members, roles, units, notes or nothing."""
    label, says = column.label, column.says
    named, context, values = told
    first = not any(one.take in {"metric", "member", "role"} for one in taken.values())
    if label.column in {"number", "hint"} or not column.cells:
        return ColumnFile(take="nothing", says=says)
    fixed = _fixed(label.column, values=values)
    if fixed:
        return fixed(says)
    labels = [_label(cell) for cell in column.names]
    roles = sum(_says_role(one, period) for one in labels)
    if labels and roles * 2 >= len(labels) and label.column not in {"note", "point", "section"}:
        return ColumnFile(take="role", says=says)
    if label.column == "item" and not values:
        return ColumnFile(take="nothing", says=says)
    if label.dimension:
        return ColumnFile(take="member", says=says, dimension=_dimension(label.dimension, labels))
    if label.column == "metric":
        return ColumnFile(take="metric", says=says)
    if _average(column) > _LONG or label.column in {"note", "section"}:
        return ColumnFile(take="note" if values else "point", says=says)
    if not first or not values:
        return ColumnFile(take="nothing", says=says)
    return _by_content(says, labels, named=named, context=context)


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


def _settle_members(table: Table, taken: dict[int, ColumnFile]) -> None:
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
    return len(set(names)) == len(names) and filled == len(table.rows)


def _value_column(column: Column, *, by_rows: bool, table: Table, period: Period | None) -> tuple[ColumnFile, str]:
    """A column of figures: a role, perhaps of a metric or a member of its own; and why it is not taken, if so."""
    label, says = column.label, column.says
    if label.apart:
        return ColumnFile(take="nothing", says=says), f"「{says}」不是指标的数值"
    if label.formula:
        named = ColumnFile(take="check", says=says, metric=label.metric)
        named.formula = cast("FormulaName", label.formula)
        return named, ""
    timed = timed_role(label, period)
    if timed is None:
        return ColumnFile(take="nothing", says=says), out_of_period(says, label, period)
    found = ColumnFile(take="value", says=says, unit=label.unit, dimension=timed.dimension, member=timed.member)
    # 1月 and 2025年 say when, not what: a row named 目标 makes a target of them
    found.role = timed.role.value if label.role or timed.role is not Role.ACTUAL else None
    if by_rows and label.metric and not _known(label.metric) and not label.unit:
        found.dimension, found.member = crossed((_group(table), label.metric), (timed.dimension, timed.member))
    else:
        found.metric = label.metric
    return found, ""


def _computed_of(taken: dict[int, ColumnFile]) -> None:
    """完成率 alone is that of the figures to its left; 占比 that of the first amounts that add up."""
    for number, one in taken.items():
        if one.take != "check" or one.metric:
            continue
        left = [taken[other] for other in sorted(taken) if other < number and taken[other].take == "value"]
        if one.formula == "share":
            left = [found for found in left if (known := known_metric(found.metric)) and known.additive][:1]
        one.metric = left[-1].metric if left else ""


def _group(table: Table) -> str:
    """The dimension of members that stand as columns, as a title or the sheet's name tells it."""
    texts = [*(cell.text for cell in table.titles), table.grid.name]
    return next(
        (
            word
            for text in texts
            for word in sorted(words("dimensions"), key=len, reverse=True)
            if len(word) > 1 and word in text
        ),
        "分项",
    )


def _one_plan(taken: dict[int, ColumnFile]) -> None:
    """Beside a column 目标 the column 计划 is the plan of the next period."""
    targets = [one for one in taken.values() if one.take == "value" and one.role == "target"]
    plans = [one for one in targets if "计划" in one.says]
    aims = [one for one in targets if "计划" not in one.says and not one.member]
    if len(plans) == 1 and len(aims) == 1 and plans[0].metric == aims[0].metric:
        plans[0].role = "plan"
