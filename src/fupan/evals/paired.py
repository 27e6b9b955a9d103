"""Two arms on the same cases: the mean difference, and how far chance alone could move it.

Paired by case: each case's own difficulty drops out. The interval is the percentile bootstrap (Efron and Tibshirani,
An Introduction to the Bootstrap, 1993, chapter 13): cases are drawn with replacement, 2,000 times with a fixed seed,
and the middle 95 % of the mean differences is the interval.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from fupan.evals.record import Better

FEW = 6
"""With fewer pairs than this an interval says little: so few cases cannot show how much cases differ."""
_DRAWS, _MANY_DRAWS, _MANY = 2000, 500, 500
_SEED = 20_250_101
Verdict = Literal["better", "worse", "same", "open"]


@dataclass(frozen=True, slots=True)
class Paired:
    """The second arm against the first. ``difference`` is second − first, in the score's unit.

    ``low`` and ``high`` bound the 95 % interval. ``up``, ``down`` and ``even`` count cases that rose, fell, stayed.
    ``verdict``: better or worse where the interval lies wholly on that side; same where no case differs; else open.
    """

    pairs: int
    difference: float
    low: float
    high: float
    up: int
    down: int
    even: int
    verdict: Verdict

    @property
    def few(self) -> bool:
        """Whether there are too few pairs to lean on the interval."""
        return self.pairs < FEW


def compared(first: Mapping[str, float], second: Mapping[str, float], better: Better) -> Paired | None:
    """The comparison over the cases that both have; None where there is none."""
    differences = [round(second[case] - first[case], 6) for case in sorted(first.keys() & second.keys())]
    if not differences:
        return None
    low, high = _interval(differences)
    mean = sum(differences) / len(differences)
    up, down = sum(one > 0 for one in differences), sum(one < 0 for one in differences)
    even = len(differences) - up - down
    return Paired(
        len(differences), round(mean, 2), low, high, up, down, even, _verdict(low, high, better, moved=bool(up or down))
    )


def _interval(differences: list[float]) -> tuple[float, float]:
    if len(set(differences)) == 1:
        return round(differences[0], 2), round(differences[0], 2)
    draw = random.Random(_SEED)  # noqa: S311 - no secret: the same data must give the same interval
    count = len(differences)
    times = _DRAWS if count <= _MANY else _MANY_DRAWS
    means = sorted(sum(draw.choices(differences, k=count)) / count for _ in range(times))
    return round(means[int(0.025 * times)], 2), round(means[int(0.975 * times) - 1], 2)


def _verdict(low: float, high: float, better: Better, *, moved: bool) -> Verdict:
    if not moved:
        return "same"
    if better == "neither" or low <= 0 <= high:
        return "open"
    return "better" if (low > 0) == (better == "higher") else "worse"
