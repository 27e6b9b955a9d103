"""The figures that were filled into a draft, by their place: for these the source is known, not found."""

from __future__ import annotations

from fupan.domain.draft import Draft
from fupan.domain.finding import CheckedFigure
from fupan.export.overlaps import Overlaps


class Filled:
    """The filled slots of a draft, or none for a text of other making."""

    def __init__(self, draft: Draft | None = None) -> None:
        found = [
            ((at + slot.start, at + slot.end), slot.source)
            for section in (draft.sections if draft is not None else ())
            for step in section.steps
            for at in (section.start + step.start,)
            for slot in step.slots
        ]
        self._sources = [source for _, source in found]
        self._spans = Overlaps(span for span, _ in found)

    def source(self, start: int, end: int) -> str:
        """What was filled in between ``start`` and ``end``; empty where the text was written."""
        return next((self._sources[number] for number, _ in self._spans.near(start, end)), "")

    def origin(self, figure: CheckedFigure) -> tuple[str, str]:
        """(source, arithmetic) of a figure: of a right one what was filled in, else what the check found.

        The check may find another fact of the same value; what was filled in is where it really came from.
        """
        slot = self.source(figure.start, figure.end)
        if slot and (figure.status in {"supported", "derived"} or not figure.source):
            return slot, figure.arithmetic if slot == figure.source else ""
        return figure.source, figure.arithmetic
