"""Learn the weights of the signs (src/fupan/data/logic_weights.json) from passages with marked steps.

    python eval/benchmarks/logic/train.py --folds 4     # what a detector would score on passages it has not seen
    python eval/benchmarks/logic/train.py --write

The weights are those of a conditional random field over the clauses of a passage, one for each pattern. Related steps of
different patterns (an owner is an owner) share a part of their weights. Material: ``training/*.yaml`` (pieces by step,
put together at random) and the passages of ``dev``; never ``unseen``. The result depends on the material alone.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import yaml

HERE = Path(__file__).parent
WEIGHTS = HERE.parents[2] / "src" / "fupan" / "data" / "step_weights.json"
sys.path.insert(0, str(HERE))

import run as bench  # noqa: E402

from fupan.logic.signs import signs_of  # noqa: E402
from fupan.prompting.loader import load_patterns  # noqa: E402

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
COMBINED = ("specific+measurable", "measurable+timebound", "specific+measurable+timebound")
MOVES = ("stay", "next", "leap", "back", "enter", "leave", "idle")
BREAKS = ",;:.n"
NONE = ""


@dataclass
class Passage:
    """Clauses as lists of sign names, and the label of each."""

    pattern: str
    signs: list[list[str]]
    breaks: list[str]
    labels: list[str]
    ids: list[np.ndarray] = field(default_factory=list)
    weight: float = 1.0


def labels_of(pattern: str) -> list[str]:
    """The labels of a pattern: no step, each step, in SMART also clauses that tell two or three."""
    steps = [step.id for step in load_patterns()[pattern].steps]
    return [NONE, *steps, *(COMBINED if pattern == "smart" else ())]


LABELS: dict[str, list[str]] = {}


def passage(pattern: str, text: str, spans: dict[str, list[tuple[int, int]]]) -> Passage:
    """Label each clause with the steps that hold most of it."""
    order = LABELS.setdefault(pattern, labels_of(pattern))
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
        marked = bench.re.sub(r"([，；：、])⟧([。！？，；：、\n])", r"⟧\2", marked)
        if bench.MARK.search(marked):
            cut = bench.Row(row.id, row.pattern, marked, row.steps)
            one = passage(cut.pattern, cut.text, cut.spans)
            one.weight = 0.5
            found.append(one)
    return found


def pieces() -> dict[str, dict[str, list[str]]]:
    """The training pieces by pattern and step."""
    return {
        path.stem: {
            step: [line.strip() for line in lines.splitlines() if line.strip()]
            for step, lines in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        }
        for path in sorted((HERE / "training").glob("*.yaml"))
    }


NAMES = {pattern.id: {step.id: step.name for step in pattern.steps} for pattern in load_patterns().values()}


def composed(rounds: int, seed: int) -> list[Passage]:
    """Passages put together from the pieces: every piece comes ``rounds`` times, in changing company and order."""
    dice = random.Random(seed)
    stock = pieces()
    idle = stock.pop("none")["none"]
    found = []
    for pattern, by_step in stock.items():
        for _ in range(rounds):
            heaps = {step: dice.sample(lines, len(lines)) for step, lines in by_step.items()}
            while any(heaps.values()):
                found.append(_one(pattern, heaps, idle, dice))
    return found


def _one(pattern: str, heaps: dict[str, list[str]], idle: list[str], dice: random.Random) -> Passage:
    order = [step for step in labels_of(pattern)[1:] if heaps.get(step)]
    chosen = [step for step in order if dice.random() < 0.8] or [dice.choice(order)]
    if "specific+measurable" in chosen:
        chosen = [step for step in chosen if step not in {"specific", "measurable"}]
    if dice.random() < 0.45:
        at = dice.randrange(len(chosen))
        chosen.insert(dice.randrange(len(chosen)), chosen.pop(at))
    parts = []
    for step in chosen:
        line = heaps[step].pop()
        if step == "specific+measurable" and heaps.get("timebound") and "timebound" not in chosen and dice.random() < 0.4:
            line, step = heaps["timebound"].pop() + line, "specific+measurable+timebound"
        parts.append((step, line))
        if dice.random() < 0.12 and heaps[step.split("+timebound")[0]]:
            parts.append((step, heaps[step.split("+timebound")[0]].pop()))
    for _ in range(2):
        if dice.random() < 0.3:
            parts.insert(dice.randrange(len(parts) + 1), (NONE, dice.choice(idle)))
    if dice.random() < 0.12:
        parts = [(NONE, line) for line in dice.sample(idle, dice.choice((1, 1, 2)))]
    elif dice.random() < 0.06:
        parts = [dice.choice([part for part in parts if part[0]])]
    style = dice.random()
    text, spans = "", defaultdict(list)
    for number, (step, line) in enumerate(parts):
        if style < 0.2:
            text += ("\n" if number else "") + dice.choice(["- ", "- ", "① ", "1. ", "· "])
            if step and "+" not in step and dice.random() < 0.2:
                line = f"{NAMES[pattern][step]}：{line}"
        elif number:
            short = style > 0.6 and parts[number - 1][0] and step
            text += dice.choice("，，；。") if short else dice.choice("。。。。！；")
        for name in step.split("+"):
            if name:
                spans[name].append((len(text), len(text) + len(line)))
        text += line
    return passage(pattern, text + "。" * (style >= 0.2), spans)


class Model:
    """Weights: a row a sign, a column a label (and one a family); moves between labels are shared by all patterns."""

    def __init__(self, passages: list[Passage], least: int) -> None:
        counts = Counter(name for one in passages for signs in one.signs for name in set(signs))
        self.signs = {name: number for number, name in enumerate(sorted(n for n, c in counts.items() if c >= least))}
        columns = [f"{pattern}.{label}" for pattern in sorted(LABELS) for label in LABELS[pattern] if "+" not in label]
        self.columns = {name: number for number, name in enumerate([*columns, *FAMILIES])}
        self.weights = np.zeros((len(self.signs), len(self.columns)), dtype=np.float32)
        self.squares = np.full_like(self.weights, 1e-2)
        self.moves = np.zeros((len(MOVES), len(BREAKS)), dtype=np.float32)
        self.start = np.zeros(3, dtype=np.float32)
        self.mix = {pattern: self._mix(pattern) for pattern in LABELS}
        self.cols = {pattern: np.flatnonzero(self.mix[pattern].any(1)) for pattern in LABELS}
        self.small = {pattern: self.mix[pattern][self.cols[pattern]] for pattern in LABELS}
        self.kinds = {pattern: self._kinds(pattern) for pattern in LABELS}

    def _mix(self, pattern: str) -> np.ndarray:
        """Which columns make up the score of each label of the pattern."""
        mix = np.zeros((len(self.columns), len(LABELS[pattern])), dtype=np.float32)
        for number, label in enumerate(LABELS[pattern]):
            for step in label.split("+"):
                share = 1.0 if "+" not in label else 0.7
                mix[self.columns[f"{pattern}.{step}"], number] += share
                for family, members in FAMILIES.items():
                    if f"{pattern}.{step}" in members.split():
                        mix[self.columns[family], number] += share
        return mix

    def _kinds(self, pattern: str) -> np.ndarray:
        labels = LABELS[pattern]
        first = {label: labels.index(label.split("+")[0]) for label in labels}
        last = {label: labels.index(label.split("+")[-1]) for label in labels}
        kinds = np.zeros((len(labels), len(labels)), dtype=int)
        for a, one in enumerate(labels):
            for b, other in enumerate(labels):
                if not one and not other:
                    move = "idle"
                elif not one:
                    move = "enter"
                elif not other:
                    move = "leave"
                elif one == other:
                    move = "stay"
                elif first[other] == last[one] + 1:
                    move = "next"
                else:
                    move = "leap" if first[other] > last[one] else "back"
                kinds[a, b] = MOVES.index(move)
        return kinds

    def index(self, passages: list[Passage]) -> None:
        for one in passages:
            one.ids = [
                np.array([self.signs[name] for name in signs if name in self.signs], dtype=int) for signs in one.signs
            ]

    def scores(self, one: Passage, keep: list[np.ndarray]) -> np.ndarray:
        rows = np.stack([self.weights[np.ix_(ids, self.cols[one.pattern])].sum(0) for ids in keep])
        return rows @ self.small[one.pattern]

    def steps(self, one: Passage) -> list[np.ndarray]:
        return [self.moves[self.kinds[one.pattern], BREAKS.index(b)] for b in one.breaks[1:]]


def logsum(values: np.ndarray, axis: int) -> np.ndarray:
    top = values.max(axis=axis, keepdims=True)
    return (top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True))).squeeze(axis)


def learn(model: Model, passages: list[Passage], rounds: int, rate: float, decay: float, drop: float, seed: int) -> None:
    """Stochastic gradient steps (AdaGrad); some signs are hidden at random so that none is relied on alone."""
    dice = np.random.default_rng(seed)
    move_squares = np.full_like(model.moves, 1.0)
    for turn in range(rounds):
        loss = 0.0
        for number in dice.permutation(len(passages)):
            one = passages[number]
            labels = LABELS[one.pattern]
            keep = [ids[dice.random(len(ids)) >= drop] for ids in one.ids]
            emit = model.scores(one, keep)
            moves = model.steps(one)
            n = len(keep)
            ahead = [emit[0]]
            for k in range(1, n):
                ahead.append(logsum(ahead[-1][:, None] + moves[k - 1], 0) + emit[k])
            behind = [np.zeros(len(labels), dtype=np.float32)]
            for k in range(n - 1, 0, -1):
                behind.append(logsum(moves[k - 1] + (emit[k] + behind[-1])[None, :], 1))
            behind.reverse()
            total = logsum(ahead[-1], 0)
            gold = [labels.index(label) for label in one.labels]
            move_grad = np.zeros_like(model.moves)
            path = 0.0
            error = np.zeros((n, len(labels)), dtype=np.float32)
            for k in range(n):
                chance = np.exp(ahead[k] + behind[k] - total)
                error[k] = -chance
                error[k, gold[k]] += 1
                path += emit[k, gold[k]]
                if k:
                    path += moves[k - 1][gold[k - 1], gold[k]]
                    pair = np.exp(ahead[k - 1][:, None] + moves[k - 1] + (emit[k] + behind[k])[None, :] - total)
                    column = BREAKS.index(one.breaks[k])
                    kinds = model.kinds[one.pattern]
                    np.subtract.at(move_grad[:, column], kinds.ravel(), pair.ravel())
                    move_grad[kinds[gold[k - 1], gold[k]], column] += 1
            loss += float(total - path)
            grads = one.weight * (error @ model.small[one.pattern].T)
            place = np.ix_(np.concatenate(keep), model.cols[one.pattern])
            grad = np.repeat(grads, [len(ids) for ids in keep], axis=0) - decay * model.weights[place]
            np.add.at(model.squares, place, grad**2)
            np.add.at(model.weights, place, rate * grad / np.sqrt(model.squares[place]))
            move_grad = one.weight * move_grad - 1e-3 * model.moves
            move_squares += move_grad**2
            model.moves += 0.2 * move_grad / np.sqrt(move_squares)
        print(f"  round {turn + 1}: loss {loss / len(passages):.3f}", file=sys.stderr)


def decode(model: Model, pattern: str, text: str) -> dict[str, list[tuple[int, int]]]:
    """The best labels of a text as spans by step."""
    one = passage(pattern, text, {})
    found: dict[str, list[tuple[int, int]]] = {step: [] for step in LABELS[pattern] if step and "+" not in step}
    if not one.signs:
        return found
    model.index([one])
    emit = model.scores(one, one.ids)
    moves = model.steps(one)
    best, trail = emit[0], []
    for k in range(1, len(emit)):
        ways = best[:, None] + moves[k - 1]
        trail.append(ways.argmax(0))
        best = ways.max(0) + emit[k]
    path = [int(best.argmax())]
    for came in reversed(trail):
        path.append(int(came[path[-1]]))
    path.reverse()
    for place, number in zip(signs_of(text), path, strict=True):
        for step in LABELS[pattern][number].split("+"):
            if step:
                found[step].append((place.clause.start, place.clause.end))
    return found


def fit(rows: list[bench.Row], traps: list[dict], args: argparse.Namespace) -> Model:
    material = composed(args.rounds, args.seed)
    own = [one for row in rows for one in of_row(row)]
    own += [passage(trap["pattern"], trap["text"], {}) for trap in traps]
    for one in own:
        one.weight *= args.weight
    passages = [one for one in [*material, *own] if one.signs]
    model = Model(passages, args.least)
    model.index(passages)
    print(f"{len(passages)} passages, {len(model.signs)} signs", file=sys.stderr)
    learn(model, passages, args.epochs, args.rate, args.decay, args.drop, args.seed)
    return model


def shipped(model: Model, least: float) -> str:
    """The weights as the text of ``step_weights.json``, in hundredths, without those below ``least``."""
    families = {
        f"{pattern}.{label}": [name for name, members in FAMILIES.items() if f"{pattern}.{label}" in members.split()]
        for pattern in LABELS
        for label in LABELS[pattern]
    }
    head = {
        "columns": list(model.columns),
        "families": {name: found for name, found in families.items() if found},
        "labels": LABELS,
        "moves": {name: [round(100 * float(w)) for w in model.moves[number]] for number, name in enumerate(MOVES)},
    }
    lines = []
    for sign, number in model.signs.items():
        row = model.weights[number]
        kept = [(int(column), round(100 * float(row[column]))) for column in np.flatnonzero(abs(row) >= least)]
        if kept:
            lines.append(f" {json.dumps(sign, ensure_ascii=False)}: {json.dumps(kept)}")
    body = ",\n".join(line.replace("], [", ", ").replace("[[", "[").replace("]]", "]") for line in lines)
    return json.dumps(head, ensure_ascii=False)[:-1] + ',\n"signs": {\n' + body + "\n}}\n"


def score(model: Model, rows: list[bench.Row], traps: list[dict], counts: dict[str, Counter], failures: list[str]) -> int:
    bench.fupan = type("Stub", (), {"logic_steps": staticmethod(lambda text, pattern: decode(model, pattern, text))})
    for row in rows:
        bench.measure(row, counts[row.pattern], failures)
    return sum(not any(decode(model, trap["pattern"], trap["text"]).values()) for trap in traps)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--none", action="store_true", help="train on the pieces alone")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=0.05)
    parser.add_argument("--decay", type=float, default=0.01)
    parser.add_argument("--drop", type=float, default=0.3)
    parser.add_argument("--weight", type=float, default=1.0)
    parser.add_argument("--least", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--prune", type=float, default=0.06)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    for pattern in load_patterns():
        LABELS[pattern] = labels_of(pattern)
    rows, traps = bench.load("dev")
    if args.write:
        WEIGHTS.write_text(shipped(fit(rows, traps, args), args.prune), encoding="utf-8")
        return
    counts: dict[str, Counter] = defaultdict(Counter)
    failures: list[str] = []
    quiet = 0
    folds = args.folds or 1
    for fold in range(folds):
        held = [row for number, row in enumerate(rows) if args.none or number % folds == fold]
        kept = [] if args.none else [row for row in rows if row not in held]
        held_traps = [trap for number, trap in enumerate(traps) if args.none or number % folds == fold]
        model = fit(kept, [] if args.none else [trap for trap in traps if trap not in held_traps], args)
        quiet += score(model, held, held_traps, counts, failures)
    total = sum(counts.values(), Counter())
    print(f"{'pattern':28}" + "".join(f"{h:>9}" for h in bench.PARTS))
    for pattern in sorted(counts):
        print(bench.line(pattern, counts[pattern]))
    print(bench.line("all", total))
    print(f"verdicts {bench.share(total['verdict'], total['verdicts'])}  traps {bench.share(quiet, len(traps))}")
    print("\n".join(failures[: args.show]))


if __name__ == "__main__":
    main()
