"""unsourced-claims 待核实: sentences and names that neither a note nor a fact carries."""

from __future__ import annotations

from fupan.evals.scores.score import Candidate, Measured, Score, named


def measure(candidate: Candidate) -> Measured:
    """Findings of the check, and the sentences that the draft itself marked."""
    claims, names = candidate.found("unsupported-claim"), candidate.found("unknown-name")
    spans = [(one.start, one.end) for one in claims]
    marked = 0
    for section in candidate.draft.sections if candidate.draft else ():
        for step in section.steps:
            start = section.start + step.start
            for low, high in step.unsourced:
                marked += not any(a < start + high and start + low < b for a, b in spans)
    total = len(claims) + marked + len(names)
    told = [f"没有依据的句子 {len(claims) + marked} 句，不认识的名称 {len(names)} 个"]
    told += [named([*claims, *names])] if claims or names else []
    parts = {"unsupported-claim": float(len(claims) + marked), "unknown-name": float(len(names))}
    return Measured(total, "：".join(told), parts=parts)


SCORE = Score(
    "unsourced-claims", "待核实", "处", "lower",
    "在要点和数据表里找不到依据的原因、影响、评价，以及哪里都没有的客户、产品、人名", measure,
)  # fmt: skip
