"""What the first case of a process costs, paid once for all workers: importing this module does the work.

The server process that workers are forked from imports it (``multiprocessing.set_forkserver_preload`` knows no other
way). It writes and scores one case of each template without an llm, so that word lists, expressions and templates are
there when the workers begin; a worker would need about two CPU seconds for them, and there may be sixteen.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fupan.evals.reading import find_cases
from fupan.evals.record import Arm
from fupan.evals.work import COMPOSER, Bench, Task

_PLACES = "FUPAN_EVAL_WARM_UP"
BENCH = Bench("")
"""What was loaded; workers take its templates."""


@contextmanager
def warm_up_with(folders: Iterable[Path]) -> Iterator[None]:
    """The folders of cases to warm up with, for a server process that is started in this block."""
    os.environ[_PLACES] = os.pathsep.join(str(folder.absolute()) for folder in folders)
    try:
        yield
    finally:
        del os.environ[_PLACES]


def _warm_up() -> None:
    for folder in filter(None, os.environ.get(_PLACES, "").split(os.pathsep)):
        for case in find_cases([Path(folder)])[0]:
            BENCH.run(Task(case, Arm(COMPOSER, COMPOSER)))
    gc.collect()
    gc.freeze()  # what is shared stays shared: the collector would write into every page of it


if _PLACES in os.environ:
    _warm_up()
