"""What a rewrite is measured by: the review and the check of a text, with one section in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from fupan.checks.run import check_reading, read_text
from fupan.domain.factsheet import FactSheet
from fupan.domain.finding import CheckedFigure, CheckReport, Finding
from fupan.domain.review import Review, SectionReview, Span
from fupan.domain.template import SectionSpec, Template
from fupan.figures.scan.extract import extract
from fupan.pipeline.review.review import review_reading

_KEPT = 64


@dataclass(frozen=True)
class Seen:
    """A text with its review and its check; ``section`` is the one in view, None where the text has it not."""

    text: str
    review: Review
    report: CheckReport
    section: SectionReview | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the check."""
        return self.report.findings

    @property
    def body(self) -> str:
        """The words of the section."""
        return "\n".join(self.text[start:end] for start, end in self.section.spans) if self.section else ""

    @property
    def figures(self) -> tuple[CheckedFigure, ...]:
        """The figures that stand in the section."""
        return within(self.report.figures, self.section.spans) if self.section else ()

    @property
    def own_findings(self) -> tuple[Finding, ...]:
        """The findings that begin in the section."""
        spans = self.section.spans if self.section else ()
        return tuple(one for one in self.findings if any(start <= one.start < end for start, end in spans))

    @property
    def score(self) -> int:
        """The section's score, 0 where the text has it not."""
        return self.section.score if self.section else 0

    @property
    def logic(self) -> int:
        """The points of the section's logic."""
        parts = self.section.parts if self.section else ()
        return next((part.score for part in parts if part.part == "logic"), 0)

    @property
    def told(self) -> frozenset[str]:
        """The steps that the section tells."""
        return frozenset(step.id for step in self.section.chain if step.spans) if self.section else frozenset()


def within(figures: Sequence[CheckedFigure], spans: Sequence[Span]) -> tuple[CheckedFigure, ...]:
    """The figures that begin in one of the spans."""
    return tuple(one for one in figures if any(start <= one.start < end for start, end in spans))


@dataclass
class Looking:
    """Reviews and checks texts against one template and fact sheet; what was looked at once is kept."""

    template: Template
    sheet: FactSheet | None
    _seen: dict[str, tuple[Review, CheckReport]] = field(default_factory=dict)

    def whole(self, text: str, section: str) -> Seen:
        """The text as it stands, with the section of this id in view."""
        review, report = self._looked(text)
        found = next((one for one in review.sections if one.section == section), None)
        return Seen(text, review, report, found)

    def alone(self, body: str, section: SectionSpec) -> Seen:
        """A section on its own, under its title: much quicker than the whole, and all but the same."""
        return self.whole(f"### {section.title}\n\n{body.strip(chr(10))}\n", section.id)

    @cached_property
    def given(self) -> frozenset[tuple[Decimal, str]]:
        """Every value that the sheet gives, in its base unit, and every figure of its notes; none are derived."""
        found: set[tuple[Decimal, str]] = set()
        for metric in self.sheet.metrics if self.sheet else ():
            rows = [metric.values, *(roles for members in metric.breakdown.values() for roles in members.values())]
            found |= {(value.amount, metric.unit.base) for row in rows for value in row.values()}
        for note in self.sheet.notes if self.sheet else ():
            found |= {(one.value, one.unit) for one in extract(note.text) if one.value is not None}
        return frozenset(found)

    def _looked(self, text: str) -> tuple[Review, CheckReport]:
        if text not in self._seen:
            while len(self._seen) >= _KEPT:
                del self._seen[next(iter(self._seen))]
            reading = read_text(text, self.sheet)
            review = review_reading(reading, self.template)
            self._seen[text] = (review, check_reading(reading, template=self.template))
        return self._seen[text]
