"""A conditional random field over the clauses of passages, learnt many passages at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from material import LABELS, Passage
from scipy import sparse

from fupan.logic.weights import BREAKS, MOVES, move

Array = Any
CHUNKS = 10
"""Steps of learning in an epoch; each sees as many passages of every pattern."""
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
        counts = Counter(name for one in passages for name in {n for names in one.signs for n in names})
        self.signs = {name: number for number, name in enumerate(sorted(n for n, c in counts.items() if c >= least))}
        columns = [f"{pattern}.{label}" for pattern in sorted(LABELS) for label in LABELS[pattern] if "+" not in label]
        self.columns = {name: number for number, name in enumerate([*columns, *FAMILIES])}
        self.weights = np.zeros((len(self.signs), len(self.columns)), dtype=np.float32)
        self.moves = np.zeros((len(MOVES), len(BREAKS)), dtype=np.float32)
        self.cols: dict[str, Array] = {}
        self.mix: dict[str, Array] = {}
        self.kinds: dict[str, Array] = {}
        for pattern, labels in LABELS.items():
            mix = self._mix(pattern)
            self.cols[pattern] = np.flatnonzero(mix.any(1))
            self.mix[pattern] = mix[self.cols[pattern]]
            self.kinds[pattern] = np.array([[MOVES.index(move(old, new, labels)) for new in labels] for old in labels])

    def _mix(self, pattern: str) -> Array:
        """Which columns make up the score of each label of the pattern."""
        mix = np.zeros((len(self.columns), len(LABELS[pattern])), dtype=np.float32)
        for number, label in enumerate(LABELS[pattern]):
            for step in label.split("+"):
                for column in (f"{pattern}.{step}", *families_of(f"{pattern}.{step}")):
                    mix[self.columns[column], number] += COMBINED_SHARE if "+" in label else 1.0
        return mix


@dataclass(frozen=True, slots=True)
class Pace:
    """How to learn: ``drop`` is the share of signs hidden at each step, so that none is relied on alone."""

    epochs: int
    rate: float
    drop: float
    decay: float
    seed: int


class Batch:
    """Passages of one pattern: places are (passage, clause), filled up to the longest passage."""

    def __init__(self, model: Model, passages: Sequence[Passage]) -> None:
        """Look up the rows of the passages' signs."""
        self.pattern = passages[0].pattern
        shape = (len(passages), max(len(one.signs) for one in passages))
        self.mask = np.zeros(shape, dtype=bool)
        self.gold = np.zeros(shape, dtype=int)
        self.breaks = np.zeros(shape, dtype=int)
        self.weight = np.array([one.weight for one in passages], dtype=np.float32)
        columns: list[int] = []
        starts = [0]
        for b, one in enumerate(passages):
            for n, (names, label) in enumerate(zip(one.signs, one.labels, strict=True)):
                columns += [model.signs[name] for name in names if name in model.signs]
                starts.append(len(columns))
                self.mask[b, n] = True
                self.gold[b, n] = LABELS[self.pattern].index(label)
                self.breaks[b, n] = BREAKS.index(one.breaks[n]) if n else 0
        ones = np.ones(len(columns), dtype=np.float32)
        self.signs = sparse.csr_matrix((ones, columns, starts), shape=(len(starts) - 1, len(model.signs)))

    def hidden(self, drop: float, dice: np.random.Generator) -> Array:
        """The signs with a share of them taken out."""
        signs = self.signs.copy()
        signs.data = (dice.random(len(signs.data)) >= drop).astype(np.float32)
        return signs


def logsum(values: Array, axis: int) -> Array:
    """Logarithm of the sum of exp, without overflow."""
    top = values.max(axis=axis, keepdims=True)
    return (top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True))).squeeze(axis)


def gradients(model: Model, batch: Batch, signs: Array) -> tuple[Array, Array]:
    """The gradients of the log likelihood: of the pattern's columns of the weights, and of the moves."""
    kinds, mix = model.kinds[batch.pattern], model.mix[batch.pattern]
    mask, length = batch.mask, batch.mask.shape[1]
    emit = np.zeros((*mask.shape, len(kinds)), dtype=np.float32)
    emit[mask] = signs @ (model.weights[:, model.cols[batch.pattern]] @ mix)
    moves = np.moveaxis(model.moves[kinds], 2, 0)[batch.breaks]
    ahead, behind = np.zeros_like(emit), np.zeros_like(emit)
    ahead[:, 0] = emit[:, 0]
    for n in range(1, length):
        on = logsum(ahead[:, n - 1, :, None] + moves[:, n], 1) + emit[:, n]
        ahead[:, n] = np.where(mask[:, n, None], on, ahead[:, n - 1])
    for n in range(length - 2, -1, -1):
        back = logsum(moves[:, n + 1] + (emit[:, n + 1] + behind[:, n + 1])[:, None, :], 2)
        behind[:, n] = np.where(mask[:, n + 1, None], back, 0)
    total = logsum(ahead[:, -1], 1)
    error = -np.exp(ahead + behind - total[:, None, None])
    error[(*np.nonzero(mask), batch.gold[mask])] += 1
    error *= batch.weight[:, None, None]
    change = np.zeros_like(model.moves)
    for n in range(1, length):
        on = np.flatnonzero(mask[:, n])
        pair = ahead[on, n - 1][:, :, None] + moves[on, n] + (emit[on, n] + behind[on, n])[:, None, :]
        pair = np.exp(pair - total[on, None, None]) * batch.weight[on, None, None]
        for sign in range(len(BREAKS)):
            own = batch.breaks[on, n] == sign
            rows = on[own]
            np.subtract.at(change[:, sign], kinds.ravel(), pair[own].sum(0).ravel())
            np.add.at(change[:, sign], kinds[batch.gold[rows, n - 1], batch.gold[rows, n]], batch.weight[rows])
    return (signs.T @ error[mask]) @ mix.T, change


def learn(model: Model, passages: Sequence[Passage], pace: Pace) -> None:
    """Fit the weights of ``model`` to the labels of ``passages`` (AdaGrad with a falling rate)."""
    dice = np.random.default_rng(pace.seed)
    steps: list[list[Batch]] = [[] for _ in range(CHUNKS)]
    for pattern in sorted({one.pattern for one in passages}):
        own = [one for one in passages if one.pattern == pattern]
        order = dice.permutation(len(own))
        for number, step in enumerate(steps):
            chosen = [own[n] for n in order[number::CHUNKS]]
            if chosen:
                step.append(Batch(model, chosen))
    share = CHUNKS / len(passages)
    squares, move_squares = np.full_like(model.weights, 1e-4), np.full_like(model.moves, 1e-2)
    for epoch in range(pace.epochs):
        rate = pace.rate * (1 - 0.9 * epoch / pace.epochs)
        for step in steps:
            climb, change = -pace.decay * model.weights, -1e-3 * share * model.moves
            for batch in step:
                own_climb, own_change = gradients(model, batch, batch.hidden(pace.drop, dice))
                climb[:, model.cols[batch.pattern]] += share * own_climb
                change += share * own_change
            squares += climb**2
            model.weights += rate * climb / np.sqrt(squares)
            move_squares += change**2
            model.moves += rate * change / np.sqrt(move_squares)
