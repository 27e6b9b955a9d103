"""An llm that keeps what it was asked and what it said: the calls of one case."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace

from fupan.errors import FupanError
from fupan.evals.record import CallRecord, Cost
from fupan.llm.port import Ask, Llm, OnToken, Profile, Reply

_APART = 1000
"""Between the attempts and seeds of two repeats: one must not be answered with what another got."""


@dataclass
class Recorder:
    """The ``Llm`` of one case and one repeat. Thread-safe.

    One call at a time: how many run at once is the runner's to decide, over all cases. ``seed`` is given to questions
    that have none, so that an llm which heeds it says the same again; every repeat has seeds of its own.
    """

    llm: Llm
    repeat: int = 1
    seed: int | None = None
    calls: list[CallRecord] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def name(self) -> str:
        """The name of the llm."""
        return self.llm.name

    @property
    def profile(self) -> Profile:
        """The profile of the llm, with one call at a time."""
        return replace(self.llm.profile, concurrency=1)

    def ask(self, ask: Ask, on_token: OnToken | None = None, cancel: threading.Event | None = None) -> Reply:
        """See ``Llm.ask``."""
        apart = _APART * (self.repeat - 1)
        seed = self.seed if ask.seed is None else ask.seed
        asked = replace(ask, attempt=ask.attempt + apart, seed=None if seed is None else seed + apart)
        began = time.perf_counter()
        try:
            reply = self.llm.ask(asked, on_token, cancel)
        except FupanError as error:
            self._keep(CallRecord(ask.messages, "", seconds=_since(began), error=error.message))
            raise
        self._keep(
            CallRecord(
                ask.messages, reply.text, reply.prompt_tokens, reply.completion_tokens, _since(began), reply.cached
            )
        )
        return reply

    def close(self) -> None:
        """The llm belongs to the runner and stays open."""

    def cost(self, seconds: float) -> Cost:
        """What the calls cost, in a wall time of so many seconds."""
        return Cost(
            len(self.calls),
            sum(one.cached for one in self.calls),
            sum(one.prompt_tokens for one in self.calls),
            sum(one.completion_tokens for one in self.calls),
            round(seconds, 3),
        )

    def _keep(self, call: CallRecord) -> None:
        with self._lock:
            self.calls.append(call)


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 3)
