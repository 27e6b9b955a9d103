"""The unit that a line gives to its bare figures, and to those of the list below it.

9月销售（万元）：目标860→实际912.6，超52.6; （单位：万元）华东4080，华南2040.
"""

from __future__ import annotations

from bisect import bisect_left

from fupan.figures.late import late
from fupan.figures.scan.atom import Atom
from fupan.figures.scan.cell_units import in_written_unit, is_unit

_ITEMS = r"[^\n]*(?:\n[ \t]{0,8}(?:[-*•·]|[0-9]{1,2}[.、)）]) ?[^\n|]*){0,40}"
_LABEL = late(rf"(?m)^[^\n|。，；：:（(]{{1,20}}[（(](?:单位[:：]? ?)?([一-鿿]{{1,4}})[)）] ?[:：]{_ITEMS}")
_NOTE = late(rf"(?m)^(?=[^\n|]*单位[:：])[^\n|]*?[（(]单位[:：] ?([一-鿿]{{1,4}})[)）]{_ITEMS}")
"""（单位：万元） anywhere in a line that is no row of a table holds for all of it."""


def with_label_units(text: str, atoms: list[Atom]) -> list[Atom]:
    """``atoms`` with the unit of the line's label where they have none of their own."""
    labelled = any(mark in text for mark in ("）：", "):", "）:", ")："))
    found = [*atoms]
    starts = [atom.start for atom in atoms] if labelled or "单位" in text else []
    if labelled:
        for line in _LABEL.finditer(text):
            _give(found, line[1], bisect_left(starts, line.end(1)), bisect_left(starts, line.end()))
    if "单位" in text:
        for line in _NOTE.finditer(text):
            _give(found, line[1], bisect_left(starts, line.start()), bisect_left(starts, line.end()))
    return found


def _give(found: list[Atom], symbol: str, start: int, end: int) -> None:
    """Give the bare atoms of ``found[start:end]`` the unit, where ``symbol`` is one."""
    if not is_unit(symbol):
        return
    for place in range(start, end):
        atom = found[place]
        if not atom.base and atom.kind == "number":
            found[place] = in_written_unit(atom, symbol)
