"""written-steps 成文步骤: which steps of the case's template the draft was written by.

A step may be told by chance, in the words of another; here the draft itself must have set out to tell it. Who takes a
step out of a template or writes with the wrong one sees it here first.
"""

from __future__ import annotations

from fupan.evals.scores.score import Candidate, Measured, Score, percent


def measure(candidate: Candidate) -> Measured:
    """Steps that have a text of their own in the draft; ``parts`` by ``section.step``."""
    if candidate.draft is None:
        return Measured(None, "文稿不是这里写的")
    written = {f"{section.id}.{step.step}" for section in candidate.draft.sections for step in section.steps}
    parts, lacking = {}, []
    for section in candidate.template.sections:
        for step in section.steps:
            name = f"{section.id}.{step.id}"
            parts[name] = float(name in written)
            if name not in written:
                lacking.append(f"{section.title}·{step.name}")
    if not parts:
        return Measured(None, "模板没有逻辑步骤")
    count = sum(parts.values())
    seen = f"{len(parts)} 步中 {count:.0f} 步有自己的文字" + (f"，没有：{'、'.join(lacking[:8])}" if lacking else "")
    return Measured(percent(count, len(parts)), seen, count, len(parts), parts)


SCORE = Score(
    "written-steps", "成文步骤", "%", "higher",
    "用例模板的逻辑步骤中，草稿专门写了的份额；没有素材的步骤本来就不写，所以不设门槛，少了哪一步由基线来抓", measure,
)  # fmt: skip
