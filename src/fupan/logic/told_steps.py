"""Which clauses of a text tell which step of a shipped logic pattern, and which words say so."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate

from fupan.figures.fold import fold
from fupan.logic.clauses import Clause
from fupan.logic.gap_in_front import gap_in_front
from fupan.logic.shared_clauses import shared_steps
from fupan.logic.signs import Sign, Signs, signs_of
from fupan.logic.step_labels import labelled
from fupan.logic.told_step import ToldStep
from fupan.logic.walk import best_walk, margin
from fupan.logic.weights import BREAKS, Weights, weights_of
from fupan.logic.word_groups import grouped_words

_SHOWN = 3
_NEAR = 3
_EMPTY = 10_000
"""What is taken off every step for a label with nothing behind it."""


@lru_cache(maxsize=32)
def told_steps(text: str, pattern: str, *, reasons: bool = True, of_chain: bool = False) -> tuple[ToldStep, ...] | None:
    """The stretches of ``text`` that tell a step of ``pattern``, in its order; None for a pattern not learnt.

    ``of_chain``: the text is known to belong to such a chain, so that a single step needs no others around it, and one
    clause after the other may tell another step (驻科已见效，专员增加到10名，赢单率提高到50%).

    The first stretch of each step comes with its words, which take long to find; without ``reasons`` none does. The
    last answers are kept: the verdicts on a goal look at a section that was read before.
    """
    weights = weights_of(pattern)
    if weights is None:
        return None
    found = told_by(text, weights, reasons=reasons, of_chain=of_chain)
    return tuple(with_shared(text, pattern, found))


def with_shared(text: str, pattern: str, found: list[ToldStep]) -> list[ToldStep]:
    """With the steps that stand in another step's clause: 把空置率压到一成以下 names thing and figure at once."""
    found = gap_in_front(text, pattern, found)
    words = {(told.start, told.end): told.words for told in found}
    more = shared_steps(text, pattern, [(told.step, told.start, told.end) for told in found])
    found = found + [ToldStep(step, start, end, words[start, end]) for step, start, end in more]
    return sorted(found, key=lambda told: told.start)


def told_by(text: str, weights: Weights, *, reasons: bool = False, of_chain: bool = False) -> list[ToldStep]:
    """The same by the weights of a pattern.

    Neighbouring clauses of one step in the same line are one stretch. The labels are those with the best total of the
    signs' weights and of the moves from clause to clause (Viterbi); ties go to no step, then to the earlier one. A
    stretch is told only where the text would be read worse by ``weights.own`` without its step: what merely fills a
    place between two steps is none. A single stretch must be worth ``weights.alone``, unless it is ``of_chain``: a word
    that names a step (影响力, 目标客户) has no chain around it.
    """
    pieces = signs_of(text)
    hints = labelled(text, [piece.clause for piece in pieces], weights.pattern)
    scores = [_scores(piece, weights, *hint) for piece, hint in zip(pieces, hints, strict=True)]
    tables = (weights.eased, *weights.moves[1:]) if of_chain else weights.moves
    columns = [tuple(zip(*table, strict=True)) for table in tables]
    moves = [columns[BREAKS.index(piece.clause.before)] for piece in pieces[1:]]
    _, path = best_walk(scores, moves)
    found: list[ToldStep] = []
    most = first = 0
    for number, label in enumerate(path):
        last = number + 1 == len(pieces)
        if not last and path[number + 1] == label and pieces[number + 1].clause.before != "n":
            continue
        run = pieces[first : number + 1]
        for step in weights.labels[label].split("+"):
            kin = [n for n, name in enumerate(weights.labels) if step in name.split("+")]
            worth = margin(scores, moves, path, (first, number + 1), kin) if step else 0
            if step and worth >= weights.own:
                first_told = reasons and not any(told.step == step for told in found)
                words = _words(text, run, label, weights) if first_told else ()
                found.append(ToldStep(step, run[0].clause.start, run[-1].clause.end, words))
                most = max(most, worth)
        first = number + 1
    lonely = not of_chain and len({told.start for told in found}) == 1 and most < weights.alone
    return [] if lonely else found


def _scores(piece: Signs, weights: Weights, named: str, worth: int) -> list[int]:
    """The total of the signs for each label; ``worth`` more for the step that a label of the text has ``named``."""
    totals = [-weights.idle, *([0] * (len(weights.labels) - 1))]
    for sign in piece.signs:
        for label, weight in weights.of(sign.name):
            totals[label] += weight
    if worth:
        for number, name in enumerate(weights.labels):
            totals[number] += worth if named in name.split("+") else 0 if named else -_EMPTY * (number > 0)
    return totals


def _words(text: str, run: list[Signs], label: int, weights: Weights) -> tuple[tuple[int, int], ...]:
    """The words that speak most for ``label`` against no step: stretches of characters with the highest weight."""
    ranked: list[tuple[int, int, int]] = []
    for piece in run:
        gain = _gain(piece.clause, piece.signs, label, weights)
        ranked += _stretches(text, piece.clause, gain)
    ranked.sort(key=lambda row: (-row[0], row[1]))
    shown = [_whole_words(text, start, end) for _, start, end in ranked[:_SHOWN]]
    return tuple(dict.fromkeys(shown))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the words that it cuts: 收入完 of 收入完成 is 收入完成."""
    first, last = max(0, start - _NEAR), min(len(text), end + _NEAR)
    for _, a, b in grouped_words(fold(text[first:last]), 0, last - first):
        start = first + a if first + a < start < first + b else start
        end = first + b if first + a < end < first + b else end
    return start, end


def _gain(clause: Clause, signs: tuple[Sign, ...], label: int, weights: Weights) -> list[int]:
    edges = [0] * (clause.end - clause.start + 1)  # what is gained or lost from here on
    for name, start, end in signs:
        if name[0] in "=:" and len(name) > 1:
            continue  # said by the label or by the place, not by a word of this clause
        lead = sum(weight if at == label else -weight for at, weight in weights.of(name) if at in {0, label})
        if lead:
            worth = lead // max(1, end - start)
            edges[start - clause.start] += worth
            edges[end - clause.start] -= worth
    return list(accumulate(edges[:-1]))


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
