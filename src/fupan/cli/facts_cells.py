"""What became of each cell of a workbook: for ``fupan facts``, as a table and as plain data."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from fupan.domain.decimals import plain
from fupan.domain.role import ROLE_NAMES, Role
from fupan.export.terminal import printable
from fupan.intake.workbook.mapping import TAKES, ColumnFile, TableFile

if TYPE_CHECKING:
    from fupan.intake.workbook.read import Reading
    from fupan.intake.workbook.taken import Taken

PIPE_WIDTH = 120
MOST = 400
"""Cells that are shown without a doubt; of the doubtful and the ones not taken every one is."""
_BECAME = {"note": "要点", "check": "只核对", "nothing": "没有取", "field": "表头信息"}


def print_cells(reading: Reading) -> None:
    """Print how the tables were understood and what became of each cell."""
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)
    source = f"按对照表 {reading.mapped}" if reading.mapped else "按表头猜的；不对就加 --write-mapping 写出对照表来改"
    console.print(_cell(f"周期 {reading.sheet.period}（{reading.period_at}）　{source}"))
    for plan in reading.mapping.tables:
        console.print(_cell(f"{plan.sheet}!{plan.range}：{told_columns(plan)}"))
    plainly = [one for one in reading.taken if not one.doubt and one.kind != "nothing"]
    shown = {id(one) for one in plainly[:MOST]}
    table = Table(title=f"单元格（{len(reading.taken)} 个）", title_justify="left", box=box.SIMPLE, title_style="bold")
    for column in ("单元格", "内容", "取作", "依据"):
        table.add_column(column, overflow="fold")
    for one in reading.taken:
        if id(one) in shown or one.doubt or one.kind == "nothing":
            mark = "⚠ " if one.doubt else ""
            table.add_row(*map(_cell, [one.at, one.cell.text[:40], became(one), mark + (one.doubt or one.why)]))
    console.print(table)
    if len(plainly) > MOST:
        console.print(_cell(f"……另有 {len(plainly) - MOST} 个没有疑问的单元格，用 --format json 看全部"))


def told_columns(plan: TableFile) -> str:
    """The columns of a table in words: B 指标名、D 目标、G 只核对."""
    told = [f"{letter} {_told(column)}" for letter, column in plan.columns.items() if column.take != "nothing"]
    whole = [f"指标 {plan.metric}"] if plan.metric else []
    unit = [f"单位 {plan.unit}"] if plan.unit else []
    return "、".join([*whole, *unit, *told]) or "没有可取的列"


def _told(column: ColumnFile) -> str:
    if column.take == "member":
        return f"成员（{column.dimension}）" if column.dimension else "成员"
    if column.take == "value":
        role = ROLE_NAMES[Role(column.role)] if column.role else "数值"
        return " ".join(filter(None, (column.member, column.metric, role)))
    return TAKES[column.take]


def became(one: Taken) -> str:
    """What a cell became, in a few words."""
    if one.kind == "fact":
        return f"{one.id} = {one.raw}{one.unit}"
    return _BECAME[one.kind]


def cells_dict(reading: Reading) -> dict[str, Any]:
    """The same as plain data; ``value`` is a decimal string in ``unit``."""
    return {
        "period_at": reading.period_at,
        "mapping": reading.mapping.model_dump(exclude_defaults=True),
        "mapped": reading.mapped,
        "remarks": reading.remarks,
        "cells": [
            {
                "cell": one.at,
                "text": one.cell.text,
                "became": one.kind,
                "id": one.id,
                "value": plain(one.number) if one.kind == "fact" and one.number is not None else "",
                "unit": one.unit if one.kind == "fact" else "",
                "why": one.why,
                "doubt": one.doubt,
            }
            for one in reading.taken
        ],
    }


def _cell(text: str) -> Text:
    return Text(printable(text))
