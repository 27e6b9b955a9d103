"""How many threads the embedded llm should use."""

from __future__ import annotations

import math
import os
from pathlib import Path

_MOST = 4
_CGROUP_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def default_threads() -> int:
    """Threads to use where the user set none: the cores this process may use, at most 4, at least 1.

    The threads wait for each other after every layer, so more of them than cores make each of them slower.
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


def share_cores() -> None:
    """Let waiting threads sleep instead of spin. Call before the runtime is loaded: OpenMP reads this only then.

    Spinning gains little on an idle machine and is ruinous on a busy one: two threads on two cores beside ten busy
    processes were measured at 0.4 tokens/s spinning and 5.1 sleeping. A setting of the user's own is kept.
    """
    if "GOMP_SPINCOUNT" not in os.environ:
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
