"""Chains told in a table: a row is a chain, a column is a step (任务 | 交付物 | 责任人 | 时限)."""

from __future__ import annotations

from collections.abc import Sequence

from fupan.domain.template import Step
from fupan.figures.scan.outline import Block, cells
from fupan.logic.score import names_step
from fupan.resources import data

_EMPTY = frozenset(("", "-", "—", "——", "/", "无", "待定", "待补充", "暂无", "tbd", "n/a", "？", "?"))
_LEAST = 2
"""So many columns must be steps before a table is read as chains."""

Cells = dict[str, list[tuple[int, int]]]


def table_chains(text: str, rows: Sequence[Block], steps: Sequence[Step]) -> list[tuple[Block, Cells]]:
    """Each row under the head with its cells by step id, filled ones only; empty where the head names no steps."""
    if len(rows) < 2:
        return []
    columns: dict[int, str] = {}
    for number, (start, end) in enumerate(cells(text, rows[0])):
        step = _step_of(text[start:end].strip(), steps, set(columns.values()))
        if step:
            columns[number] = step
    if len(columns) < min(_LEAST, len(steps)):
        return []
    return [(row, _filled(text, row, columns)) for row in rows[1:]]


def _step_of(head: str, steps: Sequence[Step], taken: set[str]) -> str:
    words = data("table_heads")
    free = [step for step in steps if step.id not in taken]
    for step in free:
        if head in {step.name, *words.get(step.id, ())}:
            return step.id
    for step in free:
        if any(word in head for word in words["within"].get(step.id, ())):
            return step.id
    return next((step.id for step in free if len(head) > 1 and names_step(head, step)), "")


def _filled(text: str, row: Block, columns: dict[int, str]) -> Cells:
    found: Cells = {}
    for number, (start, end) in enumerate(cells(text, row)):
        if number in columns and text[start:end].strip().lower() not in _EMPTY:
            found.setdefault(columns[number], []).append((start, end))
    return found
