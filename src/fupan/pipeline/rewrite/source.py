"""A document on disk that is to be rewritten: its bytes, and how edits of its text become bytes again.

The text that everything else looks at has plain line feeds; the file may have others, a byte order mark, or be GBK.
What no edit touches is written back byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fupan.domain.page import Page
from fupan.errors import InputError
from fupan.intake.documents import STDIN, read_document
from fupan.pipeline.rewrite.edits import Edit, applied

_PLAIN = frozenset((".md", ".markdown", ".txt", ".text", ""))
_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


@dataclass(frozen=True)
class Source:
    """``text`` is what is rewritten; ``raw`` is the text with the file's own line ends, ``mark`` its byte order mark.

    ``fixed`` says in Chinese why edits cannot be written back ("" where they can); ``remark`` how the file was read.
    ``word`` are the bytes of a Word document, whose edits become tracked changes (``export.rewrite_word``); ``pages``
    are those of a presentation.
    """

    path: str
    text: str
    raw: str
    encoding: str = "utf-8"
    mark: bytes = b""
    fixed: str = ""
    remark: str = ""
    word: bytes = b""
    pages: tuple[Page, ...] = ()

    def after(self, edits: Iterable[Edit]) -> str:
        """The file's text after the edits, with its own line ends. Raises InputError where it cannot be written."""
        if self.fixed:
            raise InputError(f"{self.path} 不能直接改写：{self.fixed}", hint="可以看建议，或另存为 .md、.txt 再改写")
        placed = [
            Edit(self._offsets[edit.start], self._offsets[edit.end], edit.text.replace("\n", self._line_end))
            for edit in edits
        ]
        return applied(self.raw, placed)

    def encoded(self, raw: str) -> bytes:
        """A text of this file as its bytes."""
        return self.mark + raw.encode(self.encoding)

    @cached_property
    def _offsets(self) -> list[int]:
        """For each offset of ``text`` the offset in ``raw``."""
        if "\r" not in self.raw:
            return list(range(len(self.raw) + 1))
        found = [at for at, char in enumerate(self.raw) if char != "\n" or self.raw[at - 1 : at] != "\r"]
        return [*found, len(self.raw)]

    @cached_property
    def _line_end(self) -> str:
        windows = self.raw.count("\r\n")
        return "\r\n" if windows and 2 * windows >= self.raw.count("\n") else "\n"


def read_source(path: Path | str) -> Source:
    """Read a document to rewrite. Raises InputError as ``read_document`` does, and for an empty one."""
    document = read_document(path)
    name = document.path
    if not document.text.strip():
        raise InputError(f"{name} 是空的", hint="请给有正文的文稿")
    if name == STDIN:
        return Source(name, document.text, document.text, remark=document.remark)
    if Path(name).suffix.lower() == ".docx":
        return Source(name, document.text, document.text, remark=document.remark, word=Path(name).read_bytes())
    if Path(name).suffix.lower() not in _PLAIN:
        why = f"{Path(name).suffix.lower()} 文件里除了文字还有格式"
        return Source(name, document.text, document.text, fixed=why, remark=document.remark, pages=document.pages)
    content = Path(name).read_bytes()
    mark = next((mark for mark in _MARKS if content.startswith(mark)), b"")
    for encoding in (_MARKS[mark],) if mark else ("utf-8", "gb18030"):
        try:
            raw = content[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            continue
        same = raw.replace("\r\n", "\n").replace("\r", "\n") == document.text
        if same and mark + raw.encode(encoding) == content:
            return Source(name, document.text, raw, encoding, mark, remark=document.remark)
    return Source(
        name, document.text, document.text, fixed="它的编码不能原样写回，请另存为 UTF-8", remark=document.remark
    )
