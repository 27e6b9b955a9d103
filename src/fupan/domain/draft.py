"""A draft 草稿: text by section with provenance, findings and history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fupan.domain.finding import CheckReport

Origin = Literal["llm", "repaired", "facts", "composer"]
"""Who wrote a step: the llm, the llm after a repair, the rule that states facts where a step has nothing else, or the
composer in the llm's place (a step counts as the composer's as soon as one of its sentences is)."""


@dataclass(frozen=True, slots=True)
class SlotUse:
    """A filled slot: ``text[start:end]`` of the step's text came from ``source`` (a fact id or ``note:n3``)."""

    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class StepText:
    """The accepted text of one logic step; ``start`` is its offset in the section's text.

    ``sources`` are the facts and notes it was written from; ``unsourced`` are the spans (within ``text``) of sentences
    that neither a note nor a fact carries (待核实).
    """

    step: str
    text: str
    origin: Origin
    item: int = 0
    start: int = 0
    slots: tuple[SlotUse, ...] = ()
    sources: tuple[str, ...] = ()
    unsourced: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """One section; ``start`` is the offset of ``text`` in the draft's Markdown.

    ``history`` tells in Chinese what repair did; ``missing`` what the fact sheet lacks for this section.
    """

    id: str
    title: str
    part: str
    text: str
    steps: tuple[StepText, ...]
    missing: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    start: int = 0


@dataclass(frozen=True, slots=True)
class LlmUse:
    """What the draft cost. ``cached`` calls came from the store; ``prefix_tokens`` a prefix cache served."""

    llm: str
    calls: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    prefix_tokens: int = 0

    def plus(self, other: LlmUse) -> LlmUse:
        """Both together, under this one's name."""
        return LlmUse(
            self.llm,
            self.calls + other.calls,
            self.cached + other.cached,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.prefix_tokens + other.prefix_tokens,
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole document. ``report`` is the check of ``markdown``; ``byline`` is the author line under the title."""

    title: str
    template: str
    period: str
    sections: tuple[SectionDraft, ...]
    markdown: str
    report: CheckReport
    use: LlmUse
    byline: str = ""

    @property
    def composed_share(self) -> float:
        """Share of steps that the composer wrote, 0 to 1 (0 for a draft without steps)."""
        steps = [step for section in self.sections for step in section.steps]
        return sum(step.origin == "composer" for step in steps) / len(steps) if steps else 0.0
