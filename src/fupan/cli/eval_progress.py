"""Progress of an evaluation: a bar for a person, a line a case for a log; or the records themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fupan.cli.eval_view import STATES
from fupan.cli.output import is_person, tell
from fupan.evals.run import Watcher
from fupan.evals.summary import CaseSummary


@contextmanager
def eval_progress() -> Iterator[Watcher]:
    """A watcher that shows on standard error which cases have ended, and how."""
    if is_person():
        with _live() as watcher:
            yield watcher
    else:
        yield _line


def _line(summary: CaseSummary, done: int, total: int) -> None:
    tell(f"[{done}/{total}] {_told(summary)}")


def _told(summary: CaseSummary) -> str:
    times = f" 第 {summary.repeat} 遍" if summary.repeat > 1 else ""
    failure = f"：{summary.failure.splitlines()[0]}" if summary.failure else ""
    return f"{summary.case} · {summary.arm}{times} {STATES[summary.state]}{failure}"


@contextmanager
def _live() -> Iterator[Watcher]:
    from rich.console import Console  # noqa: PLC0415
    from rich.markup import escape  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("评测", total=None)

        def watch(summary: CaseSummary, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=f"评测 {escape(summary.case)}")
            if summary.state in {"errored", "failed"}:
                bar.console.print(escape(_told(summary)), highlight=False)

        yield watch
