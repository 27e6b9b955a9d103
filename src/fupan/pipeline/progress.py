"""What a draft in the making tells whoever watches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

Kind = Literal["started", "step", "token", "finished", "checked"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. ``done`` of ``total`` counts sections; ``detail`` is Chinese text for the user."""

    kind: Kind
    section: str = ""
    title: str = ""
    done: int = 0
    total: int = 0
    detail: str = ""


class Watcher(Protocol):
    """Receives events; called from several threads."""

    def __call__(self, event: Event) -> None:
        """Take one event."""


def unwatched(event: Event) -> None:
    """A watcher that does nothing."""
    del event
