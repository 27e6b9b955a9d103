"""How sure a mean over a few cases is: the percentile bootstrap over cases, with a fixed seed.

Efron and Tibshirani, *An Introduction to the Bootstrap* (1993), chapter 13: the cases are drawn anew with replacement,
and the middle 95 % of what comes out is the interval. A case stands for all its repeats, so that a case that was asked
five times does not pass for five cases. With few cases the interval is too narrow (``fupan.evals.paired.FEW``).
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from statistics import fmean

_DRAWS, _MANY_DRAWS, _MANY = 1000, 250, 400
_SEED = 20_260_101


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the mean of ``values``, one a case; of a single case the value itself.

    The same values always give the same interval. Raises ValueError for none.
    """
    if not values:
        raise ValueError("an interval needs a value")
    if len(set(values)) == 1:
        return values[0], values[0]
    draw = Random(_SEED)  # noqa: S311 - no secret
    times = _DRAWS if len(values) <= _MANY else _MANY_DRAWS
    means = sorted(fmean(draw.choices(values, k=len(values))) for _ in range(times))
    return means[int(0.025 * times)], means[int(0.975 * times) - 1]
