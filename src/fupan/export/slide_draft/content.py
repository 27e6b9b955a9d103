"""What each section gives a slide to show: a headline that states the finding, points, the rows of a table, charts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fupan.charts.chart import Chart
from fupan.domain.draft import Draft
from fupan.export.blocks import Block, blocks
from fupan.export.marked_text import MarkedText, Marks
from fupan.export.overlaps import Range
from fupan.export.slide_draft.passage import Passage, Piece

_STOP = re.compile(r"[。！？]{1,9}[”’」』）]{0,4}(?:\*\*)?(?:〔待核实〕)?")
_BOLD = "**"
_MOST_HEADLINE = 54
"""Characters: two lines of a headline."""


@dataclass(frozen=True, slots=True)
class SectionContent:
    """One section. ``headline`` is None where nothing but its title can stand there.

    ``points`` are those of all paragraphs; ``breaks`` the numbers of the points that begin a paragraph of several
    sentences with a short one, the first point left out: where a section can be parted, and what can head that slide.
    ``rows`` are the rows of its tables, the head first. ``lines`` are all its lines as spans of the Markdown, several
    for a row of a table: what the speaker notes hold.
    """

    id: str
    part: str
    title: str
    headline: Passage | None
    points: tuple[Passage, ...]
    breaks: tuple[int, ...]
    rows: tuple[tuple[Passage, ...], ...]
    charts: tuple[Chart, ...]
    lines: tuple[tuple[Range, ...], ...]

    def with_headline_told(self) -> SectionContent:
        """The same with its headline's sentence as the first point, too: where the headline had to be shortened."""
        if self.headline is None or not self.headline.end:
            return self
        return replace(
            self, points=(self.headline.followed_by("。"), *self.points), breaks=tuple(at + 1 for at in self.breaks)
        )


def contents_of(draft: Draft, charts: Mapping[str, Sequence[Chart]]) -> list[SectionContent]:
    """The sections in the order of the draft; ``charts`` by section id."""
    figures = [(figure.start, figure.end) for figure in draft.report.figures]
    text = MarkedText(draft.markdown, Marks(figures))
    found = [block for block in blocks(draft.markdown) if block.spans]
    heads = [block.spans[0] for block in found if block.kind == "heading"]
    made = []
    for section in draft.sections:
        end = section.start + len(section.text)
        inside = [block for block in found if section.start <= block.spans[0][0] < end]
        before = [draft.markdown[slice(*span)] for span in heads if span[0] < section.start]
        part = next((name for name in reversed(before) if section.part and name.endswith(section.part)), section.part)
        headline, points, breaks = _told(inside, text, draft.markdown, alone=section.id not in charts)
        rows = tuple(tuple(Passage.of(text, *span) for span in one.spans) for one in inside if one.kind == "row")
        made.append(
            SectionContent(
                section.id,
                part,
                section.title,
                headline or _summed_up(section.title, points or tuple(row[0] for row in rows[1:] if row)),
                points,
                breaks,
                rows,
                tuple(charts.get(section.id, ())),
                tuple(one.spans for one in inside),
            )
        )
    return made


def _told(
    inside: list[Block], text: MarkedText, markdown: str, *, alone: bool
) -> tuple[Passage | None, tuple[Passage, ...], tuple[int, ...]]:
    """The headline, the points and the breaks between them.

    A sentence that has nothing below it (``alone``) is a point, not a headline.
    """
    points: list[Passage] = []
    breaks: list[int] = []
    for block in inside:
        if block.kind == "row":
            continue
        if block.kind in {"bullet", "numbered"}:
            point = Passage.of(text, *block.spans[0])
            lead = (Piece(f"{block.level}. "),) if block.kind == "numbered" else ()
            points.append(Passage((*lead, *point.pieces), point.start, point.end))
        elif block.kind == "heading":
            head = Passage.of(text, *block.spans[0])
            points.append(Passage((Piece(head.text, "strong"),), head.start, head.end))
        else:
            told = [one for one in _sentences(block.spans[0], text, markdown) if one.text.strip()]
            if points and len(told) > 1 and _states(told[0]) and len(told[0].text) <= _MOST_HEADLINE:
                breaks.append(len(points))
            points += told
    opens = bool(inside) and inside[0].kind in {"paragraph", "quote"} and bool(points) and _states(points[0])
    if not opens or (len(points) == 1 and alone and all(block.kind != "row" for block in inside)):
        return None, tuple(points), tuple(breaks)
    return points[0].without_stop(), tuple(points[1:]), tuple(at - 1 for at in breaks)


def _states(sentence: Passage) -> bool:
    """Whether a sentence can head a slide: it says something, and does not merely open a list."""
    return any(piece.kind != "mark" for piece in sentence.pieces) and not sentence.text.endswith("：")


def _summed_up(title: str, points: Sequence[Passage]) -> Passage | None:
    """A headline of the first clauses of all points (针对云贵缺口；针对断货流失); None where that would be long.

    A point that waits for the writer (待核实, 待补充) is not put into a headline.
    """
    firsts = [point.first_clause() for point in points]
    long = sum(len(one.text) + 1 for one in firsts) + len(title) > _MOST_HEADLINE
    alone = len(firsts) < 2 and firsts[:1] == [point.without_stop() for point in points]
    if not firsts or alone or long or any(piece.kind == "mark" for point in points for piece in point.pieces):
        return None
    pieces = [Piece(f"{title}：")]
    for number, one in enumerate(firsts):
        pieces += [*([Piece("；")] if number else []), *one.pieces]
    return Passage(tuple(pieces))


def _sentences(span: Range, text: MarkedText, markdown: str) -> Iterator[Passage]:
    at = span[0]
    ends = [match.end() for match in _STOP.finditer(markdown, *span)]
    for end in dict.fromkeys((*ends, span[1])):
        if markdown[at:end].strip():
            made = Passage.of(text, at, end)
            if markdown.count(_BOLD, at, end) % 2:  # bold goes on in the next sentence
                made = Passage(tuple(Piece(one.text.replace(_BOLD, ""), one.kind) for one in made.pieces), at, end)
            yield made
        at = end
