"""Prove the benchmark's own texts: every mark, every required fact, every sum and every direction word.

Run `python verify.py [--split dev|unseen]`; it prints what is wrong and exits 1 if anything is.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from directions import governed_words
from marks import Case, Mark, load_audits, load_cases
from sheet import FactId
from surface import base_unit, base_value, split_unit, states

ROOT = Path(__file__).parent
_RATIO_UNITS = ("%", "天", "分", "元/吨", "元/人", "万元/人", "万元/家")


def mark_faults(case: Case, mark: Mark) -> Iterator[str]:
    """What is wrong with one mark."""
    if case.plain[mark.start - 1 : mark.start].isdigit():
        yield f"{mark.text}: runs into the digit before it"
    if mark.kind == "given":
        return
    if mark.kind == "note":
        if base_value(mark.surface) not in case.sheet.note_values():
            yield f"{mark.text}: not in the notes"
        return
    truth = case.truth(mark)
    assert truth is not None
    if not states(mark.surface, truth, case.unit(mark)):
        yield f"{mark.text}: {mark.source} is {truth:f}"
    if mark.role == "share" and "[" not in mark.source:
        yield f"{mark.text}: a share of the total in itself"
    expected = split_unit(case.sheet.unit_of(mark.source))[1]
    written = base_unit(mark.surface)
    if mark.role in ("attainment", "yoy", "pop", "share"):
        expected = "%"
    if mark.role in ("gap", "excess", "change_pp") and expected == "%":
        expected = "个百分点"
    if expected and written and written != expected and not expected.startswith(written + "/"):
        yield f"{mark.text}: unit {written}, {mark.source} is in {expected}"
    for word in governed_words(case, mark):
        if not word.agrees:
            yield f"{word.text}{mark.text}: direction against {mark.source} = {truth:f}"


def sum_faults(case: Case) -> Iterator[str]:
    """Breakdowns whose members do not add up to the total, role by role."""
    sheet = case.sheet
    for metric, dimensions in sheet.members.items():
        if sheet.units[metric] in _RATIO_UNITS:
            continue
        for dimension, members in dimensions.items():
            for role in ("target", "actual", "prior", "previous"):
                ids = [str(FactId(metric, dimension, member, role)) for member in members]
                total = sheet.facts.get(f"{metric}.{role}")
                parts = [sheet.facts[fact] for fact in ids if fact in sheet.facts]
                if total is not None and len(parts) == len(ids) and sum(parts) != total:
                    yield f"{metric}.{role}: {dimension} adds up to {sum(parts):f}"


def stray_digits(case: Case) -> list[str]:
    """Digits outside the marks, with context: each must be a date, a name or a list number."""
    masked = list(case.plain)
    for mark in case.marks:
        masked[mark.start : mark.end] = "◇" * (mark.end - mark.start)
    return [m.group() for m in re.finditer(r"[^\d\n]{0,6}[\d.]+[^\d\n]{0,4}", "".join(masked))]


def faults(case: Case) -> Iterator[str]:
    """All that is wrong with one case."""
    for mark in case.marks:
        yield from mark_faults(case, mark)
    yield from sum_faults(case)
    sources = {mark.source for mark in case.marks}
    yield from (f"required {fact} is not in the text" for fact in case.required if fact not in sources)


def main() -> int:
    """Verify a split, or both."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--split", choices=("dev", "unseen"))
    options.add_argument("--stray", action="store_true", help="list the digits outside the marks")
    arguments = options.parse_args()
    wrong = 0
    for split in (arguments.split,) if arguments.split else ("dev", "unseen"):
        for case in load_cases(ROOT, split) + load_audits(ROOT, split):
            found = list(faults(case))
            wrong += len(found)
            length = len(re.findall(r"[一-鿿]", case.plain))
            print(
                f"{split}/{case.name}: {len(case.marks)} figures, {length} Chinese characters, "
                f"{len(case.sheet.units)} metrics, {len(case.sheet.notes)} notes, {len(found)} faults"
            )
            print(*(f"  {fault}" for fault in found), sep="\n", end="\n" if found else "")
            if arguments.stray:
                print("  " + " | ".join(stray_digits(case)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
