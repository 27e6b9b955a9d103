"""figured: ``trace`` against one table a metric, with its default policy; untraceable figures are findings.

It sees a number only where no letter stands before it, and a Chinese character is a letter: in the mode ``spaced`` a
space is put between them and the spans are moved back. Runs in the tool's own environment; JSON in and out.
"""

from __future__ import annotations

import json
import re
import sys
from bisect import bisect_right
from importlib.metadata import version
from typing import Any

from figured import trace

_SEAMS = re.compile(r"(?<=[^\W0-9])(?=[0-9])|(?<=[0-9%])(?=[^\W0-9])")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
Table = list[dict[str, Any]]


def tables(case: dict[str, Any]) -> list[Table]:
    """Members as rows, roles and derived values as columns, each unit of money its own; figures of notes apart."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for fact in case["facts"]:
        member = fact["member"] or "合计"
        row = found.setdefault(fact["metric"], {}).setdefault(member, {"成员": member})
        row[fact["title"]] = abs(float(fact["shown"]))
        for other in fact["also"]:
            row[f"{fact['title']}（{other['symbol']}）"] = abs(float(other["shown"]))
    made = [list(rows.values()) for rows in found.values()]
    # A scale word is no part of a number for the tool: 620万元 in a note is 620 beside 万.
    notes = [{"要点": float(number)} for note in case["notes"] for number in _NUMBER.findall(note)]
    return [*made, notes] if notes else made


def spaced(text: str) -> tuple[str, list[int]]:
    """The text with a space at every seam of digit and letter, and where the spaces went in, in the original."""
    seams = [match.start() for match in _SEAMS.finditer(text)]
    parts, at = [], 0
    for seam in seams:
        parts.append(text[at:seam])
        at = seam
    return " ".join([*parts, text[at:]]), seams


def findings(text: str, results: list[Table], *, apart: bool) -> list[dict[str, Any]]:
    """The figures that no cell or derivation gives."""
    read, seams = spaced(text) if apart else (text, [])
    shifted = [seam + number for number, seam in enumerate(seams)]
    return [
        {
            "start": found.figure.start - bisect_right(shifted, found.figure.start - 1),
            "end": found.figure.end - bisect_right(shifted, found.figure.end - 1),
            "kind": found.status,
        }
        for found in trace(read, results=results).results
        if found.status == "ungrounded"
    ]


def main() -> None:
    """Answer one payload."""
    apart = sys.argv[1] == "spaced"
    reports = {}
    for case in json.load(sys.stdin)["cases"]:
        results = tables(case)
        reports[case["name"]] = {name: findings(text, results, apart=apart) for name, text in case["texts"].items()}
    json.dump({"version": version("figured"), "reports": reports}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
