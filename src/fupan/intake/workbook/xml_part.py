"""XML of a workbook part, read as a stream: what cannot be trusted is refused, memory does not grow with the part.

Expat is used directly: it is the one parser of the standard library that tells of a document type before anything in
it is expanded, so entity attacks end where they begin.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from fupan.errors import InputError

CHUNK = 65_536
Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class EnoughError(Exception):
    """Raised by a handler that has seen what it wants; ends the reading."""


def read_part(stream: IO[bytes], name: str, start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Call the handlers with local names (``row``, whatever its namespace) and attributes by local name.

    Raises InputError for broken XML, or a document type (entities, external parts).
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    local: dict[str, str] = {}

    def known(full: str) -> str:
        found = local.get(full)
        if found is None:
            found = local[full] = full.rpartition("}")[2]
        return found

    def begin(tag: str, attributes: dict[str, str]) -> None:
        for key in attributes:
            if "}" in key:
                attributes = {known(name): value for name, value in attributes.items()}
                break
        start(known(tag), attributes)

    def refuse(*_: object) -> None:
        raise InputError(f"{name} 的 XML 里有文档类型声明，可能是恶意文件", hint="只读由 Excel、WPS 正常保存的工作簿")

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = refuse
    if end is not None:
        parser.EndElementHandler = lambda tag: end(known(tag))
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except EnoughError:
        return
    except expat.ExpatError as error:
        raise InputError(
            f"{name} 已损坏：第 {error.lineno} 行的 XML 不完整", hint="用 Excel 或 WPS 打开它，另存为 .xlsx 再试"
        ) from error
