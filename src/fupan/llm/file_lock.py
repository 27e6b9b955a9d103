"""One process at a time: a lock that the system releases when its holder dies."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_PAUSE = 0.2


@contextmanager
def file_lock(path: Path) -> Iterator[None]:
    """Hold the lock file ``path`` for the length of the block; waits, without a limit, while another process has it.

    The empty file stays behind: removing it would let two later holders lock two different files of the same name.
    """
    with path.open("a+b") as file:
        while True:
            try:
                _try_lock(file.fileno())
                break
            except (BlockingIOError, PermissionError):
                time.sleep(_PAUSE)
        yield
