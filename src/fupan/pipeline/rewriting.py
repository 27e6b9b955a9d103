"""Rewriting material line by line: what small llms do well, and what repairs a step of a large one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fupan.checks.run import check_text
from fupan.domain.brief import SectionBrief, StepBrief
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import Template
from fupan.errors import LlmReplyError
from fupan.llm.port import Ask
from fupan.pipeline.accept import faults
from fupan.pipeline.asking import Asking, tidy, tokens_for
from fupan.pipeline.slots import fill, marks_in
from fupan.prompting.render import messages_for_step

ATTEMPTS = 2
"""Calls for one line before it stands as the user noted it: the first, and one that is told what was wrong."""


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
        tried: list[str] = []
        remark = ""
        for attempt in range(ATTEMPTS):
            messages = messages_for_step(self.template, brief, alone, attempt=attempt, remark=remark)
            ask = Ask(
                messages, tokens_for(len(composed), 1.6), temperature=0.3 + 0.3 * attempt, seed=attempt, attempt=attempt
            )
            try:
                text = tidy(self.asking.ask(ask).text)
            except LlmReplyError as error:
                tried.append(error.message)
                continue
            found = self.faults(text, alone, composed, strict=True)
            if not found:
                return Rewritten(text, kept=False, tried=tuple(tried))
            remark = "；".join(found[:2])
            tried.append(remark)
        return Rewritten(line, kept=True, tried=tuple(tried))

    def faults(self, text: str, step: StepBrief, composed: str, *, strict: bool) -> list[str]:
        """What is wrong with a text for a step's material, the checker's errors included.

        An error that the material itself would get is not the llm's doing and does not count.
        """
        found = faults(text, step, composed, strict=strict)
        if found:
            return found
        filled, plain = fill(text, step.slots)[0], fill(composed, step.slots)[0]
        if filled == plain:
            return []
        own = {finding.message for finding in check_text(plain, self.sheet).errors}
        return [one.message for one in check_text(filled, self.sheet).errors if one.message not in own]
