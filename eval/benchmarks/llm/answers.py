"""Asking for free text as a chat window does: what came stays, cut off or not."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace

from fupan.errors import LlmCancelledError, LlmReplyError
from fupan.evals.record import CallRecord, Cost
from fupan.llm.port import Ask, Llm, OnToken, Profile, Reply


@dataclass
class Heard:
    """An llm whose every call is kept with its time; it answers as the llm within. Thread-safe."""

    llm: Llm
    calls: list[CallRecord] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the llm within."""
        return self.llm.name

    @property
    def profile(self) -> Profile:
        """The profile of the llm within."""
        return self.llm.profile

    def ask(self, ask: Ask, on_token: OnToken | None = None, cancel: threading.Event | None = None) -> Reply:
        """The reply of the llm within, its cost kept; what it raises is raised, and kept too."""
        began = time.perf_counter()
        try:
            reply = self.llm.ask(ask, on_token, cancel)
        except LlmReplyError as fault:
            self._keep(ask, "", began, error=fault.message)
            raise
        self._keep(ask, reply.text, began, reply=reply)
        return reply

    def close(self) -> None:
        """The llm within is closed by whoever opened it."""

    def free_text(self, ask: Ask) -> str:
        """The reply to ``ask`` as it came: one that would not end is cut off and kept, as a person would take it.

        One token is seldom less than a character of Chinese: with as many characters as tokens are allowed the reply
        has gone round in circles. Empty where the llm refused or said nothing. Raises LlmError where it is not reached.
        """
        began, stop = time.perf_counter(), threading.Event()
        parts: list[str] = []

        def hear(piece: str) -> None:
            parts.append(piece)
            if max(len(parts), sum(map(len, parts))) >= ask.max_tokens:
                stop.set()

        try:
            # with room to spare, so that it is this limit that is met: the llm layer asks again for what it cut off
            return self.ask(replace(ask, max_tokens=ask.max_tokens * 5 // 4), hear, stop).text
        except LlmCancelledError:
            text = "".join(parts)
            self._keep(ask, text, began, error="没有写完，截断在此")
            return text
        except LlmReplyError:
            return "".join(parts)[: ask.max_tokens]

    def cost(self) -> Cost:
        """What the calls cost together; the seconds are those of the calls, one after the other."""
        return Cost(
            len(self.calls),
            sum(call.cached for call in self.calls),
            sum(call.prompt_tokens for call in self.calls),
            sum(call.completion_tokens for call in self.calls),
            sum(call.seconds for call in self.calls),
        )

    def _keep(self, ask: Ask, text: str, began: float, *, reply: Reply | None = None, error: str = "") -> None:
        self.calls.append(
            CallRecord(
                ask.messages,
                text,
                reply.prompt_tokens if reply else 0,
                reply.completion_tokens if reply else 0,
                time.perf_counter() - began,
                reply.cached if reply else False,
                error,
            )
        )
