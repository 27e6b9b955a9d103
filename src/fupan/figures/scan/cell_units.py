"""Units that Markdown tables give their bare cells: from the column header, the row label, or a line 单位：万元."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from fupan.domain.unit import Unit
from fupan.figures.late import late
from fupan.figures.scan.atom import Atom
from fupan.figures.scan.written_units import WrittenUnit, written_unit
from fupan.resources import data

_ROW = late(r"\|[^\n]*")
"""A line from its first stroke on: of a table where nothing stands before it."""
_BRACKET = late(r"[（(\[【] ?(?:单位: ?)?([^（()）\[\]【】 ]{1,10}) ?[)）\]】]")
_BEHIND_STROKE = late(r"[/／,，、] ?([^/／,，、（()）\s]{1,6}) ?\Z")
"""实际/万元: taken for a unit where it is one."""
_UNIT_LINE = late(r"单位: ?(?:人民币)?([^\s，。；、（）()|,;]{1,10})(?=[\s，。；（）()|,;]|\Z)")
"""One unit: 单位：万元、万只 leaves open which column has which."""
_LINE_BELOW = late(
    r"\s{1,4}[*_>（(\[【 ]{0,4}(?:注[:：] ?|以上|表中|金额|数据){0,2}单位(?:[:：]|为|均为) ?(?:人民币)?"
    r"([^\s，。；、（）()|,;*_]{1,10})(?:[）)\]】*_。 ]{0,4}(?=\n|\Z)|。)"
)
_STROKE = late(r"\|")
_NUMBERS = frozenset(data("nouns")["table_numbers"])
_REACH = 200
"""A unit line stands at most this many characters above its table."""


def with_cell_units(text: str, atoms: list[Atom]) -> list[Atom]:
    """``atoms`` with the units of their cells; row numbers and years that head columns are left out."""
    starts = [atom.start for atom in atoms]
    changed: dict[int, Atom | None] = {}
    for rows in _tables(text):
        above = _unit_above(text, rows[0][0]) or _unit_below(text, rows[-1][1])
        header = _cells(text, rows[0])
        columns = [_unit_of(cell) for cell in header]
        for number, row in enumerate(rows):
            first, last = bisect_left(starts, row[0]), bisect_left(starts, row[1])
            if first == last:
                continue
            label = _unit_of(_cells(text, row)[0])
            strokes = [match.start() for match in _STROKE.finditer(text, *row)]
            for index in range(first, last):
                column = bisect_left(strokes, atoms[index].start) - 1
                unit = _cell_unit(column, None if number == 0 else columns, label) or above
                numbering = column < len(header) and header[column].strip() in _NUMBERS
                changed[index] = None if numbering else _with_unit(atoms[index], unit, heading=number == 0)
    if not changed:
        return atoms
    replaced: list[Atom | None] = [*atoms]
    for index, atom in changed.items():
        replaced[index] = atom
    return [atom for atom in replaced if atom is not None]


def _tables(text: str) -> Iterator[list[tuple[int, int]]]:
    """The rows of each table as spans from the first stroke."""
    rows: list[tuple[int, int]] = []
    for match in _ROW.finditer(text):
        start, end = match.span()
        line = text.rfind("\n", 0, start) + 1
        if text[line:start].strip(" \t"):
            continue
        if rows and line != rows[-1][1] + 1:
            yield rows
            rows = []
        rows.append((start, end))
    if rows:
        yield rows


def _cells(text: str, row: tuple[int, int]) -> list[str]:
    return text[row[0] + 1 : row[1]].split("|")


def _cell_unit(column: int, columns: list[str] | None, label: str) -> str:
    if columns is not None and 0 <= column < len(columns) and columns[column]:
        return columns[column]
    return label if column > 0 else ""


def _unit_of(cell: str) -> str:
    """The unit in brackets or behind a stroke in a header or label, "" where there is none."""
    written = _BRACKET.findall(cell) or _BEHIND_STROKE.findall(cell.strip())
    found = [match for match in written if is_unit(match)]
    return str(found[-1]) if found else ""


def _unit_above(text: str, start: int) -> str:
    found = [match for match in _UNIT_LINE.findall(text, max(0, start - _REACH), start) if is_unit(match)]
    return str(found[-1]) if found else ""


def _unit_below(text: str, end: int) -> str:
    """That of a line of its own right below the table: （单位：万元）, 注：单位为万元."""
    found = _LINE_BELOW.match(text, end)
    return str(found[1]) if found is not None and is_unit(found[1]) else ""


def is_unit(symbol: str) -> bool:
    """True for a unit as it may be written: 万元, %, 家."""
    try:
        Unit.parse(symbol)
    except ValueError:
        return False
    return True


def _with_unit(atom: Atom, symbol: str, *, heading: bool) -> Atom | None:
    """A bare cell in its unit; a bare year stays a figure only where a unit says so."""
    if atom.base or atom.low is None or atom.high is None or atom.kind == "ratio":
        return atom
    if not symbol or heading:
        year = atom.low == atom.high and 1900 <= atom.low < 2100 and atom.end - atom.start == 4 and not atom.scale
        if year:
            return None
    if not symbol:
        return atom
    return in_written_unit(atom, symbol)


def in_written_unit(atom: Atom, symbol: str) -> Atom:
    """A bare number in the unit that is written for it elsewhere; 万 and 亿 of its own go before that of the unit."""
    if atom.low is None or atom.high is None:
        return atom
    unit: WrittenUnit = written_unit(symbol)
    power = 0 if atom.scale else unit.power
    return atom._replace(
        low=atom.low.scaleb(power),
        high=atom.high.scaleb(power),
        exponent=atom.exponent + power,
        base=unit.base,
        kind=unit.kind,
    )
