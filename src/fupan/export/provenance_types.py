"""The types of ``*.provenance.json``: what a draft was made from, figure by figure.

Offsets are Unicode code points of the draft's Markdown. Files are named without their folders.
"""

from __future__ import annotations

from dataclasses import dataclass

from fupan.domain.draft import Origin as Writer
from fupan.domain.finding import FigureStatus, Severity


@dataclass(frozen=True, slots=True)
class LlmUseRecord:
    """What the draft cost: calls (of them ``cached`` from the store) and tokens."""

    llm: str
    calls: int
    cached: int
    prompt_tokens: int
    completion_tokens: int
    prefix_tokens: int


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One logic step: who wrote it, where it stands, and the facts and notes it was written from."""

    step: str
    name: str
    item: int
    origin: Writer
    start: int
    end: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionRecord:
    """One section; ``missing`` is what the fact sheet lacks for it, ``history`` what repair did."""

    id: str
    title: str
    part: str
    start: int
    end: int
    steps: tuple[StepRecord, ...]
    missing: tuple[str, ...]
    history: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A given fact: id, name, value as shown, and where it stands in the input (``facts.yaml:21``)."""

    id: str
    label: str
    value: str
    place: str


@dataclass(frozen=True, slots=True)
class FormulaRecord:
    """How a derived figure came about: ``4080 ÷ 4800 = 85%``."""

    name: str
    arithmetic: str
    inputs: tuple[FactRecord, ...]


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """The note a figure was taken from."""

    id: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """One figure of the text. ``value`` is a decimal string in ``unit``; a range has ``low`` and ``high`` instead.

    ``source`` is what the check found it to be; ``slot`` is what was put in where the figure was filled in rather
    than written. One of ``fact``, ``formula`` and ``note`` tells where it comes from, as far as that is known: of a
    right figure its slot, else its source.
    """

    start: int
    end: int
    text: str
    value: str
    unit: str
    low: str
    high: str
    approx: str
    status: FigureStatus
    section: str
    source: str
    slot: str
    fact: FactRecord | None
    formula: FormulaRecord | None
    note: NoteRecord | None


@dataclass(frozen=True, slots=True)
class UnsourcedRecord:
    """A sentence that no fact and no note carries (待核实)."""

    start: int
    end: int
    text: str
    section: str


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """One fault the check found."""

    rule: str
    severity: Severity
    start: int
    end: int
    text: str
    message: str
    expected: str
    source: str
    section: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """The whole record of one draft. ``composed_share`` is the share of steps the composer wrote, 0 to 1."""

    fupan: str
    title: str
    template: str
    period: str
    facts: str
    use: LlmUseRecord
    composed_share: float
    summary: dict[str, int]
    sections: tuple[SectionRecord, ...]
    figures: tuple[FigureRecord, ...]
    unsourced: tuple[UnsourcedRecord, ...]
    findings: tuple[FindingRecord, ...]
