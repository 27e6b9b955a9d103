"""Learn how much each sign speaks for each step (``src/fupan/data/step_weights.json``) from marked passages.

    python eval/benchmarks/logic/train.py --held 0     # how the third of the whole passages is read that was kept out
    python eval/benchmarks/logic/train.py --dev-out    # how dev, written by another hand, is read where it is kept out
    python eval/benchmarks/logic/train.py --write      # train on everything, write the weights

The weights are those of a conditional random field over the clauses of a passage. Each step has its own; related steps
of different patterns (an owner is an owner) share a part. Material: ``training/`` and the passages of ``dev``; never
``unseen``. The result depends on the material alone. Needs numpy and scipy.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
WEIGHTS = HERE.parents[2] / "src" / "fupan" / "data" / "step_weights.json"
sys.path.insert(0, str(HERE))

import field_model as fm  # noqa: E402
import material  # noqa: E402
import run as bench  # noqa: E402

from fupan.logic.told_steps import told_by, with_shared  # noqa: E402
from fupan.logic.weights import MOVES, weights_in  # noqa: E402

TRAP_PATTERNS = 6


@cache
def given(held: int, *, dev_out: bool) -> tuple[list[bench.Row], list[material.Passage], list[material.Passage]]:
    """What every mixture shares: the marked rows, they and their variants as passages, the traps of dev."""
    dev, lines = ([], []) if dev_out else bench.load("dev")
    rows = [*material.whole(held), *dev]
    traps = [material.passage(trap["pattern"], trap["text"], {}) for trap in lines]
    return rows, [one for row in rows for one in material.of_row(row)], traps


def fit(args: argparse.Namespace, seed: int) -> fm.Model:
    """Train on the passages (but those kept out), on pieces put together and on dev."""
    rows, whole, traps = given(args.held, dev_out=args.dev_out)
    passages = [*whole * args.repeat, *traps]
    passages += material.traps(TRAP_PATTERNS, seed)
    passages += material.composed(args.rounds, seed, rows)
    passages = [one for one in passages if one.signs]
    model = fm.Model(passages, args.least)
    print(f"{len(passages)} passages, {len(model.signs)} signs", file=sys.stderr)
    fm.learn(model, passages, fm.Pace(args.epochs, args.rate, args.drop, args.decay, seed))
    return model


def averaged(models: Sequence[fm.Model]) -> fm.Model:
    """One model whose weights are the mean of these: what only one of the mixtures taught counts less."""
    first = models[0]
    names = sorted({name for model in models for name in model.signs})
    weights = np.zeros((len(names), len(first.columns)), dtype=np.float32)
    for number, name in enumerate(names):
        for model in models:
            if name in model.signs:
                weights[number] += model.weights[model.signs[name]] / len(models)
    first.signs, first.weights = {name: number for number, name in enumerate(names)}, weights
    first.moves = sum(model.moves for model in models) / len(models)
    return first


def table(model: fm.Model, least: float, idle: int, own: int, alone: int) -> dict[str, Any]:
    """The weights in hundredths, without those below ``least``; the rest as in ``Weights``."""
    columns = [name for name in model.columns if "." in name]
    signs = {}
    for sign, number in model.signs.items():
        row = model.weights[number]
        kept = [
            n for column in np.flatnonzero(abs(row) >= least) for n in (int(column), round(100 * float(row[column])))
        ]
        if kept:
            signs[sign] = " ".join(map(str, kept))
    return {
        "columns": list(model.columns),
        "families": {name: fm.families_of(name) for name in columns if fm.families_of(name)},
        "labels": material.LABELS,
        "idle": idle,
        "own": own,
        "alone": alone,
        "moves": {name: [round(100 * float(w)) for w in model.moves[number]] for number, name in enumerate(MOVES)},
        "signs": signs,
    }


def as_text(weights: dict[str, Any]) -> str:
    """The table as JSON, a sign a line."""
    head = {name: part for name, part in weights.items() if name != "signs"}
    lines = [f"{json.dumps(sign, ensure_ascii=False)}:{json.dumps(row)}" for sign, row in weights["signs"].items()]
    return json.dumps(head, ensure_ascii=False)[:-1] + ',\n"signs": {\n' + ",\n".join(lines) + "\n}}\n"


def report(weights: dict[str, Any], rows: Sequence[bench.Row], traps: Sequence[dict[str, Any]], show: int) -> None:
    """Print how the passages and traps kept out are read, by the measures of the benchmark."""
    read = {pattern: weights_in(weights, pattern) for pattern in material.LABELS}

    def find(text: str, pattern: str) -> dict[str, list[bench.Span]]:
        own = read[pattern]
        assert own is not None
        found: dict[str, list[bench.Span]] = {step: [] for step in own.steps}
        for told in with_shared(text, pattern, told_by(text, own)):
            found[told.step].append((told.start, told.end))
        return found

    counts: dict[str, Counter[str]] = defaultdict(Counter)
    failures: list[str] = []
    for row in rows:
        bench.measure(row, counts[row.pattern], failures, find)
    print(f"{'pattern':28}" + "".join(f"{head:>9}" for head in bench.PARTS))
    for pattern in sorted(counts):
        print(bench.line(pattern, counts[pattern]))
    total = sum(counts.values(), Counter())
    print(bench.line("all", total))
    print(f"SMART verdicts right {bench.share(total['verdict'], total['verdicts'])}")
    quiet = sum(not any(find(trap["text"], trap["pattern"]).values()) for trap in traps)
    print(f"traps left alone     {bench.share(quiet, len(traps))}")
    print("\n".join(failures[:show]))


def main() -> None:
    """Train; report on passages kept out, or write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", type=int, default=-1, choices=[0, 1, 2], help="keep a third out and report on it")
    parser.add_argument("--dev-out", action="store_true", help="keep dev out and report on it: another hand's passages")
    parser.add_argument("--write", action="store_true", help="write step_weights.json")
    parser.add_argument("--dump", default="", metavar="FILE", help="write the weights to a file of your own")
    parser.add_argument("--rounds", type=int, default=2, help="how often each piece comes")
    parser.add_argument("--repeat", type=int, default=4, help="how often each whole passage comes")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--rate", type=float, default=0.15)
    parser.add_argument("--decay", type=float, default=1e-4)
    parser.add_argument("--drop", type=float, default=0.5, help="share of the signs hidden at each step")
    parser.add_argument("--least", type=int, default=20, help="passages a sign must stand in")
    parser.add_argument("--prune", type=float, default=0.08, help="weights below are not shipped")
    parser.add_argument("--idle", type=int, default=100, help="see `Weights`")
    parser.add_argument("--own", type=int, default=20, help="see `Weights`")
    parser.add_argument("--alone", type=int, default=250, help="see `Weights`")
    parser.add_argument("--seeds", type=int, default=2, help="how many mixtures of the pieces to learn from apart")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="the first N failures")
    args = parser.parse_args()
    weights = table(
        averaged([fit(args, 7 + n) for n in range(args.seeds)]), args.prune, args.idle, args.own, args.alone
    )
    if args.dump:
        Path(args.dump).write_text(as_text(weights), encoding="utf-8")
    if args.write:
        WEIGHTS.write_text(as_text(weights), encoding="utf-8")
    if args.held >= 0:
        report(weights, material.whole(args.held, out=True), (), args.show)
    if args.dev_out:
        report(weights, *bench.load("dev"), args.show)


if __name__ == "__main__":
    main()
