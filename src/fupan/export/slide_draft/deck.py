"""A whole draft as a .pptx."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fupan.charts.choosing import all_charts_of
from fupan.domain.draft import Draft
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import Template
from fupan.errors import ConfigError
from fupan.export.cover import cover_lines
from fupan.export.slide_draft.boxes import add_card, box, move, rule
from fupan.export.slide_draft.content import SectionContent, contents_of
from fupan.export.slide_draft.fitting import fit_heading, fit_lines
from fupan.export.slide_draft.footers import add_footers
from fupan.export.slide_draft.house_style import ACCENT, BODY, CHINESE, KICKER, NAVY, house_presentation
from fupan.export.slide_draft.ink import SOFT
from fupan.export.slide_draft.layout_file import opened_layout
from fupan.export.slide_draft.masters import Masters, Placed, found_masters
from fupan.export.slide_draft.measure import LEADING
from fupan.export.slide_draft.native_chart import add_chart
from fupan.export.slide_draft.native_table import add_table
from fupan.export.slide_draft.notes import Notes
from fupan.export.slide_draft.outline import outline_pages
from fupan.export.slide_draft.paging import Page, pages_of, rooms_beside
from fupan.export.slide_draft.passage import MORE, Passage
from fupan.export.slide_draft.table_fit import table_pages
from fupan.export.slide_draft.text_frame import Fonts, Look, write, write_lines
from fupan.export.source_rows import source_rows
from fupan.export.word_comments import writable
from fupan.intake.slides import sound_slides

if TYPE_CHECKING:
    from pptx.slide import Slide, SlideLayout
    from pptx.text.text import TextFrame

CONTINUED = "（续）"
_HEADINGS, _SMALL_HEADINGS = (28.0, 26.0, 24.0, 22.0), (20.0, 18.0, 16.0, 14.0, 12.0)
"""A headline is shortened rather than smaller than 22 points, unless the layout has no room for a line of them."""
_COVER = (40.0, 36.0, 32.0, 28.0, 24.0, 20.0, 16.0)
_COVER_LINES = (18.0, 16.0, 14.0, 12.0, 10.0)
_KICKER = (13.0, 12.0, 11.0, 10.0)
_NOTES = _SMALL = 12.0
_CONTENTS, _APPENDIX, _THANKS = "目录", "附录：数字出处", "谢谢，请批评指正"
_BELOW_TITLE = 12.0
_BETWEEN = "　｜　"
_CHARTS_A_SECTION = 3
_MOST_PROPERTY = 255
"""Characters of a property of the file."""


def draft_slides(
    draft: Draft,
    sheet: FactSheet,
    template: Template | None = None,
    *,
    layout: Path | None = None,
    sources: bool = False,
) -> bytes:
    """The bytes of the draft's .pptx: cover, contents, slides section by section, closing.

    ``layout``: somebody's own .pptx or .potx whose masters are used; ``sources``: an appendix with the source of every
    figure. Raises ConfigError where the extra ``office`` or every Chinese font is missing, InputError for a layout that
    cannot be used.
    """
    try:
        import pptx  # noqa: F401, PLC0415 - only with the extra
    except ImportError as error:
        raise ConfigError("写 PowerPoint 需要 office 组件", hint='先运行 pip install "fupan[office]"') from error
    if layout is not None:
        with sound_slides(layout.name):
            masters = found_masters(opened_layout(layout.read_bytes(), layout.name), layout.name)
            _tried(masters)
    else:
        masters = replace(found_masters(house_presentation(), ""), kicker=KICKER, body=BODY)
    base = FactBase(sheet)
    charts = all_charts_of(draft, base, template, most=_CHARTS_A_SECTION)
    deck = _Deck(masters, Notes(draft, base), draft.title, own=layout is None)
    deck.cover(draft.title, cover_lines(sheet))
    sections = contents_of(draft, charts)
    deck.outline(sections)
    for section in sections:
        deck.section(section)
    if sources:
        deck.appendix([["数字", "所在小节", "出处"], *source_rows(draft, base)])
    deck.cover(_THANKS, cover_lines(sheet)[:-1])
    deck.link()
    properties = masters.presentation.core_properties
    properties.title = writable(draft.title)[:_MOST_PROPERTY]
    properties.author = writable(sheet.author.name or sheet.author.team)[:_MOST_PROPERTY]
    properties.last_modified_by = properties.comments = properties.keywords = properties.subject = ""
    properties.category = properties.content_status = properties.identifier = properties.version = ""
    properties.revision = 1
    made = BytesIO()
    masters.presentation.save(made)
    return made.getvalue()


def _tried(masters: Masters) -> None:
    """Make a slide on each layout and take it away again: what is broken in a layout shows here."""
    presentation: Any = masters.presentation
    for layout in (masters.cover, masters.content):
        add_footers(presentation.slides.add_slide(layout), layout, "", masters.texts)
    listed = presentation.slides._sldIdLst  # noqa: SLF001 - the library cannot remove slides
    for one in list(listed):
        presentation.part.drop_rel(one.rId)
        listed.remove(one)


@dataclass
class _Deck:
    """Adds slides; ``own``: the look is ours, so that its colours are known."""

    masters: Masters
    notes: Notes
    title: str
    own: bool
    linked: list[tuple[Any, int]] = field(default_factory=list)
    """The boxes of the contents, each with the number of the section that it leads to."""
    begins: list[Slide] = field(default_factory=list)
    """The first slide of each section."""

    def cover(self, title: str, lines: list[str]) -> None:
        """A slide on the layout of covers; lines are left out where that has no place for them."""
        masters = self.masters
        kept = [masters.cover_title, *([masters.cover_lines] if masters.cover_lines and lines else [])]
        slide = self._slide(masters.cover, kept)
        words = fit_heading(Passage.plain(title), masters.cover_title.room, _COVER, tail=MORE)
        write(_at(slide, masters.cover_title), words, Look(masters.headings))
        if masters.cover_lines and lines:
            shown = fit_lines(list(map(Passage.plain, lines)), masters.cover_lines.room, _COVER_LINES, 6)
            write(_at(slide, masters.cover_lines), shown, Look(masters.texts))

    def outline(self, sections: list[SectionContent]) -> None:
        """The contents: parts with their sections; a click leads to the part."""
        for number, cells in enumerate(outline_pages(sections, self.masters.body.below(_BELOW_TITLE))):
            slide = self._content(Passage.plain(_CONTENTS), "", continued=number > 0, points=None)
            for cell in cells:
                look = Look(self.masters.texts)
                rule(slide, cell.head_room)
                head = box(slide, cell.head_room, cell.head, look.inked(NAVY if self.own else "", bold=True))
                names = box(slide, cell.names_room, cell.names, look)
                self.linked += [(head, cell.first), (names, cell.first)]

    def section(self, section: SectionContent) -> None:
        """All slides of a section; the first has its whole text in the notes, the others what they show."""
        masters = self.masters
        kicker = _BETWEEN.join(filter(None, (section.part, section.title if section.headline else "")))
        headline = section.headline or Passage.plain(section.title)
        if fit_heading(headline, masters.title.room, self._headings).passages[0] != headline:
            section = section.with_headline_told()
        for number, page in enumerate(pages_of(section, masters.body, cards=self.own)):
            left, right = rooms_beside(masters.body) if page.told and page.chart else (masters.body, masters.body)
            points = Placed(masters.points.idx, left) if masters.points and page.points else None
            slide = self._content(page.headline or headline, kicker, continued=number > 0, points=points)
            if number == 0:
                self.begins.append(slide)
            look = Look(masters.texts, figures=ACCENT if self.own else "", bold_figures=True)
            if page.points is not None:
                listed = replace(look, points=True)
                if points is not None:
                    write(_at(slide, points), page.points, listed)
                else:
                    box(slide, left, page.points, listed)
            for card in page.cards:
                add_card(slide, card, look)
            if page.chart is not None:
                add_chart(slide, page.chart, right, masters.texts)
            if page.table is not None:
                add_table(slide, page.table, masters.body.inset(), Look(masters.texts))
            whole = number == 0
            self._note(slide, self.notes.of(section.lines if whole else _lines(page), section.id if whole else ""))

    def appendix(self, rows: list[list[str]]) -> None:
        """A table on as many slides as it needs."""
        table = [tuple(map(Passage.plain, row)) for row in rows]
        for number, page in enumerate(table_pages(table, self.masters.body.inset(), paged=_SMALL)):
            slide = self._content(Passage.plain(_APPENDIX), "", continued=number > 0, points=None)
            add_table(slide, page, self.masters.body.inset(), Look(self.masters.texts))

    def link(self) -> None:
        """Let the contents lead to the sections."""
        for cell, number in self.linked:
            if number < len(self.begins):
                cell.click_action.target_slide = self.begins[number]

    @property
    def _headings(self) -> tuple[float, ...]:
        high = self.masters.title.room.inner_height
        large = tuple(size for size in _HEADINGS if size * LEADING <= high)
        return large or tuple(size for size in _SMALL_HEADINGS if size * LEADING <= high)

    def _content(self, headline: Passage, kicker: str, *, continued: bool, points: Placed | None) -> Slide:
        masters = self.masters
        slide = self._slide(masters.content, [masters.title, *([points] if points else [])])
        words = fit_heading(headline, masters.title.room, self._headings, suffix=CONTINUED if continued else "")
        write(_at(slide, masters.title), words, Look(masters.headings))
        if points is not None:
            move(_shape(slide, points), points.room)
        if kicker:
            line = fit_lines([Passage.plain(kicker)], masters.kicker, _KICKER)
            box(slide, masters.kicker, line, Look(masters.texts, SOFT))
        return slide

    def _slide(self, layout: SlideLayout, kept: list[Placed]) -> Slide:
        """A slide with the placeholders that are filled, and with the layout's footer and number."""
        slide: Slide = self.masters.presentation.slides.add_slide(layout)
        for shape in list(slide.placeholders):
            if shape.placeholder_format.idx not in {one.idx for one in kept}:
                shape._element.getparent().remove(shape._element)  # noqa: SLF001 - the library cannot remove
        add_footers(slide, layout, self.title if self.own else "", self.masters.texts)
        return slide

    def _note(self, slide: Slide, lines: list[str]) -> None:
        frame = slide.notes_slide.notes_text_frame
        if frame is not None and lines:
            write_lines(frame, lines, _NOTES, Look(Fonts(CHINESE)))


def _lines(page: Page) -> list[list[tuple[int, int]]]:
    """What a page shows, as lines of spans of the Markdown."""
    if page.table is not None:
        return [[(cell.start, cell.end) for cell in row if cell.end] for row in page.table.rows]
    shown = (*([page.headline] if page.headline else []), *page.told)
    return [[(one.start, one.end)] for one in shown]


def _shape(slide: Slide, placed: Placed) -> Any:  # noqa: ANN401 - any of the library's placeholders
    return next(one for one in slide.placeholders if one.placeholder_format.idx == placed.idx)


def _at(slide: Slide, placed: Placed) -> TextFrame:
    frame: TextFrame = _shape(slide, placed).text_frame
    return frame
