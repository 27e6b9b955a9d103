"""Put the benchmark through the public tools that can be installed, and print what each finds side by side.

    python eval/benchmarks/figures/peers/run.py --split dev|unseen
    python eval/benchmarks/figures/peers/run.py --sample 20      at most 20 faults of each class (drawn with a seed)
    python eval/benchmarks/figures/peers/run.py --only figured   tools whose name holds this word
    python eval/benchmarks/figures/peers/run.py --write          and put the tables into docs/benchmarks.md

Every tool gets a virtual environment of its own below .venv-peers/. A tool that cannot be installed or does not run
stands in the table with the reason.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "consistency"))

from environments import PEERS, Peer, PeerError, run
from extraction_scores import measure, ours, rows, theirs
from mutate import FAULTS
from payload import RIGHT, CheckSet, check_set
from placed import Found, Reports, tally
from side_by_side import Checked, Extracted, check_table, extraction_table, remarks, stored

import fupan

DOCS = Path(__file__).resolve().parents[4] / "docs" / "benchmarks.md"
OURS = "fupan"


def our_check(chosen: CheckSet) -> Reports:
    """The reports of ``fupan.check`` in the form of an adapter's."""
    reports: Reports = {}
    for name, case in chosen.cases.items():
        assert case.facts_path is not None
        sheet = fupan.load_facts(case.facts_path)
        texts = {RIGHT: case.plain} | {str(i): one.text for i, one in enumerate(chosen.mutations[name])}
        reports[name] = {
            key: [
                Found(
                    one.start, one.end, "omitted" if one.rule == "missing-figure" else one.rule,
                    one.severity == "warning", one.source,
                )
                for one in fupan.check(text, sheet, required=case.required).findings
            ]
            for key, text in texts.items()
        }  # fmt: skip
    return reports


def their_check(answer: dict[str, Any]) -> Reports:
    """The reports of an adapter."""
    return {
        case: {
            name: [Found(one["start"], one["end"], one["kind"], fact=one.get("fact", "")) for one in found]
            for name, found in texts.items()
        }
        for case, texts in answer["reports"].items()
    }


def checking(split: str, sample: int, only: str) -> list[Checked]:
    """Every checker over the faults of a split."""
    chosen = check_set(split, sample)
    began = time.perf_counter()
    lines = [Checked(OURS, "", tally(chosen, our_check(chosen), required=True), time.perf_counter() - began)]
    payload = chosen.payload()
    for peer in _peers("check", only):
        began = time.perf_counter()
        try:
            answer = run(peer, payload)
        except PeerError as fault:
            lines.append(Checked(peer.name, "", None, 0.0, peer.use, str(fault)))
            continue
        result = tally(chosen, their_check(answer), required=peer.required)
        lines.append(Checked(peer.name, answer["version"], result, time.perf_counter() - began, peer.use))
    return lines


def extracting(split: str, only: str) -> list[Extracted]:
    """Every extractor over the table of a split."""
    table = rows(split)
    lines = [Extracted(OURS, "", measure(table, ours(table)))]
    payload = {"texts": {row.id: row.text for row in table}}
    for peer in _peers("extract", only):
        try:
            answer = run(peer, payload)
        except PeerError as fault:
            lines.append(Extracted(peer.name, "", None, peer.use, str(fault)))
            continue
        outcome = measure(table, theirs(answer["reports"]))
        lines.append(Extracted(peer.name, answer["version"], outcome, peer.use))
    return lines


def _peers(task: str, only: str) -> list[Peer]:
    return [peer for peer in PEERS if peer.task == task and only in peer.name]


def main() -> int:
    """Parse the command line, measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--split", choices=("dev", "unseen"), default="dev")
    options.add_argument("--sample", type=int, default=0, metavar="N", help="at most N faults of each class; 0 is all")
    options.add_argument("--only", default="", metavar="WORD", help="only tools with this word in the name")
    options.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    arguments = options.parse_args()
    checked = checking(arguments.split, arguments.sample, arguments.only)
    extracted = extracting(arguments.split, arguments.only)
    tables = "\n\n".join(
        [
            f"### Checking, {arguments.split}", check_table(checked, list(FAULTS)),
            f"### Extraction, {arguments.split}", extraction_table(extracted), remarks([*checked, *extracted]),
        ]
    )  # fmt: skip
    print(tables)
    if arguments.write:
        DOCS.write_text(stored(DOCS.read_text(encoding="utf-8"), f"peers-{arguments.split}", tables), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
