"""A recomputed value with how far its words bind it."""

from __future__ import annotations

from typing import NamedTuple

from fupan.domain.fact import Fact
from fupan.figures.audit.level import Level


class Sum(NamedTuple):
    """A recomputed value; ``signed`` where the figure's direction must agree with its sign.

    ``certain``: which of the two values comes first is certain, because their roles say it. ``whole`` is what a
    share is a share of.
    """

    fact: Fact
    signed: bool = False
    certain: bool = False
    whole: Level | None = None
