"""What a cell or a row of cells is to a reader: a figure, a year, a field, names of columns, a footnote."""

from __future__ import annotations

import re
from functools import lru_cache

from fupan.figures.scan.numerals import parse_value
from fupan.intake.workbook.grid import Cell
from fupan.intake.workbook.labels import read_label
from fupan.intake.workbook.words import is_blank, meanings, normal, words

_BOUND = re.compile(r"^[≥≤><=＞＜约近超]+")
_FIELD = re.compile(r"^([^:：]{1,8})[:：](.*)$", re.DOTALL)


def figure_like(cell: Cell) -> bool:
    """Whether a cell holds a figure, as a number or written as text."""
    if cell.kind in {"number", "uncomputed"}:
        return True
    if cell.kind != "text" or not isinstance(cell.value, str):
        return False
    return _is_figure(cell.text)


@lru_cache(maxsize=50_000)
def _is_figure(text: str) -> bool:
    if parse_value(_BOUND.sub("", text)) is None:
        return False
    label = read_label(text)
    return label.when is None or bool(label.metric)


def year_like(cell: Cell) -> bool:
    """Whether a number is a year standing as a name: 2024 above a column."""
    number = cell.number
    return number is not None and not cell.percent and number == int(number) and 1990 <= number <= 2100


def field_of(text: str) -> tuple[str, str]:
    """(meaning, value) of 周期：2025年; empty where the text tells no such thing."""
    match = _FIELD.match(text.strip())
    if not match:
        return "", ""
    return meanings("fields").get(normal(match[1]), ""), match[2].strip()


def is_total(cell: Cell) -> bool:
    """Whether a name is one of totals: 合计."""
    return read_label(cell.text).total


def has_points(cells: list[Cell]) -> bool:
    """Whether a row names a column of notes: 要点."""
    return any(read_label(cell.text).column == "point" for cell in cells)


def is_names(cells: list[Cell]) -> bool:
    """Whether a row can be a header: names, years or months, no figures."""
    figures = [cell for cell in cells if figure_like(cell) and not year_like(cell)]
    if not figures:
        return sum(not is_blank(cell.text) for cell in cells) >= min(2, len(cells))
    numbers = [cell.number for cell in figures]
    return len(figures) >= 3 and numbers == list(range(1, len(figures) + 1)) and cells[0].kind == "text"


def is_word(cell: Cell) -> bool:
    """Whether a cell is a word that headers use: 目标, 区域, 3月."""
    label = read_label(cell.text)
    return bool(label.column or label.dimension or label.role or label.formula or label.when or label.relative)


def is_fields(cells: list[Cell]) -> bool:
    """周期：2025年　部门：华东, or 周期 beside its value."""
    if all(field_of(cell.text)[0] or is_footnote(cell) for cell in cells):
        return True
    return len(cells) == 2 and normal(cells[0].text) in meanings("fields") and not is_word(cells[1])


def is_footnote(cell: Cell) -> bool:
    """Whether a cell is a remark about the sheet: 制表：财务部."""
    match = _FIELD.match(cell.text)
    return bool(match) and normal(match[1] if match else "") in words("footnotes")


def is_header_again(cells: list[Cell]) -> bool:
    """Whether another table's header begins in this row, without an empty one before it."""
    if len(cells) < 2 or not is_names(cells):
        return False
    first = read_label(cells[0].text)
    known = sum(is_word(cell) for cell in cells)
    return bool(first.column or first.dimension) and known >= 2 and known * 2 >= len(cells)
