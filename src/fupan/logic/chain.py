"""The best reading of notes that stand in order: each note's own words, and how one note follows another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from fupan.logic.score import Score

FIRST, FORWARD, LEAP, BACK = 0.4, 0.8, 0.4, -0.8
RESTART, RESTART_INSIDE = 0.6, -0.2

Transition = Callable[[int, int, int], float]
"""What it counts that note number ``n`` (from 0) goes to ``new`` after ``old``; both are positions among the choices.
For the first note ``old`` is -1."""


def best_path(scores: Sequence[Mapping[str, Score]], names: Sequence[str], transition: Transition) -> list[str]:
    """The choice among ``names`` for each note with the best total of scores and transitions (Viterbi).

    Ties go to the earlier name. ``names`` must not be empty.
    """
    values = [[own[name].value for name in names] for own in scores]
    return [names[place] for place in best_places(values, transition)]


def best_places(scores: Sequence[Sequence[float]], transition: Transition) -> list[int]:
    """The same for scores by position: the position chosen at each place; ties go to the lower one."""
    if not scores:
        return []
    places = range(len(scores[0]))
    totals = [own + transition(0, -1, new) for new, own in enumerate(scores[0])]
    trail: list[list[int]] = []
    for number, values in enumerate(scores[1:], start=1):
        ways = [[totals[old] + transition(number, old, new) for old in places] for new in places]
        trail.append([way.index(max(way)) for way in ways])
        totals = [max(way) + own for way, own in zip(ways, values, strict=True)]
    path = [totals.index(max(totals))]
    for came in reversed(trail):
        path.append(came[path[-1]])
    return path[::-1]


def step_transition(*, restarts: bool) -> Transition:
    """Steps run forward: the next one is likely, one back unlikely.

    Where the chain ``restarts`` (a section of several risks), going back to the first step is likely too, and to
    another one possible.
    """

    def transition(_: int, old: int, new: int) -> float:
        if old < 0:
            return 0.0 if new else FIRST
        if new == old:
            return 0.0
        if new == old + 1:
            return FORWARD
        if new > old:
            return LEAP
        if not restarts:
            return BACK
        return RESTART_INSIDE if new else RESTART

    return transition
