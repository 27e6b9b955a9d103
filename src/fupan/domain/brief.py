"""What a section is written from: material by logic step, with slots where figures go."""

from __future__ import annotations

from dataclasses import dataclass

from fupan.domain.template import SectionSpec, Step


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder ``{{name}}`` that the llm writes instead of a number.

    ``source`` is a fact id or ``note:<id>``; ``label`` says in Chinese what the figure is (华东区域销售额完成率);
    ``shown`` is the text that replaces the slot (85.0%); ``tail`` is what the user has behind the figure where that
    begins like its unit (家电 in 4家家电大厂): it is no unit said twice.
    """

    name: str
    source: str
    label: str
    shown: str
    tail: str = ""

    @property
    def mark(self) -> str:
        """The slot as it stands in a text: ``{{f7}}``."""
        return "{{" + self.name + "}}"


@dataclass(frozen=True, slots=True)
class StepBrief:
    """One step to write.

    ``material`` are plain sentences holding slot marks; ``facts`` of them state facts, the others are notes, and
    ``notes_first`` says which come first. ``item`` counts the repeats of the chain from 0 (市场、产品、团队 策略),
    ``lead`` is how its first step opens (市场方面，). ``sources`` are fact ids and note ids; ``covers`` are the steps
    that the material speaks to, this one among them; ``opens``: its first sentence is about the whole section;
    ``labelled``: the user named the step in front of the note (影响：…), which the opening has to say instead;
    ``points``: it stands on a slide, a point a sentence. A step without material is reported as missing, never
    invented.
    """

    step: Step
    material: tuple[str, ...]
    slots: tuple[Slot, ...] = ()
    sources: tuple[str, ...] = ()
    item: int = 0
    facts: int = 0
    notes_first: bool = False
    lead: str = ""
    covers: tuple[str, ...] = ()
    opens: bool = False
    labelled: bool = False
    points: bool = False


@dataclass(frozen=True, slots=True)
class SectionBrief:
    """One section to write.

    ``before`` are (title, text) of the sections it builds on; ``missing`` says in Chinese what the fact sheet lacks.
    """

    section: SectionSpec
    steps: tuple[StepBrief, ...]
    document: str
    period: str
    writer: str = ""
    tone: str = ""
    before: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
