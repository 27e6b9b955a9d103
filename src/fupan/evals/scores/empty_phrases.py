"""empty-phrases 套话: phrases that say nothing."""

from __future__ import annotations

from fupan.evals.scores.score import Candidate, Measured, Score, named


def measure(candidate: Candidate) -> Measured:
    """Findings of ``empty-phrase``."""
    found = candidate.found("empty-phrase")
    return Measured(len(found), named(found) if found else "没有套话")


SCORE = Score("empty-phrases", "套话", "处", "lower", "fupan check 的 empty-phrase 查出几处", measure)
