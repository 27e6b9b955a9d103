"""The parts of a text that stand under the section titles of a template."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from fupan.domain.template import SectionSpec, Template
from fupan.figures.late import late
from fupan.figures.scan.outline import Block

_NUMBER = "[一二三四五六七八九十0-9]+"
_MARKER = late(rf"^[\s#*_]*(?:第?{_NUMBER}(?:[、.．]|部分|章|节)|[（(]{_NUMBER}[）)])?[\s*_]*")
_NOT_NAME = late(r"[\s*_#：:（）()、，,。\-—·《》「」0-9]+")


class Section(NamedTuple):
    """The text of one section: ``title`` is the span of its heading, ``start`` to ``end`` the heading and its body."""

    spec: SectionSpec
    title: tuple[int, int]
    start: int
    end: int


def plain_title(title: str) -> str:
    """A title without numbering, marks and what stands in brackets: 二、重点项目（1–2 个） → 重点项目."""
    bare = re.sub(r"[（(][^）)]*[）)]", "", _MARKER.sub("", title, count=1))
    return _NOT_NAME.sub("", bare)


def sections(text: str, lines: Sequence[Block], template: Template | None) -> tuple[Section, ...]:
    """The sections of ``template`` found in the text, in order; each ends at the next heading of its level."""
    if template is None:
        return ()
    by_title = {plain_title(spec.title): spec for spec in template.sections}
    headings = [line for line in lines if line.kind == "heading"]
    found: list[Section] = []
    for index, line in enumerate(headings):
        name = plain_title(text[line.start : line.end])
        spec = by_title.get(name) or next((by_title[key] for key in by_title if len(key) >= 3 and key in name), None)
        if spec is None or any(section.spec is spec for section in found):
            continue
        end = next((later.start for later in headings[index + 1 :] if later.level <= line.level), len(text))
        inner = [by_title.get(plain_title(text[later.start : later.end])) for later in headings[index + 1 :]]
        nxt = next((headings[index + 1 + at].start for at, other in enumerate(inner) if other), len(text))
        found.append(Section(spec, (line.start, line.end), line.start, min(end, nxt)))
    return tuple(found)
