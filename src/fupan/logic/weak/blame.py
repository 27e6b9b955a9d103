"""Blame of others only: a section on problems in which nobody of the writer's own has a share."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.logic.weak.stretch import Signal, Stretch, words_of

_LEAST = 2


def only_others(stretch: Stretch) -> Iterator[Signal]:
    """At least two clauses that blame others, where no clause of the stretch speaks of one's own part."""
    if words_of("self").search(stretch.words):
        return
    blaming = [
        clause
        for clause in stretch.clauses
        if words_of("others").search(words := stretch.folded(clause)) and words_of("blame").search(words)
    ]
    if len(blaming) >= _LEAST:
        says = "原因都在别人身上：补上自己（团队、管理、准备、反应）能改的那一条"
        yield Signal("blames-others-only", blaming[0].start, blaming[-1].end, says)
