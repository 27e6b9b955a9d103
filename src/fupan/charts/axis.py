"""The value axis: round steps, from zero, below zero where there are negative values."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_WANTED = 5


@dataclass(frozen=True, slots=True)
class Axis:
    """From ``low`` (zero or below) to ``high`` (zero or above) in steps of ``step``."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        """The marks, both ends included."""
        count = round((self.high - self.low) / self.step)
        return tuple(self.low + number * self.step for number in range(count + 1))

    def at(self, value: float) -> float:
        """Where a value stands, 0 at ``low`` and 1 at ``high``."""
        return (value - self.low) / (self.high - self.low)


def axis_for(values: Iterable[Decimal | None]) -> Axis:
    """The axis that holds all values and zero."""
    known = [float(value) for value in values if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    if low == high:
        high = 1.0
    raw = (high - low) / _WANTED
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(one * power for one in _STEPS if one * power >= raw * (1 - 1e-9))
    return Axis(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step)


def tick_text(value: float, step: float) -> str:
    """A mark as it is written: as many decimals as the step has."""
    places = max(0, -math.floor(math.log10(step))) if step < 1 else 0
    if not float(step * 10**places).is_integer():
        places += 1
    return f"{0.0 if abs(value) < step / 1000 else value:.{places}f}"
