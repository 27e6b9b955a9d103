"""Score the check on short texts of a few sentences: false alarms on the right ones, recall by kind on the wrong ones.

python run.py --split dev                       both
python run.py --split dev --sheet NAME --show   and every false alarm and miss of one sheet; never with the unseen half
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import fupan

if TYPE_CHECKING:
    from fupan.domain.factsheet import FactSheet
    from fupan.domain.finding import Finding

HERE = Path(__file__).parent
_FIGURE = re.compile("[0-9０-９一二两三四五六七八九十百千半倍成]")


@dataclass
class Tally:
    """What the rows of one or more sheets gave; ``missed`` and ``alarms`` are lines to read."""

    rows: int = 0
    figures: int = 0
    unchecked: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)


def _errors(findings: list[Finding]) -> list[Finding]:
    return [one for one in findings if one.severity == "error"]


def take(row: dict[str, Any], sheet: FactSheet, name: str, tally: Tally) -> None:
    """Check a row as it is and, where it has a wrong twin, with that in place.

    A finding on the words exchanged is a hit. Where a name or another word without a figure was exchanged, so is one
    anywhere in the text that the right text does not have: that the figures beside it are another's.
    """
    text = str(row["text"])
    report = fupan.check(text, sheet)
    alarms = _errors(list(report.findings))
    tally.rows += 1
    tally.figures += len(report.figures)
    tally.unchecked += sum(one.status == "unchecked" for one in report.figures)
    tally.alarms += [f"{name}: {one.text} [{one.rule}] {one.message} | {text}" for one in alarms]
    if (twin := row.get("wrong")) is None:
        return
    told, instead, kind = str(twin["told"]), str(twin["instead"]), twin["kind"]
    start = text.index(told)
    wrong = text[:start] + instead + text[start + len(told) :]
    tally.wrong[kind] += 1
    findings = _errors(list(fupan.check(wrong, sheet).findings))
    hit = any(one.start < start + len(instead) and start < one.end for one in findings)
    if not hit and not _FIGURE.search(instead):
        before = {(one.rule, one.text) for one in alarms}
        hit = any((one.rule, one.text) not in before for one in findings)
    if hit:
        tally.hits[kind] += 1
    else:
        elsewhere = "；".join(f"{one.text}: {one.message}" for one in findings)
        tally.missed.append(f"{name} {kind}: {told} → {instead} | {wrong} | {elsewhere}")


def main() -> None:
    """Print the false alarms a hundred figures and the recall by kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("dev", "unseen"), required=True)
    parser.add_argument("--sheet", help="this sheet only")
    parser.add_argument("--show", action="store_true", help="every false alarm and miss (dev only)")
    options = parser.parse_args()
    if options.show and options.split == "unseen":
        parser.error("the unseen half is only measured")
    folders = [one.parent for one in sorted((HERE / options.split).glob("*/facts.yaml"))]
    whole = Tally()
    for folder in folders:
        if options.sheet not in (None, folder.name):
            continue
        sheet = fupan.load_facts(folder / "facts.yaml")
        for row in yaml.safe_load((folder / "sentences.yaml").read_text(encoding="utf-8")):
            take(row, sheet, folder.name, whole)
    for kind in sorted(whole.wrong):
        print(f"{kind}: {whole.hits[kind]} of {whole.wrong[kind]} found ({whole.hits[kind] / whole.wrong[kind]:.0%})")
    hits, wrong = whole.hits.total(), whole.wrong.total()
    print(f"recall: {hits} of {wrong} ({hits / max(wrong, 1):.1%})")
    rate = len(whole.alarms) / max(whole.figures, 1)
    print(f"false alarms: {len(whole.alarms)} on {whole.figures} figures of {whole.rows} right texts ({rate:.2%})")
    print(f"unchecked: {whole.unchecked / max(whole.figures, 1):.1%} of the figures of right texts")
    if options.show:
        print("\n## false alarms", *whole.alarms, "\n## missed", *whole.missed, sep="\n")


if __name__ == "__main__":
    main()
