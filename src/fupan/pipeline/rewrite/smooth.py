"""Putting what is added into better words: an llm rewrites the notes line by line, its figures held in slots."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from fupan.domain.brief import SectionBrief, StepBrief
from fupan.errors import LlmReplyError
from fupan.llm.port import Ask
from fupan.pipeline.asking import tidy, tokens_for
from fupan.pipeline.compose import compose
from fupan.pipeline.rewrite.plan import Added, Plan
from fupan.pipeline.rewriting import Rewriting
from fupan.pipeline.slots import fill
from fupan.prompting.render import messages_for_step


@dataclass(frozen=True)
class Smoothing:
    """The llm at work on one section.

    ``remark`` is what the user said of the last proposal, ``attempt`` counts the proposals from 0.
    """

    rewriting: Rewriting
    brief: SectionBrief
    remark: str = ""
    attempt: int = 0

    def smoothed(self, plan: Plan, holds: Callable[[Plan], str], history: list[str]) -> tuple[Plan, bool]:
        """The plan with the additions in the llm's words, each only where ``holds`` finds no fault in it.

        Also whether any is the llm's. Raises LlmError where the llm cannot be reached.
        """
        changed = False
        for added in plan.insertions:
            if added.brief is None:
                continue
            better = self._in_better_words(added, added.brief, history)
            if better == added.text:
                continue
            trial = plan.with_other(added, replace(added, text=better))
            fault = holds(trial)
            if fault:
                history.append(f"大模型改写的“{better[:20]}…”没有采用：{fault}")
            else:
                plan, changed = trial, True
        return plan, changed

    def _in_better_words(self, added: Added, brief: StepBrief, history: list[str]) -> str:
        lines = tuple(self._line(brief, line, history) for line in brief.material)
        if lines == brief.material:
            return added.text
        words = fill(compose(replace(brief, material=lines), variant=added.order[0]), brief.slots)[0]
        return words.rstrip("。") + added.text[-1]

    def _line(self, brief: StepBrief, line: str, history: list[str]) -> str:
        if not self.remark and not self.attempt:
            made = self.rewriting.line(self.brief, brief, line)
            history += [f"有一稿未采用：{one}" for one in made.tried]
            return made.text
        return next(self._again(brief, line, history), line)

    def _again(self, brief: StepBrief, line: str, history: list[str]) -> Iterator[str]:
        """The line anew, after what the user said of it."""
        alone = replace(brief, material=(line,), slots=tuple(slot for slot in brief.slots if slot.mark in line))
        composed = line.rstrip("。") + "。"
        attempt = self.attempt or 1
        messages = messages_for_step(self.rewriting.template, self.brief, alone, attempt=attempt, remark=self.remark)
        room = tokens_for(len(composed), 1.6)
        try:
            ask = Ask(messages, room, temperature=0.6, seed=attempt, attempt=attempt)
            text = tidy(self.rewriting.asking.ask(ask).text)
        except LlmReplyError as error:
            history.append(error.message)
            return
        faults = self.rewriting.faults(text, alone, composed)
        if faults:
            history.append(f"有一稿未采用：{faults[0]}")
        else:
            yield text
