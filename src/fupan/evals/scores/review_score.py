"""review 写法: the mean score of the review over all sections of the template."""

from __future__ import annotations

from fupan.evals.scores.score import Candidate, Measured, Score


def measure(candidate: Candidate) -> Measured:
    """The score of ``fupan review``; a missing section counts 0."""
    review = candidate.review
    if not review.sections:
        return Measured(0, "没有认出模板的小节")
    parts = {one.section: float(one.score) for one in review.sections} | {one.section: 0.0 for one in review.missing}
    worst = min(review.sections, key=lambda one: one.score)
    seen = f"最弱的是「{worst.title}」{worst.score} 分"
    if worst.reasons:
        seen += f"：{worst.reasons[0].message}"
    return Measured(review.score, seen, sum(parts.values()), len(parts), parts)


SCORE = Score("review", "写法", "分", "higher", "fupan review 各小节得分的平均，缺的小节算 0 分", measure)
