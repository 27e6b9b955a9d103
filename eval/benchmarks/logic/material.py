"""The passages that the weights are learnt from: whole ones, pieces put together at random, the benchmark's dev."""

from __future__ import annotations

import random
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import run as bench  # noqa: E402

from fupan.logic.signs import signs_of  # noqa: E402
from fupan.prompting.loader import load_patterns  # noqa: E402

COMBINED = ("specific+measurable", "measurable+timebound", "specific+measurable+timebound")
NONE = ""
VARIANT = 0.7
"""What a passage with one step removed counts against a whole one."""
TRAP = 1.0
THIRDS = 3
PATTERNS = load_patterns()
NAMES = {pattern.id: {step.id: step.name for step in pattern.steps} for pattern in PATTERNS.values()}


def labels_of(pattern: str) -> list[str]:
    """The labels of a pattern: no step, each step, in SMART also clauses that tell two or three."""
    steps = [step.id for step in PATTERNS[pattern].steps]
    return [NONE, *steps, *(COMBINED if pattern == "smart" else ())]


LABELS = {pattern: labels_of(pattern) for pattern in PATTERNS}


@dataclass
class Passage:
    """Clauses as lists of sign names, and the label of each."""

    pattern: str
    signs: list[list[str]]
    breaks: list[str]
    labels: list[str]
    weight: float = 1.0


def passage(pattern: str, text: str, spans: dict[str, list[tuple[int, int]]]) -> Passage:
    """Label each clause with the steps that hold most of it."""
    order = LABELS[pattern]
    found = Passage(pattern, [], [], [])
    for one in signs_of(text):
        clause = one.clause
        held = [
            step
            for step in order
            if "+" not in step
            and sum(max(0, min(b, clause.end) - max(a, clause.start)) for a, b in spans.get(step, []))
            >= 0.5 * (clause.end - clause.start)
        ]
        label = "+".join(held)
        found.signs.append([sign.name for sign in one.signs])
        found.breaks.append(clause.before)
        found.labels.append(label if label in order else held[0])
    return found


def of_row(row: bench.Row) -> list[Passage]:
    """A passage and its variants with one step removed."""
    found = [passage(row.pattern, row.text, row.spans)]
    for step in row.spans:
        marked = bench.MARK.sub(lambda mark: "" if step in mark[1].split("+") else mark[0], row.marked)  # noqa: B023
        lines = (bench.LOOSE_START.sub(r"\1", line).rstrip("，；：") for line in marked.splitlines())
        lines = [line for line in lines if not bench.EMPTY_ITEM.fullmatch(line)]
        marked = bench.PUNCTUATION_RUN.sub(bench.one_sign, "\n".join(lines))
        marked = re.sub(r"([，；：、])⟧([。！？，；：、\n])", r"⟧\2", marked)
        if bench.MARK.search(marked):
            cut = bench.Row(row.id, row.pattern, marked, row.steps)
            one = passage(cut.pattern, cut.text, cut.spans)
            one.weight = VARIANT
            found.append(one)
    return found


def whole(held: int = -1, *, out: bool = False) -> list[bench.Row]:
    """The whole passages of the training.

    With ``held`` (0, 1 or 2) the third of them whose checksum says so is kept out; ``out``: that third alone.
    """
    found = []
    for path in sorted((HERE / "training" / "passages").rglob("*.yaml")):
        steps = {step for step in LABELS.get(path.stem, ()) if step and "+" not in step}
        texts = yaml.safe_load(path.read_text(encoding="utf-8")) if steps else ()
        rows = [bench.Row(f"{path.stem}-{n}", path.stem, text, steps) for n, text in enumerate(texts)]
        found += [row for row in rows if (zlib.crc32(row.text.encode()) % THIRDS == held) == out]
    return found


def trap_lines() -> list[str]:
    """Lines with a word that names a step and no step of any pattern."""
    path = HERE / "training" / "traps.txt"
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def traps(per_line: int, seed: int) -> list[Passage]:
    """Each trap line as a passage of ``per_line`` patterns."""
    dice = random.Random(seed)
    found = []
    for line in trap_lines():
        for pattern in dice.sample(list(LABELS), per_line):
            one = passage(pattern, line, {})
            one.weight = TRAP
            found.append(one)
    return found


def pieces(rows: Sequence[bench.Row]) -> dict[str, dict[str, list[str]]]:
    """The training pieces by pattern and step; those that ``rows`` mark too."""
    found: dict[str, dict[str, list[str]]] = {
        path.stem: {
            step: [line.strip() for line in lines.splitlines() if line.strip()]
            for step, lines in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        }
        for path in sorted((HERE / "training").glob("*.yaml"))
    }
    for row in rows:
        for mark in bench.MARK.finditer(row.marked):
            if mark[1] in LABELS[row.pattern]:
                found[row.pattern].setdefault(mark[1], []).append(mark[2])
    return found


def composed(rounds: int, seed: int, rows: Sequence[bench.Row]) -> list[Passage]:
    """Passages put together from the pieces: every piece comes ``rounds`` times, in changing company and order."""
    dice = random.Random(seed)
    stock = pieces(rows)
    idle = stock.pop("none")["none"]
    found = []
    for pattern, by_step in stock.items():
        for _ in range(rounds):
            heaps = {step: dice.sample(lines, len(lines)) for step, lines in by_step.items()}
            while any(heaps.values()):
                found.append(_one(pattern, heaps, idle, dice))
    return found


def _one(pattern: str, heaps: dict[str, list[str]], idle: list[str], dice: random.Random) -> Passage:
    parts = _parts(pattern, heaps, dice)
    for _ in range(2):
        if dice.random() < 0.3:
            parts.insert(dice.randrange(len(parts) + 1), (NONE, dice.choice(idle)))
    if dice.random() < 0.12:
        parts = [(NONE, line) for line in dice.sample(idle, dice.choice((1, 1, 2)))]
    elif dice.random() < 0.06:
        parts = [dice.choice([part for part in parts if part[0]])]
    style = dice.random()
    text = ""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, (step, own) in enumerate(parts):
        line = own
        if style < 0.2:
            text += ("\n" if number else "") + dice.choice(["- ", "- ", "① ", "1. ", "· "])
            if step and "+" not in step and dice.random() < 0.2:
                line = f"{NAMES[pattern][step]}：{own}"
        elif number:
            short = style > 0.6 and parts[number - 1][0] and step
            text += dice.choice("，，；。") if short else dice.choice("。。。。！；")
        for name in step.split("+"):
            if name:
                spans[name].append((len(text), len(text) + len(line)))
        text += line
    return passage(pattern, text + "。" * (style >= 0.2), spans)


def _parts(pattern: str, heaps: dict[str, list[str]], dice: random.Random) -> list[tuple[str, str]]:
    """Steps with a piece each: most of the chain, in its order or with one of them moved."""
    order = [step for step in LABELS[pattern][1:] if heaps.get(step)]
    chosen = [step for step in order if dice.random() < 0.8] or [dice.choice(order)]
    if "specific+measurable" in chosen:
        chosen = [step for step in chosen if step not in {"specific", "measurable"}]
    if dice.random() < 0.45:
        at = dice.randrange(len(chosen))
        chosen.insert(dice.randrange(len(chosen)), chosen.pop(at))
    parts = []
    for step in chosen:
        piece = (step, heaps[step].pop())
        if step == "specific+measurable" and heaps["timebound"] and "timebound" not in chosen and dice.random() < 0.4:
            piece = ("specific+measurable+timebound", heaps["timebound"].pop() + piece[1])
        parts.append(piece)
        if dice.random() < 0.12 and heaps[step]:
            parts.append((step, heaps[step].pop()))
    return parts
