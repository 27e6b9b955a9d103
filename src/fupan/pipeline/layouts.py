"""Sections that are no prose: a slide of points, a table of tasks. In Markdown, with every step's offset kept."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from fupan.domain.draft import StepText
from fupan.domain.template import SectionSpec

OPEN_CELL, TOLD_CELL = "〔待补充〕", "—"
"""What stands in a cell that no note fills, and in one that another cell of its row tells (每周五复盘: no 时限)."""
_FIRST_SENTENCE = re.compile(r"[^。！？]*[。！？]")
_POINT = "\n\n- "


def laid_out(
    section: SectionSpec, steps: list[StepText], covered: Collection[tuple[int, str]] = ()
) -> tuple[str, tuple[StepText, ...]]:
    """The section's Markdown in its form (``points`` or ``table``), and the steps with their offsets in it.

    ``covered`` are the (item, step id) that the section's notes speak to, in whatever place they do.
    """
    return _table(section, steps, covered) if section.form == "table" else _points(steps)


def _points(steps: list[StepText]) -> tuple[str, tuple[StepText, ...]]:
    """The first sentence as the headline that states the finding, then one point a step.

    Where the chain stands several times (three challenges) each of them is a point, and none is the headline.
    """
    if any(step.item != steps[0].item for step in steps):
        return _item_points(steps)
    first = _FIRST_SENTENCE.match(steps[0].text)
    head = steps[0]
    if first is not None and first.end() < len(head.text):
        head = _with(head, first.end(), _POINT)
    parts, placed = [head.text], [replace(head, start=0)]
    length, before = len(head.text), _POINT
    for step in steps[1:]:
        mark = before if length == len(head.text) and _POINT not in head.text else "\n- "
        placed.append(replace(step, start=length + len(mark)))
        parts += (mark, step.text)
        length += len(mark) + len(step.text)
    return "".join(parts), tuple(placed)


def _item_points(steps: list[StepText]) -> tuple[str, tuple[StepText, ...]]:
    parts: list[str] = []
    placed: list[StepText] = []
    length = 0
    for number, step in enumerate(steps):
        same = number > 0 and steps[number - 1].item == step.item
        mark = "" if same else "\n- " if number else "- "
        placed.append(replace(step, start=length + len(mark)))
        parts += (mark, step.text)
        length += len(mark) + len(step.text)
    return "".join(parts), tuple(placed)


def _with(step: StepText, at: int, inserted: str) -> StepText:
    """The step with ``inserted`` at ``at``; spans behind move along."""
    more = len(inserted)
    slots = tuple(
        replace(use, start=use.start + more, end=use.end + more) if use.start >= at else use for use in step.slots
    )
    spans = tuple((low + more, high + more) if low >= at else (low, high) for low, high in step.unsourced)
    return replace(step, text=step.text[:at] + inserted + step.text[at:], slots=slots, unsourced=spans)


def _table(
    section: SectionSpec, steps: list[StepText], covered: Collection[tuple[int, str]]
) -> tuple[str, tuple[StepText, ...]]:
    """A row for each repeat of the chain, a column for each step."""
    cells = {(step.item, step.step): step for step in steps}
    columns = [step.id for step in section.steps]
    parts = ["| ", " | ".join(step.name for step in section.steps), " |\n|", " --- |" * len(columns)]
    length = sum(map(len, parts))
    placed: list[StepText] = []
    for item in sorted({step.item for step in steps}):
        parts.append("\n")
        length += 1
        for column in columns:
            step = cells.get((item, column))
            shown = TOLD_CELL if (item, column) in covered else OPEN_CELL
            if step is not None:
                cell = _cell(step)
                shown = cell.text
                placed.append(replace(cell, start=length + 2))
            parts.append(f"| {shown} ")
            length += len(shown) + 3
        parts.append("|")
        length += 1
    return "".join(parts), tuple(placed)


def _cell(step: StepText) -> StepText:
    """The step as it stands in a cell: no final stop, and no bar or line break that would end the cell."""
    plain = step.text.translate({ord("|"): "｜", ord("\n"): " "})
    kept = plain.rstrip("。")
    return replace(step, text=kept or plain)
