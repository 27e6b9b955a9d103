"""Opening a Word document that anybody may have sent: refused with a reason where it is none, locked or too large."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from fupan.errors import ConfigError, InputError

if TYPE_CHECKING:
    from docx.document import Document

MAX_UNPACKED = 200_000_000
"""Bytes that the parts of a document may unpack to: a small file can hold gigabytes of zeros."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Begins the files of Word 97 to 2003, and those that later ones lock with a password."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The name of the stream that a locked document stands in ([MS-OFFCRYPTO] 2.3.4.4)."""


def open_word(content: bytes, name: str) -> Document:
    """The document in the bytes of a .docx; ``name`` is for messages.

    Raises InputError for a file that is locked with a password, of Word 97 to 2003, no sound Word document, or unpacks
    to more than ``MAX_UNPACKED`` bytes; ConfigError where the extra ``office`` is missing.
    """
    try:
        import docx  # noqa: PLC0415 - only for Word documents, and only with the extra
        from docx.opc.exceptions import OpcError  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError(f"读 {name} 需要 office 组件", hint='先运行 pip install "fupan[office]"') from error
    _refuse_ole(content, name)
    _refuse_bomb(content, name)
    try:
        document = docx.Document(io.BytesIO(content))
        _ = document.element.body, document.styles
    except (OpcError, KeyError, ValueError, SyntaxError, AttributeError, zipfile.BadZipFile) as error:
        raise unsound(name) from error
    if document.element.body is None:
        raise unsound(name)
    return document


def unsound(name: str) -> InputError:
    """What is said of a file that looks like a Word document and is none."""
    return InputError(f"{name} 不是完好的 Word 文档", hint="用 Word 或 WPS 打开它，另存为 .docx 再试")


def _refuse_ole(content: bytes, name: str) -> None:
    if not content.startswith(_OLE):
        return
    if _LOCKED in content:
        raise InputError(f"{name} 有打开密码，读不了", hint="在 Word 或 WPS 里去掉密码（另存一份），再试")
    raise InputError(f"{name} 是旧的 .doc 格式，只是改了扩展名", hint="用 Word 或 WPS 打开，另存为 .docx 再试")


def _refuse_bomb(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(part.file_size for part in package.infolist())
    except zipfile.BadZipFile as error:
        raise InputError(f"{name} 不是完好的 Word 文档", hint="旧的 .doc 请先另存为 .docx") from error
    if unpacked > MAX_UNPACKED:
        raise InputError(f"{name} 解开后超过 {MAX_UNPACKED // 1_000_000} MB", hint="请删去图片和附件再检查")
