"""The unit that the label of a line gives to its bare figures: 9月销售（万元）：目标860→实际912.6，超52.6."""

from __future__ import annotations

from bisect import bisect_left

from fupan.domain.unit import Unit
from fupan.figures.late import late
from fupan.figures.scan.atom import Atom
from fupan.figures.scan.written_units import written_unit

_LABEL = late(r"(?m)^[^\n|。，；：:（(]{1,20}[（(](?:单位[:：]? ?)?([一-鿿]{1,4})[)）] ?[:：][^\n]*")


def with_label_units(text: str, atoms: list[Atom]) -> list[Atom]:
    """``atoms`` with the unit of the line's label where they have none of their own."""
    if "）：" not in text and "):" not in text and "）:" not in text and ")：" not in text:
        return atoms
    starts = [atom.start for atom in atoms]
    found = [*atoms]
    for line in _LABEL.finditer(text):
        try:
            Unit.parse(line[1])
        except ValueError:
            continue
        unit = written_unit(line[1])
        for place in range(bisect_left(starts, line.end(1)), bisect_left(starts, line.end())):
            atom = found[place]
            if atom.base or atom.kind != "number" or atom.low is None or atom.high is None:
                continue
            power = 0 if atom.scale else unit.power
            found[place] = atom._replace(
                low=atom.low.scaleb(power), high=atom.high.scaleb(power), exponent=atom.exponent + power,
                base=unit.base, kind=unit.kind,
            )  # fmt: skip
    return found
