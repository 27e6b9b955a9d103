"""fallback-share 规则代写: steps that the composer wrote because the llm's text was not accepted."""

from __future__ import annotations

from fupan.evals.scores.score import Candidate, Measured, Score, percent

_COMPOSER = "none"


def measure(candidate: Candidate) -> Measured:
    """Steps outside tables: a cell is the note's own words by design, whoever writes."""
    draft = candidate.draft
    if draft is None:
        return Measured(None, "文稿不是这里写的")
    if draft.use.llm == _COMPOSER:
        return Measured(None, "没有大模型，全部由规则成文")
    tables = {section.id for section in candidate.template.sections if section.form == "table"}
    steps = [step for section in draft.sections if section.id not in tables for step in section.steps]
    if not steps:
        return Measured(None, "没有写出任何步骤")
    composed = [f"{one.title}·{step.step}" for one in draft.sections if one.id not in tables
                for step in one.steps if step.origin == "composer"]  # fmt: skip
    seen = f"{len(steps)} 步中 {len(composed)} 步由规则代写" + (f"：{'、'.join(composed[:6])}" if composed else "")
    return Measured(percent(len(composed), len(steps)), seen, len(composed), len(steps))


SCORE = Score(
    "fallback-share", "规则代写", "%", "lower", "大模型的稿子未被采纳、改由规则成文的步骤占比；表格不计", measure,
)  # fmt: skip
