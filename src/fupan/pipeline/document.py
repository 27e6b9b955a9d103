"""From sections to the whole document in Markdown."""

from __future__ import annotations

from dataclasses import replace

from fupan.domain.draft import SectionDraft
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import Template

_NUMERALS = "一二三四五六七八九十"


def title_of(sheet: FactSheet, template: Template) -> str:
    """The document's title: the user's, else period and template."""
    return sheet.title or f"{sheet.period.label}{template.title}"


def byline_of(sheet: FactSheet) -> str:
    """Company, team, role and name in one line; empty where none is given."""
    author = sheet.author
    return "　".join(part for part in (author.company, author.team, author.role, author.name) if part)


def assemble(
    sheet: FactSheet, template: Template, sections: list[SectionDraft]
) -> tuple[str, tuple[SectionDraft, ...]]:
    """The Markdown, and the sections with their offsets in it. Parts are numbered 一、, sections （一）."""
    parts: list[str] = [f"# {title_of(sheet, template)}\n\n"]
    byline = byline_of(sheet)
    if byline:
        parts.append(f"{byline}\n\n")
    length = sum(len(part) for part in parts)
    placed: list[SectionDraft] = []
    part = ""
    part_number = section_number = 0
    for section in sections:
        heading = ""
        if section.part != part:
            part = section.part
            heading = f"## {_NUMERALS[part_number]}、{part}\n\n"
            part_number, section_number = part_number + 1, 0
        heading += f"### （{_NUMERALS[section_number]}）{section.title}\n\n"
        section_number += 1
        placed.append(replace(section, start=length + len(heading)))
        block = f"{heading}{section.text}\n\n"
        parts.append(block)
        length += len(block)
    return "".join(parts).rstrip("\n") + "\n", tuple(placed)
