"""Slots: placeholders ``{{f7}}`` in a text, filled by substitution and never by a template engine."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fupan.domain.brief import Slot
from fupan.domain.draft import SlotUse

MARK = re.compile(r"\{\{\s*([fn][0-9]{1,3})\s*\}\}")
_BRACES = str.maketrans({"{": "｛", "}": "｝"})


def as_data(text: str) -> str:
    """User text in which nothing can be taken for a slot (braces become full width)."""
    return text.translate(_BRACES)


def marks_in(text: str) -> list[str]:
    """Names of the slots in a text, in order, repeats included."""
    return MARK.findall(text)


def without_marks(text: str, filler: str = "") -> str:
    """The text with every slot replaced by ``filler``."""
    return MARK.sub(filler, text)


def fill(text: str, slots: Iterable[Slot]) -> tuple[str, tuple[SlotUse, ...]]:
    """Replace each slot by what it shows; also the span and source of each filled slot in the new text.

    A unit that the writer repeated behind the slot (``{{f1}}万元`` for a slot that shows 13600万元) is dropped, unless
    the user wrote so (see ``Slot.tail``).
    Raises KeyError for a slot that is not among ``slots``.
    """
    known = {slot.name: slot for slot in slots}
    parts: list[str] = []
    uses: list[SlotUse] = []
    length = position = 0
    for match in MARK.finditer(text):
        slot = known[match[1]]
        before = text[position : match.start()]
        parts += (before, slot.shown)
        length += len(before)
        uses.append(SlotUse(length, length + len(slot.shown), slot.source))
        length += len(slot.shown)
        meant = bool(slot.tail) and text.startswith(slot.tail, match.end())
        position = match.end() + (0 if meant else _repeated_unit(slot.shown, text, match.end()))
    parts.append(text[position:])
    return "".join(parts), tuple(uses)


def _repeated_unit(shown: str, text: str, end: int) -> int:
    unit = re.sub(r"^[^0-9]*[0-9.,]+", "", shown)
    if unit and text.startswith(unit, end):
        return len(unit)
    # 13600万元 written as {{f1}}元: the tail of the unit alone is repeated
    return 1 if unit and len(unit) > 1 and unit[-1] in "元%点" and text.startswith(unit[-1], end) else 0
