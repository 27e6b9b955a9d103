"""Runs cases side by side and hands over each result as it comes.

Drafting and scoring cost CPU time, so several cases at once means several processes, one case each; they are forked
from one server process that has everything imported (``forkserver``; where the system has none, ``spawn``). Nothing
but the task goes out and nothing but the record's line and its summary comes back.

Why no ready harness runs the cases: pydantic-evals keeps every input, output and report of a run in memory, runs cases
in one process (16 at once here means 16 taking turns at one interpreter), has no journal to go on from, and importing
it costs two CPU seconds because it brings pydantic-ai along. What is taken from it is its distinctions: an evaluator
that raises is recorded apart from one that says no, and a task that fails is no failed case.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import forkserver
from pathlib import Path

from fupan.evals.record import CaseRecord, Failure, record_line
from fupan.evals.scores import SCORES
from fupan.evals.summary import CaseSummary, summary_of
from fupan.evals.warm import BENCH, warm_up_with
from fupan.evals.work import COMPOSER, Bench, Task

_AHEAD = 2
"""Tasks handed out for each worker: one that runs, one that waits."""
_LOOK = 1.0
_WARM_MOST = 5
_MODULES = ("fupan.intake.documents", "fupan.prompting.render", "fupan.evals.pool", "fupan.evals.warm")
_LLM_MODULES = ("fupan.llm.chat", "fupan.llm.remote", "fupan.llm.local", "langchain_openai", "fupan.store.store")
"""What the server process imports once for all workers; the second only where an llm is asked."""
_workers_bench: list[Bench] = []


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


def run_all(tasks: Sequence[Task], settings: Settings, workers: int) -> Iterator[Outcome]:
    """The outcome of every task, in the order in which they end; with one worker in the order given.

    Where the caller stops early (an interrupt), what is running is given up.
    """
    if workers <= 1 or len(tasks) <= 1:
        yield from _one_by_one(tasks, settings)
    else:
        yield from _side_by_side(tasks, settings, min(workers, len(tasks)))


def _one_by_one(tasks: Sequence[Task], settings: Settings) -> Iterator[Outcome]:
    bench = settings.bench()
    try:
        for task in tasks:
            yield _outcome(bench.run(task), settings.scores)
    finally:
        bench.close()


def _side_by_side(tasks: Sequence[Task], settings: Settings, workers: int) -> Iterator[Outcome]:
    waiting = list(reversed(tasks))
    running: dict[Future[Outcome], Task] = {}
    pool = _pool(settings, workers, tasks)
    try:
        while waiting or running:
            while waiting and len(running) < _AHEAD * workers:
                task = waiting.pop()
                running[pool.submit(_work, task)] = task
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            broken = False
            for future in done:
                task = running.pop(future)
                try:
                    outcome = future.result()
                except BrokenProcessPool:
                    # Nobody can say whose fault it was: each is run alone, and who fails again is the one.
                    broken = True
                    waiting.append(task)
                    continue
                yield outcome
            if broken:
                waiting += running.values()
                running.clear()
                _end(pool)
                while waiting:
                    yield _alone(waiting.pop(), settings)
                return
    finally:
        _end(pool)


def _alone(task: Task, settings: Settings) -> Outcome:
    """A task in a process of its own; one that takes its process down is errored."""
    pool = _pool(settings, 1, [task])
    try:
        return pool.submit(_work, task).result()
    except BrokenProcessPool:
        message = "运行这个用例的进程突然没了（多半是内存不够）"
        failure = Failure("bug", message, "少开几个：--parallel 1")
        return _outcome(settings.bench().lost(task, failure), settings.scores)
    finally:
        _end(pool)


def _asks(task: Task) -> bool:
    return task.document is None and task.arm.llm != COMPOSER


def _pool(settings: Settings, workers: int, tasks: Sequence[Task]) -> ProcessPoolExecutor:
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        asks = any(map(_asks, tasks))
        multiprocessing.set_forkserver_preload([*(_LLM_MODULES if asks else ()), *_MODULES])
        # as many workers as cores warm up side by side, each for itself
        crowded = workers > (os.cpu_count() or 1)
        with warm_up_with(_one_of_each(tasks) if crowded else ()):
            forkserver.ensure_running()
    return ProcessPoolExecutor(workers, context, _start, (settings,))


def _one_of_each(tasks: Sequence[Task]) -> list[Path]:
    """The folder of one case of every template."""
    return list({task.case.template: task.case.folder for task in reversed(tasks)}.values())[:_WARM_MOST]


def _end(pool: ProcessPoolExecutor) -> None:
    """Give up what is running: a worker holds nothing that is not in the journal or the store."""
    processes = list((pool._processes or {}).values())  # noqa: SLF001 - no public way before Python 3.14
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for process in processes:
        process.join()


def _start(settings: Settings) -> None:
    """Make this process a worker: an interrupt is the parent's business, and without a parent it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    bench = settings.bench()
    bench.take_templates(BENCH)
    _workers_bench[:] = [bench]


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


def _work(task: Task) -> Outcome:
    bench = _workers_bench[0]
    return _outcome(bench.run(task), [score.id for score in bench.scores])


def _outcome(record: CaseRecord, names: Sequence[str]) -> Outcome:
    return Outcome(record_line(record), summary_of(record, names))
