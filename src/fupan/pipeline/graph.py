"""Sections as a graph: independent ones at once, each after those it builds on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Generic, TypeVar

T = TypeVar("T")
_POLL_SECONDS = 0.2


class Graph(Generic[T]):
    """Work on nodes with edges ``after``: node id → ids that must be finished before it."""

    def __init__(self, after: Mapping[str, Sequence[str]], workers: int) -> None:
        self._after = {node: [other for other in others if other in after] for node, others in after.items()}
        self._workers = max(1, workers)

    def run(self, work: Callable[[str, Mapping[str, T]], T], cancel: threading.Event) -> dict[str, T]:
        """Call ``work(node, finished)`` for every node; results by node, in the order of the nodes given.

        The first exception stops what has not begun, waits for what has, and is raised again. On KeyboardInterrupt
        ``cancel`` is set, so that running work can stop early.
        """
        finished: dict[str, T] = {}
        waiting = dict(self._after)
        running: dict[Future[T], str] = {}
        pool = ThreadPoolExecutor(self._workers, thread_name_prefix="section")
        try:
            while waiting or running:
                ready = [node for node, others in waiting.items() if all(other in finished for other in others)]
                for node in ready:
                    del waiting[node]
                    running[pool.submit(work, node, dict(finished))] = node
                done, _ = wait(running, timeout=_POLL_SECONDS, return_when=FIRST_COMPLETED)
                for future in done:
                    finished[running.pop(future)] = future.result()
        except BaseException:
            cancel.set()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        return {node: finished[node] for node in self._after}
