"""Somebody's own PowerPoint file as the base of a deck: its masters are taken, its slides and macros are not."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from fupan.errors import ConfigError, InputError
from fupan.intake.word_package import MAX_UNPACKED

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Begins the files of PowerPoint 97 to 2003, and those that later ones lock with a password."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_TYPES = "[Content_Types].xml"
_MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_OTHER_MAINS = (
    b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    b"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
    b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    b"application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
    b"application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
)
"""Templates, shows and files with macros: as good a layout, once they are called presentations."""
_KEPT = frozenset(("slideMaster", "theme", "tableStyles", "presProps", "viewProps", "notesMaster", "font"))
"""What of the file's own belongings goes into the deck."""
_LISTS = "p:sldIdLst | p:custShowLst | p:custDataLst | p:extLst | p:handoutMasterIdLst | p:smartTags"
_MOST_PARTS = 5000


def opened_layout(content: bytes, name: str) -> Presentation:
    """The presentation in a .pptx or .potx, without its slides; ``name`` is for messages.

    Raises InputError for a file that is locked with a password, of PowerPoint 97 to 2003, no sound presentation, or
    unpacks to more than ``MAX_UNPACKED`` bytes; ConfigError where the extra ``office`` is missing.
    """
    try:
        import pptx  # noqa: PLC0415 - only for slides, and only with the extra
    except ImportError as error:
        raise ConfigError("套用 PowerPoint 模板需要 office 组件", hint='先运行 pip install "fupan[office]"') from error
    _refuse_ole(content, name)
    with sound(name):
        presentation = pptx.Presentation(io.BytesIO(_as_presentation(content, name)))
        _stripped(presentation)
    return presentation


@contextmanager
def sound(name: str) -> Iterator[None]:
    """Whatever the library stumbles over in a file is told as a fault of the file. Raises InputError."""
    from lxml.etree import LxmlError  # noqa: PLC0415 - comes with the library
    from pptx.exc import PythonPptxError  # noqa: PLC0415 - only with the extra

    try:
        yield
    except (
        PythonPptxError, LxmlError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, AttributeError, TypeError,
        IndexError, NotImplementedError, RuntimeError, EOFError, OSError,
    ) as error:  # fmt: skip
        raise unsound(name) from error


def unsound(name: str) -> InputError:
    """What is said of a file that looks like a presentation and is none."""
    return InputError(f"{name} 不是完好的 PowerPoint 文件", hint="用 PowerPoint 或 WPS 打开它，另存为 .pptx 再试")


def _refuse_ole(content: bytes, name: str) -> None:
    if not content.startswith(_OLE):
        return
    if _LOCKED in content:
        raise InputError(f"{name} 有打开密码，读不了", hint="在 PowerPoint 或 WPS 里去掉密码（另存一份），再试")
    raise InputError(f"{name} 是旧的 .ppt 格式", hint="用 PowerPoint 或 WPS 打开，另存为 .pptx 再试")


def _as_presentation(content: bytes, name: str) -> bytes:
    """The file as a plain presentation; its size is judged before anything of it is unpacked."""
    if not content.startswith(b"PK"):
        raise unsound(name)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise InputError(
                f"{name} 解开后超过 {MAX_UNPACKED // 1_000_000} MB", hint="请删去里面的页、图片和视频，只留母版再试"
            )
        types = package.read(_TYPES)
        plain = types
        for other in _OTHER_MAINS:
            plain = plain.replace(other, _MAIN)
        if plain == types:
            return content
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
            for part in parts:
                copy.writestr(part.filename, plain if part.filename == _TYPES else package.read(part))
    return made.getvalue()


def _stripped(presentation: Presentation) -> None:
    """Leave masters and what they need: no slides, shows, macros, comments or personal data of the file."""
    part: Any = presentation.part
    root: Any = presentation._element  # noqa: SLF001 - the library cannot remove slides
    for listed in root.xpath(_LISTS):
        root.remove(listed)
    for number, relation in list(part.rels.items()):
        if relation.reltype.rpartition("/")[2] not in _KEPT:
            part.rels.pop(number)
    if "notesMaster" in {one.reltype.rpartition("/")[2] for one in part.rels.values()}:
        master: Any = presentation.notes_master
        kinds = {str(shape.placeholder_format.type) for shape in master.placeholders}
        if not any(kind.startswith("BODY") for kind in kinds):
            for number, relation in list(part.rels.items()):
                if relation.reltype.endswith("/notesMaster"):
                    part.rels.pop(number)
            for listed in root.xpath("p:notesMasterIdLst"):
                root.remove(listed)
