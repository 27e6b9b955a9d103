"""The console: UTF-8 on every system, results on standard output, everything else on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TypeVar

from fupan.errors import InputError, os_reason
from fupan.export.terminal import printable

Form = TypeVar("Form", bound=str)


def use_utf8() -> None:
    """Make the standard streams UTF-8, also where the system's code page is another (Windows)."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str = "") -> None:
    """One result line on standard output; control characters are written out."""
    print(printable(text))


def say_raw(text: str) -> None:
    """A whole document on standard output as it is: JSON, HTML, Markdown for another program to read."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def tell(text: str) -> None:
    """A message to the person, on standard error."""
    print(printable(text), file=sys.stderr)


def is_person() -> bool:
    """Whether a person watches standard error: progress is shown only then."""
    return sys.stderr.isatty()


def write_text(path: Path, text: str) -> None:
    """Write ``text`` (UTF-8, LF line ends) to ``path`` in one step, so that a reader never sees half a file.

    Folders are made as needed. Raises InputError where the place cannot be written.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """The same for a file that is no text: a Word document, a picture."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):  # nothing to clear away where the folder itself is the fault
            part.unlink()
        raise InputError(f"写不了文件 {path}：{os_reason(error)}", hint="换一个可以写入的位置，用 -o 指定") from error


def format_of(given: Form | None, output: Path | None, known: Sequence[Form]) -> Form:
    """The form of a report: the one that is given, else the one that the suffix of ``-o`` names, else the first."""
    if given is not None:
        return given
    suffix = "" if output is None else output.suffix.lower().removeprefix(".")
    named = "html" if suffix == "htm" else suffix
    return next((form for form in known if form == named), known[0])


def is_same(path: Path, other: Path | str) -> bool:
    """Whether both are one file on disk; the screen (``-``) never is."""
    with suppress(OSError):
        return str(path) != "-" and path.samefile(other)
    return False


def refuse_source(output: Path, source: str, hint: str = "写到另一个文件") -> None:
    """Raise InputError where ``-o`` names the document itself."""
    if is_same(output, source):
        raise InputError(f"-o {output} 就是原稿，不会覆盖", hint=hint)


def deliver(text: str, path: Path | None, *, as_it_is: bool = True) -> None:
    """Put a result where the user asked: into ``path``, or on standard output where none (or ``-``) was given.

    ``as_it_is``: for another program; else for a person, and control characters are written out.
    """
    if path is not None and str(path) != "-":
        write_text(path, text)
        tell(f"已写入 {path}")
    elif as_it_is:
        say_raw(text)
    else:
        say(text.rstrip("\n"))
