"""Somebody's own PowerPoint file as the base of a deck: its masters are taken, its slides and macros are not."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from fupan.errors import ConfigError
from fupan.intake.office_package import SLIDES, refuse_unsafe
from fupan.intake.slides import sound_slides

if TYPE_CHECKING:
    from pptx.presentation import Presentation

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
_LISTS = "p:sldIdLst | p:custShowLst | p:custDataLst | p:extLst | p:handoutMasterIdLst | p:smartTags | p:modifyVerifier"
_OF_THE_FILE = frozenset(("officeDocument", "core-properties"))
"""What of the package is kept: no preview of the first slide, no list of titles, no properties of the company's own."""


def opened_layout(content: bytes, name: str) -> Presentation:
    """The presentation in a .pptx or .potx, without its slides; ``name`` is for messages.

    Raises InputError for a file that is locked with a password, of PowerPoint 97 to 2003, no sound presentation, or
    too large; ConfigError where the extra ``office`` is missing.
    """
    try:
        import pptx  # noqa: PLC0415 - only for slides, and only with the extra
    except ImportError as error:
        raise ConfigError("套用 PowerPoint 模板需要 office 组件", hint='先运行 pip install "fupan[office]"') from error
    refuse_unsafe(content, name, SLIDES)
    with sound_slides(name):
        presentation = pptx.Presentation(io.BytesIO(_as_presentation(content)))
        _stripped(presentation)
    return presentation


def _as_presentation(content: bytes) -> bytes:
    """The file as a plain presentation."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        types = package.read(_TYPES)
        plain = types
        for other in _OTHER_MAINS:
            plain = plain.replace(other, _MAIN)
        if plain == types:
            return content
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
            for part in package.infolist():
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
    package: Any = part.package
    for number, relation in list(package._rels.items()):  # noqa: SLF001 - the library has no way to them
        if relation.reltype.rpartition("/")[2] not in _OF_THE_FILE:
            package._rels.pop(number)  # noqa: SLF001
    if "notesMaster" in {one.reltype.rpartition("/")[2] for one in part.rels.values()}:
        master: Any = presentation.notes_master
        kinds = {str(shape.placeholder_format.type) for shape in master.placeholders}
        if not any(kind.startswith("BODY") for kind in kinds):
            for number, relation in list(part.rels.items()):
                if relation.reltype.endswith("/notesMaster"):
                    part.rels.pop(number)
            for listed in root.xpath("p:notesMasterIdLst"):
                root.remove(listed)
