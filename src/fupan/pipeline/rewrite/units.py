"""The units of a section that a rewrite keeps, changes or cuts: sentences, items of lists, rows of tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from fupan.domain.review import Span
from fupan.figures.scan.outline import blocks, sentences

UnitKind = Literal["text", "item", "row"]


class Unit(NamedTuple):
    """``text[start:end]`` is a sentence with its closing mark, or a whole table row.

    ``line`` is the span of its line, ``mark`` what stands in front of the line's words (``- ``).
    """

    start: int
    end: int
    kind: UnitKind
    line: Span
    mark: str


def whole_lines(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans with the marker of a list item or row in front of them, where they begin right behind it."""
    found: list[Span] = []
    for start, end in spans:
        line = text.rfind("\n", 0, start) + 1
        found.append((line if not any(map(str.isalnum, text[line:start])) else start, end))
    return tuple(found)


def units_of(text: str, spans: Sequence[Span]) -> tuple[Unit, ...]:
    """The units of a section in order; headings and the rules of tables are none."""
    found: list[Unit] = []
    for first, last in spans:
        piece = text[first:last]
        for block in blocks(piece):
            if block.kind in {"heading", "rule"}:
                continue
            line_start = piece.rfind("\n", 0, block.start) + 1
            line = (first + line_start, first + block.end)
            mark = piece[line_start : block.start]
            if block.kind == "row":
                found.append(Unit(first + block.start, first + block.end, "row", line, mark))
                continue
            kind: UnitKind = "item" if block.kind == "item" else "text"
            for start, end in sentences(piece, block):
                if piece[start:end].strip():
                    found.append(Unit(first + start, first + end, kind, line, mark))
    return tuple(found)


def unit_at(units: Sequence[Unit], offset: int) -> int:
    """The number of the unit that holds ``offset``, else of the last one in front of it (-1: none)."""
    return max((number for number, unit in enumerate(units) if unit.start <= offset), default=-1)
