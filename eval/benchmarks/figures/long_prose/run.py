"""Count what the audit without facts reports on long real prose in which nothing is wrong.

    python eval/benchmarks/figures/long_prose/run.py FOLDER [--show N] [--json FILE]

FOLDER holds .md or .txt files of your own; none are kept here. Prints errors per 100,000 characters by rule, and with
``--show`` each error with its sentence and the one before, to be read: a text may really contradict itself.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

import fupan

PER = 100_000
_ENDS = "。！？\n"


@dataclass(frozen=True)
class Place:
    """One error in its text."""

    file: str
    rule: str
    start: int
    figure: str
    message: str
    before: str
    sentence: str


def audit(path: Path) -> tuple[str, int, list[Place]]:
    """The text of a file, the number of its figures, and the errors found in it."""
    text = path.read_text(encoding="utf-8", errors="replace")
    report = fupan.check(text)
    places = []
    for finding in report.errors:
        start, end = sentence(text, finding.start, finding.end)
        before = sentence(text, start - 1, start - 1)[0] if start else 0
        places.append(
            Place(
                path.name, finding.rule, finding.start, finding.text, finding.message,
                text[before:start].strip(), text[start:end].strip(),
            )
        )  # fmt: skip
    return text, len(report.figures), places


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence around a place."""
    opening = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    closing = min((at for mark in _ENDS if (at := text.find(mark, end)) >= 0), default=len(text) - 1) + 1
    return opening, closing


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--show", type=int, default=0, metavar="N", help="print the first N errors")
    options.add_argument("--json", type=Path, metavar="FILE", help="write all errors to this file")
    arguments = options.parse_args()
    characters = figures = 0
    places: list[Place] = []
    began = time.process_time()
    paths = sorted(path for path in arguments.folder.rglob("*") if path.suffix in {".md", ".txt"})
    for path in paths:
        text, found, faults = audit(path)
        characters += len(text)
        figures += found
        places += faults
    took = time.process_time() - began
    if not characters:
        raise SystemExit(f"no .md or .txt text in {arguments.folder}")
    print(f"{len(paths)} files, {characters:,} characters, {figures:,} figures, {characters / took:,.0f} characters/s")
    print(f"{len(places)} errors, {len(places) / characters * PER:.2f} per {PER:,} characters")
    for rule, count in Counter(place.rule for place in places).most_common():
        print(f"  {rule:28}{count:6}")
    for place in places[: arguments.show]:
        print(
            f"\n{place.file} {place.rule} {place.figure}\n  {place.message}\n  {place.before[-120:]} | {place.sentence}"
        )
    if arguments.json:
        arguments.json.write_text(json.dumps([*map(asdict, places)], ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
