"""How often and how long to try again."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass

from fupan.errors import LlmCancelledError, LlmReplyError, LlmUnavailableError
from fupan.llm.pump import SilenceError


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """``attempts`` in all at an endpoint that fails; ``replies`` in all that cannot be used; times in seconds.

    ``total`` bounds one question with all its repetitions: no new attempt starts after it.
    """

    attempts: int = 4
    replies: int = 2
    first_wait: float = 1.0
    longest_wait: float = 30.0
    total: float = 300.0


class Retry:
    """The state of one question: call ``after`` with each fault; it waits, or raises the fault when it is enough."""

    def __init__(self, policy: RetryPolicy, cancel: threading.Event | None) -> None:
        self._policy = policy
        self._cancel = cancel or threading.Event()
        self._end = time.monotonic() + policy.total
        self._attempts = 0
        self._replies = 0

    def after_unavailable(self, fault: LlmUnavailableError) -> None:
        """Wait before the next attempt: as long as the server asks, else exponentially longer with jitter.

        Silence counts twice: it has cost its whole time limit already. Raises ``fault``, or LlmCancelledError.
        """
        self._attempts += 2 if isinstance(fault, SilenceError) else 1
        if self._attempts >= self._policy.attempts:
            raise fault
        wait = self._wait(fault)
        if time.monotonic() + wait > self._end:
            raise fault
        if self._cancel.wait(wait):
            raise LlmCancelledError("已停止") from fault

    def after_reply(self, fault: LlmReplyError) -> None:
        """Allow another reply, at once. Raises ``fault`` when there were enough."""
        self._replies += 1
        if self._replies >= self._policy.replies or time.monotonic() > self._end:
            raise fault

    def _wait(self, fault: LlmUnavailableError) -> float:
        # Jitter, so that calls which failed together do not return together.
        if fault.retry_after is not None:
            return fault.retry_after + random.uniform(0.0, self._policy.first_wait)  # noqa: S311 - no secret
        longest: float = min(self._policy.longest_wait, self._policy.first_wait * 2.0 ** (self._attempts - 1))
        return longest * random.uniform(0.5, 1.0)  # noqa: S311 - no secret
