"""Sections that are no prose: a slide of points, a table of tasks. In Markdown, with every step's offset kept."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from fupan.domain.draft import StepText
from fupan.domain.template import SectionSpec
from fupan.pipeline.step_spans import inserted, joined

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
    head = steps[0]
    first = _FIRST_SENTENCE.match(head.text)
    if first is not None and first.end() < len(head.text):
        head = inserted(head, first.end(), _POINT)
    marks = ["", "\n- " if _POINT in head.text else _POINT, *["\n- "] * len(steps)]
    return joined(zip(marks, [head, *steps[1:]], strict=False))


def _item_points(steps: list[StepText]) -> tuple[str, tuple[StepText, ...]]:
    same = [number > 0 and steps[number - 1].item == step.item for number, step in enumerate(steps)]
    marks = ("" if goes_on else "\n- " if number else "- " for number, goes_on in enumerate(same))
    return joined(zip(marks, steps, strict=True))


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
