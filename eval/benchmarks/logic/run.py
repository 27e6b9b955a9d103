"""Measure the detection of logic steps: python eval/benchmarks/logic/run.py [--split dev fresh] [--show 10]."""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

import fupan

HERE = Path(__file__).parent
MARK = re.compile(r"⟦([a-z+]+):([^⟦⟧]+)⟧")
PUNCTUATION_RUN = re.compile(r"(?:——|[，、；：。？！]){2,}")
LOOSE_START = re.compile(r"^([-·●☆]?\s*)[，；：。—]+(?=[^\s—])")
EMPTY_ITEM = re.compile(r"\s*(?:[-*·●☆]|——|[①-⑳]|\d+[.、]|[一二三四五甲乙丙丁]、)?\s*[，；：。]?\s*")
PARTS = {"recall": "found", "prec": "right", "in-place": "placed", "gone": "gone", "noticed": "noticed"}
Span = tuple[int, int]
Detector = Callable[[str, str], dict[str, list[Span]]]


@dataclass
class Row:
    """A passage without its marks, the spans of its steps and the text with the marks."""

    id: str
    pattern: str
    marked: str
    steps: set[str]
    text: str = ""
    spans: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Take the marks out and keep where they stood."""
        end = 0
        for mark in MARK.finditer(self.marked):
            self.text += self.marked[end : mark.start()]
            for step in mark[1].split("+"):
                self.spans[step].append((len(self.text), len(self.text) + len(mark[2])))
            self.text += mark[2]
            end = mark.end()
        self.text += self.marked[end:]
        if set("⟦⟧") & set(self.text):
            raise ValueError(f"{self.id}: a broken mark")

    def without(self, step: str) -> str:
        """The text with every span of the step removed and the punctuation around it tidied."""
        cut = MARK.sub(lambda mark: "" if step in mark[1].split("+") else mark[2], self.marked)
        lines = (LOOSE_START.sub(r"\1", line).rstrip("，；：") for line in cut.splitlines())
        return PUNCTUATION_RUN.sub(one_sign, "\n".join(li for li in lines if not EMPTY_ITEM.fullmatch(li))) + "\n"


def one_sign(run: re.Match[str]) -> str:
    """Of several signs in a row, the first that ends a sentence, else the first."""
    return re.sub("[^。？！]", "", run[0])[:1] or run[0][: 2 if run[0].startswith("—") else 1]


def load(split: str) -> tuple[list[Row], list[dict[str, Any]]]:
    """The passages and the traps of a split."""
    rows: list[Row] = []
    for path in sorted({*(HERE / split).glob("*.yaml")} - {HERE / split / "traps.yaml"}):
        listed = yaml.safe_load(path.read_text(encoding="utf-8"))
        entries = [of_text(path.stem, n, own) if isinstance(own, str) else own for n, own in enumerate(listed, start=1)]
        steps = {s for e in entries for m in MARK.finditer(e["text"]) for s in m[1].split("+")}
        for entry in entries:
            row = Row(entry["id"], path.stem, entry["text"], steps)
            if steps - set(row.spans) != set(entry.get("absent", steps - set(row.spans))):
                raise ValueError(f"{row.id}: `absent` does not agree with the marks")
            rows.append(row)
    traps = HERE / split / "traps.yaml"
    return rows, yaml.safe_load(traps.read_text(encoding="utf-8")) if traps.exists() else []


def of_text(pattern: str, number: int, text: str) -> dict[str, Any]:
    """An entry that is a text alone, as in ``fresh``."""
    return {"id": f"{pattern}-f{number}", "text": text}


def inside(found: list[Span], marked: list[Span]) -> float:
    """The share of the characters found that are marked; above nought where the two overlap."""
    chars = [{i for span in spans for i in range(*span)} for spans in (found, marked)]
    return len(chars[0] & chars[1]) / (len(chars[0]) or 1)


def measure(row: Row, count: Counter[str], failures: list[str], find: Detector = fupan.logic_steps) -> None:
    """Count what ``find`` finds in the passage and in its variants with one step removed."""
    reported = {step: spans for step, spans in find(row.text, row.pattern).items() if spans}
    for step, spans in row.spans.items():
        found = inside(reported.get(step, []), spans) > 0
        variant = row.without(step)
        gone = not find(variant, row.pattern).get(step)
        count.update(marked=1, found=found, gone=gone, noticed=found and gone)
        if not found:
            failures.append(f"{row.id} missed {step}: {' / '.join(row.text[a:b] for a, b in spans)}")
        if not gone:
            failures.append(f"{row.id} still reports {step} in: {variant.strip()}")
    for step, places in reported.items():
        count.update(reported=1, right=step in row.spans, placed=inside(places, row.spans.get(step, [])) >= 0.5)
        if step not in row.spans:
            failures.append(f"{row.id} invented {step}: {' / '.join(row.text[a:b] for a, b in places)}")
    if row.pattern == "smart":
        count.update(verdicts=len(row.steps), verdict=sum((s in reported) == (s in row.spans) for s in row.steps))


def share(part: int, whole: int) -> str:
    """A percentage, or a dash where there is nothing to divide by."""
    return f"{100 * part / whole:6.1f}" if whole else "     –"


def line(name: str, count: Counter[str]) -> str:
    """A line of the table: shares of the steps marked, precision of the steps reported."""
    wholes = {part: count["reported" if part in {"right", "placed"} else "marked"] for part in PARTS.values()}
    return f"{name:28}" + "".join(f"{share(count[part], whole):>9}" for part, whole in wholes.items())


def run(split: str) -> list[str]:
    """Measure and print a split; give its failures."""
    rows, traps = load(split)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    failures: list[str] = []
    for row in rows:
        measure(row, counts[row.pattern], failures)
    quiet = 0
    for trap in traps:
        taken = [s for s, spans in fupan.logic_steps(trap["text"], trap["pattern"]).items() if spans]
        quiet += not taken
        if taken:
            failures.append(f"trap {trap['pattern']} taken for {', '.join(taken)}: {trap['text']}")
    total = sum(counts.values(), Counter())
    print(f"\n{split}: {len(rows)} passages, {total['marked']} steps, {len(traps)} traps")
    print(f"{'pattern':28}" + "".join(f"{h:>9}" for h in PARTS))
    for pattern in sorted(counts):
        print(line(pattern, counts[pattern]))
    print(line("all", total))
    print(f"SMART verdicts right {share(total['verdict'], total['verdicts'])}")
    print(f"traps left alone     {share(quiet, len(traps))}")
    return failures


def main() -> None:
    """Measure the splits asked for; show failures of dev, of unseen only when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", nargs="+", choices=["dev", "fresh", "unseen"], default=["dev", "unseen"])
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N failures a split")
    parser.add_argument("--show-unseen", action="store_true", help="also the failures of unseen")
    args = parser.parse_args()
    for split in args.split:
        failures = run(split)
        print("\n".join(failures[: args.show if split != "unseen" or args.show_unseen else 0]))


if __name__ == "__main__":
    main()
