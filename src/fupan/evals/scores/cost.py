"""cost 用量: calls, tokens, seconds and what the store answered. Told, never compared."""

from __future__ import annotations

from fupan.evals.scores.score import Candidate, Measured, Score, percent


def measure(candidate: Candidate) -> Measured:
    """The value is the number of calls; ``parts`` has the rest."""
    cost = candidate.cost
    if cost is None:
        return Measured(None, "文稿不是这里写的")
    share = percent(cost.cached, cost.calls) if cost.calls else 0.0
    parts = {
        "prompt-tokens": float(cost.prompt_tokens), "completion-tokens": float(cost.completion_tokens),
        "seconds": cost.seconds, "cached-share": share,
    }  # fmt: skip
    seen = (
        f"{cost.calls} 次调用（{share:.0f}% 取自存档），{cost.prompt_tokens}+{cost.completion_tokens} 词元，"
        f"{cost.seconds:.1f} 秒"
    )
    return Measured(cost.calls, seen, cost.cached, cost.calls, parts)


SCORE = Score("cost", "用量", "次", "lower", "问了大模型几次、用了多少词元和秒", measure, compared=False)
