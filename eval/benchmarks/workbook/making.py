"""Workbooks as people make them, each cell with what it should become; written by four different programs.

A maker's script fills a ``Book`` cell by cell. What is expected of a cell is said where the cell is put:
``销售额[区域=华东].actual 4080万元`` (a fact and its value; ``*`` for a metric or a dimension that the sheet does not
name), ``check`` (a computed cell that is checked, not taken), ``note``, or ``skip`` (no fact, such as a row number).
"""

from __future__ import annotations

import csv
import html
import re
import subprocess
import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter
import yaml
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, get_column_letter, range_boundaries

HERE = Path(__file__).parent
_REFERENCE = re.compile(r"\$?([A-Z]{1,2})\$?([0-9]{1,4})(?::\$?([A-Z]{1,2})\$?([0-9]{1,4}))?")


@dataclass
class Cell:
    """One cell as it was put."""

    value: object
    expect: str | None = None
    form: str = ""
    cached: float | None = None


@dataclass
class Sheet:
    """One sheet: cells by address, merged ranges, what is hidden."""

    name: str
    hidden: bool = False
    cells: dict[str, Cell] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)

    def put(
        self, at: str, value: object, expect: str | None = None, form: str = "", cached: float | None = None
    ) -> None:
        """Put one value; a text that begins with = is a formula, ``cached`` its value where no program computes it."""
        self.cells[at] = Cell(value, expect, form, cached)

    def row(self, at: str, *values: object) -> None:
        """Put values side by side from ``at``: plain ones, or tuples of the arguments of ``put``; None leaves a gap."""
        column, number = coordinate_from_string(at)
        first = column_index_from_string(column)
        for offset, value in enumerate(values):
            if value is not None:
                given = value if isinstance(value, tuple) else (value,)
                self.put(f"{get_column_letter(first + offset)}{number}", *given)

    def merge(self, *ranges: str) -> None:
        """Merge these ranges."""
        self.merged += ranges


@dataclass
class Book:
    """A workbook in the making."""

    name: str
    period: str
    sheets: list[Sheet] = field(default_factory=list)

    def sheet(self, name: str, *, hidden: bool = False) -> Sheet:
        """Add a sheet."""
        self.sheets.append(Sheet(name, hidden))
        return self.sheets[-1]

    def expected(self, folder: Path, suffix: str) -> None:
        """Write what each cell should become."""
        cells = {
            f"{sheet.name}!{at}": cell.expect
            for sheet in self.sheets
            for at, cell in sheet.cells.items()
            if cell.expect is not None
        }
        told = {"workbook": f"{self.name}{suffix}", "period": self.period, "cells": cells}
        text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=200)
        (folder / f"{self.name}.expected.yaml").write_text(text, encoding="utf-8")

    def by_openpyxl(self, folder: Path) -> None:
        """Save with openpyxl (formulas get no values)."""
        book = openpyxl.Workbook()
        book.remove(book.active)
        for sheet in self.sheets:
            made = book.create_sheet(sheet.name)
            made.sheet_state = "hidden" if sheet.hidden else "visible"
            for at, cell in sheet.cells.items():
                made[at] = cell.value
                if cell.form:
                    made[at].number_format = cell.form
            for merged in sheet.merged:
                made.merge_cells(merged)
            for column in sheet.hidden_columns:
                made.column_dimensions[column].hidden = True
        book.save(folder / f"{self.name}.xlsx")
        self.expected(folder, ".xlsx")

    def by_xlsxwriter(self, folder: Path) -> None:
        """Save with XlsxWriter."""
        book = xlsxwriter.Workbook(folder / f"{self.name}.xlsx")
        for sheet in self.sheets:
            made = book.add_worksheet(sheet.name)
            if sheet.hidden:
                made.hide()
            for merged in sheet.merged:
                made.merge_range(merged, "")
            for at, cell in sheet.cells.items():
                form = book.add_format({"num_format": cell.form}) if cell.form else None
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    made.write_formula(at, cell.value, form, cell.cached)
                elif isinstance(cell.value, date):
                    made.write_datetime(at, cell.value, form)
                else:
                    made.write(at, cell.value, form)
            for column in sheet.hidden_columns:
                made.set_column(f"{column}:{column}", None, None, {"hidden": True})
        book.close()
        self.expected(folder, ".xlsx")

    def by_libreoffice(self, folder: Path) -> None:
        """Write a flat OpenDocument by hand and let LibreOffice compute it and save it as .xlsx."""
        with tempfile.TemporaryDirectory() as made:
            source = Path(made) / f"{self.name}.fods"
            source.write_text(self._flat(), encoding="utf-8")
            profile = f"-env:UserInstallation=file://{made}/profile"
            command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(source)]
            subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603 - the files of this folder
        self.expected(folder, ".xlsx")

    def by_csv(self, folder: Path, encoding: str, delimiter: str = ",") -> None:
        """Save the only sheet as text."""
        (sheet,) = self.sheets
        rows = self._rows(sheet)
        with (folder / f"{self.name}.csv").open("w", encoding=encoding, newline="") as stream:
            csv.writer(stream, delimiter=delimiter).writerows(
                [[cell.value if cell else "" for cell in row] for row in rows]
            )
        self.expected(folder, ".csv")

    def _rows(self, sheet: Sheet) -> list[list[Cell | None]]:
        places = {coordinate_from_string(at)[::-1]: cell for at, cell in sheet.cells.items()}
        indexed = {(row, column_index_from_string(letter)): cell for (row, letter), cell in places.items()}
        rows, columns = max(row for row, _ in indexed), max(column for _, column in indexed)
        return [[indexed.get((row, column)) for column in range(1, columns + 1)] for row in range(1, rows + 1)]

    def _flat(self) -> str:
        forms = sorted({cell.form for sheet in self.sheets for cell in sheet.cells.values() if cell.form})
        styles = "".join(_style(index, form) for index, form in enumerate(forms))
        tables = "".join(self._table(sheet, forms) for sheet in self.sheets)
        return _FLAT.format(styles=styles, tables=tables)

    def _table(self, sheet: Sheet, forms: list[str]) -> str:
        spans, covered = {}, set()
        for merged in sheet.merged:
            left, top, right, bottom = range_boundaries(merged)
            spans[top, left] = (bottom - top + 1, right - left + 1)
            covered |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        covered -= set(spans)
        lines = []
        for number, row in enumerate(self._rows(sheet), start=1):
            told = []
            for column, cell in enumerate(row, start=1):
                tag = "table:covered-table-cell" if (number, column) in covered else "table:table-cell"
                span = spans.get((number, column))
                merged_as = (
                    f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
                )
                told.append(f"<{tag}{merged_as}{_content(cell, forms)}</{tag}>")
            lines.append(f"<table:table-row>{''.join(told)}</table:table-row>")
        width = len(self._rows(sheet)[0])
        columns = "".join(
            '<table:table-column table:visibility="collapse"/>'
            if get_column_letter(column) in sheet.hidden_columns
            else "<table:table-column/>"
            for column in range(1, width + 1)
        )
        style = ' table:style-name="hid"' if sheet.hidden else ""
        return f'<table:table table:name="{sheet.name}"{style}>{columns}{"".join(lines)}</table:table>'


def _content(cell: Cell | None, forms: list[str]) -> str:
    """Attributes, closing bracket and paragraphs of one cell."""
    if cell is None:
        return ">"
    style = f' table:style-name="c{forms.index(cell.form)}"' if cell.form else ""
    value = cell.value
    if isinstance(value, str) and value.startswith("="):
        return f'{style} table:formula="{html.escape(_open_formula(value))}">'
    if isinstance(value, date):
        return f'{style} office:value-type="date" office:date-value="{value.isoformat()}">'
    if isinstance(value, int | float):
        kind = "percentage" if "%" in cell.form else "float"
        return f'{style} office:value-type="{kind}" office:value="{value}">'
    lines = "".join(f"<text:p>{html.escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'{style} office:value-type="string">{lines}'


def _open_formula(formula: str) -> str:
    def reference(match: re.Match[str]) -> str:
        first = f".{match[1]}{match[2]}"
        return f"[{first}:.{match[3]}{match[4]}]" if match[3] else f"[{first}]"

    return "of:" + _REFERENCE.sub(reference, formula).replace(",", ";")


def _style(index: int, form: str) -> str:
    places = len(form.partition(".")[2].rstrip('%"万元家天人 ')) if "." in form else 0
    number = (
        f'<number:number number:decimal-places="{places}" number:min-decimal-places="{places}" '
        f'number:min-integer-digits="1" number:grouping="{"true" if "," in form else "false"}"/>'
    )
    if "y" in form:
        body = (
            f'<number:date-style style:name="n{index}"><number:year number:style="long"/><number:text>年</number:text>'
            "<number:month/><number:text>月</number:text></number:date-style>"
        )
    elif form.endswith("%"):
        body = (
            f'<number:percentage-style style:name="n{index}">{number}<number:text>%</number:text>'
            "</number:percentage-style>"
        )
    else:
        tail = "".join(re.findall(r'"([^"]*)"', form))
        words = f"<number:text>{tail}</number:text>" if tail else ""
        body = f'<number:number-style style:name="n{index}">{number}{words}</number:number-style>'
    return body + f'<style:style style:name="c{index}" style:family="table-cell" style:data-style-name="n{index}"/>'


_FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<style:style style:name="hid" style:family="table"><style:table-properties table:display="false"/></style:style>
{styles}
</office:automatic-styles>
<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document>
"""
