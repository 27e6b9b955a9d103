"""How many threads the embedded llm should use."""

from __future__ import annotations

import math
import os
from pathlib import Path

_MOST = 4
_CGROUP_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def default_threads() -> int:
    """Threads to use where the user set none: the cores this process may use, at most 4, at least 1.

    llama.cpp's threads wait for each other after every layer, so more threads than free cores make it many times
    slower (two threads beside another busy process were measured at a tenth of the speed).
    """
    return max(1, min(_allowed(), _quota(), _MOST))


def _allowed() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _quota() -> int:
    """The container's CPU quota in whole cores; a large number where there is none."""
    try:
        limit, period = _CGROUP_QUOTA.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return _MOST
    return _MOST if limit == "max" else max(1, math.ceil(int(limit) / int(period)))
