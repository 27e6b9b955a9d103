"""Word documents as text: paragraphs, headings as in Markdown, tables as Markdown rows; a line each."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from fupan.errors import ConfigError, InputError

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

MAX_UNPACKED = 200_000_000
"""Bytes that the parts of a document may unpack to: a small file can hold gigabytes of zeros."""
_LEVEL = re.compile(r"(?:heading|标题) ?([1-6])", re.IGNORECASE)
_BREAKS = re.compile(r"[\r\n\v\f\t]+")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""Holds what stands beside it once more, for programs of before 2010."""


def word_text(content: bytes, name: str) -> str:
    """The text of a .docx in the order of the document, text boxes behind the paragraph they hang on.

    Text that was deleted in revision marks is left out, inserted text is read. Raises InputError for a file that is no
    Word document or unpacks to more than ``MAX_UNPACKED`` bytes, ConfigError where the extra ``office`` is missing.
    """
    try:
        import docx  # noqa: PLC0415 - only for Word documents, and only with the extra
        from docx.opc.exceptions import OpcError  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError(f"读 {name} 需要 office 组件", hint='先运行 pip install "fupan[office]"') from error
    _refuse_bomb(content, name)
    try:
        document = docx.Document(io.BytesIO(content))
        lines = list(_lines(document))
    except (OpcError, KeyError, ValueError, SyntaxError, AttributeError, zipfile.BadZipFile) as error:
        hint = "用 Word 或 WPS 打开它，另存为 .docx 再试"
        raise InputError(f"{name} 不是完好的 Word 文档", hint=hint) from error
    return "\n".join(lines).strip("\n") + "\n"


def _refuse_bomb(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(part.file_size for part in package.infolist())
    except zipfile.BadZipFile as error:
        raise InputError(f"{name} 不是完好的 Word 文档", hint="旧的 .doc 请先另存为 .docx") from error
    if unpacked > MAX_UNPACKED:
        raise InputError(f"{name} 解开后超过 {MAX_UNPACKED // 1_000_000} MB", hint="请删去图片和附件再检查")


def _lines(document: Any) -> Iterator[str]:  # noqa: ANN401 - the library's document
    from docx.table import Table  # noqa: PLC0415

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield ""
            yield from _rows(block)
            yield ""
        else:
            yield from _paragraph(block)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    element = paragraph._p  # noqa: SLF001 - the library shows neither text boxes nor revisions
    text = _text(element)
    level = _level(paragraph)
    yield f"{'#' * level} {text}" if level and text else text
    for box in element.iter(f"{_W}txbxContent"):
        if (
            next(box.iterancestors("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"), None)
            is None
        ):
            yield from (line for inner in box.iter(f"{_W}p") if (line := _text(inner)))


def _text(element: Any) -> str:  # noqa: ANN401 - an XML element
    """The text of one paragraph without that of text boxes in it; breaks and tabs are a space."""
    pieces: list[str] = []
    for node in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        owner = next(node.iterancestors(f"{_W}p"), None)
        if owner is element:
            plain = {f"{_W}t": node.text or "", f"{_W}noBreakHyphen": "-"}
            pieces.append(plain.get(node.tag, " "))
    return _BREAKS.sub(" ", "".join(pieces)).strip()


def _level(paragraph: Paragraph) -> int:
    """The heading level of a paragraph by its style or outline level, 0 for text."""
    style = paragraph.style
    while style is not None:
        if style.name in {"Title", "标题"}:
            return 1
        match = _LEVEL.fullmatch(style.name or "")
        if match:
            return int(match[1])
        style = style.base_style
    outline = paragraph._p.find(f"{_W}pPr/{_W}outlineLvl")  # noqa: SLF001 - not shown by the library
    value = outline.get(f"{_W}val", "9") if outline is not None else "9"
    return int(value) + 1 if value.isdecimal() and int(value) < 6 else 0


def _rows(table: Table) -> Iterator[str]:
    """The rows as Markdown; a cell that is merged over several columns or rows stands once for each of them."""
    for number, row in enumerate(table.rows):
        cells = [_cell(cell) for cell in row.cells]
        yield "| " + " | ".join(cells) + " |"
        if number == 0:
            yield "|" + " --- |" * len(cells)


def _cell(cell: Any) -> str:  # noqa: ANN401 - the library's cell
    lines = (_text(paragraph._p) for paragraph in cell.paragraphs)  # noqa: SLF001
    return " ".join(line for line in lines if line).replace("|", "／")
