"""The shape of the JSON that ``fupan review`` writes; its schema is made from these types."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # before Python 3.12 pydantic asks for this one

from fupan.domain.review import Found, ReviewPart

SpanJson = tuple[int, int]


class ReasonJson(TypedDict):
    """Why points were taken off: ``points`` of ``part``; ``text`` stands at ``start``–``end``."""

    kind: str
    part: ReviewPart
    points: int
    step: str
    start: int
    end: int
    text: str
    message: str


class StepReviewJson(TypedDict):
    """One step of the chain; ``spans`` are empty where it is missing."""

    step: str
    name: str
    asks: str
    spans: list[SpanJson]
    why: str


class PartJson(TypedDict):
    """One part of the score."""

    part: ReviewPart
    score: int
    most: int


class GoalJson(TypedDict):
    """One letter of SMART."""

    step: str
    name: str
    met: bool
    spans: list[SpanJson]
    why: str


class JudgedStepJson(TypedDict):
    """What the llm says of one step."""

    step: str
    told: bool
    quote: str


class JudgementJson(TypedDict):
    """The verdict of an llm beside the score."""

    llm: str
    comment: str
    steps: list[JudgedStepJson]


class SectionReviewJson(TypedDict):
    """One section; ``parts`` add up to ``score``."""

    section: str
    title: str
    heading: str
    found: Found
    certainty: float
    start: int
    end: int
    spans: list[SpanJson]
    score: int
    parts: list[PartJson]
    steps: list[StepReviewJson]
    reasons: list[ReasonJson]
    goals: NotRequired[list[GoalJson]]
    judgement: NotRequired[JudgementJson]


class MissingJson(TypedDict):
    """A section of the template that the text has not."""

    section: str
    title: str
    part: str
    asks: str


class UnknownJson(TypedDict):
    """A stretch that no section of the template answers to."""

    heading: str
    start: int
    end: int


class PageJson(TypedDict):
    """From the offset ``start`` the text stands on the slide that ``label`` names (第3页, 第3页备注)."""

    start: int
    label: str


class ReviewJson(TypedDict):
    """The JSON of ``fupan review``; offsets are Unicode code points of the text reviewed."""

    document: str
    kind: Literal["review"]
    template: str
    chosen: str
    score: int
    weakest: list[str]
    sections: list[SectionReviewJson]
    missing: list[MissingJson]
    unknown: list[UnknownJson]
    remarks: list[str]
    pages: NotRequired[list[PageJson]]
