"""Score the judging of claims without a figure: 超额完成目标, 同比有所增长, 最高, 高于, 均实现增长.

python run.py --split dev             recall by kind of the wrong claims, false alarms on all other rows
python run.py --split dev --show 20   and rows that failed; never with the unseen half
"""

from __future__ import annotations

import argparse
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import fupan

if TYPE_CHECKING:
    from fupan.domain.factsheet import FactSheet
    from fupan.domain.finding import Finding

HERE = Path(__file__).parent
SHEETS = HERE.parent / "consistency"
RULES = ("wrong-direction", "wrong-derivation")


@cache
def facts(sheet: str) -> FactSheet:
    """The fact sheet of a case of the consistency benchmark, each loaded once."""
    return fupan.load_facts(SHEETS / sheet / "facts.yaml")


def findings(row: dict[str, Any]) -> list[Finding]:
    """What the two rules that judge claims say of the text of a row."""
    return [one for one in fupan.check(row["text"], facts(row["sheet"])).findings if one.rule in RULES]


def is_hit(row: dict[str, Any], finding: Finding) -> bool:
    """True for a finding on the words of the wrong claim; on any words where the row does not say which are wrong."""
    claim = row.get("claim")
    start = row["text"].find(claim) if claim else 0
    end = start + len(claim) if claim else len(row["text"])
    return finding.start < end and start < finding.end


def main() -> None:
    """Print recall by kind and the false alarms."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("dev", "unseen"), required=True)
    parser.add_argument("--show", type=int, default=0, help="so many failures of each class (dev only)")
    options = parser.parse_args()
    if options.show and options.split == "unseen":
        parser.error("the unseen half is only measured")
    rows = yaml.safe_load((HERE / f"{options.split}.yaml").read_text(encoding="utf-8"))
    wrong, hits, spared, alarms = Counter(), Counter(), Counter(), Counter()
    missed: list[str] = []
    false: list[str] = []
    for row in rows:
        found = findings(row)
        kind = row["kind"]
        if row["right"] is False:
            wrong[kind] += 1
            hit = any(is_hit(row, one) for one in found)
            hits[kind] += hit
            if not hit:
                missed.append(f"{kind}: {row['text']} | {row['claim']} | {row['why']}")
        else:
            spared[kind] += 1
            alarms[kind] += bool(found)
        false += [
            f"{kind}: {row['text']} | {one.text}: {one.message} | {row['why']}"
            for one in found
            if row["right"] is not False or not is_hit(row, one)
        ]
    for kind in wrong:
        print(f"{kind}: {hits[kind]} of {wrong[kind]} wrong claims found ({hits[kind] / wrong[kind]:.0%})")
    print(f"all: {hits.total()} of {wrong.total()} ({hits.total() / wrong.total():.0%})")
    print(f"false alarms: on {alarms.total()} of {spared.total()} texts without a wrong claim; findings: {len(false)}")
    for title, lines in (("missed", missed), ("false alarms", false)):
        if options.show and lines:
            print(f"\n## {title}", *lines[: options.show], sep="\n")


if __name__ == "__main__":
    main()
