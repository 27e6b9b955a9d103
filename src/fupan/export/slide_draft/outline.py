"""The contents of a deck: a cell a part, with its sections below."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from fupan.export.slide_draft.content import SectionContent
from fupan.export.slide_draft.fitting import Fitted, fit_heading, fit_lines
from fupan.export.slide_draft.passage import MORE, Passage
from fupan.export.slide_draft.room import Room

_ON_A_SLIDE, _IN_A_CELL = 6, 8
_HEAD = 38.0
_GAP = 24.0
_HEADS, _NAMES = (20.0, 18.0, 16.0, 14.0, 12.0), (16.0, 14.0, 12.0, 11.0, 10.0)


@dataclass(frozen=True, slots=True)
class OutlineCell:
    """A part: its title and its sections, each fitted to its room; ``first`` is the number of its first section."""

    first: int
    head_room: Room
    head: Fitted
    names_room: Room
    names: Fitted


def outline_pages(sections: Sequence[SectionContent], room: Room) -> Iterator[list[OutlineCell]]:
    """The cells of each slide of contents; six at most on one."""
    parts: list[tuple[int, str, list[str]]] = []
    at = 0
    for part, group in groupby(sections, key=lambda section: section.part):
        titles = [section.title for section in group]
        for start in range(0, len(titles), _IN_A_CELL):
            shown = titles[start : start + _IN_A_CELL]
            parts.append((at, "" if start else part, shown))
            at += len(shown)
    for start in range(0, len(parts), _ON_A_SLIDE):
        cells = parts[start : start + _ON_A_SLIDE]
        columns = len(cells) if len(cells) < 4 else math.ceil(len(cells) / 2)
        lines = math.ceil(len(cells) / columns)
        width = (room.width - _GAP * (columns - 1)) / columns
        height = (room.height - _GAP * (lines - 1)) / lines
        yield [
            _cell(part, Room(room.x + column * (width + _GAP), room.y + line * (height + _GAP), width, height))
            for number, part in enumerate(cells)
            for line, column in (divmod(number, columns),)
        ]


def _cell(part: tuple[int, str, list[str]], room: Room) -> OutlineCell:
    first, title, sections = part
    head, names = Room(room.x, room.y, room.width, _HEAD), room.below(_HEAD)
    return OutlineCell(
        first,
        head,
        fit_heading(Passage.plain(title), head, _HEADS, lines=1, tail=MORE),
        names,
        fit_lines([Passage.plain(one) for one in sections], names, _NAMES, 5),
    )
