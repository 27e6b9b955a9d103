"""How sure a figure over a few cases is: the percentile bootstrap over cases, with a fixed seed.

Efron and Tibshirani, *An Introduction to the Bootstrap* (1993), chapter 13: the cases are drawn anew with replacement,
and the middle 95 % of what comes out is the interval. A case stands for all its repeats, so that a case that was asked
five times does not pass for five cases. With few cases the interval is too narrow; ``FEW`` says below how many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

FEW = 6
"""With fewer cases an interval says little: five of one sign come up by chance once in sixteen times."""
DRAWS, SEED = 1000, 20260101
_MANY = 400
"""From so many cases on fewer draws are enough for the same steadiness, and a report must not take minutes."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one case adds to a figure over many: ``count`` of ``of``, times ``factor`` (100: a share in %)."""

    count: float
    of: float = 1.0
    factor: float = 1.0


def pooled(shares: Sequence[Share]) -> float:
    """The figure over all cases: sum of counts by sum of wholes, in the unit of the score. Needs a whole above 0."""
    return shares[0].factor * sum(one.count for one in shares) / sum(one.of for one in shares)


def interval(shares: Sequence[Share]) -> tuple[float, float] | None:
    """The 95 % interval of ``pooled``; None for fewer than two cases. The same cases always give the same interval."""
    if len(shares) < 2:
        return None
    draw = Random(SEED)  # noqa: S311 - no secret
    draws = DRAWS if len(shares) < _MANY else DRAWS // 4
    found = sorted(pooled(draw.choices(shares, k=len(shares))) for _ in range(draws))
    return found[int(0.025 * draws)], found[int(0.975 * draws) - 1]
