"""The steps of notes that stand in order: each note's own words, and that a chain runs forward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fupan.logic.score import Score

FORWARD, LEAP, BACK = 0.5, 0.2, -0.8


def best_path(scores: Sequence[Mapping[str, Score]], steps: Sequence[str], *, restarts: bool) -> list[str]:
    """The step ids of the notes with the best total of scores and transitions (Viterbi).

    Staying is neutral, the next step is likely, a step back unlikely; where the chain ``restarts`` (a section of
    several risks) going back to the first step is as likely. Ties go to the earlier step.
    """
    if not scores:
        return []
    order = {step: position for position, step in enumerate(steps)}
    totals = {step: scores[0][step].value + (FORWARD if order[step] == 0 else 0.0) for step in steps}
    trail: list[dict[str, str]] = []
    for own in scores[1:]:
        ways = {
            step: [
                (totals[old] + _transition(order[old], order[step], restarts=restarts), -order[old]) for old in steps
            ]
            for step in steps
        }
        came = {step: steps[-max(ways[step])[1]] for step in steps}
        totals = {step: max(ways[step])[0] + own[step].value for step in steps}
        trail.append(came)
    path = [max(steps, key=lambda step: totals[step])]
    for came in reversed(trail):
        path.append(came[path[-1]])
    return path[::-1]


def _transition(old: int, new: int, *, restarts: bool) -> float:
    if new == old:
        return 0.0
    if new == old + 1 or (restarts and new == 0):
        return FORWARD
    return LEAP if new > old else BACK
