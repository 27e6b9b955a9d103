"""The value of a cell in a unit: percentages, scaled formats, figures written as text, units told anywhere around."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from fupan.domain.decimals import CONTEXT, divide, plain
from fupan.domain.unit import Unit
from fupan.figures.scan.numerals import parse_value
from fupan.intake.workbook.context import fits
from fupan.intake.workbook.grid import HUNDRED, ONE, Cell
from fupan.intake.workbook.words import usual_unit

NO_UNIT = "不知道"
USUAL = "没有写单位，按常用的取"
_BOUND = re.compile(r"^[≥≤><=＞＜]+\s*")
_APPROXIMATE = re.compile(r"^(?:大约|约为|将近|接近|超过|不足|不到|约|近|超|逾|破)|(?:左右|上下|以上|以内|多|余|\+)$")


class Read(NamedTuple):
    """A value in ``unit`` (empty: not known), or ``fault``: why there is none. ``why``: where the unit comes from.

    ``metric_unit``: the unit written for the metric, where the value has its own.
    """

    number: Decimal | None = None
    unit: str = ""
    why: str = ""
    doubt: str = ""
    fault: str = ""
    metric_unit: str = ""


def read_value(cell: Cell, metric: str, told: tuple[tuple[str, str], ...], table: str, known: str = "") -> Read:
    """The value of a cell of ``metric``; ``told`` are (unit, where) by rank, ``table`` is the unit of the table.

    ``known`` is the unit that another table tells for the metric.
    """
    if cell.kind == "uncomputed":
        return Read(fault="公式还没有算出值，请在 Excel 里打开并保存")
    if cell.kind == "error":
        return Read(
            fault="这里是图片，读不出数字，请填数字" if cell.value == "图片" else f"单元格是错误值 {cell.value}"
        )
    if cell.kind == "date":
        return Read(fault="这里是日期，不是数字")
    number, own, doubt = _number(cell)
    if number is None:
        return Read(fault=f"「{cell.text[:20]}」不是一个数字")
    unit, why = _unit(cell, own, metric, (*told, (cell.unit if _whole(cell.unit) else "", "数字格式")), (table, known))
    if not unit:
        return Read(number, fault=f"{NO_UNIT}「{metric}」的单位：在表头或指标名后面加括号写上，如 {metric}（万元）")
    if cell.percent:
        return Read(Decimal(plain(CONTEXT.multiply(number, HUNDRED))), "%", "百分比格式")
    if own and Unit.parse(own).dimension == "none":
        scaled = Unit.parse(unit)
        return Read(divide(CONTEXT.multiply(number, Unit.parse(own).factor), scaled.factor), unit, why, doubt)
    if own:
        return Read(number, unit, why, doubt, metric_unit=next((asked for asked, _ in told if asked), ""))
    if cell.scale != ONE:
        number, doubt = _scaled(number, unit, cell)
    return Read(number, unit, why, doubt)


def _number(cell: Cell) -> tuple[Decimal | None, str, str]:
    """The number, the unit written with it, and what is doubtful of it."""
    if cell.number is not None:
        return cell.number, "", ""
    text = cell.text
    bare = _APPROXIMATE.sub("", _BOUND.sub("", text))
    parsed = parse_value(bare)
    if parsed is None:
        return None, "", ""
    doubt = f"「{text[:20]}」按 {bare[:20]} 取" if bare != text else ""
    return parsed[0], parsed[1], doubt


def _unit(
    cell: Cell, own: str, metric: str, told: tuple[tuple[str, str], ...], around: tuple[str, str]
) -> tuple[str, str]:
    if own and _whole(own):
        return own, "单元格自带单位"
    if cell.percent:
        return "%", "百分比格式"
    for unit, where in told:
        if unit:
            return unit, where
    table, known = around
    if table and fits(table, metric):
        return table, "表上写的单位"
    if known:
        return known, "别的表里写的单位"
    usual = usual_unit(metric)
    return usual, USUAL if usual else ""


def _whole(unit: str) -> bool:
    """Whether it is a unit and no scale alone (万)."""
    return bool(unit) and Unit.parse(unit).dimension != "none"


def _scaled(number: Decimal, unit: str, cell: Cell) -> tuple[Decimal, str]:
    """A number that is shown divided: what is stored is in the base unit, whichever of the two the header names."""
    factor = Unit.parse(unit).factor
    if factor == ONE:
        return number, ""
    if factor == cell.scale:
        return divide(number, factor), ""
    return divide(number, cell.scale), f"数字格式把 {number} 显示成 {cell.text}，按显示的取，请核对单位"
