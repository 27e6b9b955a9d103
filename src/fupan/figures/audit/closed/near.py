"""Near: whether two levels can give about the size of a figure, in floats, before the exact way is worked out.

Most pairs of a text cannot; asking them exactly took most of the time of the second look.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from fupan.domain.mention import Mention
from fupan.figures.agreement import sizes
from fupan.figures.audit.level import Level

_FLOATING = 1e-9


class Near(NamedTuple):
    """The sizes (base unit) that a figure may state; wider than what ``way.tells`` takes, never narrower."""

    least: float
    most: float

    def quotient(self, a: Level, b: Level) -> bool:
        """For a ÷ b in %; ``b`` must not be 0."""
        (one, loose), (other, looser) = _rough(a), _rough(b)
        return self._relative(100 * one / other, 0, loose + looser)

    def growth(self, a: Level, b: Level) -> bool:
        """For (a - b) ÷ b in %; ``b`` must not be 0."""
        (one, loose), (start, looser) = _rough(a), _rough(b)
        return self._relative(100 * (one - start) / start, 100, loose + looser)

    def per(self, a: Level, b: Level) -> bool:
        """For a ÷ b, as an amount or a multiple; ``b`` must not be 0."""
        (one, loose), (other, looser) = _rough(a), _rough(b)
        return self._relative(one / other, 0, loose + looser)

    def product(self, a: Level, b: Level) -> bool:
        """For a × b, where one is a rate in %."""
        (one, loose), (other, looser) = _rough(a), _rough(b)
        return self._relative(one * other / (100 if "%" in (a.unit, b.unit) else 1), 0, loose + looser)

    def difference(self, a: Level, b: Level) -> bool:
        """For a - b."""
        one, other = _rough(a)[0], _rough(b)[0]
        return self._holds(abs(one - other), float(a.mention.step) + float(b.mention.step) + _FLOATING * abs(one))

    def _relative(self, size: float, beyond: float, loose: float) -> bool:
        return self._holds(abs(size), (abs(size) + beyond) * loose)

    def _holds(self, size: float, slack: float) -> bool:
        slack += _FLOATING * (size + 1)
        return self.least - slack <= size <= self.most + slack


ANY = Near(0, float("inf"))


def near(mention: Mention) -> Near:
    """The sizes that a figure may state."""
    least, most = sizes(mention)
    return Near(float(least), float(most))


def _rough(level: Level) -> tuple[float, float]:
    """The value, and at least the part of it by which its rounding may take it off."""
    return _in_floats(level.value, level.mention.step)


@lru_cache(maxsize=4096)
def _in_floats(value: Decimal, step: Decimal) -> tuple[float, float]:
    """Kept: a level is asked for with many others, and a Decimal is slow to turn into a float."""
    rough = float(value)
    return rough, float(step) / (2 * abs(rough)) if rough else 0.0
