"""Learn how much each sign speaks for each step (``src/fupan/data/step_weights.json``) from marked passages.

    python eval/benchmarks/logic/train.py --held 5     # how pieces are read that were kept out of the training
    python eval/benchmarks/logic/train.py --write      # train on everything, write the weights

The weights are those of a conditional random field over the clauses of a passage. Each step has its own; related steps
of different patterns (an owner is an owner) share a part. Material: ``training/*.yaml`` (pieces by step, put together
at random) and the passages of ``dev``; never ``unseen``. The result depends on the material alone. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
WEIGHTS = HERE.parents[2] / "src" / "fupan" / "data" / "step_weights.json"
sys.path.insert(0, str(HERE))

import run as bench  # noqa: E402
from material import LABELS, Passage, composed, of_row, passage  # noqa: E402

from fupan.logic.weights import BREAKS, MOVES, move  # noqa: E402

Array = Any
COMBINED_SHARE = 0.7
"""How much of each step's weights counts for a clause that tells several."""
FAMILIES = {
    "level": "metric-driver-value.result triad.volume contribution.data data-story.data move-result-meaning.result",
    "missed": "phenomenon-cause-impact.phenomenon symptom-case-effect.symptom decline-cause-redirect.decline",
    "deal": "obstacle-strategy-value.milestone obstacle-strategy-value.outcome attribution.outcome",
    "cause": "metric-driver-value.driver symptom-case-effect.cause decline-cause-redirect.cause attribution.root "
    "phenomenon-cause-impact.internal",
    "weakness": "phenomenon-cause-impact.internal symptom-case-effect.cause trend-rival-weakness.weakness "
    "pain-incentive.pain shortfall-training.shortfall",
    "outside": "phenomenon-cause-impact.external trend-rival-weakness.trend strategy.basis",
    "effect": "phenomenon-cause-impact.impact symptom-case-effect.effect trend-rival-weakness.loss",
    "doing": "obstacle-strategy-value.strategy move-result-meaning.approach contribution.practice method.process",
    "plan": "smart.actions strategy.action risk-response.response decline-cause-redirect.redirect insight.change "
    "triad.learning task-breakdown.task",
    "truth": "move-result-meaning.meaning trial.insight data-story.lesson insight.after attribution.rule "
    "data-story.thesis",
    "said": "trial.feedback triad.feedback",
    "owner": "risk-response.owner task-breakdown.owner",
    "time": "smart.timebound task-breakdown.deadline shortfall-training.schedule",
    "aim": "trial.goal smart.specific",
    "expected": "strategy.expectation resource-request.return smart.measurable",
    "strategic": "metric-driver-value.value smart.relevant",
    "basis": "smart.achievable strategy.basis",
    "event": "insight.trigger symptom-case-effect.case data-story.scene",
    "gate": "method.checkpoint shortfall-training.assessment decline-cause-redirect.loop risk-response.signal",
    "lack": "resource-request.reason pain-incentive.pain obstacle-strategy-value.obstacle",
}


def families_of(column: str) -> list[str]:
    """The families that a step belongs to."""
    return [name for name, members in FAMILIES.items() if column in members.split()]


class Model:
    """Weights: a row a sign, a column a label or a family; moves between labels are shared by all patterns."""

    def __init__(self, passages: Sequence[Passage], least: int) -> None:
        """Signs that fewer than ``least`` passages show are left out."""
        counts = Counter(name for one in passages for names in one.signs for name in set(names))
        self.signs = {name: number for number, name in enumerate(sorted(n for n, c in counts.items() if c >= least))}
        columns = [f"{pattern}.{label}" for pattern in sorted(LABELS) for label in LABELS[pattern] if "+" not in label]
        self.columns = {name: number for number, name in enumerate([*columns, *FAMILIES])}
        self.weights = np.zeros((len(self.signs), len(self.columns)), dtype=np.float32)
        self.squares = np.full_like(self.weights, 1e-2)
        self.moves = np.zeros((len(MOVES), len(BREAKS)), dtype=np.float32)
        self.move_squares = np.full_like(self.moves, 1.0)
        self.cols: dict[str, Array] = {}
        self.mix: dict[str, Array] = {}
        self.kinds: dict[str, Array] = {}
        for pattern, labels in LABELS.items():
            mix = self._mix(pattern)
            self.cols[pattern] = np.flatnonzero(mix.any(1))
            self.mix[pattern] = mix[self.cols[pattern]]
            kinds = [[MOVES.index(move(old, new, labels)) for new in labels] for old in labels]
            self.kinds[pattern] = np.array(kinds)

    def _mix(self, pattern: str) -> Array:
        """Which columns make up the score of each label of the pattern."""
        mix = np.zeros((len(self.columns), len(LABELS[pattern])), dtype=np.float32)
        for number, label in enumerate(LABELS[pattern]):
            for step in label.split("+"):
                for column in (f"{pattern}.{step}", *families_of(f"{pattern}.{step}")):
                    mix[self.columns[column], number] += COMBINED_SHARE if "+" in label else 1.0
        return mix

    def index(self, passages: Sequence[Passage]) -> None:
        """Look up the rows of the passages' signs."""
        for one in passages:
            one.ids = [np.array([self.signs[n] for n in names if n in self.signs], dtype=int) for names in one.signs]

    def scores(self, one: Passage, ids: Sequence[Array]) -> Array:
        """The score of each label for each clause."""
        cols = self.cols[one.pattern]
        return np.stack([self.weights[np.ix_(rows, cols)].sum(0) for rows in ids]) @ self.mix[one.pattern]

    def steps(self, one: Passage) -> list[Array]:
        """The weights of the moves into the second clause, the third …"""
        return [self.moves[self.kinds[one.pattern], BREAKS.index(sign)] for sign in one.breaks[1:]]


def logsum(values: Array, axis: int) -> Array:
    """Logarithm of the sum of exp, without overflow."""
    top = values.max(axis=axis, keepdims=True)
    return (top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True))).squeeze(axis)


def climb(model: Model, one: Passage, ids: Sequence[Array], rate: float, decay: float) -> None:
    """One gradient step (AdaGrad) towards the passage's labels."""
    emit, moves = model.scores(one, ids), model.steps(one)
    ahead = [emit[0]]
    for own, step in zip(emit[1:], moves, strict=True):
        ahead.append(logsum(ahead[-1][:, None] + step, 0) + own)
    behind = [np.zeros_like(emit[0])]
    for own, step in zip(emit[:0:-1], moves[::-1], strict=True):
        behind.append(logsum(step + (own + behind[-1])[None, :], 1))
    behind.reverse()
    total = logsum(ahead[-1], 0)
    gold = [LABELS[one.pattern].index(label) for label in one.labels]
    error = -np.exp(np.stack(ahead) + np.stack(behind) - total)
    error[np.arange(len(gold)), gold] += 1
    kinds = model.kinds[one.pattern]
    change = np.zeros_like(model.moves)
    for k, step in enumerate(moves, start=1):
        pair = np.exp(ahead[k - 1][:, None] + step + (emit[k] + behind[k])[None, :] - total)
        column = BREAKS.index(one.breaks[k])
        np.subtract.at(change[:, column], kinds.ravel(), pair.ravel())
        change[kinds[gold[k - 1], gold[k]], column] += 1
    place = np.ix_(np.concatenate(ids), model.cols[one.pattern])
    grads = one.weight * (error @ model.mix[one.pattern].T)
    grad = np.repeat(grads, [len(rows) for rows in ids], axis=0) - decay * model.weights[place]
    np.add.at(model.squares, place, grad**2)
    np.add.at(model.weights, place, rate * grad / np.sqrt(model.squares[place]))
    change = one.weight * change - 1e-3 * model.moves
    model.move_squares += change**2
    model.moves += 0.2 * change / np.sqrt(model.move_squares)


def fit(args: argparse.Namespace) -> Model:
    """Train on the pieces (but those kept out) and on dev; some signs are hidden so that none is relied on alone."""
    rows, traps = bench.load("dev")
    passages = composed(args.rounds, args.seed, held=args.held)
    passages += [one for row in rows for one in of_row(row)]
    passages += [passage(trap["pattern"], trap["text"], {}) for trap in traps]
    passages = [one for one in passages if one.signs]
    model = Model(passages, args.least)
    model.index(passages)
    print(f"{len(passages)} passages, {len(model.signs)} signs", file=sys.stderr)
    dice = np.random.default_rng(args.seed)
    for _ in range(args.epochs):
        for number in dice.permutation(len(passages)):
            one = passages[number]
            climb(model, one, [rows[dice.random(len(rows)) >= args.drop] for rows in one.ids], args.rate, args.decay)
    return model


def averaged(models: Sequence[Model]) -> Model:
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


def shipped(model: Model, least: float, idle: int) -> str:
    """The weights as the text of ``step_weights.json``, in hundredths, without those below ``least``.

    ``idle`` is how much less a clause of no step counts: what is missed costs a writer more than what is let pass.
    """
    columns = [name for name in model.columns if "." in name]
    head = {
        "columns": list(model.columns),
        "families": {name: families_of(name) for name in columns if families_of(name)},
        "labels": LABELS,
        "idle": idle,
        "moves": {name: [round(100 * float(w)) for w in model.moves[number]] for number, name in enumerate(MOVES)},
    }
    lines = []
    for sign, number in model.signs.items():
        row = model.weights[number]
        kept = [
            n for column in np.flatnonzero(abs(row) >= least) for n in (int(column), round(100 * float(row[column])))
        ]
        if kept:
            lines.append(f"{json.dumps(sign, ensure_ascii=False)}:{json.dumps(kept, separators=(',', ':'))}")
    return json.dumps(head, ensure_ascii=False)[:-1] + ',\n"signs": {\n' + ",\n".join(lines) + "\n}}\n"


def best_labels(model: Model, one: Passage) -> list[str]:
    """The labels of the passage with the best total."""
    emit = model.scores(one, one.ids)
    best, trail = emit[0], []
    for own, step in zip(emit[1:], model.steps(one), strict=True):
        ways = best[:, None] + step
        trail.append(ways.argmax(0))
        best = ways.max(0) + own
    path = [int(best.argmax())]
    for came in reversed(trail):
        path.append(int(came[path[-1]]))
    return [LABELS[one.pattern][number] for number in reversed(path)]


def report(model: Model, held: int, show: int) -> None:
    """Print how passages made of the pieces kept out are labelled."""
    passages = [one for one in composed(1, 1, held=held, out=True) if one.signs]
    model.index(passages)
    count: Counter[str] = Counter()
    wrong: dict[str, Counter[str]] = defaultdict(Counter)
    for one in passages:
        got = best_labels(model, one)
        count.update(clauses=len(got), right=sum(a == b for a, b in zip(one.labels, got, strict=True)))
        wrong[one.pattern].update(f"{a or '-'}>{b or '-'}" for a, b in zip(one.labels, got, strict=True) if a != b)
        has, told = ({step for label in labels for step in label.split("+") if step} for labels in (one.labels, got))
        count.update(steps=len(has), told=len(told), both=len(has & told), exact=has == told, passages=1)
    for name, part, whole in (
        ("clauses right", "right", "clauses"), ("step recall", "both", "steps"), ("step precision", "both", "told"),
        ("passages with exactly their steps", "exact", "passages"),
    ):  # fmt: skip
        print(f"{name:36}{bench.share(count[part], count[whole])}")
    for pattern, errors in sorted(wrong.items()):
        print(f"  {pattern}: " + ", ".join(f"{name} {n}" for name, n in errors.most_common(show)))


def main() -> None:
    """Train; report on pieces kept out, or write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", type=int, default=0, metavar="N", help="keep every N-th piece out and report on them")
    parser.add_argument("--write", action="store_true", help="write step_weights.json")
    parser.add_argument("--rounds", type=int, default=8, help="how often each piece comes in a round of training")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=0.05)
    parser.add_argument("--decay", type=float, default=0.003)
    parser.add_argument("--drop", type=float, default=0.5, help="share of the signs hidden at each step")
    parser.add_argument("--least", type=int, default=20, help="passages a sign must stand in")
    parser.add_argument("--prune", type=float, default=0.05, help="weights below are not shipped")
    parser.add_argument("--idle", type=int, default=60, help="see `shipped`")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--seeds", type=int, default=3, help="how many mixtures of the pieces to learn from apart")
    parser.add_argument("--show", type=int, default=5, metavar="N", help="the commonest N confusions of each pattern")
    args = parser.parse_args()
    model = averaged([fit(argparse.Namespace(**{**vars(args), "seed": args.seed + n})) for n in range(args.seeds)])
    if args.write:
        WEIGHTS.write_text(shipped(model, args.prune, args.idle), encoding="utf-8")
    if args.held:
        report(model, args.held, args.show)


if __name__ == "__main__":
    main()
