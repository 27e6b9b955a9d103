"""An .xlsx or .xlsm file → a book of grids. Nothing in it is run, computed or followed.

Read by our own hand over the standard library's XML parser, not by openpyxl: a workbook has to be readable in the base
install, within bounds of memory and of empty rows, with the difference between 0 and a formula that was never computed,
and with hidden rows, merged ranges and number formats in one pass. The tests hold it against openpyxl cell by cell.
"""

from __future__ import annotations

from fupan.errors import InputError
from fupan.intake.workbook.grid import Book, Grid
from fupan.intake.workbook.number_format import Format, read_format
from fupan.intake.workbook.package import Package, SheetPart, open_package
from fupan.intake.workbook.sheet_part import SheetReader

MAX_CELLS = 600_000
MAX_STRINGS = 1_000_000


def read_xlsx(content: bytes, name: str) -> Book:
    """The visible sheets; hidden ones apart, and in the remarks what was left aside (macros, links, cut sheets).

    Raises InputError where the file is no sound workbook (see ``open_package``) or holds more than 600,000 values.
    """
    package = open_package(content, name)
    strings, formats = _strings(package), _formats(package)
    book = Book(name, [])
    cells = 0
    for part in package.sheets:
        grid = _sheet(package, part, strings, formats)
        cells += len(grid.cells)
        if cells > MAX_CELLS:
            raise InputError(f"{name} 的数据超过 {MAX_CELLS} 个单元格", hint="请只留汇总表，明细不用放进来")
        (book.hidden_sheets if part.hidden else book.grids).append(grid)
    book.remarks += _remarks(package, book)
    return book


def _remarks(package: Package, book: Book) -> list[str]:
    told = []
    if package.macros:
        told.append("工作簿里有宏，没有运行，只读了单元格的值")
    if package.links:
        told.append("工作簿引用了别的文件，没有打开它们，用的是上次保存的值")
    if book.hidden_sheets:
        names = "、".join(f"「{grid.name}」" for grid in book.hidden_sheets if grid.cells or grid.hidden)
        told += [f"隐藏的工作表{names}没有取"] if names else []
    told += [f"工作表「{grid.name}」第 {grid.cut} 行以后都是空行，没有再往下读" for grid in book.grids if grid.cut]
    return told


def _sheet(package: Package, part: SheetPart, strings: list[str], formats: list[Format]) -> Grid:
    reader = SheetReader(part.name, strings, formats, base_1904=package.base_1904, uncomputed=package.uncomputed)
    package.read(part.part, reader.start, reader.end, reader.text)
    if reader.drawing:
        kind, drawing = package.targets(part.part).get(reader.drawing, ("", ""))
        if kind == "drawing":
            reader.grid.pictures += _pictures(package, drawing)
    return reader.grid


def _pictures(package: Package, drawing: str) -> list[tuple[int, int]]:
    """Where pictures (not charts) begin, as (row, column) from 1."""
    found: list[tuple[int, int]] = []
    at: dict[str, int] = {}
    inside = ""

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal inside
        if tag in {"twoCellAnchor", "oneCellAnchor", "from"}:
            at.clear()
        elif tag == "pic" and {"row", "col"} <= at.keys():
            found.append((at["row"] + 1, at["col"] + 1))
        inside = tag

    def text(content: str) -> None:
        if inside in {"row", "col"} and inside not in at and content.strip().isdecimal():
            at[inside] = int(content[:9])

    if drawing in package.archive.NameToInfo:
        package.read(drawing, start, None, text)
    return found


class _Texts:
    """Handlers that collect the shared texts, without how they are read aloud."""

    def __init__(self, file: str) -> None:
        self.found: list[str] = []
        self._file = file
        self._parts: list[str] = []
        self._inside = self._aloud = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        if tag == "si":
            self._parts = []
        elif tag == "rPh":
            self._aloud = True
        elif tag == "t":
            self._inside = not self._aloud

    def end(self, tag: str) -> None:
        if tag == "t":
            self._inside = False
        elif tag == "rPh":
            self._aloud = False
        elif tag == "si":
            if len(self.found) >= MAX_STRINGS:
                raise InputError(f"{self._file} 里的文字太多", hint="请只留汇总表，明细不用放进来")
            self.found.append("".join(self._parts))

    def text(self, content: str) -> None:
        if self._inside:
            self._parts.append(content)


def _strings(package: Package) -> list[str]:
    texts = _Texts(package.file)
    if package.strings in package.archive.NameToInfo:
        package.read(package.strings, texts.start, texts.end, texts.text)
    return texts.found


def _formats(package: Package) -> list[Format]:
    """The number format of each cell style, by its index."""
    codes: dict[int, str] = {}
    found: list[Format] = []
    inside = False

    def start(tag: str, given: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            codes[_id(given)] = given.get("formatCode", "")
        elif tag == "cellXfs":
            inside = True
        elif tag == "xf" and inside:
            number = _id(given)
            code = codes.get(number)
            found.append(read_format(code) if code is not None else read_format("", number))

    def end(tag: str) -> None:
        nonlocal inside
        if tag == "cellXfs":
            inside = False

    if package.styles in package.archive.NameToInfo:
        package.read(package.styles, start, end)
    return found


def _id(given: dict[str, str]) -> int:
    text = given.get("numFmtId", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
