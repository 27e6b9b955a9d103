"""A workbook file → a fact sheet, with what became of every cell and how the tables were understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from fupan.domain.factsheet import FactSheet
from fupan.domain.period import Period
from fupan.errors import FactSheetError, InputError, InputProblem, os_reason
from fupan.intake.factsheet import WORKBOOKS, sheet_of_tree
from fupan.intake.workbook.assemble import Places, fact_tree, lacking, leave_contradictions, without_repeats
from fupan.intake.workbook.columns import guess_table
from fupan.intake.workbook.computed import check_computed
from fupan.intake.workbook.context import fields, guess_period, read_period
from fupan.intake.workbook.csv_text import read_csv
from fupan.intake.workbook.grid import Book, Cell, Grid, box, column_number
from fupan.intake.workbook.headers import header_label
from fupan.intake.workbook.mapping import MappingFile, TableFile
from fupan.intake.workbook.mapping_file import mapping_beside, read_mapping
from fupan.intake.workbook.row_kinds import figure_like
from fupan.intake.workbook.sheets import apart_by_sheet
from fupan.intake.workbook.sheets_of_notes import left_aside, notes_alone
from fupan.intake.workbook.tables import Layout, Table, find_tables
from fupan.intake.workbook.take import NUMBERED, lacks_units, take_table, unplanned
from fupan.intake.workbook.taken import Taken
from fupan.intake.workbook.values import USUAL
from fupan.intake.workbook.words import words
from fupan.intake.workbook.xlsx import read_xlsx

MAX_BYTES = 100_000_000
MAX_WARNINGS = 100
MOST_NAMED = 8


@dataclass
class Reading:
    """A workbook as it was understood.

    ``taken`` is every cell with a figure, a note or a field, in order; ``mapping`` how the tables were taken (guessed
    unless ``mapped`` names the file it was read from); ``period_at`` where the period stands. ``remarks`` are Chinese.
    """

    sheet: FactSheet
    warnings: tuple[InputProblem, ...]
    taken: list[Taken]
    mapping: MappingFile
    remarks: list[str] = field(default_factory=list)
    period_at: str = ""
    mapped: str = ""


def is_workbook(path: Path | str) -> bool:
    """Whether a file is read as a workbook, by its suffix (of those that cannot be read the reason is told)."""
    return Path(path).suffix.lower() in WORKBOOKS


def read_workbook(path: Path | str, mapping: Path | None = None) -> Reading:
    """Read a workbook as a fact sheet.

    ``mapping`` is a mapping file; without it ``<name>.mapping.yaml`` beside the workbook is used where there is one.
    Raises InputError where the file cannot be read, FactSheetError (problems name sheet and cell) where it does not
    validate.
    """
    name = str(path)
    book = _book(name)
    for grid in book.grids:
        grid.book = Path(name).stem
    layouts = [(grid, find_tables(grid)) for grid in book.grids]
    chosen = mapping or mapping_beside(name)
    given = read_mapping(chosen) if chosen is not None else None
    period, period_at = (
        (read_period(given.period), str(chosen)) if given and given.period else guess_period(book, layouts)
    )
    if period is None:
        hint = '在表的上方写一格「周期：2025年」，或在对照表里写 period: "2025"（fupan facts 文件 --write-mapping）'
        raise FactSheetError([InputProblem(name, 0, "", "没有找到这份数据是哪个周期的", hint)])
    tables = [table for grid, layout in layouts for table in layout.tables if grid.name not in words("instructions")]
    plans, whys, remarks = _plans(tables, layouts, given, period)
    taken = _taken(plans, whys, period)
    remarks += apart_by_sheet(taken)
    taken += notes_alone(layouts, {plan.sheet for _, plan in plans})
    taken += _fields(layouts)
    taken += _outside(layouts, [table for table, _ in plans], taken)
    taken.sort(key=_order(book))
    used = MappingFile(period=str(period), tables=[plan for _, plan in plans])
    remarks = [*book.remarks, *remarks, *_unused_members(plans), *left_aside(layouts, taken)]
    told = [InputProblem(name, 0, "", remark) for remark in remarks]
    sheet, warnings = _sheet(name, taken, (str(period), period_at), book, told)
    warnings = [*told, *warnings]
    return Reading(sheet, tuple(warnings[:MAX_WARNINGS]), taken, used, remarks, period_at, str(chosen or ""))


def _book(name: str) -> Book:
    try:
        with Path(name).open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(
            f"找不到文件 {name}", hint="检查路径和文件名；fupan init 我的.xlsx 生成一份可以填的工作簿"
        ) from error
    except (OSError, ValueError) as error:
        raise InputError(
            f"读不了文件 {name}：{os_reason(error)}", hint="检查路径和权限；正在 Excel 里打开时先关掉"
        ) from error
    if len(content) > MAX_BYTES:
        raise InputError(f"{name} 超过 {MAX_BYTES // 1_000_000} MB", hint="请删去图片和明细，只留汇总表")
    text = Path(name).suffix.lower() in {".csv", ".tsv"} and not content.startswith((b"PK", b"\xd0\xcf"))
    return read_csv(content, Path(name).name) if text else read_xlsx(content, Path(name).name)


def _plans(
    tables: list[Table], layouts: list[tuple[Grid, Layout]], given: MappingFile | None, period: Period
) -> tuple[list[tuple[Table, TableFile]], list[dict[int, str]], list[str]]:
    """Each table with how it is taken; why columns are not; and what of the mapping no longer fits."""
    if given is None or not given.tables:
        guessed = [guess_table(table, period) for table in tables]
        undecided = [f"工作表「{grid.name}」{told}" for grid, layout in layouts for told in layout.remarks]
        return list(zip(tables, [plan for plan, _ in guessed], strict=True)), [whys for _, whys in guessed], undecided
    grids = {grid.name: grid for grid, _ in layouts}
    plans, remarks = [], []
    for plan in given.tables:
        where = box(plan.range)
        grid = grids.get(plan.sheet)
        if grid is None or where is None:
            remarks.append(f"对照表里的「{plan.sheet}」{plan.range} 在工作簿里找不到，没有取")
            continue
        last = max(grid.by_row, default=0), max((column for _, column in grid.cells), default=0)
        table = Table(grid, (where[0], where[1], min(where[2], last[0]), min(where[3], last[1])), plan.header, [])
        remarks += [f"工作表「{plan.sheet}」{told}，请看看还对不对" for told in unplanned(table, plan)]
        plans.append((table, plan))
    return plans, [{} for _ in plans], remarks


def _taken(plans: list[tuple[Table, TableFile]], whys: list[dict[int, str]], period: Period) -> list[Taken]:
    """The cells of every table; a unit that one table lacks is the one another tells for the metric."""
    first = [take_table(table, plan, period, why) for (table, plan), why in zip(plans, whys, strict=True)]
    units: dict[str, str] = {}
    for one in (one for cells in first for one in cells):
        if one.kind == "fact" and USUAL not in one.why:
            units.setdefault(one.metric, one.metric_unit or one.unit)
    again = [
        take_table(table, plan, period, why, units) if lacks_units(cells) else cells
        for (table, plan), why, cells in zip(plans, whys, first, strict=True)
    ]
    return [one for cells in again for one in cells]


def _unused_members(plans: list[tuple[Table, TableFile]]) -> list[str]:
    """Columns of regions or departments that were taken for remarks, as every metric has one row."""
    told = []
    for table, plan in plans:
        if any(one.take == "metric" for one in plan.columns.values()):
            unused = [f"{letter} 列「{one.says}」" for letter, one in plan.columns.items()
                      if one.take == "nothing" and header_label(table, column_number(letter))[1].dimension]  # fmt: skip
            told += [f"工作表「{plan.sheet}」{column}没有当作分项（每个指标只有一行）" for column in unused]
    return told


def _fields(layouts: list[tuple[Grid, Layout]]) -> list[Taken]:
    """Title, author, names: each field once."""
    found: dict[str, Taken] = {}
    for meaning, value, grid, cell in fields(layouts):
        if meaning not in {"unit", "period"} and value:
            found.setdefault(meaning, Taken(grid.name, cell, "field", role=meaning, raw=value, why="表头信息"))
    return list(found.values())


def _outside(layouts: list[tuple[Grid, Layout]], tables: list[Table], taken: list[Taken]) -> list[Taken]:
    """Figures that stand in no table, and those of hidden rows and columns: left, and said."""
    seen = {one.at for one in taken}
    found = []
    for grid, _ in layouts:
        boxes = [table.box for table in tables if table.grid is grid]
        inside = {cell[:2] for one in boxes for cell in grid.inside(one)}
        for place, cell in grid.cells.items():
            if place not in inside and figure_like(cell) and f"{grid.name}!{cell.at}" not in seen:
                found.append(Taken(grid.name, cell, "nothing", why="不在任何一张表里"))
        found += [
            Taken(grid.name, cell, "nothing", why="在隐藏的行或列里") for cell in grid.hidden if figure_like(cell)
        ]
        for row, column in grid.pictures:
            if any(one[0] <= row <= one[2] and one[1] <= column <= one[3] for one in boxes) and not grid.at(
                row, column
            ):
                picture = Cell(row, column, "error", "图片")
                found.append(
                    Taken(
                        grid.name,
                        picture,
                        "nothing",
                        why="这里是图片，读不出数字",
                        doubt="这里是图片，读不出数字，请填数字",
                    )
                )
    return found


def _order(book: Book) -> Callable[[Taken], tuple[int, int, int]]:
    sheets = {grid.name: index for index, grid in enumerate(book.grids)}
    return lambda one: (sheets.get(one.sheet, 0), one.cell.row, one.cell.column)


def _sheet(
    name: str, taken: list[Taken], period: tuple[str, str], book: Book, remarks: list[InputProblem]
) -> tuple[FactSheet, list[InputProblem]]:
    """The fact sheet and what to warn of; ``period`` as (text, cell), ``remarks`` are told with an error too."""
    uncomputed = [one for one in taken if one.cell.kind == "uncomputed" and one.metric and one.kind == "nothing"]
    if uncomputed:
        hint = "请在 Excel 或 WPS 里打开这个文件，保存一次再试"
        raise FactSheetError(
            [
                InputProblem(f"{name}!{one.at}", 0, "", f"公式 {one.cell.text[:40]} 还没有算出值", hint)
                for one in uncomputed
            ]
        )
    leave_contradictions(taken)
    short = lacking(taken)
    for one in taken:
        if one.kind == "fact" and one.metric in short:
            one.kind, one.why = "nothing", f"指标「{one.metric}」没有实际值，没有取"
            one.doubt = one.why
    kept, apart = without_repeats(taken)
    others = [one for one in taken if one.kind != "fact"]
    order = {id(one): index for index, one in enumerate(taken)}
    places = Places(
        cell for one in taken for cell in ([f"{one.sheet}!{one.name.at}"] if one.name is not None else []) + [one.at]
    )
    tree = fact_tree(sorted([*kept, *others], key=lambda one: order[id(one)]), period, places)
    if not kept and not any(one.kind == "note" for one in taken):
        raise FactSheetError([_nothing(name, book, taken), *remarks])
    sheet, warnings = sheet_of_tree(tree, name, places.cells)
    told = [_apart(name, first, other) for first, other in apart]
    told += check_computed(sheet, taken, name)
    told += _doubts(name, taken, {problem.file for problem in told})
    told += _left(name, taken)
    return sheet, [*told, *warnings]


def _left(name: str, taken: list[Taken]) -> list[InputProblem]:
    """How many figures were not taken, and the first of them."""
    left = [one for one in taken if one.kind == "nothing" and not one.doubt and one.why != NUMBERED]
    if not left:
        return []
    first = left[0]
    message = f"有 {len(left)} 个数字没有取，如 {first.cell.text[:20]}：{first.why}"
    return [InputProblem(f"{name}!{first.at}", 0, "", message, f"运行 fupan facts {name} 逐个看")]


def _doubts(name: str, taken: list[Taken], told: set[str]) -> list[InputProblem]:
    """What the user should look at, the same doubt of several cells of a sheet once."""
    groups: dict[tuple[str, str], list[Taken]] = {}
    for one in taken:
        if one.doubt and f"{name}!{one.at}" not in told:
            groups.setdefault((one.sheet, one.doubt), []).append(one)
    found = []
    for (_, doubt), cells in groups.items():
        others = "、".join(one.cell.at for one in cells[1:MOST_NAMED])
        more = f"等 {len(cells)} 格" if len(cells) > MOST_NAMED else ""
        found.append(InputProblem(f"{name}!{cells[0].at}", 0, "", doubt, f"还有 {others}{more}" if others else ""))
    return found


def _nothing(name: str, book: Book, taken: list[Taken]) -> InputProblem:
    left = next((one for one in taken if one.kind == "nothing" and one.why != NUMBERED), None)
    if left is not None:
        return InputProblem(f"{name}!{left.at}", 0, "", f"一个数字也没有取到：{left.why}", "检查周期、表头和单位")
    sheets = "、".join(f"「{grid.name}」" for grid in book.grids) or "（没有可见的工作表）"
    hint = "表要有表头（指标、目标、实际……）；fupan init 我的.xlsx 生成一份可以填的工作簿"
    return InputProblem(name, 0, "", f"工作表{sheets}里没有找到指标，也没有要点", hint)


def _apart(name: str, first: Taken, other: Taken) -> InputProblem:
    message = f"{other.id} 有两个值：{first.at} 是 {first.raw}{first.unit}，{other.at} 是 {other.raw}{other.unit}"
    other.doubt = other.doubt or f"与 {first.at}（{first.raw}{first.unit}）不一致，用了 {first.at} 的值"
    return InputProblem(f"{name}!{other.at}", 0, "", message, f"检查数字；现在用的是 {first.at}")
