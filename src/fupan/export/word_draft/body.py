"""The body: every block of the draft's Markdown as a paragraph, a list item or a row, charts behind their sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from fupan.charts.chart import Chart
from fupan.charts.plot import draw
from fupan.charts.scene import width_of
from fupan.export.blocks import Block
from fupan.export.chart_png import scene_png
from fupan.export.columns import column_widths
from fupan.export.word_comments import writable
from fupan.export.word_draft.fields import Entry, add_field, bookmark
from fupan.export.word_draft.inline import Inline
from fupan.export.word_draft.pages import SMALL_LINE, Pages
from fupan.export.word_draft.styles import BODY, BULLET, CAPTION, FIGURE, NUMBERED, TABLE_TEXT, style_named
from fupan.export.word_marks import W, element
from fupan.intake.word_lines import Element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_STYLES = {"bullet": BULLET, "numbered": NUMBERED, "quote": "Quote", "paragraph": BODY}
_CHART_WIDTH = 8800
"""Twips: 15.5 cm."""


@dataclass
class Body:
    """Writes blocks in front of ``before``; ``entries`` are the headings, ``runs`` those of each block by its start."""

    document: Document
    before: Paragraph
    inline: Inline
    text: str
    width: int
    entries: list[Entry] = field(default_factory=list)
    runs: dict[int, list[Run]] = field(default_factory=dict)
    pictures: int = 0
    pages: Pages = field(default_factory=Pages)

    def write(self, blocks: list[Block], charts: Mapping[int, Chart]) -> None:
        """All blocks; ``charts`` by the start of the block that each stands behind."""
        rows: list[Block] = []
        for block in blocks:
            if rows and (block.kind != "row" or block.head):
                self._table(rows)
                rows = []
            if block.kind == "row":
                rows.append(block)
            elif block.spans:
                self._block(block)
            if block.spans and block.spans[0][0] in charts and block.kind != "row":
                self._chart(charts[block.spans[0][0]])
        if rows:
            self._table(rows)

    def heading(self, text: str, level: int) -> Paragraph:
        """A heading of our own, with its place in the contents."""
        paragraph = self._paragraph(f"Heading {level}")
        paragraph.add_run(writable(text))
        self._enter(paragraph, level, text)
        return paragraph

    def table(self, rows: list[list[str]]) -> None:
        """A table of plain text, its first row the head."""
        self._grid([[(cell, None) for cell in row] for row in rows])

    def _block(self, block: Block) -> None:
        span = block.spans[0]
        if block.kind == "heading":
            level = max(1, block.level - 1)
            paragraph = self._paragraph(f"Heading {min(level, 3)}")
            runs = self.inline.write(paragraph, span)
            self._enter(paragraph, level, "".join(run.text for run in runs))
        else:
            paragraph = self._paragraph(_STYLES[block.kind])
            runs = self.inline.write(paragraph, span)
            self.pages.text(self.text[slice(*span)])
        self.runs[span[0]] = runs

    def _enter(self, paragraph: Paragraph, level: int, text: str) -> None:
        self.pages.heading(level)
        number = len(self.entries) + 1
        name = f"_Toc{number:08d}"
        bookmark(paragraph, name, number)
        if level <= 2:
            self.entries.append(Entry(level, text, name, self.pages.number))

    def _table(self, rows: list[Block]) -> None:
        self._grid([[(self.text[slice(*span)], span) for span in row.spans] for row in rows])

    def _grid(self, rows: list[list[tuple[str, tuple[int, int] | None]]]) -> None:
        columns = max(len(row) for row in rows)
        widths = column_widths([[text for text, _ in row] for row in rows], columns, self.width)
        table = self.document.add_table(0, columns)
        table.style = "Table Grid" if "Table Grid" in {style.name for style in self.document.styles} else None
        table.autofit = False
        style_named(self.document, TABLE_TEXT)
        for number, row in enumerate(rows):
            line = table.add_row()
            properties = line._tr.get_or_add_trPr()  # noqa: SLF001 - the library has neither of the two
            properties.append(element("cantSplit"))
            if number == 0:
                properties.append(element("tblHeader"))
            for cell, (text, span), width in zip(line.cells, row, widths, strict=False):
                cell.width = width * 635
                paragraph = cell.paragraphs[0]
                paragraph.style = TABLE_TEXT
                runs = self.inline.write(paragraph, span) if span else [paragraph.add_run(writable(text))]
                if span and span == row[0][1]:
                    self.runs[span[0]] = runs
                if number == 0:
                    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill="E7EDF4"))  # noqa: SLF001
                    for run in runs:
                        run.bold = True
            self.pages.whole(
                SMALL_LINE * max(1, *(width_of(t, 210) / w for (t, _), w in zip(row, widths, strict=False)))
            )
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width * 635
        _bordered(table._tbl)  # noqa: SLF001
        self.before._p.addprevious(table._tbl)  # noqa: SLF001 - a table can only be made at the end and moved
        self._paragraph(TABLE_TEXT)

    def _chart(self, chart: Chart) -> None:
        scene = draw(chart)
        paragraph = self._paragraph(FIGURE)
        run = paragraph.add_run()
        shape = run.add_picture(BytesIO(scene_png(scene)), width=min(self.width, _CHART_WIDTH) * 635)
        shape._inline.docPr.set("descr", scene.label)  # noqa: SLF001 - the library cannot set the words for the blind
        self.pictures += 1
        caption = self._paragraph(CAPTION)
        caption.add_run("图")
        add_field(caption, "SEQ 图 \\* ARABIC", str(self.pictures))
        caption.add_run(writable(f"　{chart.title}"))
        self.pages.whole(40 + _CHART_WIDTH / 20 * scene.height / scene.width)

    def _paragraph(self, style: str) -> Paragraph:
        style_named(self.document, style)
        return self.before.insert_paragraph_before(style=style)


def _bordered(table: Element) -> None:
    """Thin lines around and between, also where a layout has no table style."""
    properties = table.tblPr
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz="4", space="0", color="8C8C8C"))
    old = properties.find(f"{W}tblBorders")
    if old is not None:
        properties.remove(old)
    layout = properties.find(f"{W}tblLayout")
    if layout is not None:
        layout.addprevious(borders)
    else:
        properties.append(borders)
