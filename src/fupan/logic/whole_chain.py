"""Notes that tell a whole chain at once: 固定送货线路，交一张时刻表，阿昌负责，12月5日前."""

from __future__ import annotations

import re
from collections.abc import Collection

from fupan.domain.template import SectionSpec, Step
from fupan.logic.chain import best_path, step_transition
from fupan.logic.cues import Names
from fupan.logic.score import label_of, names_step, step_scores

_LEAST = 2
"""A chain of three counts as told with two of its steps: the middle one often has no word that betrays it."""
_ROW = 3
"""So many clauses in a note of a table are cells of one row."""
_CLAUSE = re.compile(r"[^，,；;。]+")


def opens_item(text: str, covers: Collection[str], section: SectionSpec) -> str:
    """The first step of the chain that the note tells as a whole, so that it is an item of its own; else empty.

    A chain is told where the note speaks to all its steps but one; in a table, where every note is a row, to two, or in
    three clauses. A note with a label that names a step (应对：…) is a link of a chain, and never the whole. Only
    sections that repeat their chain have items, and those with named items (市场、产品、团队) or with
    an item a person keep them.
    """
    by_person = any(pattern.id == "contribution" for pattern in section.patterns)
    if section.repeat[1] == 1 or section.items or by_person:
        return ""
    label = label_of(text)
    if label and any(names_step(label, step) for step in section.steps):
        return ""
    if section.form == "table" and len(_CLAUSE.findall(text)) >= _ROW:
        return section.steps[0].id
    for pattern in section.patterns:
        told = sum(step.id in covers for step in pattern.steps)
        if told >= (_LEAST if section.form == "table" else max(_LEAST, len(pattern.steps) - 1)):
            return pattern.steps[0].id
    return ""


def pieces(text: str, steps: tuple[Step, ...], names: Names) -> list[tuple[str, str]]:
    """The clauses of a note by the step they tell, in the order of the steps: (step id, text).

    The first clause opens the chain; the others run forward from it (see ``best_path``).
    """
    clauses = [match[0].strip() for match in _CLAUSE.finditer(text)]
    clauses = [clause for clause in clauses if clause]
    if not clauses:
        return []
    order = [step.id for step in steps]
    scores = [step_scores(clause, steps, names) for clause in clauses[1:]]
    told = [order[0], *best_path(scores, order, step_transition(restarts=False))]
    found: dict[str, list[str]] = {}
    for step_id, clause in zip(told, clauses, strict=True):
        found.setdefault(step_id, []).append(clause)
    return [(step_id, "，".join(found[step_id])) for step_id in order if step_id in found]
