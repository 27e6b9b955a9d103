"""The best labels of a row of clauses, and how much of their worth rests on one step."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import add

Columns = tuple[tuple[int, ...], ...]
"""The weights of the moves into each label: ``columns[new][old]``."""
_WINDOW = 6
"""So many clauses on either side are read anew when a step is thought away: it may stand one place further."""
_NEVER = -(10**9)


def best_walk(scores: Sequence[Sequence[int]], moves: Sequence[Columns]) -> tuple[int, list[int]]:
    """The total and the labels of the best way through ``scores`` (Viterbi); ties go to the lower label.

    ``moves[n]`` leads from clause n to clause n + 1. Nothing to walk is worth nothing.
    """
    if not scores:
        return 0, []
    totals = list(scores[0])
    trail: list[list[int]] = []
    for values, columns in zip(scores[1:], moves, strict=True):
        came, sums = [], []
        for own, column in zip(values, columns, strict=True):
            ways = list(map(add, totals, column))
            top = max(ways)
            came.append(ways.index(top))
            sums.append(top + own)
        trail.append(came)
        totals = sums
    best = max(totals)
    path = [totals.index(best)]
    for came in reversed(trail):
        path.append(came[path[-1]])
    return best, path[::-1]


def margin(
    scores: Sequence[Sequence[int]], moves: Sequence[Columns], path: Sequence[int], run: tuple[int, int],
    labels: Collection[int],
) -> int:  # fmt: skip
    """What the best way loses where none of ``labels`` may stand in the clauses ``run`` and around them.

    ``path`` is the best way; what lies further off than the window stays as it is.
    """
    start, end = max(0, run[0] - _WINDOW), min(len(scores), run[1] + _WINDOW)
    kept = list(path[start:end])
    own = [list(values) for values in scores[start:end]]
    if start:
        own[0] = [value + moves[start - 1][new][path[start - 1]] for new, value in enumerate(own[0])]
    if end < len(scores):
        own[-1] = [value + moves[end - 1][path[end]][old] for old, value in enumerate(own[-1])]
    inside = moves[start : end - 1]
    worth = sum(values[label] for values, label in zip(own, kept, strict=True))
    worth += sum(columns[new][old] for columns, old, new in zip(inside, kept, kept[1:], strict=False))
    for values in own:
        for label in labels:
            values[label] = _NEVER
    return worth - best_walk(own, inside)[0]
