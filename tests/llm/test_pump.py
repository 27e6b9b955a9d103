"""The reading of a stream stays stoppable, and waits are bounded."""

from __future__ import annotations

import threading
import time

import pytest

from fupan.errors import LlmCancelledError, LlmUnavailableError
from fupan.llm.pump import Pump, SilenceError
from fupan.llm.retry import Retry, RetryPolicy


def test_items_come_in_order_and_the_stream_is_closed():
    closed = []

    def stream():
        try:
            yield from (0, None, False, "")
        finally:
            closed.append(True)

    assert list(Pump(stream, silence=5)) == [0, None, False, ""]
    assert closed == [True]


def test_a_reader_who_leaves_stops_the_stream():
    closed = threading.Event()

    def stream():
        try:
            while True:
                time.sleep(0.01)
                yield 1
        finally:
            closed.set()

    for _ in Pump(stream):
        break
    assert closed.wait(5)


def test_faults_reach_the_reader():
    def stream():
        yield 1
        raise ZeroDivisionError

    items = iter(Pump(stream))
    assert next(items) == 1
    with pytest.raises(ZeroDivisionError):
        next(items)


def test_silence_and_cancel():
    forever = threading.Event()

    def stream():
        yield 1
        forever.wait(30)

    with pytest.raises(SilenceError, match=r"0.2 秒没有任何回应"):
        list(Pump(stream, silence=0.2))
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(LlmCancelledError):
        list(Pump(stream, cancel=cancel))
    forever.set()


def test_waits_grow_and_are_bounded(monkeypatch):
    waits = []
    cancel = threading.Event()
    monkeypatch.setattr(cancel, "wait", waits.append)
    monkeypatch.setattr("fupan.llm.retry.random.uniform", lambda _low, high: high)
    retry = Retry(RetryPolicy(attempts=7, longest_wait=5.0), cancel)
    for _ in range(6):
        retry.after_unavailable(LlmUnavailableError("x"))
    assert waits == [1, 2, 4, 5, 5, 5]
    with pytest.raises(LlmUnavailableError):
        retry.after_unavailable(LlmUnavailableError("x"))


def test_no_attempt_starts_after_the_total(monkeypatch):
    retry = Retry(RetryPolicy(total=10), None)
    with pytest.raises(LlmUnavailableError):
        retry.after_unavailable(LlmUnavailableError("x", retry_after=11))


@pytest.mark.parametrize("run", range(3))
def test_jitter_spreads_the_waits(run, monkeypatch):
    waits = []
    for _ in range(20):
        cancel = threading.Event()
        monkeypatch.setattr(cancel, "wait", waits.append)
        Retry(RetryPolicy(), cancel).after_unavailable(LlmUnavailableError("x"))
    assert 0.5 <= min(waits) < max(waits) <= 1
