"""Sheets that tell the same figures of different things: one a region, one a person; the sheet's name is the member."""

from __future__ import annotations

import re

from fupan.intake.workbook.assemble import same_value
from fupan.intake.workbook.roles import crossed
from fupan.intake.workbook.taken import Taken
from fupan.intake.workbook.words import normal, words

_UNNAMED = re.compile(r"^(?:sheet|工作表|表)?[0-9]*$")
MOST_COMPARED = 60
ENOUGH = 2
"""Facts that two sheets give different values before they are taken for two things: one may be a slip."""
DIMENSION = "分表"


def apart_by_sheet(taken: list[Taken]) -> list[str]:
    """Make the sheet's name the member where sheets contradict each other; returns what was done, in Chinese."""
    by_sheet: dict[str, dict[str, Taken]] = {}
    for one in taken:
        if one.kind == "fact" and not one.member and not one.total:
            by_sheet.setdefault(one.sheet, {}).setdefault(one.id, one)
    named = [sheet for sheet in by_sheet if not _UNNAMED.match(normal(sheet)) and not _is_whole(sheet)]
    alike = [
        sheet for sheet in named
        if any(_contradict(by_sheet[sheet], by_sheet[other]) for other in named[:MOST_COMPARED] if other != sheet)
    ]  # fmt: skip
    if len(alike) < 2:
        return []
    for one in taken:
        if one.sheet in alike and one.kind in {"fact", "check"}:
            one.dimension, one.member = crossed((DIMENSION, one.sheet), (one.dimension, one.member))
            one.total = False
    names = "、".join(f"「{sheet}」" for sheet in alike)
    return [f"工作表{names}的指标相同、数值不同，按分项「{DIMENSION}」取，成员是工作表名"]


def _is_whole(sheet: str) -> bool:
    """Whether a sheet is named as the sum of the others."""
    core = normal(sheet)
    return core in words("totals") or any(
        core.startswith(word) or core.endswith(word) for word in ("汇总", "合计", "总表", "总计")
    )


def _contradict(left: dict[str, Taken], right: dict[str, Taken]) -> bool:
    shared = left.keys() & right.keys()
    apart = sum(not same_value(left[key], right[key]) for key in shared)
    return apart >= ENOUGH and apart * 2 >= len(shared)
