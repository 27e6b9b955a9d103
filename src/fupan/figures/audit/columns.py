"""The columns of a table against each other: which column is worked out from which others its own rows say.

A formula (a ÷ b, a ÷ b − 1, a − b, a × b, a ÷ the total of a) that holds in most rows of a column is what the column
tells; a row in which it does not hold is wrong. No head needs to be understood for that; a head that names a rate, a
change or a mean lets two rows be enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.figures.agreement import agreement
from fupan.figures.audit import formula
from fupan.figures.audit.level import Level
from fupan.figures.audit.stating import moved_by_thousands
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.scan.outline import Block, blocks, cells
from fupan.figures.verdict import Verdict

_DERIVED_HEAD = late("率|比|均|增|减|差|缺口|超|完成|达成|占|份额|进度|[%％]|变|幅|速")
_TOTAL_LABEL = late(r"(?:合计|总计|共计|总和|汇总)(?:[（(][^）)]{0,12}[）)])?$")
_RATES = frozenset(("%", "个百分点"))
_MOST_ROWS, _READ_ROWS, _MOST_COLUMNS = 400, 40, 12
_SURE, _HEADED = 3, 2
Grid = list[list[Mention | None]]
Held = tuple[int, list[int]]


class Formula(NamedTuple):
    """How a column is worked out: ``kind`` over the columns ``a`` and ``b``."""

    kind: str
    a: int
    b: int


class Cell(NamedTuple):
    """What became of a figure of a table whose column is worked out: the fact it should tell, and whether it does."""

    fact: Fact
    right: bool
    turned: bool = False


def worked_out(text: str, mentions: Sequence[Mention]) -> dict[int, Cell]:
    """The figures of worked out columns of all tables of ``text``, by the offset where they start."""
    found: dict[int, Cell] = {}
    rows: list[Block] = []
    by_start = {mention.start: mention for mention in mentions}
    for block in blocks(text):
        if block.kind == "row":
            rows.append(block)
        elif block.kind != "rule":
            if len(rows) > _HEADED:
                found.update(_of_table(text, rows, by_start))
            rows = []
    if len(rows) > _HEADED:
        found.update(_of_table(text, rows, by_start))
    return found


def _of_table(text: str, rows: list[Block], by_start: dict[int, Mention]) -> Iterator[tuple[int, Cell]]:
    spans = [cells(text, row) for row in rows[:_MOST_ROWS]]
    width = len(spans[0])
    if not 2 < width <= _MOST_COLUMNS or any(len(line) != width for line in spans):
        return
    heads = [text[slice(*span)] for span in spans[0]]
    labels = [text[slice(*line[0])].strip() for line in spans[1:]]
    grid = [[_figure(span, by_start) for span in line] for line in spans[1:]]
    total = next((i for i, label in enumerate(labels) if _TOTAL_LABEL.search(label)), -1)
    broken: dict[tuple[int, frozenset[int]], tuple[tuple[bool, bool, int], int, Cell]] = {}
    for column in range(1, width):
        best = _best(grid, column, heads[column], total)
        if best is None:
            continue
        for row, line in enumerate(grid):
            figure, operands = line[column], _operands(best, line, grid, total)
            if figure is None or operands is None:
                continue
            kind = _kind_of(best, figure, *operands)
            said = _agrees(figure, *_result(kind, *operands))
            fact = _told(kind, *operands, f"{labels[row]}{heads[column]}")
            if fact is None:
                continue
            cell = Cell(fact, said == "yes", said == "turned")
            if cell.right:
                yield figure.start, cell
                continue
            # Of columns that give each other, the derived one is told: a rate, what its head calls derived, the last.
            rank = figure.unit in _RATES, _DERIVED_HEAD.search(heads[column]) is not None, column
            key = row, frozenset((column, best.a, best.b))
            broken[key] = max(broken.get(key, (rank, figure.start, cell)), (rank, figure.start, cell), key=_rank)
    for _, start, cell in broken.values():
        yield start, cell


def _rank(found: tuple[tuple[bool, bool, int], int, Cell]) -> tuple[bool, bool, int]:
    return found[0]


def _figure(span: tuple[int, int], by_start: dict[int, Mention]) -> Mention | None:
    """The only figure of a cell, where it is an exact one."""
    found = [by_start[place] for place in range(span[0], min(span[1], span[0] + 60)) if place in by_start]
    return found[0] if len(found) == 1 and found[0].approx is None and found[0].value is not None else None


def _best(grid: Grid, column: int, head: str, total: int) -> Formula | None:
    """The formula that gives most rows of a column; None where none gives enough of them, or two give as many."""
    figures = [(line, line[column]) for line in grid[:_READ_ROWS] if line[column] is not None]
    needed = _HEADED if _DERIVED_HEAD.search(head) else _SURE
    if len(figures) < needed:
        return None
    best, most, rivals = None, 0, False
    wrong: list[int] = []
    for one in _formulas(len(grid[0]), column):
        held, failed = _counts(one, figures, grid, total)
        if held < needed or len(failed) > max(1, held // 3):
            continue
        if held > most:
            best, most, rivals, wrong = one, held, False, failed
        elif held == most:
            rivals = rivals or failed != wrong
    return None if rivals else best


def _counts(one: Formula, figures: list[tuple[list[Mention | None], Mention | None]], grid: Grid, total: int) -> Held:
    """In how many rows a formula gives the figure (equal figures count once), and where it does not."""
    failed: list[int] = []
    values: set[Decimal] = set()
    for line, figure in figures:
        operands = _operands(one, line, grid, total)
        if operands is None or figure is None:
            continue
        if _agrees(figure, *_result(one.kind, *operands)) == "yes":
            values.add(figure.value or Decimal(0))
        else:
            failed.append(figure.start)
            if len(failed) > max(1, len(figures) // 4):
                break
    return len(values), failed


def _formulas(width: int, column: int) -> Iterator[Formula]:
    others = [place for place in range(1, width) if place != column]
    for a in others:
        yield Formula("share", a, a)
        for b in others:
            if a != b:
                yield from (Formula(kind, a, b) for kind in ("ratio", "growth", "difference", "per"))
            if a < b:
                yield Formula("product", a, b)


def _operands(one: Formula, line: list[Mention | None], grid: Grid, total: int) -> tuple[Mention, Mention] | None:
    """The figures that a formula takes in a row; None where one is missing or their units do not fit."""
    first = line[one.a]
    second = line[one.b] if one.kind != "share" else grid[total][one.a] if total >= 0 else None
    if first is None or second is None or not second.value:
        return None
    rate = first.unit in _RATES
    if one.kind in {"product", "per"}:
        return None if rate or second.unit in _RATES or (first.unit == second.unit and first.unit) else (first, second)
    if one.kind in {"ratio", "share"} and (rate or second.unit in _RATES):
        return None
    money = "元" in {first.unit, second.unit}
    return None if first.unit != second.unit and (one.kind != "ratio" or money) else (first, second)


def _result(kind: str, first: Mention, second: Mention) -> tuple[Decimal, str, Decimal]:
    """The amount and base unit that a formula gives, and how far the rounding of its factors may take it off."""
    a, b = first.value or Decimal(0), second.value or Decimal(1)
    if kind == "difference" or (kind == "growth" and first.unit in _RATES):
        return a - b, "个百分点" if first.unit in _RATES else first.unit, (first.step + second.step) / 2
    if kind == "product":
        slack = abs(a) * second.step + abs(b) * first.step
        return a * b, "元" if "元" in {first.unit, second.unit} else first.unit, slack
    if kind == "per":
        return divide(a, b), first.unit, Decimal(0)
    return divide((a - b if kind == "growth" else a) * 100, b), "%", Decimal(0)


def _kind_of(best: Formula, figure: Mention, first: Mention, second: Mention) -> str:
    """How one cell is worked out: in a column of differences one in % (2,150 | 1,870 | +15.0%) may be a growth."""
    relative = best.kind == "difference" and figure.unit == "%" and first.unit not in _RATES
    return "growth" if relative and _agrees(figure, *_result("growth", first, second)) != "no" else best.kind


def _agrees(figure: Mention, amount: Decimal, unit: str, slack: Decimal) -> str:
    """How a cell stands to what the formula gives: yes, turned (the right size with the wrong sign) or no."""
    if figure.unit and unit and figure.unit != unit:
        return "no"
    value = figure.value or Decimal(0)
    if agreement(figure, amount) != "yes" and abs(value - amount) > slack:
        return "no"
    return "yes" if not amount or not value or (amount > 0) == (value > 0) else "turned"


def _told(kind: str, first: Mention, second: Mention, title: str) -> Fact | None:
    """The fact that a cell should tell."""
    a, b = _level(first), _level(second)
    if kind == "product":
        return formula.product(a, b, title)
    if kind == "per":
        return formula.per(a, b, title)
    if kind == "difference" or (kind == "growth" and first.unit in _RATES):
        return formula.difference(a, b, title)
    return formula.growth(a, b, title) if kind == "growth" else formula.quotient(a, b, title)


def _level(mention: Mention) -> Level:
    return Level(mention, mention.value or Decimal(0), mention.unit, Role.ACTUAL, "", frozenset(), 0, 0)


def of_cell(reading: Reading, cell: Cell) -> Verdict:
    """The verdict on a figure of a table that its column says how to work out."""
    if cell.right:
        return Verdict(reading, fact=cell.fact)
    if cell.turned:
        return Verdict(reading, "wrong-direction", expected=cell.fact)
    return Verdict(
        reading,
        "wrong-unit" if moved_by_thousands(reading.mention, cell.fact) else "wrong-derivation",
        expected=cell.fact,
    )
