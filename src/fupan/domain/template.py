"""Templates 模板, sections 小节, logic patterns and their steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

FactKind = Literal["level", "compare", "plan", "basis", "milestone"]
"""level: actual values and their shares; compare: targets, attainment, growth, gaps; plan: next period's values;
basis: this period's values that a plan starts from; milestone: next period's values by quarter or month."""
Form = Literal["prose", "points", "table"]
"""How a section stands on the page. prose: paragraphs; points: a slide, its first sentence the headline that states
the finding, then one point a step; table: a row for each repeat of the chain, a column for each step."""


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a logic chain. ``asks`` says in one Chinese phrase what the step must tell.

    ``facts`` are the kinds of facts the step states (see ``FactKind``); ``leads`` are openings that a plain sentence of
    this step may take (外部看，); ``cues`` are words that betray the step in a note or a sentence.
    """

    id: str
    name: str
    asks: str
    facts: tuple[FactKind, ...] = ()
    leads: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A named logic chain 逻辑链: its steps in order."""

    id: str
    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class RequiredFigures:
    """What a section needs of one metric.

    ``metric`` is a name of the metric or the canonical name of its kind (销售额 matches 营收); ``*below-target`` stands
    for every metric whose actual misses its target, any other name with ``*`` is a pattern on names (``*项目*``).
    ``keys`` are roles or derivations; ``dimension`` asks for the members of that dimension instead of the total.
    ``must``: the section is judged incomplete without it (``missing-figure``) when the fact sheet has it.
    ``most`` limits how many metrics or members are meant, those that the section's notes name first; 0 is no limit.
    ``step`` is the step that states them; empty: the one whose kinds of facts they are.
    ``apart`` are names (with ``*``) of metrics that are not meant: those that other sections speak of.
    """

    metric: str
    keys: tuple[str, ...]
    dimension: str | None = None
    must: bool = True
    most: int = 0
    step: str = ""
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One section of a template. ``steps`` are those of its patterns, then its own.

    ``length`` is (least, most) in characters; ``after`` names sections whose text this one builds on;
    ``repeat`` is (least, most) times the chain may stand in the section, one chain an item.
    ``items`` name the repeats (市场、产品、团队); ``item_cues`` are words that tell which of them a note speaks of.
    ``form`` says how the section stands on the page (see ``Form``); ``headline`` is the step that a slide's headline is
    taken from (empty: the first).
    """

    id: str
    title: str
    part: str
    patterns: tuple[Pattern, ...]
    steps: tuple[Step, ...]
    prompt: str
    requires: tuple[RequiredFigures, ...] = ()
    length: tuple[int, int] = (150, 600)
    after: tuple[str, ...] = ()
    repeat: tuple[int, int] = (1, 1)
    items: tuple[str, ...] = ()
    item_cues: tuple[tuple[str, ...], ...] = ()
    weak_when: str = ""
    keywords: tuple[str, ...] = ()
    form: Form = "prose"
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A writing template. ``parts`` are titles in order; ``root`` is the folder of its prompts."""

    id: str
    title: str
    sections: tuple[SectionSpec, ...]
    parts: tuple[str, ...]
    tone: str = ""
    period: str = "year"
    root: str = ""
    meta: dict[str, str] = field(default_factory=dict)

    def section(self, section_id: str) -> SectionSpec:
        """The section of this id; raises KeyError."""
        return {section.id: section for section in self.sections}[section_id]
