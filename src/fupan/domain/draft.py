"""A draft 草稿: text by section with provenance, findings and history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from fupan.domain.finding import CheckReport, Finding

Origin = Literal["llm", "repaired", "composer"]
"""Who wrote a step: the llm, the llm after a repair, or the composer (deterministic)."""


@dataclass(frozen=True, slots=True)
class SlotUse:
    """A filled slot: ``text[start:end]`` of the step's text came from fact ``source``."""

    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class StepText:
    """The accepted text of one logic step.

    ``sources`` are the facts and notes it was written from; ``unsourced`` are spans of sentences that neither a note
    nor a fact carries (待核实).
    """

    step: str
    text: str
    origin: Origin
    slots: tuple[SlotUse, ...] = ()
    sources: tuple[str, ...] = ()
    unsourced: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """One section. ``history`` tells in Chinese what repair did; ``missing`` what the fact sheet lacks for it."""

    id: str
    title: str
    part: str
    steps: tuple[StepText, ...]
    text: str
    missing: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class LlmUse:
    """What the draft cost: calls, tokens, how many calls came from the store, and the llm's name."""

    llm: str
    calls: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole document. ``report`` is the check of ``markdown``."""

    title: str
    template: str
    sections: tuple[SectionDraft, ...]
    markdown: str
    report: CheckReport
    use: LlmUse
    subtitle: str = ""
    period: str = ""
    meta: dict[str, str] = field(default_factory=dict)
