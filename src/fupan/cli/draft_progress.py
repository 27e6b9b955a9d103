"""Progress of a draft: a live line for a person, one line a section for a log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fupan.cli.output import is_person, tell
from fupan.pipeline.progress import Event, Watcher


@contextmanager
def progress() -> Iterator[Watcher]:
    """A watcher that shows what is being written, on standard error."""
    if is_person():
        with _live() as watcher:
            yield watcher
    else:
        yield _line


def _line(event: Event) -> None:
    if event.kind == "finished":
        tail = f"（{event.detail}）" if event.detail else ""
        tell(f"[{event.done}/{event.total}] {event.title}{tail}")


@contextmanager
def _live() -> Iterator[Watcher]:
    from rich.console import Console  # noqa: PLC0415
    from rich.markup import escape  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("准备", total=None)

        def watch(event: Event) -> None:
            if event.kind == "started":
                bar.update(task, description=f"在写：{escape(event.title)}", total=event.total)
            elif event.kind == "step":
                bar.update(task, description=f"已写：{escape(event.section)} · {escape(event.detail)}")
            elif event.kind == "finished":
                tail = f"（{event.detail}）" if event.detail else ""
                bar.console.print(f"✓ {escape(event.title)}{tail}", highlight=False)
                bar.update(task, completed=event.done, total=event.total)

        yield watch
