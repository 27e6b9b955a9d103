"""structure 结构: sections that are missing, and placeholders that were left standing."""

from __future__ import annotations

from fupan.evals.scores.score import Candidate, Measured, Score, named

_MISSING = "missing-section"


def measure(candidate: Candidate) -> Measured:
    """Sections that the review finds by no heading and no content; leftover placeholders of the check."""
    expected = _MISSING in candidate.case.expected_warnings
    absent = [] if expected else [one.title for one in candidate.review.missing]
    left = candidate.found("leftover-placeholder")
    told = [f"{len(candidate.template.sections)} 节都在" if not absent else f"缺 {len(absent)} 节：{'、'.join(absent)}"]
    told += [f"留有占位符：{named(left)}"] if left else []
    parts = {_MISSING: float(len(absent)), "leftover-placeholder": float(len(left))}
    return Measured(len(absent) + len(left), "；".join(told), parts=parts)


SCORE = Score(
    "structure", "结构", "处", "lower",
    "模板里有、文中按标题和内容都找不到的小节，加上没填的占位符", measure,
)  # fmt: skip
