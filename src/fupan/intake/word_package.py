"""Opening a Word document that anybody may have sent: refused with a reason where it is none, locked or too large."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from fupan.errors import ConfigError
from fupan.intake.office_package import WORD, refuse_unsafe, sound, unsound

if TYPE_CHECKING:
    from docx.document import Document


def open_word(content: bytes, name: str) -> Document:
    """The document in the bytes of a .docx; ``name`` is for messages.

    Raises InputError for a file that is locked with a password, of Word 97 to 2003, no sound Word document, or unpacks
    to too much; ConfigError where the extra ``office`` is missing.
    """
    try:
        import docx  # noqa: PLC0415 - only for Word documents, and only with the extra
        from docx.opc.exceptions import OpcError  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError(f"读 {name} 需要 office 组件", hint='先运行 pip install "fupan[office]"') from error
    refuse_unsafe(content, name, WORD)
    with sound(name, WORD, OpcError):
        document = docx.Document(io.BytesIO(content))
        _ = document.element.body, document.styles
    if document.element.body is None:
        raise unsound(name, WORD)
    return document
