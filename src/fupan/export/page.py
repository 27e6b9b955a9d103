"""What an HTML page shows, ready for the template: document, figures with their trails, findings, missing material."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import Place
from fupan.domain.finding import CheckedFigure, CheckReport, Finding
from fupan.export.blocks import Block, blocks
from fupan.export.filled import Filled
from fupan.export.marked_text import MarkedText, Marks, Node
from fupan.export.overlaps import Overlaps, Range
from fupan.export.places import Lines
from fupan.export.spots import Spots
from fupan.export.trail import Trail, short, trail

STATUSES = {
    "supported": "有出处",
    "derived": "由公式推得",
    "unchecked": "未能核对",
    "warning": "需留意",
    "error": "有误",
}
_QUOTE = 40


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure with its trail, the faults found in it, and the number of its footnote (0: none)."""

    figure: CheckedFigure
    trail: Trail
    findings: tuple[Finding, ...]
    footnote: int


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding; ``anchor`` is the id of the spot in the page, ``quote`` its words where the message has them not."""

    finding: Finding
    line: int
    anchor: str
    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One logic step: its place in the text, its Chinese name, and who wrote it."""

    span: Range
    name: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block with its marked contents: one tuple of nodes, or one a cell."""

    block: Block
    cells: tuple[tuple[Node, ...], ...]

    @property
    def anchor(self) -> str:
        """Id of the block in the page; empty for a rule."""
        return f"b{self.block.spans[0][0]}" if self.block.spans else ""

    @property
    def plain(self) -> str:
        """The contents without their marks."""
        return "".join(node.plain for cell in self.cells for node in cell)


@dataclass(frozen=True, slots=True)
class GroupView:
    """Neighbouring blocks that make one list, table or quote; any other block stands alone."""

    kind: str
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template shows of one checked text."""

    groups: tuple[GroupView, ...]
    figures: tuple[FigureView, ...]
    findings: tuple[FindingView, ...]
    steps: tuple[StepView, ...]
    unsourced: tuple[str, ...]
    footnotes: tuple[Trail, ...]
    outline: tuple[BlockView, ...]


def page(
    text: str,
    report: CheckReport,
    base: FactBase | None,
    *,
    unsourced: Iterable[Range] = (),
    steps: Iterable[StepView] = (),
    filled: Filled | None = None,
) -> Page:
    """The view of ``text`` with its check; spans are in ``text``, ``filled`` are the figures put in by the tool."""
    shown_steps = tuple(steps)
    spots = Spots.of(report.findings, blocks(text), unsourced)
    underlined = (
        (finding.start, finding.end) if number in spots.inline else (0, 0)
        for number, finding in enumerate(report.findings)
    )
    figure_spans = [(figure.start, figure.end) for figure in report.figures]
    marks = Marks(figure_spans, list(underlined), list(spots.sentences), [step.span for step in shown_steps])
    marked = MarkedText(text, marks)
    views = [BlockView(block, tuple(marked.nodes(*span) for span in block.spans)) for block in spots.blocks]
    figures, footnotes = _figures(report, base, filled or Filled())
    return Page(
        groups=tuple(GroupView(kind, tuple(group)) for kind, group in groupby(views, key=_group_kind)),
        figures=figures,
        findings=_findings(report, base, Lines(text), spots),
        steps=shown_steps,
        unsourced=tuple(text[start:end] for start, end in spots.sentences),
        footnotes=footnotes,
        outline=tuple(view for view in views if view.block.kind == "heading" and view.block.level in {2, 3}),
    )


def _group_kind(view: BlockView) -> str:
    kind = view.block.kind
    return kind if kind in {"bullet", "numbered", "row", "quote"} else f"alone-{view.anchor}"


def _figures(
    report: CheckReport, base: FactBase | None, filled: Filled
) -> tuple[tuple[FigureView, ...], tuple[Trail, ...]]:
    footnotes: dict[Trail, int] = {}
    views = []
    findings = Overlaps((finding.start, finding.end) for finding in report.findings)
    for figure in report.figures:
        source, arithmetic = filled.origin(figure)
        found = trail(source, base, arithmetic=arithmetic)
        number = footnotes.setdefault(found, len(footnotes) + 1) if found.line else 0
        faults = (report.findings[index] for index, _ in findings.near(figure.start, figure.end))
        views.append(FigureView(figure, found, tuple(f for f in faults if f.rule != "unsupported-claim"), number))
    return tuple(views), tuple(footnotes)


def _findings(report: CheckReport, base: FactBase | None, lines: Lines, spots: Spots) -> tuple[FindingView, ...]:
    file = short(Place(base.sheet.path)) if base is not None else ""
    views = (
        FindingView(
            finding,
            lines.spot(finding.start).line,
            spots.anchor(number, finding),
            trail(finding.source, base).told(file=file),
            "" if finding.text in finding.message else shortened(finding.text),
        )
        for number, finding in enumerate(report.findings)
    )
    return tuple(sorted(views, key=lambda view: (view.finding.severity, view.finding.start)))


def shortened(text: str) -> str:
    """The first words of a passage in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTE else line[: _QUOTE - 1] + "…"
