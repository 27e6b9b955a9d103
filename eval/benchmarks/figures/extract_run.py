"""Measure the extraction of figures: precision and recall of exact spans, and what was read from them, by class.

    python eval/benchmarks/figures/extract_run.py --split dev|unseen [--show] [--class NAME]

Rows of the unseen split stay hidden unless --show is given. Exit code 0 always; it measures, it does not judge.
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from fupan.domain.mention import Mention
from fupan.figures.scan.extract import extract

ROOT = Path(__file__).parent / "extraction"
_MARK = re.compile("⟦([^⟧]*)⟧")
_PLACES = Decimal("0.0001")
FIELDS = ("value", "unit", "approx", "direction")


@dataclass
class Score:
    """Counts of one class: expected, reported and exact spans; fields right among the exact spans."""

    rows: int = 0
    perfect: int = 0
    expected: int = 0
    reported: int = 0
    exact: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))

    def add(self, other: Score) -> None:
        """Take the counts of another class in."""
        for name in ("rows", "perfect", "expected", "reported", "exact"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in FIELDS:
            self.right[name] += other.right[name]

    def line(self, name: str) -> str:
        """One line of the table, shares in %."""
        shares = [_share(self.exact, self.reported), _share(self.exact, self.expected)]
        shares += [_share(self.right[name], self.exact) for name in FIELDS]
        return f"{name:28}{self.rows:5}{self.perfect:8}{self.expected:8}" + "".join(f"{share:>10}" for share in shares)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and the spans they enclosed."""
    spans, plain, at = [], "", 0
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        spans.append((len(plain), len(plain) + len(match[1])))
        plain += match[1]
        at = match.end()
    return plain + text[at:], spans


def _number(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written).quantize(_PLACES)


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(_PLACES)


def right_fields(mention: Mention, expected: dict[str, Any]) -> dict[str, bool]:
    """Which fields of a mention are as the row says."""
    if expected.get("kind") == "ratio":
        value = mention.kind == "ratio" and mention.value is None
    elif "low" in expected:
        ends = (_rounded(mention.low), _rounded(mention.high))
        value = mention.value is None and ends == (_number(expected["low"]), _number(expected["high"]))
    else:
        value = _rounded(mention.value) == _number(expected["value"])
    return {
        "value": value,
        "unit": mention.unit == expected["unit"],
        "approx": mention.approx == expected.get("approx"),
        "direction": mention.direction == expected.get("direction"),
    }


def measure(row: dict[str, Any], score: Score) -> list[str]:
    """Score one row; returns what is wrong with it."""
    text, spans = marked(row["text"])
    found = {(mention.start, mention.end): mention for mention in extract(text)}
    if row.get("unchecked"):
        found = {
            span: mention for span, mention in found.items() if mention.value is not None or mention.low is not None
        }
    wrong = [f"missed {text[start:end]!r}" for start, end in spans if (start, end) not in found]
    wrong += [
        f"invented {mention.text!r} {mention.value} {mention.unit}"
        for span, mention in found.items()
        if span not in spans
    ]
    score.rows += 1
    score.expected += len(spans)
    score.reported += len(found)
    for span, expected in zip(spans, row["figures"], strict=True):
        if span not in found:
            continue
        score.exact += 1
        for name, right in right_fields(found[span], expected).items():
            score.right[name] += right
            if not right:
                mention = found[span]
                wrong.append(
                    f"{name} of {mention.text!r}: {getattr(mention, name)} {mention.unit}"
                    f" ({mention.low}..{mention.high}) instead of {expected}"
                )
    score.perfect += not wrong
    return wrong


def run(split: str, *, show: bool, only: str | None) -> None:
    """Print the table of a split, and with ``show`` every row that is not right."""
    total = Score()
    columns = ("precision", "recall", *FIELDS)
    print(f"{'class':28}{'rows':>5}{'perfect':>8}{'figures':>8}" + "".join(f"{name:>10}" for name in columns))
    for path in sorted((ROOT / split).glob("*.yaml")):
        if only and path.stem != only:
            continue
        score = Score()
        notes = []
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            wrong = measure(row, score)
            if wrong and show:
                notes.append(f"    {row['text']}\n" + "".join(f"        {line}\n" for line in wrong))
        print(score.line(path.stem))
        print("".join(notes), end="")
        total.add(score)
    print(total.line("all"))


def main() -> int:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("dev", "unseen"), default="dev")
    parser.add_argument("--show", action="store_true", help="show the rows that are not right")
    parser.add_argument("--class", dest="only", help="only this class")
    options = parser.parse_args()
    run(options.split, show=options.show, only=options.only)
    return 0


if __name__ == "__main__":
    sys.exit(main())
