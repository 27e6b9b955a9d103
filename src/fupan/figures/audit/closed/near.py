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


_KNOWN: dict[int, tuple[Level, float, float]] = {}
"""The levels met last, by identity: each is asked for with many others, and a Decimal is slow to turn into a float."""
_MOST_KNOWN = 20_000


def _rough(level: Level) -> tuple[float, float]:
    """The value, and at least the part of it by which its rounding may take it off."""
    known = _KNOWN.get(id(level))
    if known is None or known[0] is not level:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        value = float(level.value)
        known = level, value, float(level.mention.step) / (2 * abs(value)) if value else 0.0
        _KNOWN[id(level)] = known
    return known[1], known[2]
