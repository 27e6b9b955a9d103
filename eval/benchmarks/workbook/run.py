"""How many cells of workbooks made by others are understood: python eval/benchmarks/workbook/run.py [--split unseen]

Each workbook stands beside the list of what its cells should become (``*.expected.yaml``). A cell is

- right: the same fact with the same value, a check, a note, or rightly no fact;
- shown: wrong or not taken, and the user is told (a reason in ``fupan facts``, a doubt, a warning that names the cell);
- silent: taken as something else without a word.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import yaml

from fupan.domain.unit import Unit
from fupan.errors import FupanError
from fupan.intake.workbook.read import Reading, read_workbook
from fupan.intake.workbook.taken import Taken

HERE = Path(__file__).parent
_FACT = re.compile(
    r"(?P<metric>[^\[.]+)(?:\[(?P<dimension>[^=]+)=(?P<member>[^\]]+)\])?\.(?P<role>[a-z]+) (?P<value>.+)"
)
_VALUE = re.compile(r"(-?[0-9.]+)(.*)")


def judge(expected: str | None, found: Taken | None, warned: set[str]) -> str:
    """``right``, ``shown`` or ``silent``."""
    if expected == "skip" or expected is None:
        return "right" if found is None or found.kind != "fact" else "shown" if found.doubt else "silent"
    if found is None:
        return "silent"
    if found.kind == expected or (
        found.kind == "fact" and expected not in {"check", "note"} and _same(expected, found)
    ):
        return "right"
    told = found.kind == "nothing" or found.doubt or found.at in warned
    return "shown" if told else "silent"


def _same(expected: str, found: Taken) -> bool:
    match = _FACT.fullmatch(expected)
    value = _VALUE.fullmatch(match["value"]) if match else None
    if match is None or value is None:
        raise ValueError(expected)
    unit = Unit.parse(value[2])
    if found.number is None or Unit.parse(found.unit).base != unit.base:
        return False
    names = (found.metric in {match["metric"]} or match["metric"] == "*") and found.role == match["role"]
    where = (found.member or None) == match["member"] and match["dimension"] in {found.dimension or None, "*"}
    amount = abs(found.number * Unit.parse(found.unit).factor - Decimal(value[1]) * unit.factor)
    return names and (where or (match["member"] is None and not found.member)) and amount < unit.factor / 1000


def measure(folder: Path, *, tell: bool) -> Counter[str]:
    """Count the cells of every workbook of a folder."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.expected.yaml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        try:
            reading = read_workbook(folder / told["workbook"])
        except FupanError as error:
            counts["shown"] += len(told["cells"])
            if tell:
                print(f"{told['workbook']}: {error}")
            continue
        counts += _of_book(told, reading, tell=tell)
    return counts


def _of_book(told: dict, reading: Reading, *, tell: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    counts["periods"] += str(reading.sheet.period) == told["period"]
    found = {one.at: one for one in reading.taken if one.kind != "field"}
    warned = {problem.file.partition("!")[2] for problem in reading.warnings}
    for at in dict.fromkeys([*told["cells"], *found]):
        expected, one = told["cells"].get(at), found.get(at)
        verdict = judge(expected, one, warned)
        if expected is not None or verdict != "right":
            counts[verdict] += 1
        if tell and verdict != "right":
            got = f"{one.kind} {one.id or one.role} {one.raw}{one.unit} ({one.why})" if one else "nothing at all"
            print(f"{verdict:7} {told['workbook']} {at}: expected {expected}, got {got}")
    return counts


def main() -> int:
    """Print the totals; details only of the workbooks that may be looked at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=["dev", "unseen"], default="dev")
    split = parser.parse_args().split
    counts = measure(HERE / split, tell=split == "dev")
    cells = counts["right"] + counts["shown"] + counts["silent"]
    print(f"{split}: {cells} cells, right {counts['right']} ({counts['right'] / cells:.1%}), "
          f"shown {counts['shown']}, silent {counts['silent']}; periods right {counts['periods']}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
