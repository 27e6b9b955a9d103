"""All scores, in the order of the report."""

from fupan.evals.scores import (
    checker,
    closeness,
    cost,
    empty_phrases,
    fallback_share,
    figure_errors,
    length,
    logic_coverage,
    required_recall,
    review_score,
    structure,
    unsourced_claims,
    written_steps,
)
from fupan.evals.scores.score import Score

SCORES: tuple[Score, ...] = (
    figure_errors.SCORE,
    required_recall.SCORE,
    logic_coverage.SCORE,
    written_steps.SCORE,
    structure.SCORE,
    length.SCORE,
    unsourced_claims.SCORE,
    empty_phrases.SCORE,
    review_score.SCORE,
    fallback_share.SCORE,
    checker.SCORE,
    closeness.SCORE,
    cost.SCORE,
)
