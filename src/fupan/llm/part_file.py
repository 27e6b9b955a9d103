"""The half-finished weights file: parts are appended in number order, and a small state file says how far it is.

State is written after the bytes are on disk, so a kill at any moment loses at most the part being appended: what stands
in the file beyond the recorded length is cut off when the work goes on.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a part file is: ``parts`` whole parts, ``size`` bytes."""

    parts: int
    size: int


class PartFile:
    """The file ``<target>.part`` with its state ``<target>.state.json``; ``sha256`` ties the state to one version."""

    def __init__(self, target: Path, sha256: str) -> None:
        self.target = target
        self.path = target.with_name(target.name + ".part")
        self._state = target.with_name(target.name + ".state.json")
        self._sha256 = sha256

    def resume(self) -> Progress:
        """How far an earlier run came; the part file is cut to that length. Zero where nothing usable is left."""
        progress = self._read_state()
        if not self.path.is_file() or self.path.stat().st_size < progress.size:
            progress = Progress(0, 0)
        self.target.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            file.truncate(progress.size)
        return progress

    def append(self, progress: Progress, chunks: Iterable[bytes]) -> Progress:
        """Write one more part after ``progress`` and record it. Raises OSError, such as a full disk."""
        size = progress.size
        with self.path.open("r+b") as file:
            file.seek(size)
            for chunk in chunks:
                file.write(chunk)
                size += len(chunk)
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
        done = Progress(progress.parts + 1, size)
        fresh = self._state.with_name(self._state.name + ".new")
        row = {"sha256": self._sha256, "parts": done.parts, "size": done.size}
        fresh.write_text(json.dumps(row), encoding="utf-8")
        fresh.replace(self._state)
        return done

    def hash(self) -> str:
        """SHA-256 of the part file, in hex."""
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    def finish(self) -> None:
        """Give the file its final name; the state is forgotten."""
        self.path.replace(self.target)
        self._state.unlink(missing_ok=True)

    def discard(self) -> None:
        """Forget everything that was downloaded."""
        self.path.unlink(missing_ok=True)
        self._state.unlink(missing_ok=True)

    def _read_state(self) -> Progress:
        try:
            row = json.loads(self._state.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return Progress(0, 0)
        match row:
            case {"sha256": self._sha256, "parts": int(parts), "size": int(size)} if parts >= 0 and size >= 0:
                return Progress(parts, size)
            case _:
                return Progress(0, 0)
