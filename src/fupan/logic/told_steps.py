"""Which clauses of a text tell which step of a shipped logic pattern, and which words say so."""

from __future__ import annotations

from dataclasses import dataclass

from fupan.logic.chain import best_places
from fupan.logic.clauses import Clause
from fupan.logic.signs import Sign, Signs, signs_of
from fupan.logic.weights import BREAKS, Weights, weights_of

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ToldStep:
    """``text[start:end]`` tells ``step``; ``words`` are the spans that say so most strongly, strongest first."""

    step: str
    start: int
    end: int
    words: tuple[tuple[int, int], ...] = ()


def told_steps(text: str, pattern: str) -> list[ToldStep] | None:
    """The stretches of ``text`` that tell a step of ``pattern``, in order of the text; None for a pattern not learnt.

    Neighbouring clauses of one step in the same line are one stretch. The labels are those with the best total of the
    signs' weights and of the moves from clause to clause (Viterbi); ties go to no step, then to the earlier one.
    """
    weights = weights_of(pattern)
    if weights is None:
        return None
    pieces = signs_of(text)
    path = _best(pieces, weights)
    found: list[ToldStep] = []
    run: list[Signs] = []
    for number, (piece, label) in enumerate(zip(pieces, path, strict=True)):
        run.append(piece)
        last = number + 1 == len(pieces)
        if last or path[number + 1] != label or pieces[number + 1].clause.before == "n":
            found += [
                ToldStep(step, run[0].clause.start, run[-1].clause.end, _words(text, run, label, weights))
                for step in weights.labels[label].split("+")
                if step
            ]
            run = []
    return found


def _best(pieces: list[Signs], weights: Weights) -> list[int]:
    """The position of the best label of each clause."""
    breaks = [BREAKS.index(piece.clause.before) for piece in pieces[1:]]

    def transition(number: int, old: int, new: int) -> int:
        return weights.moves[breaks[number - 1]][old][new] if number else 0

    return best_places([_scores(piece, weights) for piece in pieces], transition)


def _scores(piece: Signs, weights: Weights) -> list[int]:
    totals = [-weights.idle, *([0] * (len(weights.labels) - 1))]
    for sign in piece.signs:
        for label, weight in weights.of.get(sign.name, ()):
            totals[label] += weight
    return totals


def _words(text: str, run: list[Signs], label: int, weights: Weights) -> tuple[tuple[int, int], ...]:
    """The words that speak most for ``label`` against no step: stretches of characters with the highest weight."""
    ranked: list[tuple[int, int, int]] = []
    for piece in run:
        gain = _gain(piece.clause, piece.signs, label, weights)
        ranked += _stretches(text, piece.clause, gain)
    ranked.sort(key=lambda row: (-row[0], row[1]))
    return tuple((start, end) for _, start, end in ranked[:_SHOWN])


def _gain(clause: Clause, signs: tuple[Sign, ...], label: int, weights: Weights) -> list[int]:
    gain = [0] * (clause.end - clause.start)
    for sign in signs:
        if sign.name[0] in "=:" and len(sign.name) > 1:
            continue  # said by the label or by the place, not by a word of this clause
        per = dict(weights.of.get(sign.name, ()))
        worth = (per.get(label, 0) - per.get(0, 0)) // max(1, sign.end - sign.start)
        for at in range(sign.start, sign.end):
            gain[at - clause.start] += worth
    return gain


def _stretches(text: str, clause: Clause, gain: list[int]) -> list[tuple[int, int, int]]:
    """Runs of characters that speak for the label: (weight, start, end)."""
    least = max(gain, default=0) // 3
    found: list[tuple[int, int, int]] = []
    start = -1
    for at in range(len(gain) + 1):
        high = at < len(gain) and gain[at] > least and text[clause.start + at].isalpha()
        if high and start < 0:
            start = at
        elif not high and start >= 0:
            if at - start >= 2:
                found.append((sum(gain[start:at]), clause.start + start, clause.start + at))
            start = -1
    return found
