"""Speaker notes: the full text of what a slide shows, where its figures come from, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fupan.domain.draft import Draft
from fupan.domain.factbase import FactBase
from fupan.export.finding_told import finding_told
from fupan.export.overlaps import Overlaps, Range
from fupan.export.source_rows import figure_sources
from fupan.intake.slides import OWN_NOTES

BETWEEN_CELLS = "｜"
SOURCES, FINDINGS = OWN_NOTES
"""Lines that begin what is no speech: whoever reads the slides back leaves it out."""
_MARKUP = re.compile(r"\*\*|\\(?=[!-/:-@\[-`{-~])")


class Notes:
    """The notes of one draft's slides."""

    def __init__(self, draft: Draft, base: FactBase) -> None:
        self._draft, self._base = draft, base
        self._sources = list(figure_sources(draft, base))
        self._figures = Overlaps((figure.start, figure.end) for figure, _ in self._sources)
        self._findings = Overlaps(
            (finding.start, max(finding.end, finding.start + 1)) for finding in draft.report.findings
        )

    def of(self, lines: Sequence[Sequence[Range]], section: str = "") -> list[str]:
        """The notes on lines of the draft, each a span or the cells of a row.

        ``section``: what was found about the section of this id as a whole is told, too.
        """
        text = [BETWEEN_CELLS.join(_shown(self._draft.markdown[slice(*span)]) for span in line) for line in lines]
        spans = [span for line in lines for span in line]
        near = (self._sources[number] for number in self._near(self._figures, spans))
        told = list(dict.fromkeys(f"{figure.text}：{source}" for figure, source in near))
        own = [SOURCES, *told] if told else []
        wrong = dict.fromkeys(self._near(self._findings, spans))
        for number, finding in enumerate(self._draft.report.findings):
            if section and finding.section == section:
                wrong[number] = None
        if wrong:
            found = (finding_told(self._draft.report.findings[number], self._base) for number in sorted(wrong))
            own += [*([""] if own else []), FINDINGS, *(line for one in found for line in one.split("\n"))]
        return [*text, "", *own] if own else text

    @staticmethod
    def _near(marks: Overlaps, spans: Iterable[Range]) -> list[int]:
        return [number for span in spans for number, _ in marks.near(*span)]


def _shown(text: str) -> str:
    return _MARKUP.sub("", text)
