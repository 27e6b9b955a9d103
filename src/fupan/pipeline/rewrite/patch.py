"""A unified diff that ``git apply`` and ``patch -p1`` take."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import PurePath

_AROUND = 3
_NO_END = "\\ No newline at end of file"


def unified(path: str, before: str, after: str) -> str:
    """The difference of two texts of one file; "" where there is none.

    Line ends are part of the lines. An absolute path, or one that leaves the folder, is told by its name alone.
    """
    if before == after:
        return ""
    name = _told(path)
    ours, theirs = _lines(before), _lines(after)
    parts = [f"--- a/{name}\n", f"+++ b/{name}\n"]
    for group in SequenceMatcher(None, ours, theirs, autojunk=False).get_grouped_opcodes(_AROUND):
        first, last = group[0], group[-1]
        parts.append(f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n")
        for tag, a, b, c, d in group:
            if tag == "equal":
                parts += _marked(" ", ours[a:b])
                continue
            parts += _marked("-", ours[a:b])
            parts += _marked("+", theirs[c:d])
    return "".join(parts)


def _told(path: str) -> str:
    pure = PurePath(path)
    return pure.name if pure.is_absolute() or ".." in pure.parts else pure.as_posix()


def _lines(text: str) -> list[str]:
    """Lines as these programs count them: only a line feed ends one."""
    found = [f"{line}\n" for line in text.split("\n")]
    if text.endswith("\n"):
        return found[:-1]
    return [*found[:-1], found[-1][:-1]]


def _marked(mark: str, lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield mark + line if line.endswith("\n") else f"{mark}{line}\n{_NO_END}\n"


def _range(start: int, end: int) -> str:
    """Lines from 1; an empty range is told by the line before it."""
    length = end - start
    first = start + 1 if length else start
    return str(first) if length == 1 else f"{first},{length}"
