"""Read a stream that may fall silent, from a thread that must stay stoppable.

A blocking read of a socket cannot be interrupted from another thread. So the stream is read in a thread of its own,
and the caller waits on a queue, where it notices silence, a cancel signal and Ctrl-C.
"""

from __future__ import annotations

import atexit
import queue
import threading
import time
from collections.abc import Callable, Generator, Iterator
from typing import Generic, TypeVar
from weakref import WeakSet

from fupan.errors import LlmCancelledError, LlmUnavailableError

T = TypeVar("T")
_TICK = 0.1  # seconds until a cancel signal is noticed
_GRACE = 1.0  # seconds for all readers together when the program ends


class SilenceError(LlmUnavailableError):
    """Nothing came for too long."""


_reading: WeakSet[threading.Thread] = WeakSet()


@atexit.register
def _let_readers_end() -> None:
    """Give threads that were told to stop a moment: one that is killed inside native code aborts the process."""
    end = time.monotonic() + _GRACE
    for thread in list(_reading):
        thread.join(max(0.0, end - time.monotonic()))


class Pump(Generic[T]):
    """Iterate over ``start()``'s items. ``silence`` is the longest gap in seconds, None for no limit.

    Raises SilenceError, LlmCancelledError soon after ``cancel`` is set, and whatever the stream raises. When the
    iteration ends early, the reading thread ends at the stream's next item or error.
    """

    def __init__(
        self, start: Callable[[], Iterator[T]], *, silence: float | None = None, cancel: threading.Event | None = None
    ) -> None:
        self._start = start
        self._silence = silence
        self._cancel = cancel
        self._items: queue.SimpleQueue[tuple[T] | BaseException | None] = queue.SimpleQueue()
        self._stop = threading.Event()

    def __iter__(self) -> Generator[T, None, None]:
        # An endpoint that may stay silent must not keep the program from ending: its thread is a daemon.
        daemon = self._silence is not None
        thread = threading.Thread(target=self._read, name="fupan-llm", daemon=daemon)
        _reading.add(thread)
        thread.start()
        try:
            while (item := self._next()) is not None:
                if isinstance(item, BaseException):
                    raise item
                yield item[0]
        finally:
            self._stop.set()

    def _read(self) -> None:
        try:
            stream = self._start()
            try:
                for item in stream:
                    if self._stop.is_set():
                        break
                    self._items.put((item,))
            finally:
                close = getattr(stream, "close", None)
                if close:
                    close()
            self._items.put(None)
        except BaseException as fault:  # noqa: BLE001 - handed to the caller's thread, which raises it
            self._items.put(fault)

    def _next(self) -> tuple[T] | BaseException | None:
        limit = None if self._silence is None else time.monotonic() + self._silence
        while True:
            if self._cancel and self._cancel.is_set():
                raise LlmCancelledError("已停止")
            try:
                return self._items.get(timeout=_TICK)
            except queue.Empty:
                if limit is not None and time.monotonic() > limit:
                    raise SilenceError(
                        f"大模型 {self._silence:g} 秒没有任何回应",
                        hint="请检查网络；确实很慢时可用环境变量 FUPAN_TIMEOUT 放宽秒数",
                    ) from None
