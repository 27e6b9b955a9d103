"""A review 评审: how well each section of a text argues, with reasons a person can accept and act on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
ReviewPart = Literal["logic", "figures", "sources", "wording"]
PART_NAMES: dict[ReviewPart, str] = {"logic": "逻辑", "figures": "数字", "sources": "依据", "wording": "文字"}
Found = Literal["title", "content"]
"""How a section was found: by its heading, or by what its words and steps speak of."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why points were taken off.

    ``kind`` names the weakness (kebab-case), ``part`` what it counts against, ``text[start:end]`` is where it shows
    (the heading or the whole section where something is absent), ``message`` says what is weak and what to add.
    ``points`` (0 or more) are what it costs. ``step`` is the logic step it belongs to, or empty.
    """

    kind: str
    part: ReviewPart
    start: int
    end: int
    text: str
    message: str
    points: int
    step: str = ""

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class StepReview:
    """One step of the section's chain: where the text tells it (code points, in order) and which words say so.

    ``spans`` are empty where the step is missing; ``asks`` says what it should tell.
    """

    id: str
    name: str
    asks: str
    spans: tuple[Span, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class PartScore:
    """What one part scored: ``score`` of ``most`` points."""

    part: ReviewPart
    score: int
    most: int


@dataclass(frozen=True, slots=True)
class GoalVerdict:
    """One letter of SMART: whether the goal meets it, where, and why or why not."""

    step: str
    name: str
    met: bool
    spans: tuple[Span, ...]
    why: str


@dataclass(frozen=True, slots=True)
class JudgedStep:
    """What the llm says of one step: told or not; ``quote`` are words of the text that it points at, or empty."""

    id: str
    told: bool
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict of an llm on one section. It stands beside the review and never changes a score."""

    llm: str
    steps: tuple[JudgedStep, ...]
    comment: str


@dataclass(frozen=True, slots=True)
class SectionReview:
    """One section of the text.

    ``section`` is the id in the template, ``title`` its title there, ``heading`` the words in the text ("" where the
    section has no heading of its own). ``spans`` are the stretches of the text that make it up, in order. ``parts`` add
    up to ``score`` (0 to 100). ``reasons`` are sorted by what they cost. ``goals`` are the verdicts of SMART where the
    section sets goals, else empty. ``certainty`` (0 to 1) says how sure it is that this is the section meant.
    """

    section: str
    title: str
    heading: str
    spans: tuple[Span, ...]
    score: int
    parts: tuple[PartScore, ...]
    chain: tuple[StepReview, ...]
    reasons: tuple[Reason, ...]
    found: Found = "title"
    certainty: float = 1.0
    goals: tuple[GoalVerdict, ...] = ()
    judgement: Judgement | None = None

    @property
    def start(self) -> int:
        """Where the section begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the section ends."""
        return self.spans[-1][1]

    @property
    def steps(self) -> dict[str, list[Span]]:
        """Every step of the chain with the spans that tell it, as ``fupan.logic_steps`` gives them."""
        return {step.id: list(step.spans) for step in self.chain}

    @property
    def missing_steps(self) -> tuple[StepReview, ...]:
        """The steps that nothing in the section tells."""
        return tuple(step for step in self.chain if not step.spans)


@dataclass(frozen=True, slots=True)
class MissingSection:
    """A section of the template that the text has not; ``asks`` says what it should tell."""

    section: str
    title: str
    part: str
    asks: str


@dataclass(frozen=True, slots=True)
class UnknownSection:
    """A stretch under a heading that no section of the template answers to; ``heading`` is "" where there is none."""

    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Review:
    """The review of one text against one template; offsets are code points of that text.

    ``chosen`` says in Chinese why this template was taken. ``sections`` are in the order of the text. ``remarks`` are
    Chinese sentences on the whole (no headings, another order, an empty section).
    """

    template: str
    template_title: str
    chosen: str
    sections: tuple[SectionReview, ...]
    missing: tuple[MissingSection, ...] = ()
    unknown: tuple[UnknownSection, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def score(self) -> int:
        """The mean over all sections of the template, 0 to 100; a missing section counts 0."""
        count = len(self.sections) + len(self.missing)
        return (2 * sum(section.score for section in self.sections) + count) // (2 * count) if count else 0

    @property
    def mean(self) -> int:
        """The mean over the sections that the text has, 0 to 100."""
        count = len(self.sections)
        return (2 * sum(section.score for section in self.sections) + count) // (2 * count) if count else 0

    @property
    def weakest(self) -> tuple[SectionReview, ...]:
        """The sections, the lowest score first; of equal ones the first in the text."""
        return tuple(sorted(self.sections, key=lambda section: section.score))
