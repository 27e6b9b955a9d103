"""logic-coverage 逻辑链: how many steps of the template's chains the text tells."""

from __future__ import annotations

from fupan.evals.scores.score import Candidate, Measured, Score, percent


def measure(candidate: Candidate) -> Measured:
    """Steps of every section of the template, those of missing sections included; ``parts`` by ``section.step``."""
    told: dict[str, float] = {
        f"{section.section}.{step.id}": float(bool(step.spans))
        for section in candidate.review.sections
        for step in section.chain
    }
    parts, lacking = {}, []
    for section in candidate.template.sections:
        for step in section.steps:
            parts[f"{section.id}.{step.id}"] = told.get(f"{section.id}.{step.id}", 0.0)
            if not parts[f"{section.id}.{step.id}"]:
                lacking.append(f"{section.title}·{step.name}")
    if not parts:
        return Measured(None, "模板没有逻辑步骤")
    count = sum(parts.values())
    seen = f"{len(parts)} 步写到 {count:.0f} 步" + (f"，缺：{'、'.join(lacking[:8])}" if lacking else "")
    if len(lacking) > 8:
        seen += f"等 {len(lacking)} 步"
    return Measured(percent(count, len(parts)), seen, count, len(parts), parts)


SCORE = Score(
    "logic-coverage", "逻辑链", "%", "higher",
    "模板各小节的逻辑步骤中文中写到的份额（fupan review 的认法）；缺的小节，每一步都算没写", measure,
)  # fmt: skip
