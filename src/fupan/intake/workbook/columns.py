"""What each column of a table is, guessed from its header, from what stands in it and from its neighbours."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from fupan.domain.known_metrics import known_metric
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.intake.workbook.context import table_metric, table_time, table_unit
from fupan.intake.workbook.grid import box_text, letters
from fupan.intake.workbook.headers import Column, read_column
from fupan.intake.workbook.mapping import ColumnFile, FormulaName, TableFile
from fupan.intake.workbook.name_columns import name_columns, settle_members
from fupan.intake.workbook.roles import crossed, out_of_period, timed_role
from fupan.intake.workbook.tables import Table
from fupan.intake.workbook.timing import Time
from fupan.intake.workbook.words import is_blank, words

_NAMES = frozenset(("number", "unit", "note", "point", "dimension", "member", "alias", "better", "period", "hint"))


def guess_table(table: Table, period: Period | None) -> tuple[TableFile, dict[int, str]]:
    """How the table is taken, if nobody says otherwise; and of columns of figures not taken why."""
    columns = [read_column(table, number) for number in table.columns]
    values = [column for column in columns if _is_value(column)]
    context, _ = table_metric(table)
    guess = TableFile(sheet=table.grid.name, range=box_text(table.box), header=table.header, unit=table_unit(table))
    named = any(column.label.metric and (column.label.unit or _known(column.label.metric)) for column in values)
    others = [column for column in columns if column not in values]
    taken = name_columns(others, context, period, named=named, values=bool(values))
    settle_members(table, taken)
    by_rows = any(one.take == "metric" for one in taken.values())
    grouped = by_rows and not any(column.label.role or column.label.relative for column in values)
    whys: dict[int, str] = {}
    time = table_time(table, period) if period is not None else None
    for column in values:
        one, why = _value_column(
            _in_year(column, time), _group(table) if grouped else "", by_rows=by_rows, period=period
        )
        if table.header and not column.says:
            one, why = ColumnFile(take="nothing"), "这一列没有表头"
        taken[column.number], whys[column.number] = one, why
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


def _in_year(column: Column, time: Time | None) -> Column:
    """Q1 in a table of another year is the first quarter of that year."""
    when = column.label.when
    if time is None or when is None or when.year:
        return column
    return replace(column, label=replace(column.label, when=when._replace(year=time.year)))


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


def _value_column(column: Column, group: str, *, by_rows: bool, period: Period | None) -> tuple[ColumnFile, str]:
    """A column of figures: a role, perhaps of a metric or a member of its own; and why it is not taken, if so.

    ``group``: the rows are metrics and a name of no known meaning is a member of this dimension.
    """
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
    if not by_rows or not label.metric:
        found.metric = label.metric
        return found, ""
    if not group:
        return ColumnFile(take="nothing", says=says), f"看不懂表头「{says}」"
    found.dimension, found.member = crossed((group, label.metric), (timed.dimension, timed.member))
    return found, ""


def _known(metric: str) -> bool:
    return known_metric(metric) is not None


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
    """The dimension of members that stand as columns, as a title or the sheet's name tells it: 分区域, 各渠道."""
    texts = [*(cell.text for cell in table.titles), table.grid.name]
    known = sorted((word for word in words("dimensions") if len(word) > 1), key=lambda word: (-len(word), word))
    told = (word for text in texts for word in known if any(f"{sign}{word}" in text for sign in "分各按"))
    return next(told, "分项")


def _one_plan(taken: dict[int, ColumnFile]) -> None:
    """Beside a column 目标 the column 计划 is the plan of the next period."""
    targets = [one for one in taken.values() if one.take == "value" and one.role == "target"]
    plans = [one for one in targets if "计划" in one.says]
    aims = [one for one in targets if "计划" not in one.says and not one.member]
    if len(plans) == 1 and len(aims) == 1 and plans[0].metric == aims[0].metric:
        plans[0].role = "plan"
