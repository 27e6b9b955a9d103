"""Documents to check: Markdown, plain text, HTML, Word, PowerPoint, or standard input."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fupan.errors import InputError, os_reason

if TYPE_CHECKING:
    from fupan.domain.page import Page

MAX_BYTES = 20_000_000
STDIN = "-"
_ZIP = b"PK\x03\x04"
_HTML = {".html", ".htm", ".xhtml"}
_WORD = {".docx", ".docm"}
_SLIDES = {".pptx", ".pptm"}
_OFFICE = {".doc", ".ppt", ".xlsx", ".xls", ".pdf", ".wps", ".odt", ".rtf"}
_READABLE = ".docx、.pptx、.md、.txt 或 .html"
_KINDS: tuple[tuple[bytes, bytes, str, str], ...] = (
    (_ZIP, b"word/document.xml", " Word 文档", ".docx"),
    (_ZIP, b"ppt/presentation.xml", " PowerPoint 演示文稿", ".pptx"),
    (_ZIP, b"xl/workbook.xml", " Excel 工作簿", ".xlsx"),
    (_ZIP, b"", "压缩包（zip）", ".zip"),
    (b"%PDF", b"", " PDF", ".pdf"),
    (b"\xd0\xcf\x11\xe0", b"", "旧的 Office 文件（.doc、.ppt、.xls）", ".doc"),
    (b"{\\rtf", b"", " RTF 文档", ".rtf"),
)
"""How files of other programs begin, what they hold, what they are and the suffix they should have."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document's text; offsets of findings count code points of ``text``.

    ``path`` is as the user gave it (``-`` for standard input); ``remark`` tells in Chinese how it was read where that
    may surprise, else it is empty. ``pages`` are those of a presentation.
    """

    text: str
    path: str
    remark: str = ""
    pages: tuple[Page, ...] = ()


def read_document(path: Path | str) -> Document:
    """Read a document: of HTML the visible text, of Word and PowerPoint a line a paragraph, else the text as it stands.

    Text is UTF-8 with or without BOM, UTF-16 with BOM, else GB18030 (then ``remark`` says so), with line feeds as line
    ends. Raises InputError: not found, larger than 20 MB, binary, another office format. Raises ConfigError where
    a Word or PowerPoint document is read without the extra ``office``.
    """
    name = str(path)
    content = _read(name)
    if len(content) > MAX_BYTES:
        raise InputError(f"{name} 超过 20 MB", hint="请只保留正文文字，图片和附件不用放进来")
    suffix = Path(name).suffix.lower()
    if suffix in _WORD or (name == STDIN and content[:4] == _ZIP and b"word/document.xml" in content):
        from fupan.intake.word import word_text  # noqa: PLC0415 - most documents are not of Word

        return Document(word_text(content, name), name, f"{name} 按段落读取：报告里的行号是段落和表格行的序号")
    if suffix in _SLIDES or (name == STDIN and content[:4] == _ZIP and b"ppt/presentation.xml" in content):
        return _presentation(content, name)
    really = _real_kind(content, suffix)
    if really:
        what, right = really
        hint = f"把扩展名改成 {right} 再检查" if right in _WORD | _SLIDES else f"请另存为 {_READABLE} 再检查"
        but = f"其实是{what}，只是扩展名写成了 {suffix}" if suffix else f"是{what}，这里读不了"
        raise InputError(f"{name} {but}".replace("  ", " "), hint=hint)
    if suffix in _OFFICE or content[:4] in {_ZIP, b"%PDF", b"\xd0\xcf\x11\xe0"}:
        raise InputError(f"{name} 是 {suffix or 'Office'} 格式，这里读不了", hint=f"请另存为 {_READABLE} 再检查")
    text, remark = _decoded(content, name)
    if suffix in _HTML or text.lstrip()[:15].lower().startswith(("<!doctype html", "<html")):
        from fupan.intake.visible_text import visible_text  # noqa: PLC0415 - most documents are not HTML

        text = visible_text(text)
    return Document(text.replace("\r\n", "\n").replace("\r", "\n"), name, remark)


def _real_kind(content: bytes, suffix: str) -> tuple[str, str] | None:
    """What a file is whose suffix says it is text, and its right suffix; None where it is what it is called."""
    if suffix in _OFFICE:
        return None
    found = ((what, right) for start, part, what, right in _KINDS if content.startswith(start) and part in content)
    return next(found, None)


def _presentation(content: bytes, name: str) -> Document:
    from fupan.intake.slides import slides_text  # noqa: PLC0415 - most documents are no presentations

    found = slides_text(content, name)
    remark = f"{name} 按页读取：标题、正文、表格和备注"
    if found.charts:
        remark += f"；{found.charts} 张图表里的数字没有读取，请自己核对"
    return Document(found.text, name, remark, tuple(found.pages))


def _read(name: str) -> bytes:
    try:
        if name == STDIN:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(name).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(f"找不到文件 {name}", hint="检查路径和文件名；从管道读入请写 -") from error
    except IsADirectoryError as error:
        raise InputError(f"{name} 是文件夹，不是文件", hint="给出一个 .md、.txt 或 .html 文件") from error
    except (OSError, ValueError) as error:
        raise InputError(f"读不了文件 {name}：{os_reason(error)}", hint="检查路径和权限") from error


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    if encoding != "utf-16" and b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise InputError(f"{name} 第 {line} 行含有二进制内容，不是文本", hint="请给 .md、.txt 或 .html 文件")
    try:
        return content.decode(encoding), ""
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    try:
        return content.decode("gb18030"), f"{name} 不是 UTF-8，已按 GB18030（GBK）读取；如有乱码请另存为 UTF-8"
    except UnicodeDecodeError as error:
        hint = "请用文本编辑器另存为 UTF-8"
        raise InputError(f"{name} 第 {line} 行有无法识别的编码，既不是 UTF-8 也不是 GBK", hint=hint) from error
