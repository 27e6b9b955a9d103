"""Measure throughput: characters per CPU second of the scanner and the checker beside a bare compiled number regex.

    python eval/benchmarks/figures/speed.py

Prints rates as ratios to the regex of the same run, time per character at growing lengths (linear means flat), whether
a text read whole gives what its parts give, and peak memory. Sizes are code points; the prose is that of the dev texts
of ``consistency``, repeated with other digits. CPU seconds are of this process, best of a few runs.
"""

from __future__ import annotations

import random
import re
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import fupan
from fupan.checks.run import check_text
from fupan.domain.factsheet import FactSheet, Metric
from fupan.domain.mention import Mention
from fupan.figures.scan.extract import extract
from fupan.figures.scan.scan import scan

sys.path.insert(0, str(Path(__file__).parent / "consistency"))
from marks import load_cases

ROOT = Path(__file__).parent / "consistency"
SEED = 20251231
FACTS = 200
SIZES = (20_000, 60_000, 200_000)
SCANNED = (*SIZES, 1_000_000)
RATE_SIZE = 200_000
ORDINARY = 55
"""Figures per 1,000 characters that an ordinary summary may have; the dense ones have up to twice as many."""
BARE = re.compile(r"[0-9][0-9,.]*(?:%|个百分点|万元|亿元|元|万|亿|[家人天个台次件单])?")
_DIGITS = re.compile(r"[0-9]+(?!年)")
_YEAR = re.compile(r"20[0-9]{2}")
_LINES = re.compile("\n")
_PARAGRAPHS = re.compile("\n\n")
_BLOCKS = re.compile(r"(?<!\|)\n\n(?![ \t]*\|)")
"""A table stays with the paragraphs beside it: a line 单位：万元 there gives its cells their unit."""

Run = Callable[[str], object]


def prose(length: int, most: int | None = None) -> str:
    """``length`` characters of the dev texts, repeated with other digits; the same for the same length.

    ``most`` leaves out the texts with more figures per 1,000 characters.
    """
    cases = load_cases(ROOT, "dev")
    texts = [case.plain for case in cases if most is None or len(case.marks) * 1_000 <= most * len(case.plain)]
    rng = random.Random(SEED)
    parts: list[str] = []
    size = 0
    while size < length:
        for text in texts:
            part = _DIGITS.sub(lambda found: _other(found[0], rng), text) + "\n\n"
            parts.append(part)
            size += len(part)
    return "".join(parts)[:length]


def _other(digits: str, rng: random.Random) -> str:
    """As many digits, the first never 0; years stay."""
    if _YEAR.fullmatch(digits) or digits == "0":
        return digits
    return rng.choice("123456789") + "".join(rng.choice("0123456789") for _ in digits[1:])


def sheet_of(facts: int, first: Path | None = None) -> FactSheet:
    """The metrics of the dev fact sheets together, those of ``first`` first, until they give ``facts`` values."""
    paths = [case.facts_path for case in load_cases(ROOT, "dev") if case.facts_path]
    sheets = [fupan.load_facts(path) for path in sorted(paths, key=lambda path: path != first)]
    chosen: dict[str, Metric] = {}
    for metric in (metric for sheet in sheets for metric in sheet.metrics):
        taken = {name for one in chosen.values() for name in one.names}
        if not taken.intersection(metric.names) and _values(tuple(chosen.values())) < facts:
            chosen[metric.name] = metric
    return replace(sheets[0], metrics=tuple(chosen.values()))


def _values(metrics: tuple[Metric, ...]) -> int:
    members = sum(len(roles) for one in metrics for group in one.breakdown.values() for roles in group.values())
    return sum(len(one.values) for one in metrics) + members


def seconds(run: Run, text: str, rounds: int) -> float:
    """CPU seconds of one call, best of ``rounds``."""
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        run(text)
        best = min(best, time.process_time() - began)
    return best


def bare(text: str) -> list[tuple[int, int]]:
    """What the yardstick does: the spans of digits with a unit, nothing understood."""
    return [match.span() for match in BARE.finditer(text)]


def print_rates(runs: dict[str, Run]) -> None:
    """Characters per CPU second of each and its ratio to the first."""
    text = prose(RATE_SIZE)
    print(f"\n{'throughput, ' + format(RATE_SIZE, ',') + ' characters':36}{'characters/s':>14}{'times the regex':>18}")
    yardstick = 0.0
    for name, run in runs.items():
        took = seconds(run, text, 3)
        yardstick = yardstick or took
        print(f"{name:36}{RATE_SIZE / took:>14,.0f}{took / yardstick:>18.1f}")
    text = prose(RATE_SIZE, ORDINARY)
    for name in ("scan", "extract"):
        took = seconds(runs[name], text, 3)
        print(f"{name + ', ordinary prose':36}{RATE_SIZE / took:>14,.0f}{took / yardstick:>18.1f}")


def print_right() -> None:
    """The checker where nearly every figure is right: each dev text, repeated, against its own facts among others."""
    cases = load_cases(ROOT, "dev")
    length = RATE_SIZE // len(cases)
    took, size = 0.0, 0
    for case in cases:
        sheet = sheet_of(FACTS, case.facts_path)
        text = ((case.plain + "\n\n") * (length // len(case.plain) + 1))[:length]
        took += seconds(partial(check_text, sheet=sheet), text, 1)
        size += len(text)
    print(f"{'check, figures right':36}{size / took:>14,.0f}")


def print_linearity(runs: dict[str, Run]) -> None:
    """Microseconds per character at each size; a flat line is linear."""
    print(f"\n{'µs per character at':36}" + "".join(f"{size:>12,}" for size in SCANNED))
    for name, run in runs.items():
        cells = []
        for size in SCANNED:
            if size > SIZES[-1] and "check" in name:
                cells.append(f"{'-':>12}")
                continue
            took = seconds(run, prose(size), 1 if "check" in name else 3)
            cells.append(f"{took / size * 1e6:>12.3f}")
        print(f"{name:36}" + "".join(cells))


def print_parts(length: int) -> None:
    """How many mentions differ when a text is read whole and in parts; only tables are to look beyond a paragraph."""
    text = prose(length)
    print("\nwhole against parts")
    for name, read, cut in (
        ("scan, by line", scan, _LINES),
        ("extract, by paragraph", extract, _PARAGRAPHS),
        ("extract, tables not cut off", extract, _BLOCKS),
    ):
        whole = set(map(_placed, read(text)))
        parts: set[Mention] = set()
        at = 0
        for end, begin in [*(match.span() for match in cut.finditer(text)), (len(text), len(text))]:
            parts |= {_placed(found, at) for found in read(text[at:end])}
            at = begin
        print(f"{name:36}{len(whole):>12,} figures{len(whole ^ parts):>8,} differ")


def _placed(mention: Mention, offset: int = 0) -> Mention:
    return mention._replace(start=mention.start + offset, end=mention.end + offset)


def print_memory(runs: dict[str, Run]) -> None:
    """Peak bytes allocated beyond what stood before, per character."""
    print(f"\n{'peak memory, ' + format(RATE_SIZE, ',') + ' characters':36}{'MB':>14}{'bytes/character':>18}")
    text = prose(RATE_SIZE)
    for name, run in runs.items():
        tracemalloc.start()
        run(text)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        print(f"{name:36}{peak / 1e6:>14.1f}{peak / RATE_SIZE:>18.0f}")


def main() -> int:
    """Measure and print."""
    sheet = sheet_of(FACTS)
    print(
        f"fact sheet: {sum(1 for _ in sheet.values())} values, {len(sheet.metrics)} metrics, {len(sheet.notes)} notes"
    )
    runs: dict[str, Run] = {
        "bare compiled regex": bare,
        "scan": scan,
        "extract": extract,
        "check, most figures wrong": lambda text: check_text(text, sheet),
        "check without facts": lambda text: check_text(text, None),
    }
    print_rates(runs)
    print_right()
    print_linearity(runs)
    print_parts(RATE_SIZE)
    print_memory(runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
