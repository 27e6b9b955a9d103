"""What the rules look at: one text with its outline, its judged figures, the fact sheet and the template."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from fupan.checks.parts import Section, sections
from fupan.domain.fact import Fact
from fupan.domain.factsheet import FactSheet
from fupan.domain.finding import Finding, Severity
from fupan.domain.template import Template
from fupan.figures.claims.claim import Wrong
from fupan.figures.claims.text import wrong_claims
from fupan.figures.judge.binding import Binding
from fupan.figures.notes.retold import Mistimed, mistimed
from fupan.figures.scan.outline import Block, blocks
from fupan.figures.verdict import NoteFigure, Verdict


@dataclass(frozen=True)
class Subject:
    """One text to be checked. ``folded`` is the text in one script with the same offsets.

    ``sheet`` is None in an audit of the text against itself; ``required`` are fact ids that the text must state, beside
    those of the template.
    """

    text: str
    folded: str
    sheet: FactSheet | None
    template: Template | None
    binding: Binding
    required: tuple[str, ...] = ()
    counted: dict[str, int] = field(default_factory=dict)

    @property
    def verdicts(self) -> Sequence[Verdict]:
        """The judged figures, in order of the text."""
        return self.binding.verdicts

    @cached_property
    def claims(self) -> Sequence[Wrong]:
        """The claims without a figure that the facts contradict; none in an audit."""
        binder = self.binding.binder
        return () if binder is None else wrong_claims(self.folded, binder, self.verdicts)

    @cached_property
    def mistimed(self) -> Sequence[Mistimed]:
        """The times with which the text retells a note that has another; none in an audit."""
        binder = self.binding.binder
        return () if binder is None else mistimed(self.folded, binder, self.verdicts)

    def faulty(self, fault: str) -> list[Verdict]:
        """The figures with this fault."""
        return [verdict for verdict in self.verdicts if verdict.fault == fault]

    def at_odds(self, fault: str) -> list[tuple[Verdict, Fact]]:
        """The figures with this fault that the facts contradict, each with the fact that its words name."""
        return [(one, one.expected) for one in self.faulty(fault) if one.expected is not None]

    def at_odds_with_note(self, fault: str) -> list[tuple[Verdict, NoteFigure]]:
        """The figures with this fault that only a note contradicts, each with the note's figure."""
        return [(one, one.note) for one in self.faulty(fault) if one.expected is None and one.note is not None]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The lines of the text by kind."""
        return tuple(blocks(self.text))

    @cached_property
    def headings(self) -> tuple[Block, ...]:
        """The headings of the text."""
        return tuple(block for block in self.blocks if block.kind == "heading")

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The text under each heading that is the title of a section of the template."""
        return sections(self.text, self.blocks, self.template)

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.sections]

    def section_at(self, offset: int) -> str:
        """Id of the section that ``offset`` lies in, "" where there is none."""
        index = bisect_right(self._section_starts, offset) - 1
        section = self.sections[index] if index >= 0 else None
        return section.spec.id if section and offset < section.end else ""

    def finding(
        self, rule: str, severity: Severity, span: tuple[int, int], message: str, *,
        expected: str = "", source: str = "", fix: str | None = None, section: str | None = None,
    ) -> Finding:  # fmt: skip
        """A finding of this text at ``span``."""
        start, end = span
        where = self.section_at(start) if section is None else section
        return Finding(rule, severity, start, end, self.text[start:end], message, expected, source, where, fix)
