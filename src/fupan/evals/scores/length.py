"""length 篇幅: sections that are much shorter or longer than their template asks."""

from __future__ import annotations

from fupan.evals.scores.score import Candidate, Measured, Score, named


def measure(candidate: Candidate) -> Measured:
    """Findings of ``section-length``; table sections have no length."""
    written = [section for section in candidate.template.sections if section.form != "table"]
    if not written:
        return Measured(None, "各节都是表格，不计字数")
    off = candidate.found("section-length")
    return Measured(len(off), named(off) if off else "各节的字数都合适", len(off), len(written))


SCORE = Score(
    "length", "篇幅", "节", "lower", "字数比模板要求少四成以上或多六成以上的小节数", measure,
)  # fmt: skip
