"""A table read by its plan: every cell with a figure becomes a fact, a check, a note, or is left with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from fupan.domain.decimals import plain
from fupan.domain.factsheet import GENERAL, default_better
from fupan.domain.known_metrics import known_metric
from fupan.domain.period import Period
from fupan.domain.role import ROLE_NAMES, Role
from fupan.intake.workbook.context import table_time
from fupan.intake.workbook.grid import HUNDRED, Cell, column_number, letters
from fupan.intake.workbook.headers import header_label
from fupan.intake.workbook.labels import Label, scaled_unit
from fupan.intake.workbook.mapping import TAKES, ColumnFile, TableFile
from fupan.intake.workbook.roles import crossed, out_of_period, timed_role
from fupan.intake.workbook.row_kinds import figure_like
from fupan.intake.workbook.rows import Row, read_rows
from fupan.intake.workbook.tables import Table
from fupan.intake.workbook.taken import Taken
from fupan.intake.workbook.timing import Timed
from fupan.intake.workbook.values import NO_UNIT, USUAL, read_value
from fupan.intake.workbook.words import is_blank

_ROLE_NAMES = {role.value: name for role, name in ROLE_NAMES.items()}
NUMBERED = "序号"
"""Why a number that only counts the rows is not taken: nobody needs to be told."""
_MOST_FRACTION = Decimal("1.5")
_SMALL = Decimal("0.2")
"""Rates of losses may be 0.8%; where all are below this they are fractions too."""


def take_table(
    table: Table, plan: TableFile, period: Period, whys: dict[int, str], units: dict[str, str] | None = None
) -> list[Taken]:
    """Every cell of the data rows that holds a figure or a note, in the order of the sheet.

    ``whys``: why a column is not taken. ``units`` are those that other tables tell, by metric.
    """
    return _as_rates(list(_Taker(table, plan, period, whys, units or {}).cells()))


def lacks_units(taken: list[Taken]) -> bool:
    """Whether a unit had to be guessed, or could not be."""
    return any(USUAL in one.why or one.why.startswith(NO_UNIT) for one in taken)


class _Taker:
    def __init__(
        self, table: Table, plan: TableFile, period: Period, whys: dict[int, str], units: dict[str, str]
    ) -> None:
        self._units = units
        self._table, self._plan, self._period, self._whys = table, plan, period, whys
        self._columns = {column_number(letter): one for letter, one in plan.columns.items()}
        self._labels = {number: header_label(table, number)[1] for number in table.columns}
        self._metric = ""
        self._joined: dict[tuple[Label, bool], dict[int, tuple[Label, Timed | None]]] = {}
        self._of_row: dict[int, tuple[Label, Timed | None]] = {}
        self._by_rows = any(one.take == "metric" for one in self._columns.values())
        self._time_of_table = table_time(table, period)
        self._names = any(one.take in {"metric", "member", "role"} for one in self._columns.values())

    def cells(self) -> Iterator[Taken]:
        rows = {row.number: row for row in read_rows(self._table, self._plan)}
        for number in self._table.rows:
            row = rows.get(number)
            if row is not None and row.label.metric and not row.part:
                self._metric = row.label.metric
            if row is not None:
                self._of_row = self._joined.setdefault((row.label, row.total), {})
            for column in self._table.columns:
                cell = self._table.grid.at(number, column)
                if cell is None or (cell.kind == "text" and is_blank(cell.text)):
                    continue
                if row is None:
                    if figure_like(cell):
                        yield self._left(cell, "这一行在对照表里写了不取")
                    continue
                found = self._one(row, column, cell)
                if found is not None:
                    yield found

    def _one(self, row: Row, column: int, cell: Cell) -> Taken | None:
        plan = self._columns.get(column, ColumnFile(take="nothing"))
        if plan.take in {"value", "check"}:
            return self._figure(row, column, plan, cell)
        if plan.take in {"note", "point"}:
            return self._note(row, plan.take, cell)
        if plan.take == "nothing" and (figure_like(cell) or cell.kind == "error"):
            says = plan.says or header_label(self._table, column)[0]
            if self._labels.get(column, Label()).column == "number":
                return self._left(cell, NUMBERED)
            return self._left(cell, self._whys.get(column) or (f"「{says}」列不取" if says else "这一列没有表头，不取"))
        return None

    def _figure(self, row: Row, column: int, plan: ColumnFile, cell: Cell) -> Taken:
        top, _, bottom, _ = self._table.grid.span(cell)
        if bottom > top:
            left = self._left(cell, "合并的单元格跨了几行，不知道是哪一行的")
            left.doubt = left.why
            return left
        label, timed = self._label(row, column, plan)
        if label.apart:
            return self._left(cell, f"「{label.text}」不是指标的数值")
        if timed is None:
            return self._left(cell, out_of_period(label.text, label, self._period))
        part = row.part and not plan.metric
        metric = plan.metric or ("" if part else row.label.metric) or self._carried(row, part=part) or self._plan.metric
        if self._names and not row.named and not row.total:
            return self._left(cell, "这一行没有名称")
        if not metric:
            return self._left(cell, "不知道是哪个指标：在表头、行名或标题里写上指标名")
        members = [*row.members, *([("其中", row.label.metric)] if part and row.label.metric else [])]
        dimension, member = crossed(
            *members, (plan.dimension, plan.member), self._time(row, timed.dimension, timed.member, plan)
        )
        found = Taken(
            self._table.grid.name, cell, "fact", metric, timed.role.value, dimension, member,
            total=row.total or label.total, name=row.name, alias=row.alias, better=row.better,
        )  # fmt: skip
        formula = plan.formula if plan.take == "check" else label.formula
        if formula:
            found.kind, found.role, found.formula = "check", "", formula
            return self._check(found)
        return self._fact(found, row, plan, column)

    def _label(self, row: Row, column: int, plan: ColumnFile) -> tuple[Label, Timed | None]:
        """What the row and the column say together, and its role; rows that say the same are looked at once."""
        found = self._of_row.get(column)
        if found is None:
            label = self._join(row, column, plan)
            found = self._of_row[column] = (label, timed_role(label, self._period))
        return found

    def _join(self, row: Row, column: int, plan: ColumnFile) -> Label:
        """What the plan says of the column wins over its header."""
        header = self._labels.get(column, Label())
        when = row.label.when
        if when is not None and not when.year and header.when is not None and header.when.year:
            when = when._replace(year=header.when.year)
        settled = bool(plan.member or plan.role)
        when = when or (None if settled else header.when)
        if self._time_of_table is not None and not plan.member:
            when = when or self._time_of_table
            when = when if when.year else when._replace(year=self._time_of_table.year)
        return replace(
            row.label,
            text=" ".join(filter(None, (row.label.text, plan.says or header.text))),
            role=_role(plan.role or header.role, row.label.role),
            formula=row.label.formula or (plan.formula or ""),
            when=when,
            relative=row.label.relative or ("" if settled else header.relative),
            running=row.label.running or (header.running and not settled),
            total=row.total or (header.total and not plan.member),
            apart=row.label.apart,
        )

    def _time(self, row: Row, dimension: str, member: str, plan: ColumnFile) -> tuple[str, str]:
        """The part of the period, unless the plan of the column names it already."""
        return ("", "") if plan.dimension and row.label.when is None else (dimension, member)

    def _carried(self, row: Row, *, part: bool) -> str:
        return self._metric if part or (row.label.says_role and self._by_rows) else ""

    def _fact(self, found: Taken, row: Row, plan: ColumnFile, column: int) -> Taken:
        header = self._labels.get(column, Label())
        told = (
            (row.label.unit, "行里写的单位"), (plan.unit, "表头写的单位"),
            (header.unit or scaled_unit(header.scale, found.metric), "表头写的单位"),
        )  # fmt: skip
        if plan.metric:
            told = (told[1], told[2], told[0])
        read = read_value(found.cell, found.metric, told, self._plan.unit, self._units.get(found.metric, ""))
        if read.fault:
            found.kind, found.why, found.doubt = "nothing", read.fault, read.fault
            return found
        role = _ROLE_NAMES[found.role]
        found.why = f"{plan.says or '数值'} → {role}" + (f"；{read.why}" if read.why else "")
        found.doubt = read.doubt or row.doubt
        if read.why == USUAL and read.unit != "%":
            found.doubt = f"没有写单位，「{found.metric}」按「{read.unit}」取，请核对"
        found.raw = plain(read.number) if read.number is not None else ""
        found.unit, found.number, found.metric_unit = read.unit, read.number, read.metric_unit
        return found

    def _check(self, found: Taken) -> Taken:
        read = read_value(found.cell, found.metric, (("%", ""),), "")
        if read.number is None:
            found.kind, found.why = "nothing", read.fault
            return found
        found.number, found.why = read.number, "由程序计算，只核对"
        found.unit = "%" if found.cell.percent or read.why == "单元格自带单位" else ""
        return found

    def _note(self, row: Row, take: str, cell: Cell) -> Taken | None:
        if cell.kind != "text":
            return self._left(cell, f"「{TAKES[take]}」列里是数字，没有取") if figure_like(cell) else None
        text = " ".join(str(cell.value).split())
        subject = row.subject if take == "note" else ""
        told = f"{subject}：{text}" if subject and subject not in text else text
        return Taken(
            self._table.grid.name,
            cell,
            "note",
            role=row.section or GENERAL,
            raw=told,
            why="备注列作要点" if take == "note" else "要点",
        )

    def _left(self, cell: Cell, why: str) -> Taken:
        return Taken(self._table.grid.name, cell, "nothing", why=why)


def _role(column: str | None, row: Role | None) -> Role | None:
    """The role of a column and of a row together: 数值 or 实际 above a row named 目标 is a target."""
    return row if row is not None and column in {None, Role.ACTUAL} else Role(column) if column else None


def _as_rates(cells: list[Taken]) -> list[Taken]:
    """Rates written as 0.85 without a sign, where all of a metric are: taken as 85%, and said."""
    groups: dict[str, list[int]] = {}
    for index, one in enumerate(cells):
        if one.kind == "fact" and one.unit == "%" and one.cell.kind == "number":
            groups.setdefault(one.metric, []).append(index)
    for metric, indexes in groups.items():
        bare = [index for index in indexes if not cells[index].cell.percent]
        values = [abs(number) for index in bare if (number := cells[index].number) is not None]
        if not bare or not all(value <= _MOST_FRACTION for value in values) or not any(value % 1 for value in values):
            continue
        known = known_metric(metric)
        lower = (known.better if known else default_better(metric)) == "lower"
        for index in bare:
            one = cells[index]
            if one.number is None or (lower and max(values) > _SMALL):
                doubt = f"「{metric}」没有百分号，{plain(values[0])} 按 {plain(values[0])}% 取；不对就改成百分比格式"
                cells[index] = replace(one, doubt=doubt)
            else:
                times = one.number * HUNDRED
                doubt = f"「{metric}」没有百分号，{plain(values[0])} 这样的按 {plain(values[0] * HUNDRED)}% 取，请核对"
                cells[index] = replace(one, number=times, raw=plain(times), doubt=doubt)
    return cells


def unplanned(table: Table, plan: TableFile) -> list[str]:
    """Columns whose header is no longer the one that the plan was written for, told in Chinese."""
    told = []
    for letter, one in plan.columns.items():
        number = column_number(letter)
        says = header_label(table, number)[0] if number in table.columns else ""
        if one.says and one.says != says:
            told.append(f"{letters(number)} 列的表头是「{says}」，对照表里写的是「{one.says}」")
    return told
