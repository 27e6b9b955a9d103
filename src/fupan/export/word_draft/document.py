"""A whole draft as a .docx."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from fupan.charts.choosing import charts_of
from fupan.domain.draft import Draft
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import Template
from fupan.errors import ConfigError
from fupan.export.blocks import blocks
from fupan.export.cover import cover_lines
from fupan.export.cover_blocks import on_cover
from fupan.export.finding_told import finding_told
from fupan.export.marked_text import MarkedText, Marks
from fupan.export.provenance import unsourced
from fupan.export.source_rows import source_rows
from fupan.export.spots import Spots
from fupan.export.word_comments import INITIALS, writable
from fupan.export.word_draft.body import Body
from fupan.export.word_draft.fields import add_field, contents
from fupan.export.word_draft.inline import Inline
from fupan.export.word_draft.layout import filled_layout
from fupan.export.word_draft.styles import complete, set_up
from fupan.export.word_marks import AUTHOR, W, element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_ABOVE_TITLE = 150


@dataclass(frozen=True, slots=True)
class WordOptions:
    """``layout``: somebody's own .docx to write into; ``sources``: an appendix with the source of every figure."""

    layout: Path | None = None
    sources: bool = False


def draft_word(
    draft: Draft, sheet: FactSheet, template: Template | None = None, options: WordOptions | None = None
) -> bytes:
    """The bytes of the draft's .docx; findings stand as comments on the very words.

    Raises ConfigError where the extra ``office`` is missing, InputError for a layout that cannot be used.
    """
    try:
        import docx  # noqa: PLC0415 - only with the extra
    except ImportError as error:
        raise ConfigError("写 Word 文档需要 office 组件", hint='先运行 pip install "fupan[office]"') from error
    chosen = options or WordOptions()
    base = FactBase(sheet)
    if chosen.layout is not None:
        document, place = filled_layout(chosen.layout.read_bytes(), chosen.layout.name, draft, sheet)
        complete(document)
    else:
        document = docx.Document()
        set_up(document)
        place = document.add_paragraph()
    body = _written(draft, base, template, document, place)
    if chosen.sources:
        body.heading("附录：数字出处", 1)
        body.table([["数字", "所在小节", "出处"], *source_rows(draft, base)])
    if chosen.layout is None:
        _front(document, draft, sheet, body)
    elif not place.text:
        place._p.getparent().remove(place._p)  # noqa: SLF001 - the library cannot remove
    document.core_properties.title = writable(draft.title)
    document.core_properties.author = writable(sheet.author.name or sheet.author.team)
    document.core_properties.comments = ""
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _written(draft: Draft, base: FactBase, template: Template | None, document: Document, place: Paragraph) -> Body:
    """The body in front of ``place``: all but title and byline, which stand on the cover."""
    found = blocks(draft.markdown)
    sentences = [(one.start, one.end) for one in unsourced(draft)]
    spots = Spots.of(draft.report.findings, found, sentences)
    figures = [(figure.start, figure.end) for figure in draft.report.figures]
    underlined = [
        (one.start, one.end) if number in spots.inline else (0, 0) for number, one in enumerate(draft.report.findings)
    ]
    inline = Inline(MarkedText(draft.markdown, Marks(figures, underlined, list(spots.sentences))))
    section = document.sections[-1]
    width = int(((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)) / 635)
    body = Body(document, place, inline, draft.markdown, width)
    kept = [block for block in found if not on_cover(block, draft)]
    charts = charts_of(draft, base, template)
    behind = {}
    for one in draft.sections:
        inside = [b for b in kept if b.spans and one.start <= b.spans[0][0] < one.start + len(one.text)]
        if one.id in charts and inside:
            behind[inside[-1].spans[0][0]] = charts[one.id]
    body.write(kept, behind)
    for number, finding in enumerate(draft.report.findings):
        runs = _runs_of(spots.anchor(number, finding), body)
        if runs:
            document.add_comment(runs, writable(finding_told(finding, base)), AUTHOR, INITIALS)
    return body


def _runs_of(anchor: str, body: Body) -> list[Run]:
    """The runs that a finding's place in the page names; the first of the body where it names none."""
    number = int(anchor[1:]) if anchor[1:].isdigit() else -1
    kinds = {"f": body.inline.findings, "u": body.inline.unsourced, "b": body.runs}
    return kinds.get(anchor[0], {}).get(number) or next(iter(body.runs.values()), [])


def _front(document: Document, draft: Draft, sheet: FactSheet, body: Body) -> None:
    """Cover and contents in front of the body, in a section of their own without page numbers."""
    from docx.shared import Pt  # noqa: PLC0415 - only with the extra

    body.before._p.getparent().remove(body.before._p)  # noqa: SLF001 - the library cannot remove
    first = document.paragraphs[0] if document.paragraphs else document.add_paragraph()
    title = first.insert_paragraph_before(writable(draft.title), style="Title")
    title.paragraph_format.space_before = Pt(_ABOVE_TITLE)
    for line in cover_lines(sheet):
        first.insert_paragraph_before(writable(line), style="Subtitle")
    head = first.insert_paragraph_before("目　录", style="TOC Heading")
    head.paragraph_format.page_break_before = True
    contents(first, head, body.entries, body.width)
    _part_sections(document, first)
    _running(document, draft.title)


def _part_sections(document: Document, first: Paragraph) -> None:
    """End the section of cover and contents in front of ``first``; the body counts its pages from one."""
    from copy import deepcopy  # noqa: PLC0415

    last = document.sections[-1]._sectPr  # noqa: SLF001
    front = deepcopy(last)
    ending = first.insert_paragraph_before()
    ending.paragraph_format.line_spacing = 1
    ending._p.get_or_add_pPr().append(front)  # noqa: SLF001
    grid = last.find(f"{W}cols")
    start = element("pgNumType", start="1")
    if grid is not None:
        grid.addprevious(start)
    else:
        last.append(start)


def _running(document: Document, title: str) -> None:
    """Title above and page number below every page of the body."""
    section = document.sections[-1]
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    section.header.paragraphs[0].add_run(writable(title))
    foot = section.footer.paragraphs[0]
    foot.add_run("第 ")
    add_field(foot, "PAGE", "1")
    foot.add_run(" 页")
