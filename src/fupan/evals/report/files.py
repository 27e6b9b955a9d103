"""The reports that a run leaves behind as files: the page, JUnit XML; and an earlier run to hold it against."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from fupan.errors import InputError
from fupan.evals.case import Case
from fupan.evals.journal import Journal
from fupan.evals.record import RunRecord, read_run
from fupan.evals.report.against import Comparison, against
from fupan.evals.report.html import html_pieces
from fupan.evals.report.junit import junit
from fupan.evals.run import HEAD, JOURNAL


def write_html(
    path: Path, run: RunRecord, journal: Journal, cases: Sequence[Case], comparisons: Iterable[Comparison] = ()
) -> None:
    """Write the page of a run to ``path``. Raises InputError where the place cannot be written."""
    known = {case.id: case for case in cases}
    write_pieces(path, html_pieces(run, lambda: journal.records(run.keys), cases=known, comparisons=comparisons))


def write_junit(path: Path, run: RunRecord, journal: Journal) -> None:
    """Write the JUnit XML of a run to ``path``. Raises InputError where the place cannot be written."""
    write_pieces(path, junit(run, lambda: journal.records(run.keys)))


def against_earlier(place: Path, run: RunRecord, journal: Journal) -> tuple[Comparison, ...]:
    """The run held against the one that was kept in the folder ``place`` (its ``-o``).

    Raises InputError where no run lies there, where it is this very run, or where no arm is in both.
    """
    if place.resolve() == journal.path.parent.resolve():
        raise InputError(f"{place} 就是这次评测的文件夹", hint="用 -o 把这次的结果放到另一个文件夹，再与上次的比")
    try:
        before = read_run((place / HEAD).read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(
            f"{place} 里没有评测的结果", hint=f"应是上次评测的 -o 文件夹，里面有 {HEAD} 和 {JOURNAL}"
        ) from error
    with closing(Journal(place / JOURNAL)) as earlier:
        found = against((before, earlier.records(before.keys)), (run, journal.records(run.keys)))
    if not found:
        names = "、".join(arm.label for arm in before.arms)
        raise InputError(f"{place} 里没有与这次相同的组", hint=f"那里有：{names}")
    return found


def write_pieces(path: Path, pieces: Iterable[str]) -> None:
    """Write a text to ``path`` piece by piece, so that nobody ever sees half of it. Raises InputError."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8", newline="\n", errors="replace") as file:
            file.writelines(pieces)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):  # nothing to clear away where the folder itself is the fault
            part.unlink()
        raise InputError(f"写不了文件 {path}：{error.strerror}", hint="换一个可以写入的位置") from error
