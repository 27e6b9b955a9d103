"""Runs cases side by side and hands over each result as it comes.

Drafting and scoring cost CPU time, waiting for an llm costs none: so there are two processes a core, and in each as
many threads as cases must wait at once. The processes are forked from one server process that has everything
imported (``forkserver``; where the system has none, ``spawn``). Nothing but the task goes out and nothing but the
record's line and its summary comes back.

Why no ready harness runs the cases: pydantic-evals keeps every input, output and report of a run in memory, runs cases
in one process (16 at once here means 16 taking turns at one interpreter), has no journal to go on from, and importing
it costs two CPU seconds because it brings pydantic-ai along. What is taken from it is its distinctions: an evaluator
that raises is recorded apart from one that says no, and a task that fails is no failed case. The pools of the standard
library run one task a process at a time, or all of them in one.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from typing import NamedTuple

from fupan.evals.record import CaseRecord, Failure, record_line
from fupan.evals.scores import SCORES
from fupan.evals.summary import CaseSummary, summary_of
from fupan.evals.work import COMPOSER, Bench, Task, failure_of

_A_CORE = 2
"""Processes a core: while a thread of one holds its interpreter, another process has the core."""
_MODULES = ("fupan.intake.documents", "fupan.prompting.render", "fupan.evals.pool")
_LLM_MODULES = ("fupan.llm.chat", "fupan.llm.remote", "fupan.llm.local", "langchain_openai", "fupan.store.store")
"""What the server process imports once for all workers; the second only where an llm is asked."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What every worker must know. ``scores`` are ids."""

    code: str
    scores: tuple[str, ...]
    fresh: bool = False

    def bench(self) -> Bench:
        """A bench with these settings."""
        return Bench(self.code, [score for score in SCORES if score.id in self.scores], self.fresh)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one task: the line for the journal, and what stays in memory."""

    line: str
    summary: CaseSummary


def run_all(tasks: Sequence[Task], settings: Settings, at_once: int) -> Iterator[Outcome]:
    """The outcome of every task, in the order in which they end; with one at once in the order given.

    Where the caller stops early (an interrupt), what is running is given up.
    """
    if at_once <= 1 or len(tasks) <= 1:
        yield from _one_by_one(tasks, settings)
    else:
        yield from _side_by_side(tasks, settings, min(at_once, len(tasks)))


def _one_by_one(tasks: Sequence[Task], settings: Settings) -> Iterator[Outcome]:
    bench = settings.bench()
    try:
        for task in tasks:
            yield _outcome(bench.run(task), settings.scores)
    finally:
        bench.close()


def _side_by_side(tasks: Sequence[Task], settings: Settings, at_once: int) -> Iterator[Outcome]:
    waiting = list(reversed(tasks))
    suspects: list[Task] = []
    workers = _started(settings, tasks, at_once)
    try:
        for worker in workers:
            worker.fill(waiting)
        while busy := [worker for worker in workers if worker.running]:
            ready = wait([worker.pipe for worker in busy])
            for worker in busy:
                if worker.pipe not in ready:
                    continue
                outcome = worker.outcome()
                if outcome is None:
                    workers.remove(worker)
                    worker.end()
                    suspects += worker.running.values()
                    continue
                worker.fill(waiting)
                yield outcome
    finally:
        for worker in workers:
            worker.end()
    # Whose fault it was that a process went down nobody can say: each is run alone, and who fails again is the one.
    for task in [*suspects, *reversed(waiting)]:
        yield _alone(task, settings)


def _alone(task: Task, settings: Settings) -> Outcome:
    """A task in a process of its own; one that takes its process down is errored."""
    worker = _started(settings, [task], 1)[0]
    try:
        worker.fill([task])
        outcome = worker.outcome()
    finally:
        worker.end()
    if outcome is not None:
        return outcome
    message = "运行这个用例的进程突然没了（多半是内存不够）"
    return _outcome(settings.bench().lost(task, Failure("bug", message, "少开几个：--parallel 1")), settings.scores)


class _Worker:
    """A process with ``threads`` cases at once; ``running`` are the tasks that it was given, by number."""

    def __init__(self, pipe: Connection, process: multiprocessing.process.BaseProcess, threads: int) -> None:
        self.pipe, self.running = pipe, dict[int, Task]()
        self._process, self._room, self._given = process, threads + 1, 0

    def fill(self, waiting: list[Task]) -> None:
        """Take tasks from the end of ``waiting``: one for each thread, and one that waits."""
        while waiting and len(self.running) < self._room:
            task = waiting.pop()
            self.running[self._given] = task
            try:
                self.pipe.send((self._given, task))
            except OSError:  # it has gone down; reading from it says so
                return
            self._given += 1

    def outcome(self) -> Outcome | None:
        """What came of one of its tasks, as soon as there is something; None where the process has gone down."""
        try:
            told: tuple[int, Outcome] = self.pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            return None
        number, outcome = told
        del self.running[number]
        return outcome

    def end(self) -> None:
        """Give up what is running: a worker holds nothing that is not in the journal or the store."""
        self._process.terminate()
        self._process.join()
        self.pipe.close()


def _asks(task: Task) -> bool:
    return task.document is None and task.arm.llm != COMPOSER


def _started(settings: Settings, tasks: Sequence[Task], at_once: int) -> list[_Worker]:
    """The processes, with threads for so many tasks ``at_once``."""
    forks = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver") if forks else multiprocessing.get_context("spawn")
    if forks:
        multiprocessing.set_forkserver_preload([*(_LLM_MODULES if any(map(_asks, tasks)) else ()), *_MODULES])
        forkserver.ensure_running()
    count = min(at_once, _A_CORE * (os.cpu_count() or 1))
    threads = -(-at_once // count)
    workers = []
    for _ in range(count):
        pipe, far = context.Pipe()
        process = context.Process(target=_work, args=(far, settings, threads), daemon=True)
        process.start()
        far.close()
        workers.append(_Worker(pipe, process, threads))
    return workers


class _Told(NamedTuple):
    """The way back to the collecting process; one outcome at a time goes through it."""

    pipe: Connection
    lock: threading.Lock

    def tell(self, number: int, outcome: Outcome) -> None:
        """Send what came of the task of this number."""
        with self.lock:
            self.pipe.send((number, outcome))


def _work(pipe: Connection, settings: Settings, threads: int) -> None:
    """Run tasks as they come. An interrupt is the parent's business; where the parent is gone, so is this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bench, told = settings.bench(), _Told(pipe, threading.Lock())

    def run(number: int, task: Task) -> None:
        try:
            outcome = _outcome(bench.run(task), settings.scores)
        except Exception as error:  # noqa: BLE001 - whatever it is, the collecting process waits for an answer
            outcome = _outcome(bench.lost(task, failure_of(error)), settings.scores)
        told.tell(number, outcome)

    pool = ThreadPoolExecutor(threads)
    try:
        while True:
            pool.submit(run, *pipe.recv())
    except (EOFError, OSError):
        os._exit(1)


def _outcome(record: CaseRecord, names: Sequence[str]) -> Outcome:
    return Outcome(record_line(record), summary_of(record, names))
