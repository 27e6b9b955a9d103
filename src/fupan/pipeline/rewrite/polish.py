"""Whole paragraphs in better words, by a large llm: every figure a slot, every clause accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fupan.domain.brief import Slot, StepBrief
from fupan.domain.template import Step
from fupan.errors import LlmReplyError
from fupan.figures.scan.extract import extract
from fupan.figures.words import content_words
from fupan.llm.port import Ask
from fupan.pipeline.accept import added_clauses, faults
from fupan.pipeline.asking import Asking, tidy, tokens_for
from fupan.pipeline.rewrite.plan import Plan
from fupan.pipeline.slots import as_data, fill, without_marks
from fupan.prompting.rewrite_prompts import paragraph_messages

_TRIES = 2
_KEPT = 0.7
"""The share of a paragraph's words that must be left; below it something was left out."""
_SHORTEST = 30
"""A paragraph shorter than this has nothing to be smoothed."""


@dataclass(frozen=True)
class Polishing:
    """The llm at work on one section; ``reasons`` are the review's, ``remark`` and ``attempt`` the user's."""

    asking: Asking
    title: str
    reasons: tuple[str, ...]
    remark: str = ""
    attempt: int = 0

    def polished(
        self, plan: Plan, text: str, holds: Callable[[Plan], str], history: list[str], *, everything: bool = False
    ) -> tuple[Plan, bool]:
        """The plan with each paragraph that it changes (or every one) in the llm's words, where ``holds`` has no fault.

        Also whether any is the llm's. Raises LlmError where the llm cannot be reached.
        """
        changed = False
        for numbers in _paragraphs(plan):
            words = plan.paragraph(numbers, text)
            was = text[plan.units[numbers[0]].start : plan.units[numbers[-1]].end]
            if len(words) < _SHORTEST or (words == was and not everything):
                continue
            for better in self._tries(words, history):
                trial = plan.with_paragraph(numbers, better)
                fault = holds(trial)
                if not fault:
                    plan, changed = trial, True
                    break
                history.append(f"大模型改写的“{better[:20]}…”没有采用：{fault}")
        return plan, changed

    def _tries(self, words: str, history: list[str]) -> Iterator[str]:
        """The llm's versions that keep figures, names and words; after a faulty one it is told what was wrong."""
        line, slots = slotted(words)
        step = StepBrief(Step("paragraph", "", ""), (line,), slots)
        remark = self.remark
        for number in range(_TRIES):
            messages = paragraph_messages(
                self.title, line, [slot.mark for slot in slots], reasons=self.reasons, remark=remark
            )
            attempt = self.attempt * _TRIES + number
            ask = Ask(messages, tokens_for(len(line), 1.6), seed=attempt, attempt=attempt)
            try:
                reply = tidy(self.asking.ask(ask).text)
            except LlmReplyError as error:
                history.append(error.message)
                continue
            wrong = [*faults(reply, step, line), *_unfaithful(reply, line)]
            if not wrong:
                yield fill(reply, slots)[0]
            else:
                history.append(f"有一稿未采用：{wrong[0]}")
            remark = "；".join(filter(None, (self.remark, *wrong[:2])))


def slotted(words: str) -> tuple[str, tuple[Slot, ...]]:
    """A text with each of its figures as a slot that shows the very words it had."""
    parts: list[str] = []
    slots: list[Slot] = []
    position = 0
    for mention in extract(words):
        if mention.start < position:
            continue
        before = words[position : mention.start]
        slots.append(Slot(f"f{len(slots) + 1}", "text", before[-12:], mention.text))
        parts += (as_data(before), slots[-1].mark)
        position = mention.end
    parts.append(as_data(words[position:]))
    return "".join(parts), tuple(slots)


def _unfaithful(reply: str, line: str) -> Iterator[str]:
    for clause in added_clauses(without_marks(reply), without_marks(line)):
        yield f"原文里没有“{clause}”"
    words = content_words(without_marks(line, "，"))
    if len(words & content_words(without_marks(reply, "，"))) < _KEPT * len(words):
        yield "漏了原文里的内容，请保留原来的词，只理顺语句"


def _paragraphs(plan: Plan) -> Iterator[tuple[int, ...]]:
    """The units of each line of prose."""
    lines: dict[tuple[int, int], list[int]] = {}
    for number, unit in enumerate(plan.units):
        if unit.kind == "text":
            lines.setdefault(unit.line, []).append(number)
    yield from map(tuple, lines.values())
