"""figure-errors 数字错误: errors that the check finds, per 100 figures of the text."""

from __future__ import annotations

from fupan.evals.scores.score import Candidate, Measured, Score, named, percent


def measure(candidate: Candidate) -> Measured:
    """Findings at error level; every rule of that level is about a figure."""
    figures, errors = len(candidate.report.figures), list(candidate.report.errors)
    if not figures and not errors:
        return Measured(None, "文中没有数字")
    parts: dict[str, float] = {}
    for one in errors:
        parts[one.rule] = parts.get(one.rule, 0) + 1
    seen = f"{figures} 个数字，{len(errors)} 处错误" + (f"：{named(errors)}" if errors else "")
    return Measured(percent(len(errors), max(1, figures)), seen, len(errors), figures, parts)


SCORE = Score(
    "figure-errors", "数字错误", "处/百个数字", "lower",
    "fupan check 的错误级问题数 ÷ 文中数字的个数 × 100；parts 是各条规则查出几处", measure,
)  # fmt: skip
