"""Progress of a download: a bar for a person, a line every tenth for a log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fupan.cli.output import is_person, tell


@contextmanager
def pull_progress() -> Iterator[Callable[[int, int], None]]:
    """A function that takes the bytes done and the bytes in all, and shows them on standard error."""
    if not is_person():
        yield _lines()
        return
    from rich.console import Console  # noqa: PLC0415 - only for a person at a terminal
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("下载", total=None)

        def watch(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description="校验" if done == total else "下载")

        yield watch


def _lines() -> Callable[[int, int], None]:
    told: set[int] = set()

    def watch(done: int, total: int) -> None:
        tenth = done * 10 // total
        if tenth not in told:
            told.add(tenth)
            tell(f"{tenth * 10}%")

    return watch
