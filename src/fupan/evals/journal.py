"""The journal: one line of JSON for each case that ended, on the disk before the next one counts.

Killed at any moment, it holds every case that had ended; the line that was being written is dropped when the journal
is opened again. Only keys and places are held in memory.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from errno import EINVAL
from io import FileIO
from pathlib import Path

from fupan.errors import InputError
from fupan.evals.record import CaseRecord, read_record

_BLOCK = 1 << 20
_KEY = re.compile(rb'\{"key":"([0-9a-f]{64})"')


class JournalWriteError(InputError):
    """The disk does not take a line (full, read-only); the run goes on without the journal."""


class Journal:
    """The records of all runs in one file; the last line of a key counts. One process writes at a time.

    ``remark`` says in Chinese what had to be dropped when the file was opened.
    """

    def __init__(self, path: Path) -> None:
        """Open the journal. Raises InputError where the file can neither be read nor made."""
        self.path = path
        self.remark = ""
        self._places: dict[str, tuple[int, int]] = {}
        self._file = _opened(path)
        self._end = self._read_places()

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def __len__(self) -> int:
        return len(self._places)

    def append(self, line: str) -> None:
        """Add a line (as ``record_line`` makes it) and wait until the disk has it. Raises JournalWriteError."""
        content = line.encode()
        found = _KEY.match(content)
        try:
            self._file.seek(0, os.SEEK_END)
            left = memoryview(content)
            while left:  # a nearly full disk takes a part of it
                left = left[self._file.write(left) :]
            _sync(self._file)
        except OSError as error:
            self._take_back()
            raise JournalWriteError(
                f"评测记录写不进 {self.path}：{error.strerror}",
                hint="其余用例照常运行，但这次的结果不会留下；腾出空间后重新运行即可",
            ) from error
        if found:
            self._places[found[1].decode()] = (self._end, len(content))
        self._end += len(content)

    def record(self, key: str) -> CaseRecord:
        """The last record of this key. Raises KeyError, and ValueError where the line was tampered with."""
        start, length = self._places[key]
        self._file.seek(start)
        return read_record(self._file.read(length))

    def records(self, keys: Iterable[str]) -> Iterator[CaseRecord]:
        """The records of these keys in their order, one in memory at a time.

        Keys that are not there, or whose line cannot be read, are left out.
        """
        for key in keys:
            with suppress(KeyError, ValueError):
                yield self.record(key)

    def close(self) -> None:
        """Close the file."""
        with suppress(OSError):
            self._file.close()

    def _read_places(self) -> int:
        """The places of all keys; a torn last line is cut off. Returns where the next line begins."""
        offset = broken = 0
        with suppress(OSError):
            self._file.seek(0)
        for line in _lines(self._file):
            if not line.endswith(b"\n"):
                self.remark = f"{self.path} 的最后一行没有写完（上次中途断了），已丢弃"
                with suppress(OSError):
                    self._file.truncate(offset)
                break
            found = _KEY.match(line)
            if found and line.rstrip().endswith(b"}"):
                self._places[found[1].decode()] = (offset, len(line))
            elif line.strip():
                broken += 1
            offset += len(line)
        if broken:
            self.remark = f"{self.path} 里有 {broken} 行认不出，没有采用"
        return offset

    def _take_back(self) -> None:
        """What a failed write left behind goes, so that the lines before it stay readable."""
        with suppress(OSError):
            self._file.truncate(self._end)


def _opened(path: Path) -> FileIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch()
        return FileIO(path, "r+")
    except OSError as error:
        raise InputError(f"打不开评测记录 {path}：{error.strerror}", hint="用 -o 换一个可写的文件夹") from error


def _lines(file: FileIO) -> Iterator[bytes]:
    """The lines of an unbuffered file. A device that never ends (``/dev/full``) has none."""
    if not os.fstat(file.fileno()).st_size:
        return
    left = b""
    while block := file.read(_BLOCK):
        *whole, left = (left + block).split(b"\n")
        yield from (line + b"\n" for line in whole)
    if left:
        yield left


def _sync(file: FileIO) -> None:
    """Wait for the disk; what is no file (a device, a pipe) has none to wait for."""
    try:
        os.fsync(file.fileno())
    except OSError as error:
        if error.errno != EINVAL:
            raise
