"""Random figures in place of right ones: how often does a wrong figure pass by chance?"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from marks import Case, Mark
from mutation import Mutation, apply_edits
from surface import Surface, round_to

SPREAD = 3.0
MIN_OFF = Decimal("0.01")


def plant(case: Case, rng: random.Random, count: int) -> Iterator[Mutation]:
    """Put `count` random figures, each more than 1 % off, in place of marked figures, one per text."""
    places = [mark for mark in case.marks if mark.surface.is_arabic and not mark.surface.side and mark.kind != "note"]
    for _ in range(count):
        mark = rng.choice(places)
        surface = _random_surface(mark, rng)
        if surface:
            text, spans, _ = apply_edits(case.plain, [(mark.start, mark.end, surface.text)], [])
            yield Mutation(case.name, "planted", text, spans, spans[0], mark.text, surface.text, mark.source)


def _random_surface(mark: Mark, rng: random.Random) -> Surface | None:
    """A figure log-uniform within a factor of three of the right one, at the same precision."""
    right = mark.surface.value
    for _ in range(20):
        factor = Decimal(str(round(math.exp(rng.uniform(-math.log(SPREAD), math.log(SPREAD))), 6)))
        value = round_to(right * factor, mark.surface.step)
        if abs(value - right) > abs(right) * MIN_OFF and value:
            return replace(mark.surface, number=f"{value:f}", value=value)
    return None
