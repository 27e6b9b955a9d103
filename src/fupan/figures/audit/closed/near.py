"""Near: whether two levels can give about the size of a figure, in floats, before the exact way is worked out.

Most pairs of a text cannot; asking them exactly took most of the time of the second look.
"""

from __future__ import annotations

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
        return self._relative(100 * float(a.value) / float(b.value), 0, a, b)

    def growth(self, a: Level, b: Level) -> bool:
        """For (a - b) ÷ b in %; ``b`` must not be 0."""
        start = float(b.value)
        return self._relative(100 * (float(a.value) - start) / start, 100, a, b)

    def per(self, a: Level, b: Level) -> bool:
        """For a ÷ b, as an amount or a multiple; ``b`` must not be 0."""
        return self._relative(float(a.value) / float(b.value), 0, a, b)

    def product(self, a: Level, b: Level) -> bool:
        """For a × b, where one is a rate in %."""
        share = 100 if "%" in (a.unit, b.unit) else 1
        return self._relative(float(a.value) * float(b.value) / share, 0, a, b)

    def difference(self, a: Level, b: Level) -> bool:
        """For a - b."""
        size = abs(float(a.value) - float(b.value))
        return self._holds(size, float(a.mention.step) + float(b.mention.step) + _FLOATING * abs(float(a.value)))

    def _relative(self, size: float, beyond: float, a: Level, b: Level) -> bool:
        return self._holds(abs(size), (abs(size) + beyond) * (_inexact(a) + _inexact(b)))

    def _holds(self, size: float, slack: float) -> bool:
        slack += _FLOATING * (size + 1)
        return self.least - slack <= size <= self.most + slack


ANY = Near(0, float("inf"))


def near(mention: Mention) -> Near:
    """The sizes that a figure may state."""
    least, most = sizes(mention)
    return Near(float(least), float(most))


def _inexact(level: Level) -> float:
    """At least the part of a value by which its rounding may take it off."""
    value = float(level.value)
    return float(level.mention.step) / (2 * abs(value)) if value else 0.0
