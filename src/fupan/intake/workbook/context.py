"""What stands around the tables: the period, the unit of a table, its metric, and fields such as 部门：华东."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from fupan.domain.known_metrics import known_metric, known_metrics
from fupan.domain.period import Period
from fupan.domain.unit import Unit
from fupan.intake.workbook.grid import Book, Cell, Grid
from fupan.intake.workbook.labels import read_label
from fupan.intake.workbook.row_kinds import field_of
from fupan.intake.workbook.sheets_of_notes import is_list
from fupan.intake.workbook.tables import Layout, Table
from fupan.intake.workbook.timing import Time, find_span, find_time, of_date, time_in
from fupan.intake.workbook.words import meanings, normal, unit_symbol, usual_unit, words

_UNIT = re.compile(r"单位[:：]?\s*([^\s,，;；()（）:：、和]{1,8})")
_BRACKETED = re.compile(r"[(（]\s*([^()（）]{1,8})\s*[)）]")
_YEARS = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_WEEK = re.compile(r"((?:19|20)[0-9]{2})年?-?(?:第([0-9]{1,2})周|w([0-9]{2}))")


def fields(layouts: Iterable[tuple[Grid, Layout]]) -> Iterator[tuple[str, str, Grid, Cell]]:
    """(meaning, value, sheet, cell of the value) of each field: 周期：2025年 in a cell, or a name beside its value."""
    for grid, layout in layouts:
        tables = layout.tables if grid.name not in words("instructions") else []
        inside = {cell[:2] for table in tables for cell in grid.inside(table.box)}
        for (row, column), cell in grid.cells.items():
            if cell.kind != "text" or (row, column) in inside:
                continue
            meaning, value = field_of(cell.text)
            if meaning and value:
                yield meaning, value, grid, cell
                continue
            named = meanings("fields").get(normal(cell.text), "")
            beside = grid.at(row, grid.span(cell)[3] + 1) if named else None
            if named and beside is not None:
                yield named, beside.text, grid, beside


def read_period(text: str) -> Period | None:
    """The period a field, a title or a name tells: 2025年11月, 2025-Q3, 2025年度; None where it tells no year."""
    try:
        return Period.parse(text)
    except ValueError:
        pass
    core = normal(text)
    week = _WEEK.search(core)
    if week and 1 <= int(week[2] or week[3]) <= 53:
        return Period(int(week[1]), "week", int(week[2] or week[3]))
    time = time_in(core)
    if time is None:
        cut = find_span(core)  # 2025年1-11月 is no period of its own: the year is what it is closest to
        year = _YEARS.search(core) if cut is not None else None
        return Period(int(year[0])) if year else None
    return time.period(time.year) if time.year else None


def table_time(table: Table, period: Period) -> Time | None:
    """The time that the titles of a table or the name of its sheet tell, where it is not ``period`` itself."""
    for text in [*(cell.text for cell in reversed(table.titles)), table.grid.name]:
        time = time_in(normal(text))
        if read_period(text) == period:
            return None
        if time is not None:
            return None if time.period(period.year) == period else time._replace(year=time.year or period.year)
    return None


def guess_period(book: Book, layouts: list[tuple[Grid, Layout]]) -> tuple[Period | None, str]:
    """The period of the sheet and where it stands; the field 周期 wins, then titles, sheet and file names, headers."""
    for meaning, value, grid, cell in fields(layouts):
        if meaning == "period" and (found := _of_cell(cell) or read_period(value)):
            return found, f"{grid.name}!{cell.at}「{cell.text}」"
    titles = [
        (cell.text, f"{grid.name}!{cell.at}")
        for grid, layout in layouts if not is_list(grid, layout)
        for cell in _titles(layout)
    ]  # fmt: skip
    names = [(grid.name, f"工作表名「{grid.name}」") for grid, _ in layouts]
    for group in (titles, names, [(Path(book.name).stem, "文件名")]):
        told = [(found, where) for text, where in group if (found := read_period(text))]
        if told:
            most = Counter(found for found, _ in told).most_common(1)[0][0]
            return most, next(where for found, where in told if found == most)
    return _of_headers(layouts, [text for text, _ in [*titles, *names]] + [Path(book.name).stem])


def _of_headers(layouts: list[tuple[Grid, Layout]], texts: list[str]) -> tuple[Period | None, str]:
    """The year of columns such as 2025年实际 or of a column of dates, with the month that a title tells alone."""
    told: set[Period] = set()
    months: Counter[Period] = Counter()
    for grid, layout in layouts:
        for table in layout.tables:
            for cell in grid.inside(table.box):
                if cell.row not in table.rows or cell.column == table.box[1]:
                    label = read_label(cell.text)
                    if label.when is not None and label.when.year and label.role not in {"plan", "target"}:
                        told.add(label.when.period(label.when.year))
                date = _of_cell(cell)
                if date is not None:
                    months[date] += 1
    if months:
        same = {found.year for found in months}
        if len(months) == 1:
            return next(iter(months)), "日期列"
        if len(same) == 1:
            return Period(same.pop()), "日期列"
    if not told:
        return None, ""
    year = max(found.year for found in told)
    latest = [found for found in told if found.year == year]
    if len(latest) == 1 and latest[0].kind != "year":
        return latest[0], "表头里的时间"
    alone = [time for text in texts if (time := find_time(normal(text))) and not time.year]
    return (alone[0].period(year), "标题和表头里的年份") if alone else (Period(year), "表头里的年份")


def _of_cell(cell: Cell) -> Period | None:
    return None if cell.kind != "date" or isinstance(cell.value, str) else of_date(cell.value, None)  # type: ignore[arg-type]


def _titles(layout: Layout) -> list[Cell]:
    return [cell for cell in layout.loose if cell.kind in {"text", "date"}]


def table_unit(table: Table) -> str:
    """The unit that a table's titles tell: 单位：万元, or （万元） in brackets."""
    for cell in reversed(table.titles):
        told = _UNIT.search(cell.text)
        if told and unit_symbol(told[1]):
            return unit_symbol(told[1])
        bracket = next((unit for match in _BRACKETED.finditer(cell.text) if (unit := unit_symbol(match[1]))), "")
        if bracket:
            return bracket
    return ""


def table_metric(table: Table) -> tuple[str, str]:
    """(metric, where) that a table's titles or its sheet's name tell; the longest known name wins, 销售 is 销售额."""
    own = [(cell.text, f"{cell.at}「{cell.text}」") for cell in reversed(table.titles)]
    names = [(table.grid.name, f"工作表名「{table.grid.name}」"), (table.grid.book, f"文件名「{table.grid.book}」")]
    for text, where in [*own, *names]:
        named = [name for metric in known_metrics() for name in metric.names if name in text]
        if named:
            return max(named, key=len), where
        if "销售" in text:
            return "销售额", where
    return "", ""


@lru_cache(maxsize=2_000)
def fits(unit: str, metric: str) -> bool:
    """Whether a unit told for a whole table can be that of this metric: 万元 is not the unit of a rate or of 客户数."""
    known, usual = known_metric(metric), usual_unit(metric)
    if known is None:
        return not usual or usual == unit
    kinds = {"money": "money", "rate": "rate", "count": "count", "duration": "duration", "per": "per"}
    return kinds.get(known.kind) == Unit.parse(unit).dimension
