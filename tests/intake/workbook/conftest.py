"""Workbooks in a few lines: sheets as rows of values, saved with openpyxl, read as fact sheets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from fupan.intake.workbook.read import Reading, read_workbook

Sheets = dict[str, list[list[object]]]


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Save sheets given as rows; ``merged`` ranges and ``forms`` (number formats by address) are of the first sheet."""

    def made(sheets: Sheets, *, merged=(), forms=None, name="数据.xlsx", then=None) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        first = book.worksheets[0]
        for at, form in (forms or {}).items():
            first[at].number_format = form
        for box in merged:
            first.merge_cells(box)
        if then is not None:
            then(book)
        book.save(tmp_path / name)
        return tmp_path / name

    return made


@pytest.fixture
def read(save) -> Callable[..., Reading]:
    """Save and read."""
    return lambda sheets, **how: read_workbook(save(sheets, **how))


@pytest.fixture
def facts() -> Callable[[Reading], dict[str, str]]:
    """Facts as ``{cell: "id value unit"}``."""
    return lambda reading: {one.at: f"{one.id} {one.raw}{one.unit}" for one in reading.taken if one.kind == "fact"}


@pytest.fixture
def left() -> Callable[[Reading], dict[str, str]]:
    """Cells that were not taken, with the reason."""
    return lambda reading: {one.at: one.why for one in reading.taken if one.kind == "nothing"}
