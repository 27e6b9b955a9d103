"""The XML of one sheet → a grid, in one pass that sees values, formulas, formats, merged ranges and what is hidden."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Context, Decimal, InvalidOperation

from fupan.intake.workbook.grid import Cell, Grid, Kind, box, place
from fupan.intake.workbook.number_format import GENERAL, Format
from fupan.intake.workbook.xml_part import EnoughError

EMPTY_ROWS = 5_000
"""Rows without a value in a row after which a sheet is at its end, whatever formats it carries on with."""
MAX_EMPTY_CELLS = 2_000_000
MAX_MERGED = 20_000
MAX_TEXT = 32_767  # what a cell may hold
_DIGITS = Context(prec=15)
"""Excel keeps 15 digits: 0.30000000000000004 in a file is 0.3."""
_EPOCH, _EPOCH_1904, _LAST_DAY = date(1899, 12, 30), date(1904, 1, 1), 2_958_465
_PICTURE = "DISPIMG("


class SheetReader:
    """Handlers for ``read_part``: afterwards ``grid`` holds the sheet and ``drawing`` the id of its drawing."""

    def __init__(
        self, name: str, strings: list[str], formats: list[Format], *, base_1904: bool, uncomputed: bool
    ) -> None:
        self.grid, self.drawing = Grid(name), ""
        self._strings, self._formats = strings, formats
        self._epoch, self._uncomputed = _EPOCH_1904 if base_1904 else _EPOCH, uncomputed
        self._row, self._column, self._type, self._format = 0, 0, "", GENERAL
        self._hidden_columns: list[tuple[int, int]] = []
        self._row_hidden = self._formula = self._has_value = self._in_value = self._in_formula = self._in_inline = False
        self._parts: list[str] = []
        self._formula_text: list[str] = []
        self._last_filled = self._empty = 0

    def start(self, tag: str, given: dict[str, str]) -> None:
        """A tag opens."""
        if tag == "c":
            self._open_cell(given)
        elif tag in {"v", "t"}:
            self._in_value = tag == "v" or self._in_inline
            self._has_value |= tag == "v"
        elif tag == "f":
            self._formula = self._in_formula = True
        elif tag == "is":
            self._in_inline = True
        elif tag == "rPh":
            self._in_inline = False  # how a text is read aloud is no part of it
        elif tag == "row":
            self._open_row(given)
        elif tag == "col":
            if given.get("hidden") in {"1", "true"}:
                self._hidden_columns.append((_whole(given.get("min", "")), _whole(given.get("max", ""))))
        elif tag == "mergeCell":
            found = box(given.get("ref", ""))
            if found is not None and len(self.grid.merged) < MAX_MERGED:
                self.grid.merged.append(found)
        elif tag == "drawing":
            self.drawing = given.get("id", "")

    def text(self, content: str) -> None:
        """Text inside a tag."""
        if self._in_value:
            self._parts.append(content)
        elif self._in_formula:
            self._formula_text.append(content)

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag in {"v", "t"}:
            self._in_value = False
        elif tag == "f":
            self._in_formula = False
        elif tag == "rPh":
            self._in_inline = True
        elif tag == "is":
            self._in_inline = False
        elif tag == "c":
            self._close_cell()

    def _open_row(self, given: dict[str, str]) -> None:
        self._row = _whole(given.get("r", "")) or self._row + 1
        self._column = 0
        self._row_hidden = given.get("hidden") in {"1", "true"}
        if self._row - self._last_filled > EMPTY_ROWS:
            self._stop()

    def _open_cell(self, given: dict[str, str]) -> None:
        address = given.get("r", "")
        row, column = place(address) if address else (0, 0)
        self._row, self._column = row or self._row, column or self._column + 1
        self._type = given.get("t", "n")
        style = _whole(given.get("s", ""))
        self._format = self._formats[style] if style < len(self._formats) else GENERAL
        self._formula = self._has_value = False
        self._parts, self._formula_text = [], []

    def _close_cell(self) -> None:
        raw = "".join(self._parts)[:MAX_TEXT]
        found = self._value(raw)
        if found is None:
            self._empty += 1
            if self._empty > MAX_EMPTY_CELLS:
                self._stop()
            return
        kind, value = found
        shown = self._format
        cell = Cell(self._row, self._column, kind, value, self._formula, shown.percent, shown.scale, shown.unit)
        self._last_filled = self._row
        if self._row_hidden or any(low <= self._column <= high for low, high in self._hidden_columns):
            self.grid.hidden.append(cell)
        else:
            self.grid.cells[self._row, self._column] = cell

    def _value(self, raw: str) -> tuple[Kind, Decimal | str | date] | None:
        if self._formula:
            formula = "".join(self._formula_text[:8])[:200]
            if _PICTURE in formula.upper():
                return "error", "图片"
            if not raw.strip() and self._type != "str":
                return "uncomputed", f"={formula}"
            if self._uncomputed and raw == "0":
                return "uncomputed", f"={formula}"  # some programs save 0 and leave the computing to Excel
        if self._type == "s":
            index = _whole(raw)
            raw = self._strings[index] if raw.isascii() and raw.isdecimal() and index < len(self._strings) else ""
            return ("text", raw) if raw.strip() else None
        if self._type in {"str", "inlineStr"}:
            return ("text", raw) if raw.strip() else None
        if self._type == "b":
            return "text", "是" if raw == "1" else "否"
        if self._type == "e":
            return "error", raw or "#N/A"
        if self._type == "d":
            return _iso(raw)
        return self._number(raw)

    def _number(self, raw: str) -> tuple[Kind, Decimal | str | date] | None:
        if not raw.strip():
            return None
        try:
            value = _DIGITS.create_decimal(raw.strip())
        except InvalidOperation:
            return "text", raw
        if not value.is_finite() or abs(value.adjusted()) > 40:
            return "text", raw
        whole = int(value)
        value = Decimal(whole) if whole == value else value.normalize(_DIGITS)
        if self._format.date and 0 <= value <= _LAST_DAY:
            return "date", self._epoch + timedelta(days=int(value))
        return "number", value

    def _stop(self) -> None:
        self.grid.cut = self._last_filled
        raise EnoughError


def _iso(raw: str) -> tuple[Kind, Decimal | str | date]:
    try:
        return "date", datetime.fromisoformat(raw.strip()).date()
    except ValueError:
        return "text", raw


def _whole(text: str) -> int:
    """A number of a row or an index; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
