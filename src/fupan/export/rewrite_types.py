"""The shape of the JSON that ``fupan rewrite`` writes; its schema is made from these types."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # before Python 3.12 pydantic asks for this one


class EditJson(TypedDict):
    """``text[start:end]`` (code points of the document as it was) is ``before`` and becomes ``after``."""

    start: int
    end: int
    before: str
    after: str


class PieceJson(TypedDict):
    """A piece of the readable difference: ``=`` kept, ``-`` taken out, ``+`` put in."""

    sign: Literal["=", "-", "+"]
    text: str


class BeforeAfterJson(TypedDict):
    """A count before and after."""

    before: int
    after: int


class ProposalJson(TypedDict):
    """One proposal; ``needs`` are ids of those without which it does not hold."""

    id: str
    kind: Literal["correction", "rewrite"]
    origin: Literal["facts", "composer", "llm"]
    edits: list[EditJson]
    before: str
    after: str
    diff: list[PieceJson]
    score: BeforeAfterJson
    findings: BeforeAfterJson
    why: list[str]
    unsourced: list[str]
    needs: list[str]


class QuestionJson(TypedDict):
    """What only the writer can say; the answer goes into the fact sheet as a note under ``key``."""

    key: str
    asks: str
    kind: str
    points: int


class SectionRewriteJson(TypedDict):
    """What is offered for one section; ``withheld`` says why where nothing is."""

    section: str
    title: str
    start: int
    end: int
    score: int
    certainty: float
    reasons: list[str]
    proposals: list[ProposalJson]
    questions: list[QuestionJson]
    withheld: str
    doubts: list[str]
    history: list[str]


class UseJson(TypedDict):
    """What the llm was asked."""

    llm: str
    calls: int
    cached: int
    prompt_tokens: int
    completion_tokens: int


class RewriteJson(TypedDict):
    """The JSON of ``fupan rewrite``; ``result`` is the text with every proposal taken."""

    document: str
    kind: Literal["rewrite"]
    template: str
    sections: list[SectionRewriteJson]
    result: str
    use: UseJson
