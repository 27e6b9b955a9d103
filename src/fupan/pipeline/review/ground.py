"""What every section of one review looks at: the text, its blocks, its check, the facts and the template."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from fupan.domain.factbase import FactBase
from fupan.domain.finding import CheckedFigure, CheckReport, Finding
from fupan.domain.review import Reason, Span
from fupan.domain.template import Template
from fupan.figures.fold import fold
from fupan.figures.scan.outline import Block
from fupan.figures.words import content_words
from fupan.logic.weak.empty_words import hollow_spans
from fupan.logic.weak.stretch import Signal, Stretch
from fupan.pipeline.review.note_figures import NotedFigures, noted_figures
from fupan.pipeline.review.points import POINTS

_OPEN = re.compile(r"〔待补充[^〕\n]*〕")
_CARRIED = 0.75
"""The share of a sentence's content words that one note must hold to have said it."""


@dataclass(frozen=True)
class Ground:
    """One text under review. ``base`` is None without a fact sheet; ``report`` is then the audit against itself."""

    text: str
    lines: tuple[Block, ...]
    report: CheckReport
    base: FactBase | None
    template: Template

    @cached_property
    def noted(self) -> tuple[NotedFigures, ...]:
        """The figures of the notes, clause by clause."""
        return noted_figures(self.base.sheet) if self.base is not None else ()

    @cached_property
    def figure_spans(self) -> list[Span]:
        """The spans of all figures, in order."""
        return [(figure.start, figure.end) for figure in self.report.figures]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def figures(self, spans: Sequence[Span]) -> Iterator[CheckedFigure]:
        """The figures that stand in these stretches."""
        for start, end in spans:
            for place in range(bisect_left(self.figure_spans, (start, start)), len(self.figure_spans)):
                if self.figure_spans[place][0] >= end:
                    break
                yield self.report.figures[place]

    def findings(self, spans: Sequence[Span]) -> Iterator[Finding]:
        """The findings of the check that begin in these stretches."""
        for start, end in spans:
            place = bisect_left(self.report.findings, start, key=lambda finding: finding.start)
            while place < len(self.report.findings) and self.report.findings[place].start < end:
                yield self.report.findings[place]
                place += 1

    def blocks(self, spans: Sequence[Span]) -> list[Block]:
        """The blocks that begin in these stretches; one that is cut at its front (a label) is cut to fit."""
        found: list[Block] = []
        for start, end in spans:
            place = bisect_left(self._line_starts, start)
            if (
                place
                and self.lines[place - 1].end > start
                and (place == len(self.lines) or self._line_starts[place] != start)
            ):
                before = self.lines[place - 1]
                found.append(Block(before.kind, start, min(end, before.end), before.level))
            while place < len(self.lines) and self._line_starts[place] < end:
                found.append(self.lines[place])
                place += 1
        return found

    def stretches(self, spans: Sequence[Span]) -> list[Stretch]:
        """The stretches as the signals of weak writing look at them."""
        return [Stretch(self.text, start, end, self.figure_spans) for start, end in spans]

    def hollow(self, stretch: Stretch) -> list[Span]:
        """The sentences that say nothing, and what is still to be filled in: 〔待补充：责任与时限〕 tells no owner.

        A sentence that a note says is the writer's own, however plain its words.
        """
        open_ = [found.span() for found in _OPEN.finditer(self.text, stretch.start, stretch.end)]
        return sorted([*open_, *(span for span in hollow_spans(stretch) if not self.carried(span))])

    def carried(self, span: Span) -> bool:
        """Whether one note says what stands there."""
        words = content_words(fold(self.text[slice(*span)]))
        return any(len(words & note) >= _CARRIED * len(words) for note in self._note_words) if words else False

    @cached_property
    def _note_words(self) -> list[set[str]]:
        return [content_words(fold(note.text)) for note in self.base.sheet.notes] if self.base is not None else []

    def reason(self, kind: str, span: Span, message: str, *, points: int | None = None, step: str = "") -> Reason:
        """A reason of this kind; what it costs is in ``points`` unless given."""
        part, usual = POINTS.get(kind, ("logic", 0))
        start, end = span
        return Reason(kind, part, start, end, self.text[start:end], message, usual if points is None else points, step)

    def signalled(self, signal: Signal) -> Reason:
        """The reason for a sign of weak writing."""
        return self.reason(signal.kind, (signal.start, signal.end), signal.says)
