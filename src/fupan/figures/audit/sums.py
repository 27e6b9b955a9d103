"""A recomputed value with how far its words bind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fupan.domain.fact import Fact
from fupan.figures.audit.level import Level


class Sum(NamedTuple):
    """A recomputed value; ``signed`` where the figure's direction must agree with its sign.

    ``certain``: which of the two values comes first is certain, because their roles say it. ``whole`` is what a
    share is a share of, ``pair`` are its part and its whole.
    """

    fact: Fact
    signed: bool = False
    certain: bool = False
    whole: Level | None = None
    pair: tuple[Level, Level] | None = None


def made_of(fact: Fact | None, *, signed: bool = False) -> Iterator[Sum]:
    """The sum of a fact, none where it cannot be worked out."""
    if fact is not None:
        yield Sum(fact, signed)
