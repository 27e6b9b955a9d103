"""A .csv file → a book of one grid: UTF-8 or GB18030, commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io

from fupan.errors import InputError
from fupan.intake.workbook.grid import Book, Cell, Grid

MAX_CSV = 20_000_000
MAX_CELLS = 600_000
_LIMIT = 100_000
_DELIMITERS = ",;\t|"


def read_csv(content: bytes, name: str) -> Book:
    """The one sheet of a text file, called ``csv``; every value is text. Raises InputError where it is no text."""
    if len(content) > MAX_CSV:
        raise InputError(f"{name} 超过 {MAX_CSV // 1_000_000} MB", hint="请只留汇总表，明细不用放进来")
    text, remark = _decoded(content, name)
    if not text.strip():
        raise InputError(f"{name} 是空文件", hint="用 fupan init 我的.xlsx 生成一份可以填的工作簿")
    grid = Grid("csv")
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value.strip():
                    grid.cells[number, column] = Cell(number, column, "text", value.strip()[:_LIMIT])
            if len(grid.cells) > MAX_CELLS:
                raise InputError(f"{name} 的数据超过 {MAX_CELLS} 个单元格", hint="请只留汇总表，明细不用放进来")
    except csv.Error as error:
        raise InputError(f"{name} 不是完好的 CSV：{error}", hint="用 Excel 打开，另存为 .xlsx 再试") from error
    return Book(name, [grid], [remark] if remark else [])


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\0" in content:
        raise InputError(f"{name} 不是文本，不能当 CSV 读", hint="用 Excel 或 WPS 打开，另存为 .xlsx 再试")
    try:
        return content.decode(encoding), ""
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("gb18030"), f"{name} 不是 UTF-8，已按 GB18030（GBK）读取；如有乱码请另存为 .xlsx"
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} 的编码无法识别，既不是 UTF-8 也不是 GBK", hint="用 Excel 打开，另存为 .xlsx 再试"
        ) from error


def _delimiter(text: str) -> str:
    """The delimiter that the lines agree on most: the one with the most cells in the most lines."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:50]
    return max(
        _DELIMITERS, key=lambda mark: (sum(mark in line for line in lines), sum(line.count(mark) for line in lines))
    )
