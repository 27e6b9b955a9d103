"""Proposals: what a rewrite offers for one section, each to be taken or left on its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fupan.domain.draft import LlmUse
from fupan.domain.review import Review, Span
from fupan.pipeline.rewrite.diff import Piece
from fupan.pipeline.rewrite.edits import Edit, applied
from fupan.pipeline.rewrite.questions import Question

Kind = Literal["correction", "rewrite"]
Origin = Literal["facts", "composer", "llm"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One offer. ``edits`` are in offsets of the whole text as it was.

    ``before`` and ``after`` are the section's words. ``kind``: a correction is one wrong figure put right (``why``
    holds the arithmetic), a rewrite all else of a section. ``scores`` are (before, after) of the section, ``findings``
    of the whole text. ``why`` says in Chinese what is done. ``unsourced`` are sentences put in that no source carries
    (待核实). ``needs`` are ids of the corrections without which it would not hold. ``origin``: who worded what is new.
    """

    id: str
    section: str
    title: str
    kind: Kind
    edits: tuple[Edit, ...]
    before: str
    after: str
    diff: tuple[Piece, ...]
    scores: tuple[int, int]
    findings: tuple[int, int]
    why: tuple[str, ...]
    unsourced: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    origin: Origin = "composer"

    @property
    def start(self) -> int:
        """Where its first change stands."""
        return min(edit.start for edit in self.edits)


@dataclass(frozen=True, slots=True)
class SectionRewrite:
    """What is offered for one section.

    ``span`` is where it stands in the text. ``proposals`` may be empty: ``withheld`` then says in Chinese why.
    ``reasons`` are the review's. ``questions`` (at most three) ask for what no source holds; ``history`` tells what was
    tried and refused. ``certainty`` (0 to 1) is the review's: whether this is the section meant. ``doubts`` name the
    figures in doubt that are left as they are, with why.
    """

    section: str
    title: str
    span: Span
    score: int
    proposals: tuple[Proposal, ...]
    reasons: tuple[str, ...]
    questions: tuple[Question, ...] = ()
    withheld: str = ""
    history: tuple[str, ...] = ()
    certainty: float = 1.0
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What is offered for a text. ``review`` is that of the text as it was; ``use`` what the llm was asked."""

    text: str
    template: str
    review: Review
    sections: tuple[SectionRewrite, ...]
    use: LlmUse

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """All proposals, in the order of the sections."""
        return tuple(one for section in self.sections for one in section.proposals)

    def taken(self, ids: frozenset[str] | None = None) -> str:
        """The text with these proposals (default: all). One that needs another is left where that is left."""
        return applied(self.text, self.edits(ids))

    def edits(self, ids: frozenset[str] | None = None) -> list[Edit]:
        """The edits of these proposals (default: all), as ``taken`` makes them."""
        chosen = {one.id for one in self.proposals} if ids is None else set(ids)
        return [
            edit for one in self.proposals if one.id in chosen and chosen.issuperset(one.needs) for edit in one.edits
        ]
