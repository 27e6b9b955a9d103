"""What was made last of a thing: texts are checked against one sheet many times (a draft, its steps, its repairs)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

_Of = TypeVar("_Of")
_Made = TypeVar("_Made")


class Latest(Generic[_Of, _Made]):
    """Makes what belongs to a thing once, and keeps the last few; things are told apart by identity.

    A few, because several drafts may be under way in one process, each in a thread of its own.
    """

    def __init__(self, make: Callable[[_Of], _Made], most: int) -> None:
        self._make = make
        self._kept: deque[tuple[_Of, _Made]] = deque(maxlen=most)

    def of(self, thing: _Of) -> _Made:
        """What belongs to ``thing``."""
        for given, made in tuple(self._kept):
            if given is thing:
                return made
        made = self._make(thing)
        self._kept.appendleft((thing, made))
        return made
