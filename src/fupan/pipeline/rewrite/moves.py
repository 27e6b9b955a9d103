"""Moves: single changes of a plan that may make a section better; which of them are kept is measured, not assumed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fupan.pipeline.rewrite.plan import Plan

Change = Callable[[Plan], Plan | None]


@dataclass(frozen=True)
class Move:
    """``change`` gives the plan with the move made, or None where the plan no longer allows it.

    ``says`` tells in Chinese what the move does. ``serves`` are the goals that it serves: ids of steps, ``figures``,
    ``shorter``, ``tone``, ``plain``. A ``plain_gain`` is one that need not raise the score: an empty cell is filled.
    ``others`` are other ways to make it: the one that brings most is taken.
    """

    says: str
    change: Change
    serves: frozenset[str] = frozenset()
    plain_gain: bool = False
    others: tuple[Change, ...] = ()
