"""What every tracked change and comment carries: an id of its own, who made it and when."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, TypeAlias

from fupan.intake.word_lines import Element

if TYPE_CHECKING:
    from docx.document import Document

AUTHOR = "fupan"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ID = re.compile(rb"""\bid=["']([0-9]{1,10})["']""")
_MOST = 2_000_000_000
"""Ids are signed 32-bit numbers."""

NewMark: TypeAlias = Callable[[str], Element]
"""Makes an empty tracked change: ``ins``, ``del`` or ``pPrChange``."""


def marks_of(document: Document, when: datetime) -> NewMark:
    """A maker of tracked changes of this document, of fupan and at ``when``; no id stands twice.

    Word writes the writer's own clock with a Z, and shows it as it stands; so does this.
    """
    used = {int(number) for part in document.part.package.iter_parts() if part.partname.endswith(".xml")
            for number in _ID.findall(part.blob)}  # fmt: skip
    highest = max((number for number in used if number < _MOST), default=0)
    numbers = (number for number in count(highest + 1 if highest < _MOST - 1_000_000 else 1) if number not in used)
    stamp = stamped(when)

    def mark(name: str) -> Element:
        return element(name, id=str(next(numbers)), author=AUTHOR, date=stamp)

    return mark


def stamped(when: datetime) -> str:
    """A time as Word writes it, to the second."""
    return when.replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def element(name: str, **attributes: str) -> Element:
    """An empty element of WordprocessingML."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - only with the extra

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(f"{W}{key}", value)
    return made


def spaced(node: Element, text: str) -> None:
    """Give a text element its text; spaces at its borders stay."""
    node.text = text
    node.set(_SPACE, "preserve")
