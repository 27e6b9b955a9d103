"""Rewriting material line by line: what small llms do well, and what repairs a step of a large one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fupan.checks.run import check_text
from fupan.domain.brief import SectionBrief, Slot, StepBrief
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import Template
from fupan.errors import LlmReplyError
from fupan.llm.port import Ask
from fupan.pipeline.accept import faults
from fupan.pipeline.asking import Asking, tidy, tokens_for
from fupan.pipeline.faithful import TO_COME, unfaithful
from fupan.pipeline.light_edit import light_edit_grammar
from fupan.pipeline.slots import fill, marks_in
from fupan.prompting.render import messages_for_step

CROWDED = 3
"""From so many figures in a line on, a small llm's own wording all but never keeps them all in place."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A line as it will stand. ``kept``: every attempt failed and it is the material itself; ``tried`` tells why."""

    text: str
    kept: bool
    tried: tuple[str, ...]


@dataclass(frozen=True)
class Rewriting:
    """Rewrites the lines of one document's notes."""

    asking: Asking
    template: Template
    sheet: FactSheet

    def line(self, brief: SectionBrief, step: StepBrief, line: str) -> Rewritten:
        """One line of material in better words; raises LlmError where the llm cannot be reached."""
        names = set(marks_in(line))
        alone = replace(step, material=(line,), slots=tuple(slot for slot in step.slots if slot.name in names), lead="")
        composed = line.rstrip("。") + "。"
        held = self.asking.llm.profile.grammar
        tried: list[str] = []
        if not held or len(alone.slots) < CROWDED:
            ask = Ask(_with_values(messages_for_step(self.template, brief, alone), alone), _room(composed), seed=0)
            text, fault = self._reply(ask, brief, alone, composed, held=False)
            if not fault:
                return Rewritten(text, kept=False, tried=())
            tried.append(fault)
        ask = self._light_edit(brief, alone, composed) if held else self._again(brief, alone, composed, tried[0])
        text, fault = self._reply(ask, brief, alone, composed, held=held)
        if not fault:
            return Rewritten(text, kept=False, tried=tuple(tried))
        return Rewritten(line, kept=True, tried=(*tried, fault))

    def _light_edit(self, brief: SectionBrief, alone: StepBrief, composed: str) -> Ask:
        """The question under a grammar: the line's own words, with written forms for colloquial ones."""
        # the very prompt of the first call, so that nothing of it is read twice
        messages = _with_values(messages_for_step(self.template, brief, alone), alone)
        grammar = light_edit_grammar(_valued(composed, alone), planned=_pattern(brief) in TO_COME)
        return Ask(messages, _room(composed), grammar=grammar, temperature=0.0, attempt=1)

    def _again(self, brief: SectionBrief, alone: StepBrief, composed: str, remark: str) -> Ask:
        """The same question once more, with what was wrong."""
        messages = messages_for_step(self.template, brief, alone, attempt=1, remark=remark)
        return Ask(_with_values(messages, alone), _room(composed), temperature=0.6, seed=1, attempt=1)

    def _reply(self, ask: Ask, brief: SectionBrief, alone: StepBrief, composed: str, *, held: bool) -> tuple[str, str]:
        """The tidied reply with slots by number, and what is wrong with it (empty: it can stand).

        A reply that was ``held`` to the line's words needs no proof of being faithful.
        """
        try:
            text = _with_marks(tidy(self.asking.ask(ask).text), alone)
            if "；" not in composed:  # a list of reasons is not to be parted where the note does not part it
                text = text.replace("；", "，")
        except LlmReplyError as error:
            return "", error.message
        found = self.faults(text, alone, composed)
        if not found and not held:
            found = list(unfaithful(text, alone, composed, _pattern(brief)))
        return text, "；".join(found[:2])

    def faults(self, text: str, step: StepBrief, composed: str) -> list[str]:
        """What is wrong with a text for a step's material, the checker's errors included.

        An error that the material itself would get is not the llm's doing and does not count.
        """
        found = faults(text, step, composed)
        if found:
            return found
        filled, plain = fill(text, step.slots)[0], fill(composed, step.slots)[0]
        if filled == plain:
            return []
        own = {finding.message for finding in check_text(plain, self.sheet).errors}
        return [one.message for one in check_text(filled, self.sheet).errors if one.message not in own]


def _room(composed: str) -> int:
    return tokens_for(len(composed), 1.1, spare=24)


def _pattern(brief: SectionBrief) -> str:
    return brief.section.patterns[0].id if brief.section.patterns else ""


def _with_values(messages: Sequence[tuple[str, str]], step: StepBrief) -> tuple[tuple[str, str], ...]:
    """The messages with ``{{f5}}`` of the last turn shown as ``{{2台}}``: a small llm keeps what it understands."""
    role, text = messages[-1]
    return (*messages[:-1], (role, _valued(text, step)))


def _valued(text: str, step: StepBrief) -> str:
    for slot in _unlike(step):
        text = text.replace(slot.mark, _value_mark(slot))
    return text


def _with_marks(text: str, step: StepBrief) -> str:
    """The reply with ``{{2台}}`` as ``{{f5}}`` again, also where the figure stands as it was without its braces."""
    for slot in _unlike(step):
        text = text.replace(_value_mark(slot), slot.mark)
    for slot in _unlike(step):
        bare = re.compile(rf"(?<![0-9.{{]){re.escape(slot.shown)}(?![0-9.}}])")
        if slot.mark not in text and len(bare.findall(text)) == 1:
            text = bare.sub(slot.mark, text)
    return text


def _unlike(step: StepBrief) -> list[Slot]:
    """The slots whose shown text no other slot of the step has: the others keep their number."""
    counted = Counter(slot.shown for slot in step.slots)
    return [slot for slot in step.slots if counted[slot.shown] == 1 and not {"{", "}"} & set(slot.shown)]


def _value_mark(slot: Slot) -> str:
    return "{{" + slot.shown + "}}"
