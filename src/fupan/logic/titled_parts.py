"""The headings of a text as people write them, and what stands under each: marked ones, bare lines, labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fupan.figures.scan.outline import Block, blocks

_BARE_LONGEST = 20
_BARE_LEVEL = 9
LABEL_LEVEL = 10
"""The level of a heading that is a label in front of its paragraph (业绩：…)."""
_ENDS = "。；;，,！!：:、…"
_LABEL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.、．]|[（(][一二三四五六七八九十0-9]{1,3}[)）])?[ \t*]{0,6}"
    r"(?:【([^】\n]{2,14})】[:：]?|([^\s，。；：:、【】|]{2,12})[:：])[ \t*]{0,6}(?=\S)"
)
_NUMBERED = re.compile(r"[ \t]*(?:[0-9]{1,2}[.、．)）]|[（(][0-9]{1,2}[)）])[ \t]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """``text[start:end]`` is the title; ``level`` is deeper the larger it is; ``body`` stands directly under it.

    ``sure`` is False for a bare line or a label: it is a heading only where it reads like a title of the template.
    ``parent`` is the position of the heading around it, -1 where there is none.
    """

    start: int
    end: int
    level: int
    body: tuple[Block, ...]
    sure: bool = True
    parent: int = -1


@dataclass(frozen=True, slots=True)
class Outline:
    """The headings in order, and the blocks that stand before the first of them."""

    headings: tuple[Heading, ...]
    before: tuple[Block, ...]


def outline(text: str, lines: Sequence[Block] | None = None) -> Outline:
    """The outline of ``text``; ``lines`` are its blocks where they are known already."""
    before: list[Block] = []
    found: list[tuple[int, int, int, bool, list[Block]]] = []
    listed = list(blocks(text)) if lines is None else list(lines)
    for number, block in enumerate(listed):
        if block.kind == "rule":
            continue
        if block.kind == "heading":
            found.append((block.start, block.end, block.level, True, []))
            continue
        head = _loose_heading(text, block, listed[number + 1] if number + 1 < len(listed) else None)
        if head is not None:
            start, end, level, rest = head
            found.append((start, end, level, False, [rest] if rest else []))
            continue
        (found[-1][4] if found else before).append(block)
    return Outline(tuple(_with_parents(found)), tuple(before))


def _loose_heading(text: str, block: Block, following: Block | None) -> tuple[int, int, int, Block | None] | None:
    """A short line without an end before other text, or a label in front of a paragraph (业绩：…)."""
    if block.kind not in {"text", "item"}:
        return None
    line = text[block.start : block.end].strip()
    label = _LABEL.match(text, block.start, block.end)
    if label is not None:
        group = 1 if label[1] else 2
        rest = Block("text", label.end(), block.end)
        return label.start(group), label.end(group), LABEL_LEVEL, rest
    bare = _NUMBERED.sub("", line, count=1)
    if 2 <= len(bare) <= _BARE_LONGEST and bare[-1] not in _ENDS and following is not None and "，" not in bare:
        return block.start, block.end, _BARE_LEVEL, None
    return None


def _with_parents(found: Sequence[tuple[int, int, int, bool, list[Block]]]) -> list[Heading]:
    open_ones: list[tuple[int, int]] = []
    made: list[Heading] = []
    for number, (start, end, level, sure, body) in enumerate(found):
        while open_ones and open_ones[-1][0] >= level:
            open_ones.pop()
        made.append(Heading(start, end, level, tuple(body), sure, open_ones[-1][1] if open_ones else -1))
        open_ones.append((level, number))
    return made


def without_loose(found: Outline, kept: frozenset[int]) -> Outline:
    """The outline with those bare lines and labels that are no titles (not in ``kept``) taken back as text."""
    before = list(found.before)
    rows: list[tuple[int, int, int, bool, list[Block]]] = []
    for number, heading in enumerate(found.headings):
        if heading.sure or number in kept:
            rows.append((heading.start, heading.end, heading.level, heading.sure, list(heading.body)))
            continue
        target = rows[-1][4] if rows else before
        inside = bool(heading.body) and heading.level == LABEL_LEVEL
        line = Block("text", heading.start, heading.body[0].end if inside else heading.end)
        target += [line, *heading.body[1 if inside else 0 :]]
    return Outline(tuple(_with_parents(rows)), tuple(before))
