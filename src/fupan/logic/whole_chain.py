"""Notes that tell a whole chain at once: 固定送货线路，交一张时刻表，阿昌负责，12月5日前."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from fupan.domain.template import SectionSpec, Step
from fupan.logic.chain import best_path, step_transition
from fupan.logic.cues import Names
from fupan.logic.score import CLEAR, Score, label_of, names_step, step_scores

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
    if not _may_open(text, section):
        return ""
    if section.form == "table" and len(_CLAUSE.findall(text)) >= _ROW:
        return section.steps[0].id
    for pattern in section.patterns:
        told = sum(step.id in covers for step in pattern.steps)
        if told >= (_LEAST if section.form == "table" else max(_LEAST, len(pattern.steps) - 1)):
            return pattern.steps[0].id
    return ""


def begins_item(text: str, step: str, scores: Mapping[str, Score], section: SectionSpec) -> str:
    """The first step of the chain where the note is taken for its second, yet tells the first in front; else empty.

    浙江再有市改概率大，信号是教育局挂出征求意见稿 is the next risk though 信号 speaks louder. Only where a note may
    open an item at all (see ``opens_item``).
    """
    if not _may_open(text, section):
        return ""
    for pattern in section.patterns:
        first, second = (one.id for one in pattern.steps[:2])
        if (
            step == second
            and scores[first].value >= CLEAR
            and _place(text, scores[first]) < _place(text, scores[second])
        ):
            return first
    return ""


def _may_open(text: str, section: SectionSpec) -> bool:
    by_person = any(pattern.id == "contribution" for pattern in section.patterns)
    if section.repeat[1] == 1 or section.items or by_person:
        return False
    label = label_of(text)
    return not (label and any(names_step(label, step) for step in section.steps))


def _place(text: str, score: Score) -> int:
    """Where the first of the words stands that speak for a step."""
    return min((text.find(word) for word in score.words if word in text), default=len(text))


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
