"""The blocks of a Markdown text with their offsets kept, so that findings can be shown where they stand.

Only what summaries use is known: headings, lists, tables, quotes, rules, bold. Everything else is text. A line is a
paragraph, as Chinese drafts are written. Nothing is changed or unescaped here, and HTML stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "bullet", "numbered", "quote", "row", "rule"]

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?=\S)")
_NUMBERED = re.compile(r"[ \t]*([0-9]{1,3})[.)][ \t]+(?=\S)")
_QUOTE = re.compile(r"[ \t]*>[ \t]*")
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_TABLE_RULE = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?")
_CELL = re.compile(r"[^|\\]*(?:\\.[^|\\]*)*")


@dataclass(frozen=True, slots=True)
class Block:
    """One block. ``spans`` are its contents as (start, end): one, or one a cell for a table row.

    ``level`` is the depth of a heading or the number of a numbered item; ``head`` marks the head row of a table.
    """

    kind: BlockKind
    spans: tuple[tuple[int, int], ...]
    level: int = 0
    head: bool = False


def blocks(text: str) -> list[Block]:
    """The blocks of ``text`` in order; blank lines and the rule below a table's head are left out."""
    lines = list(_lines(text))
    found: list[Block] = []
    in_table = False
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        following = text[slice(*lines[number + 1])].strip() if number + 1 < len(lines) else ""
        begins = "|" in line and _TABLE_RULE.fullmatch(following) is not None
        if begins or (in_table and "|" in line):
            if not (in_table and _TABLE_RULE.fullmatch(line.strip())):
                found.append(Block("row", tuple(_cells(line, start)), head=begins))
            in_table = True
            continue
        in_table = False
        if line.strip():
            found.append(_block(line, start, end))
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(text):
        stop = text.find("\n", start)
        end = len(text) if stop < 0 else stop
        yield start, end - 1 if end > start and text[end - 1] == "\r" else end
        start = end + 1


def _block(line: str, start: int, end: int) -> Block:
    end -= len(line) - len(line.rstrip())
    if _RULE.fullmatch(line.rstrip()):
        return Block("rule", ())
    heading = _HEADING.match(line)
    if heading:
        return Block("heading", ((start + heading.end(), end),), len(heading[1]))
    kinds: tuple[tuple[BlockKind, re.Pattern[str]], ...] = (
        ("bullet", _BULLET), ("numbered", _NUMBERED), ("quote", _QUOTE),
    )  # fmt: skip
    for kind, pattern in kinds:
        mark = pattern.match(line)
        if mark:
            return Block(kind, ((min(start + mark.end(), end), end),), int(mark[1]) if kind == "numbered" else 0)
    return Block("paragraph", ((start + len(line) - len(line.lstrip()), end),))


def _cells(line: str, start: int) -> Iterator[tuple[int, int]]:
    inner = line.strip()
    left = start + line.index(inner)
    first = 1 if inner.startswith("|") else 0
    last = len(inner) - 1 if inner.endswith("|") and not inner.endswith("\\|") and len(inner) > 1 else len(inner)
    at = first
    while at <= last:
        cell = _CELL.match(inner, at, last)
        end = cell.end() if cell else last
        content = inner[at:end]
        lead = len(content) - len(content.lstrip())
        yield left + at + lead, left + at + max(lead, len(content.rstrip()))
        at = end + 1
