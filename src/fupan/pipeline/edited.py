"""A text that a person has edited, as a draft again: its sections by their headings, its figures by the check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from fupan.checks.run import check_text
from fupan.domain.draft import Draft, LlmUse, SectionDraft, SlotUse, StepText
from fupan.domain.factsheet import FactSheet
from fupan.domain.finding import CheckReport
from fupan.domain.template import Template
from fupan.figures.scan.outline import Block, blocks
from fupan.logic.headings import unnumbered
from fupan.logic.placing import placed_sections
from fupan.pipeline.document import byline_of, title_of

PREFACE = "preface"
"""The id of what stands in front of the first section: a greeting, an abstract."""
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+(?=\S)")


class _Heading(NamedTuple):
    """``line`` to ``body`` is the heading's own line, its text from ``start``; ``end`` is where its section ends."""

    level: int
    line: int
    start: int
    body: int


def edited_draft(text: str, sheet: FactSheet, template: Template) -> Draft:
    """The draft that ``text`` (Markdown) is, nothing of it changed: what exports take.

    Every stretch with a heading is a section; one that the template knows has its id, others ``own-1``, ``own-2``.
    The figures whose source the check finds count as filled from it, so that charts find their sections.
    """
    report = check_text(text, sheet, template=template)
    lines = tuple(blocks(text))
    headings = list(_headings(text, lines))
    byline = byline_of(sheet)
    title = ""
    if headings and headings[0].level == 1 and not text[: headings[0].line].strip():
        title = text[headings[0].start : headings[0].body].strip()
        start = headings.pop(0).body
    else:
        start = 0
    front = text[start : headings[0].line if headings else len(text)]
    shown = byline if byline and front.strip().partition("\n")[0] == byline else ""
    placed = placed_sections(text, template, lines).placed
    known = {one.heading[0]: one.section.id for one in placed if one.heading and one.found == "title"}
    sections = tuple(_sections(text, headings, known, report))
    words = front.lstrip().removeprefix(shown).strip()
    if words:
        at = text.index(words, start)
        sections = (_filled(SectionDraft(PREFACE, "前言", "", words, (), start=at), report), *sections)
    return Draft(
        title or title_of(sheet, template),
        template.id,
        sheet.period.label,
        sections,
        text,
        report,
        LlmUse("none"),
        shown,
    )


def _headings(text: str, lines: Sequence[Block]) -> Iterator[_Heading]:
    for block in lines:
        line = text.rfind("\n", 0, block.start) + 1
        if block.kind == "heading" and _HEADING.match(text, line):
            yield _Heading(block.level, line, block.start, block.end)


def _sections(
    text: str, headings: list[_Heading], known: Mapping[int, str], report: CheckReport
) -> Iterator[SectionDraft]:
    """The stretches under headings of the highest level that has words of its own; higher ones are parts.

    ``known`` has the ids of the template's sections by where their headings begin.
    """
    ends = [*(heading.line for heading in headings), len(text)][1:]
    level = min((one.level for one, end in zip(headings, ends, strict=True) if text[one.body : end].strip()), default=0)
    chosen = [heading for number, heading in enumerate(headings) if not number or heading.level <= level]
    part, taken, own = "", set[str](), 0
    for number, heading in enumerate(chosen):
        name = unnumbered(text[heading.start : heading.body])
        body = text[heading.body : chosen[number + 1].line if number + 1 < len(chosen) else len(text)]
        if heading.level < level and not body.strip():
            part = name
            continue
        section = next((known[at] for at in range(heading.line, heading.body) if at in known), "")
        if not section or section in taken:
            own += 1
            section = f"own-{own}"
        taken.add(section)
        start = heading.body + len(body) - len(body.lstrip())
        yield _filled(SectionDraft(section, name, part, body.strip(), (), start=start), report)


def _filled(section: SectionDraft, report: CheckReport) -> SectionDraft:
    """The section as one step whose figures come from where the check found them."""
    start, end = section.start, section.start + len(section.text)
    slots = tuple(
        SlotUse(figure.start - start, figure.end - start, figure.source)
        for figure in report.figures
        if figure.source and start <= figure.start and figure.end <= end
    )
    return replace(section, steps=(StepText("", section.text, "composer", slots=slots),))
