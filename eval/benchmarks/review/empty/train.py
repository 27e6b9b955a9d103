"""Learn which runs of characters sentences that say nothing are made of (``src/fupan/data/padding.json``).

    python eval/benchmarks/review/empty/train.py            # how the unseen sentences are judged
    python eval/benchmarks/review/empty/train.py --write    # and write the weights

A logistic regression on runs of one to three characters: ``empty-*.txt`` against ``telling-*.txt`` and the sentences of
the training passages of ``logic`` that carry a step. ``unseen-*.txt``, by a hand of their own, and the sentences of
its ``fresh`` ones are never learnt from. The result depends on the material alone. Needs numpy and scipy.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy import sparse

HERE = Path(__file__).parent
LOGIC = HERE.parents[1] / "logic"
OUT = HERE.parents[3] / "src" / "fupan" / "data" / "padding.json"

from fupan.figures.fold import fold  # noqa: E402
from fupan.logic.weak.padding import LONG, runs_of, sounds_empty  # noqa: E402

MARK = re.compile(r"⟦[a-z+\-]+:|⟧")
SPLIT = re.compile(r"[。！？!?；;\n]+")
LEAST, PRUNED = 3, 0.04
"""How many sentences a run must stand in, and below which weight it is not shipped."""
EPOCHS, RATE, DROP, DECAY = 400, 0.2, 0.3, 3e-5
EMPTY_SHARE = 0.5
"""What all empty sentences weigh together beside all telling ones."""
Array = Any


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text without digits and Latin letters, long enough to be judged."""
    for part in SPLIT.split(MARK.sub("", text)):
        sentence = fold(part.strip(" -*#·、|"))
        if sum(map(str.isalpha, sentence)) >= LONG and not re.search("[0-9A-Za-z]", sentence):
            yield sentence


def marked(folder: Path) -> list[str]:
    """The sentences of the passages below ``folder`` that carry a step."""
    found: list[str] = []
    for path in sorted(folder.rglob("*.yaml")):
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        for row in rows if isinstance(rows, list) else ():
            text = row if isinstance(row, str) else row["text"]
            found += [one for part in SPLIT.split(text) if "⟦" in part for one in sentences(part)]
    return found


def lines(pattern: str) -> list[str]:
    """The sentences of the files of this folder that match, a line each."""
    return [
        fold(line)
        for path in sorted(HERE.glob(pattern))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line
    ]


def learn(empty: Sequence[str], telling: Sequence[str]) -> dict[str, float]:
    """The weight of each run, that of "" standing for the bias (AdaGrad, a share of the runs hidden at each step)."""
    rows = [set(runs_of(one)) for one in (*empty, *telling)]
    counts = Counter(run for row in rows for run in row)
    names = {run: place for place, run in enumerate(sorted(run for run, count in counts.items() if count >= LEAST))}
    columns = [[names[run] for run in sorted(row) if run in names] for row in rows]
    starts = np.cumsum([0, *map(len, columns)])
    flat = np.concatenate(columns)
    signs = sparse.csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(names)))
    gold = np.array([1.0] * len(empty) + [0.0] * len(telling))
    share = np.where(gold == 1, EMPTY_SHARE * len(telling) / len(empty), 1.0) / len(gold)
    weights, bias = np.zeros(len(names)), 0.0
    squares, square = np.full(len(names), 1e-4), 1e-4
    dice = np.random.default_rng(0)
    for _ in range(EPOCHS):
        kept = dice.random(len(names)) >= DROP
        error = (gold - 1 / (1 + np.exp(-(signs @ (weights * kept) + bias)))) * share
        climb, step = (signs.T @ error) * kept - DECAY * weights, float(error.sum())
        squares, square = squares + climb**2, square + step**2
        weights, bias = weights + RATE * climb / np.sqrt(squares), bias + RATE * step / square**0.5
    found = {run: round(float(weights[place]), 2) for run, place in names.items() if abs(weights[place]) >= PRUNED}
    return {"": round(float(bias), 2), **found}


def main() -> None:
    """Learn, report on what was kept out, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    weights = learn(lines("empty-*.txt"), [*lines("telling-*.txt"), *marked(LOGIC / "training" / "passages")])
    if args.write:
        rows = ",\n".join(f"{json.dumps(run, ensure_ascii=False)}: {weight}" for run, weight in weights.items())
        OUT.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")
    for name, kept_out in (
        ("unseen, empty", lines("unseen-empty.txt")),
        ("unseen, telling", lines("unseen-telling.txt")),
        ("fresh passages, telling", marked(LOGIC / "fresh")),
    ):
        found = sum(sounds_empty(one, weights) for one in kept_out)
        print(f"{name:28}{len(kept_out):>6} sentences{found:>6} held to be empty {found / len(kept_out):>8.1%}")


if __name__ == "__main__":
    sys.exit(main())
