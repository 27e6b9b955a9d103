"""Finds the steps of a logic pattern in a text: which clauses tell which link of the chain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fupan.domain.template import Pattern, Step
from fupan.logic.cues import NO_NAMES, Names
from fupan.logic.score import step_scores
from fupan.logic.told_steps import told_steps
from fupan.logic.weights import weights_of

_CLAUSE = re.compile(r"[^，。；！？;!?\n]+[，。；！？;!?\n]*")
_ENDS = "。！？；;!?\n"
_ENOUGH = 0.9
"""A score from which on a clause tells a step by its own words."""


def logic_spans(text: str, pattern: Pattern, names: Names = NO_NAMES) -> dict[str, list[tuple[int, int]]]:
    """Every step of ``pattern`` with the spans of ``text`` that tell it, in order; an empty list where none does.

    A shipped pattern is read by its learnt weights, one that a template brings along by the cues it lists.
    """
    found = learnt_spans(text, pattern.id)
    same = found is not None and list(found) == [step.id for step in pattern.steps]
    return found if found is not None and same else steps_in(text, pattern, names)


def learnt_spans(text: str, pattern: str) -> dict[str, list[tuple[int, int]]] | None:
    """The same by the id of a shipped pattern; None where nothing was learnt about it."""
    weights = weights_of(pattern)
    if weights is None:
        return None
    found: dict[str, list[tuple[int, int]]] = {step: [] for step in weights.steps}
    for told in told_steps(text, pattern, reasons=False) or ():
        found[told.step].append((told.start, told.end))
    return found


def steps_in(text: str, pattern: Pattern, names: Names = NO_NAMES) -> dict[str, list[tuple[int, int]]]:
    """Every step of ``pattern`` with the spans that its cues find, in order; an empty list where there is none.

    Spans are code points of ``text`` and hold whole clauses. A clause without words of its own goes with the clause
    before it in the same sentence; one that opens a sentence and says nothing belongs to no step.
    """
    found: dict[str, list[tuple[int, int]]] = {step.id: [] for step in pattern.steps}
    current = ""
    for clause in _CLAUSE.finditer(text):
        if not clause[0].strip():
            continue  # what was left out as saying nothing
        own = _step_of(clause[0], pattern.steps, names)
        current = own or current
        if current:
            _add(found[current], clause.start(), clause.start() + len(clause[0].rstrip()))
        if clause[0].rstrip(" \u3000")[-1] in _ENDS:
            current = ""
    return found


def _step_of(clause: str, steps: Sequence[Step], names: Names) -> str:
    scores = step_scores(clause, steps, names)
    best = max(steps, key=lambda step: scores[step.id].value)
    return best.id if scores[best.id].words and scores[best.id].value >= _ENOUGH else ""


def _add(spans: list[tuple[int, int]], start: int, end: int) -> None:
    """Add a span; one that follows the last without a gap makes it longer."""
    if spans and spans[-1][1] == start:
        spans[-1] = (spans[-1][0], end)
    else:
        spans.append((start, end))
