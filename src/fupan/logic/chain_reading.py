"""The steps of a section's chain in a stretch of text: shipped patterns by their signs, other steps by their cues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fupan.domain.template import Pattern, SectionSpec, Step
from fupan.logic.reading import StepTold, read_steps
from fupan.logic.steps import steps_in
from fupan.logic.weaknesses import judged
from fupan.logic.weights import weights_of
from fupan.resources import data

Told = dict[str, list[StepTold]]
"""Every step of a section with the stretches that tell it, in order; offsets of the whole text."""


@dataclass(frozen=True, slots=True)
class ChainFault:
    """One fault of a chain: ``kind`` as in ``weaknesses``; ``text[start:end]`` shows it, ``says`` what to add."""

    kind: str
    step: str
    start: int
    end: int
    says: str


def read_chain(text: str, start: int, end: int, section: SectionSpec) -> Told:
    """Every step of ``section`` that ``text[start:end]`` tells."""
    piece = text[start:end]
    found: Told = {step.id: [] for step in section.steps}
    for number, pattern in enumerate(_learnt(section)):  # what else a section tells (a request) must be told as a chain
        for step, stretches in read_steps(piece, pattern.id, of_chain=number == 0).items():
            if step in found:
                found[step] = [_moved(one, start) for one in stretches]
    known = {step.id for pattern in _learnt(section) for step in pattern.steps}
    others = tuple(step for step in section.steps if step.id not in known)
    if others:
        for step, spans in steps_in(piece, Pattern("own", "", others)).items():
            found[step] = [StepTold(a + start, b + start, "含这一步的说法") for a, b in spans]
    _by_own_cues(piece, start, section, found)
    return found


def _by_own_cues(piece: str, start: int, section: SectionSpec, found: Told) -> None:
    """Steps for which the template brings cues of its own, and that the pattern's signs do not see."""
    shipped = {step.id: step.cues for pattern in section.patterns for step in pattern.steps}
    refined = [step.id for step in section.steps if not found[step.id] and step.cues != shipped.get(step.id, step.cues)]
    if refined:
        spans = steps_in(piece, Pattern("own", "", section.steps))
        for step in refined:
            found[step] = [StepTold(a + start, b + start, "含这一步的说法") for a, b in spans[step]]


def chain_faults(
    text: str,
    span: tuple[int, int],
    section: SectionSpec,
    told: Mapping[str, Sequence[StepTold]],
    place: tuple[int, int] | None = None,
) -> list[ChainFault]:
    """What the chain lacks in ``text[slice(*span)]``, in the order of the steps; then what is one-sided.

    A missing step is shown at ``place``, else over the whole span.
    """
    start, end = span
    faults: list[ChainFault] = []
    for pattern in _learnt(section):
        local = {step.id: [_moved(one, -start) for one in told[step.id]] for step in pattern.steps if step.id in told}
        if len(local) < len(pattern.steps):
            continue
        for weak in judged(text[start:end], pattern.id, local):
            place = (weak.start + start, weak.end + start)
            faults += [ChainFault(weak.kind, weak.step, *place, weak.says)] if weak.kind != "missing" else []
    shown = place or span
    lacking = [step for step in section.steps if not told[step.id]]
    missing = [ChainFault("missing", step.id, *shown, what_to_add(section, step)) for step in lacking]
    return [*missing, *faults]


def what_to_add(section: SectionSpec, step: Step) -> str:
    """What a writer is asked for where the step is missing: 缺少影响：该缺口对利润或市场布局造成了什么后果.

    The sentence of the pattern's data file; where the template asks for something else, the template's words.
    """
    for pattern in section.patterns:
        for shipped in pattern.steps:
            if shipped.id == step.id and shipped.asks == step.asks and pattern.id in data("weak_writing"):
                sentence: str = data("weak_writing")[pattern.id]["missing"][step.id]
                return sentence
    return f"缺少{step.name}：{step.asks}"


def _learnt(section: SectionSpec) -> list[Pattern]:
    found = []
    for pattern in section.patterns:
        weights = weights_of(pattern.id)
        if weights is not None and list(weights.steps) == [step.id for step in pattern.steps]:
            found.append(pattern)
    return found


def _moved(told: StepTold, by: int) -> StepTold:
    return StepTold(told.start + by, told.end + by, told.why, told.figures)
