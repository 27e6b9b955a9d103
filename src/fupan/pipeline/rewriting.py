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
from fupan.pipeline.faithful import unfaithful
from fupan.pipeline.light_edit import light_edit_grammar
from fupan.pipeline.slots import fill, marks_in
from fupan.prompting.render import messages_for_step


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
        free = Ask(_with_values(messages_for_step(self.template, brief, alone), alone), _room(composed), seed=0)
        text, reason = self._reply(free)
        text = _with_marks(text, alone)
        found = self.faults(text, alone, composed) or list(unfaithful(text, alone, composed, _pattern(brief)))
        if text and not found:
            return Rewritten(text, kept=False, tried=())
        tried = [reason or "；".join(found[:2])]
        text, reason = self._reply(self._second(brief, alone, composed, tried[0]))
        text = _with_marks(text, alone)
        found = self.faults(text, alone, composed)
        if not self.asking.llm.profile.grammar:
            found = found or list(unfaithful(text, alone, composed, _pattern(brief)))
        if text and not found:
            return Rewritten(text, kept=False, tried=tuple(tried))
        return Rewritten(line, kept=True, tried=(*tried, reason or "；".join(found[:2])))

    def _second(self, brief: SectionBrief, alone: StepBrief, composed: str, remark: str) -> Ask:
        """The question that follows a reply that was not taken.

        An llm that honours a grammar is held to the line's own words; another is told what was wrong.
        """
        if self.asking.llm.profile.grammar:
            return Ask(
                messages_for_step(self.template, brief, alone),
                _room(composed),
                grammar=light_edit_grammar(composed),
                temperature=0.0,
                attempt=1,
            )
        messages = messages_for_step(self.template, brief, alone, attempt=1, remark=remark)
        return Ask(_with_values(messages, alone), _room(composed), temperature=0.6, seed=1, attempt=1)

    def _reply(self, ask: Ask) -> tuple[str, str]:
        """The tidied reply with slots by number, or nothing and what went wrong."""
        try:
            return tidy(self.asking.ask(ask).text), ""
        except LlmReplyError as error:
            return "", error.message

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
    return tokens_for(len(composed), 1.6)


def _pattern(brief: SectionBrief) -> str:
    return brief.section.patterns[0].id if brief.section.patterns else ""


def _with_values(messages: Sequence[tuple[str, str]], step: StepBrief) -> tuple[tuple[str, str], ...]:
    """The messages with ``{{f5}}`` of the last turn shown as ``{{2台}}``: a small llm keeps what it understands."""
    role, text = messages[-1]
    for slot in _unlike(step):
        text = text.replace(slot.mark, _value_mark(slot))
    return (*messages[:-1], (role, text))


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
