"""What every Office package is held to before a library opens it: no password, no old format, not too large."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from fupan.errors import InputError

MAX_UNPACKED = 200_000_000
"""Bytes that the parts of a document may unpack to: a small file can hold gigabytes of zeros."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Begins the files of Office 97 to 2003, and those that later ones lock with a password."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The name of the stream that a locked document stands in ([MS-OFFCRYPTO] 2.3.4.4)."""


class Kind(NamedTuple):
    """A kind of document as messages name it: 「Word 文档」, the program, and the endings of old and new files."""

    what: str
    program: str
    old: str
    new: str


WORD = Kind("Word 文档", "Word", ".doc", ".docx")
SLIDES = Kind("PowerPoint 演示文稿", "PowerPoint", ".ppt", ".pptx")


def refuse_unsafe(content: bytes, name: str, kind: Kind) -> None:
    """Raises InputError for a file that is locked, of Office 97 to 2003, no package, or unpacks to too much."""
    if content.startswith(_OLE):
        if _LOCKED in content:
            hint = f"在 {kind.program} 或 WPS 里去掉密码（另存一份），再试"
            raise InputError(f"{name} 有打开密码，读不了", hint=hint)
        raise InputError(f"{name} 是旧的 {kind.old} 格式，只是改了扩展名", hint=_save_as(kind))
    with sound(name, kind), zipfile.ZipFile(io.BytesIO(content)) as package:
        unpacked = sum(part.file_size for part in package.infolist())
    if unpacked > MAX_UNPACKED:
        raise InputError(f"{name} 解开后超过 {MAX_UNPACKED // 1_000_000} MB", hint="请删去图片和附件再检查")


@contextmanager
def sound(name: str, kind: Kind, *faults: type[Exception]) -> Iterator[None]:
    """Whatever a library stumbles over in a file is told as a fault of the file. Raises InputError.

    ``faults`` are the library's own. Needs the extra ``office``.
    """
    from lxml.etree import LxmlError  # noqa: PLC0415 - comes with the libraries

    try:
        yield
    except (
        *faults, LxmlError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, AttributeError, TypeError,
        IndexError, SyntaxError, NotImplementedError, RuntimeError, EOFError, OSError,
    ) as error:  # fmt: skip
        raise unsound(name, kind) from error


def unsound(name: str, kind: Kind) -> InputError:
    """What is said of a file that looks like a document of this kind and is none."""
    return InputError(f"{name} 不是完好的 {kind.what}", hint=_save_as(kind))


def _save_as(kind: Kind) -> str:
    return f"用 {kind.program} 或 WPS 打开它，另存为 {kind.new} 再试"
