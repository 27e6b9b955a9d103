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
SPLITS = ("dev", "unseen", "paragraphs-dev", "paragraphs-unseen")
_WARNED = frozenset(("rounding", "invention"))
_LOOSE = frozenset(("loose-rounding", "unknown-name"))
"""Kinds of which a warning is a hit, and by which rules."""
_FIGURE = re.compile("[0-9０-９一二两三四五六七八九十百千半倍成]")


@dataclass
class Tally:
    """What the rows of one or more sheets gave, that called ``name`` at last; ``missed`` and ``alarms`` are lines."""

    name: str = ""
    rows: int = 0
    figures: int = 0
    unchecked: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)


def _errors(findings: list[Finding]) -> list[Finding]:
    return [one for one in findings if one.severity == "error"]


def take(row: dict[str, Any], sheet: FactSheet, tally: Tally) -> None:
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
    tally.alarms += [f"{tally.name}: {one.text} [{one.rule}] {one.message} | {text}" for one in alarms]
    twins = row.get("wrong", [])
    for twin in [twins] if isinstance(twins, dict) else twins:
        _take_twin(text, twin, alarms, sheet, tally)


def _take_twin(text: str, twin: dict[str, str], alarms: list[Finding], sheet: FactSheet, tally: Tally) -> None:
    told, instead, kind = str(twin["told"]), str(twin["instead"]), twin["kind"]
    start = text.index(told)
    wrong = text[:start] + instead + text[start + len(told) :]
    tally.wrong[kind] += 1
    everything = list(fupan.check(wrong, sheet).findings)
    findings = [one for one in everything if one.rule in _LOOSE] if kind in _WARNED else []
    findings += _errors(everything)
    hit = any(one.start < start + len(instead) and start < one.end for one in findings)
    if not hit and not _FIGURE.search(instead):
        before = {(one.rule, one.text) for one in alarms}
        hit = any((one.rule, one.text) not in before for one in findings)
    if hit:
        tally.hits[kind] += 1
    else:
        elsewhere = "；".join(f"{one.text}: {one.message}" for one in findings)
        tally.missed.append(f"{tally.name} {kind}: {told} → {instead} | {wrong} | {elsewhere}")


def main() -> None:
    """Print the false alarms a hundred figures and the recall by kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=SPLITS, required=True)
    parser.add_argument("--sheet", help="this sheet only")
    parser.add_argument("--show", action="store_true", help="every false alarm and miss (dev only)")
    options = parser.parse_args()
    if options.show and options.split.endswith("unseen"):
        parser.error("the unseen half is only measured")
    folders = [one.parent for one in sorted((HERE / options.split).glob("*/facts.yaml"))]
    whole = Tally()
    for folder in folders:
        if options.sheet not in (None, folder.name):
            continue
        sheet, whole.name = fupan.load_facts(folder / "facts.yaml"), folder.name
        for row in yaml.safe_load((folder / "sentences.yaml").read_text(encoding="utf-8")):
            take(row, sheet, whole)
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
