"""The package of an .xlsx file: refused with a reason where it is none, locked or too large; its parts by meaning."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import IO, NamedTuple

from fupan.errors import InputError
from fupan.intake.workbook.xml_part import End, Start, Text, read_part

MAX_UNPACKED = 400_000_000
"""Bytes that the parts may unpack to: a small file can hold gigabytes of zeros."""
MAX_SHEETS = 500
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The stream that a locked workbook stands in ([MS-OFFCRYPTO] 2.3.4.4)."""
_NO_TABLES = {
    ".docx": "文字文档", ".doc": "文字文档", ".wps": "文字文档",
    ".pptx": "演示文稿", ".ppt": "演示文稿", ".dps": "演示文稿",
}  # fmt: skip
_SAVE_AS = "用 Excel 或 WPS 打开，另存为「Excel 工作簿（.xlsx）」再试"


class SheetPart(NamedTuple):
    """One sheet as the workbook lists it; ``part`` is the name of its part in the package."""

    name: str
    part: str
    hidden: bool


@dataclass
class Package:
    """An open package. ``macros``, ``links``: it has code, or links to other files; neither is ever touched."""

    file: str
    archive: zipfile.ZipFile
    sheets: list[SheetPart] = field(default_factory=list)
    base_1904: bool = False
    uncomputed: bool = False
    strings: str = ""
    styles: str = ""
    macros: bool = False
    links: bool = False

    def read(self, part: str, start: Start, end: End | None = None, text: Text | None = None) -> None:
        """Stream one part through handlers (see ``read_part``)."""
        try:
            with self.archive.open(part) as stream:
                read_part(_checked(stream), f"{self.file}（{part}）", start, end, text)
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as error:
            raise unsound(self.file) from error

    def targets(self, part: str) -> dict[str, tuple[str, str]]:
        """The relations of a part by id: (kind, part or address)."""
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        found: dict[str, tuple[str, str]] = {}
        if rels not in self.archive.NameToInfo:
            return found

        def start(tag: str, given: dict[str, str]) -> None:
            if tag == "Relationship" and given.get("TargetMode") != "External":
                target = given.get("Target", "")
                way = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                found[given.get("Id", "")] = (given.get("Type", "").rpartition("/")[2], way)

        self.read(rels, start)
        return found


def open_package(content: bytes, name: str) -> Package:
    """The package in the bytes of an .xlsx or .xlsm; ``name`` is for messages.

    Raises InputError: locked with a password, .xls, .et, .xlsb, .ods or another kind, damaged, unpacking to too much.
    """
    _refuse_other_kinds(content, name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise unsound(name) from error
    if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
        raise InputError(f"{name} 解开后超过 {MAX_UNPACKED // 1_000_000} MB", hint="请删去图片、附件和多余的工作表再试")
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise _locked(name)
    package = Package(name, archive)
    main = next((part for kind, part in package.targets("").values() if kind == "officeDocument"), "xl/workbook.xml")
    if main not in archive.NameToInfo:
        raise _other_package(archive, name)
    _read_main(package, main)
    return package


def unsound(name: str) -> InputError:
    """What is said of a file that looks like a workbook and is none."""
    return InputError(f"{name} 不是完好的 Excel 工作簿", hint=_SAVE_AS)


def _read_main(package: Package, main: str) -> None:
    related = package.targets(main)
    parts = dict(related.values())
    package.strings, package.styles = parts.get("sharedStrings", ""), parts.get("styles", "")
    package.macros = "vbaProject" in parts or any(
        name.endswith("vbaProject.bin") for name in package.archive.namelist()
    )
    package.links = "externalLink" in parts

    def start(tag: str, given: dict[str, str]) -> None:
        if tag == "sheet":
            kind, part = related.get(given.get("id", ""), ("", ""))
            if kind == "worksheet" and part in package.archive.NameToInfo:
                package.sheets.append(
                    SheetPart(given.get("name", ""), part, given.get("state", "visible") != "visible")
                )
        elif tag == "workbookPr":
            package.base_1904 = given.get("date1904") in {"1", "true", "on"}
        elif tag == "calcPr":
            package.uncomputed = given.get("fullCalcOnLoad") in {"1", "true", "on"}

    package.read(main, start)
    if not package.sheets:
        raise unsound(package.file)
    if len(package.sheets) > MAX_SHEETS:
        raise InputError(
            f"{package.file} 有 {len(package.sheets)} 张工作表，超过 {MAX_SHEETS} 张", hint="请只留与总结有关的表"
        )


def _refuse_other_kinds(content: bytes, name: str) -> None:
    if not content:
        raise InputError(f"{name} 是空文件", hint="用 fupan init 我的.xlsx 生成一份可以填的工作簿")
    suffix = name[name.rfind(".") :].lower()
    if suffix in _NO_TABLES:
        raise InputError(f"{name} 是{_NO_TABLES[suffix]}，不是工作簿", hint="数据表请给 .xlsx、.csv 或 .yaml")
    if content.startswith(_OLE):
        if _LOCKED in content:
            raise _locked(name)
        raise InputError(f"{name} 是旧的 .xls（或 WPS 的 .et）格式，这里读不了", hint=_SAVE_AS)
    head = content[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"mime-version")):
        raise InputError(f"{name} 其实是网页或 XML，只是用了表格的扩展名（系统导出的常是这样）", hint=_SAVE_AS)
    if not content.startswith(b"PK"):
        raise unsound(name)


def _locked(name: str) -> InputError:
    return InputError(f"{name} 有打开密码，读不了", hint="在 Excel 或 WPS 里去掉密码（另存一份），再试")


def _other_package(archive: zipfile.ZipFile, name: str) -> InputError:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        return InputError(f"{name} 是二进制的 .xlsb 格式，这里读不了", hint=_SAVE_AS)
    if "content.xml" in names:
        return InputError(f"{name} 是 OpenDocument（.ods）格式，这里读不了", hint=_SAVE_AS)
    other = (
        "Word 文档"
        if any(part.startswith("word/") for part in names)
        else "演示文稿"
        if any(part.startswith("ppt/") for part in names)
        else ""
    )
    if other:
        return InputError(f"{name} 是{other}，不是工作簿", hint="数据表请给 .xlsx、.csv 或 .yaml")
    return unsound(name)


class _Bounded(io.RawIOBase):
    """A part that unpacks to no more than it says, whatever its entry claims."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._left = stream, MAX_UNPACKED

    def read(self, size: int = -1) -> bytes:
        content = self._stream.read(size)
        self._left -= len(content)
        if self._left < 0:
            raise zipfile.BadZipFile("too large")
        return content


def _checked(stream: IO[bytes]) -> IO[bytes]:
    return _Bounded(stream)  # type: ignore[return-value]
