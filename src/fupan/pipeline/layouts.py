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
_SENTENCE = re.compile(r"[^。！？]*[。！？](?:〔待核实〕)?")
_POINT, _NEXT = "\n\n- ", "\n- "


def laid_out(
    section: SectionSpec, steps: list[StepText], covered: Collection[tuple[int, str]] = (), *, opens: bool = False
) -> tuple[str, tuple[StepText, ...]]:
    """The section's Markdown in its form (``points`` or ``table``), and the steps with their offsets in it.

    ``covered`` are the (item, step id) that the section's notes speak to, in whatever place they do. ``opens``: the
    first sentence speaks of all items.
    """
    if section.form == "table":
        return _table(section, steps, covered)
    # where the chain stands several times (three challenges) each of them is a point
    return _item_points(steps, opens) if any(step.item != steps[0].item for step in steps) else _points(steps)


def _points(steps: list[StepText]) -> tuple[str, tuple[StepText, ...]]:
    """The first sentence as the headline that states the finding, then one point a sentence."""
    head = steps[0]
    ends = [match.end() for match in _SENTENCE.finditer(head.text) if match.end() < len(head.text)]
    for at in reversed(ends[1:]):
        head = inserted(head, at, _NEXT)
    if ends:
        head = inserted(head, ends[0], _POINT)
    marks = ["", _NEXT if ends else _POINT, *[_NEXT] * len(steps)]
    return joined(zip(marks, [head, *map(_apart, steps[1:])], strict=False))


def _apart(step: StepText) -> StepText:
    """The step with each sentence a point of its own."""
    for match in reversed([*_SENTENCE.finditer(step.text)]):
        if match.end() < len(step.text):
            step = inserted(step, match.end(), _NEXT)
    return step


def _item_points(steps: list[StepText], opens: bool) -> tuple[str, tuple[StepText, ...]]:
    """A point an item; a first sentence that speaks of them all is the headline, else there is none."""
    first = _SENTENCE.match(steps[0].text) if opens else None
    headed = first is not None and first.end() < len(steps[0].text)
    if first is not None and headed:
        steps = [inserted(steps[0], first.end(), _POINT), *steps[1:]]
    same = [number > 0 and steps[number - 1].item == step.item for number, step in enumerate(steps)]
    marks = ("" if goes_on else _NEXT if number else "" if headed else "- " for number, goes_on in enumerate(same))
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
