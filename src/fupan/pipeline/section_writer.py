"""Writing one section: ask the llm, accept or repair step by step, fall back to the composer."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from fupan.checks.claims import unsupported_sentences
from fupan.checks.run import check_text
from fupan.domain.brief import SectionBrief, StepBrief
from fupan.domain.draft import LlmUse, Origin, SectionDraft, StepText
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import Template
from fupan.errors import LlmReplyError
from fupan.llm.port import Ask, Llm, Reply
from fupan.pipeline.accept import added_clauses, faults
from fupan.pipeline.compose import compose
from fupan.pipeline.section_text import joined, mark_unsourced
from fupan.pipeline.slots import fill
from fupan.prompting.render import messages_for_section, messages_for_step, section_schema, step_field

ATTEMPTS = 3
"""Calls for one step before the composer's sentence stands: the first and two repairs."""
_TOKENS_PER_CHARACTER = 1.2
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_CAUSAL = re.compile(r"导致|使得|造成|致使|因为|由于|源于|得益于|从而|进而|因此|影响|意味着|归功于")
_SPACES = re.compile(r"\s+")


@dataclass
class SectionWriter:
    """Writes the sections of one document. Thread-safe: a section is written by one thread."""

    llm: Llm | None
    template: Template
    sheet: FactSheet
    cancel: threading.Event
    told: Callable[[str, str], None]
    """Called with (section id, Chinese detail) as steps are finished."""
    use: LlmUse = field(default_factory=lambda: LlmUse("none"))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def write(self, brief: SectionBrief, variant: int) -> SectionDraft:
        """The finished section; ``variant`` numbers it, so that neighbours open differently.

        Raises LlmError where the llm cannot be reached at all; an unusable reply is repaired or replaced instead.
        """
        history: list[str] = []
        given = self._whole_section(brief, history)
        steps: list[StepText] = []
        for number, step in enumerate(brief.steps):
            composed = compose(step, variant=variant + number)
            reply = given.get(step_field(step))
            text, origin = self._step(brief, step, composed, reply, history)
            steps.append(self._finished(step, text, origin))
            self.told(brief.section.id, step.step.name)
        return joined(brief, steps, tuple(history))

    def compose_step(self, step: StepBrief, variant: int) -> StepText:
        """The composer's version of a step."""
        return self._finished(step, compose(step, variant=variant), "composer")

    # -- the llm ---------------------------------------------------------------------------------------------------

    def _whole_section(self, brief: SectionBrief, history: list[str]) -> dict[str, str]:
        """One structured call for all steps, where the llm is large enough; by step field."""
        if self.llm is None or self.llm.profile.granularity != "section" or not brief.steps:
            return {}
        measure = sum(len(compose(step)) for step in brief.steps)
        messages = messages_for_section(self.template, brief)
        try:
            reply = self._ask(Ask(messages, max_tokens=_tokens(measure, 2.5), schema=section_schema(brief)))
        except LlmReplyError as error:
            history.append(f"整节生成失败（{error.message}），改为逐步生成")
            return {}
        data = reply.data if isinstance(reply.data, dict) else {}
        return {key: text for key, text in data.items() if isinstance(text, str)}

    def _step(
        self, brief: SectionBrief, step: StepBrief, composed: str, reply: str | None, history: list[str]
    ) -> tuple[str, Origin]:
        if self.llm is None:
            return composed, "composer"
        origin: Origin = "llm"
        remark: list[str] = []
        for attempt in range(ATTEMPTS):
            text = _tidy(reply) if reply is not None else self._rewrite(brief, step, composed, attempt, remark)
            reply = None
            remark = self._faults(text, step, composed) if text else ["没有得到可用的回复"]
            if not remark:
                if origin == "repaired":
                    history.append(f"“{step.step.name}”修改后通过")
                return text, origin
            origin = "repaired"
            history.append(f"“{step.step.name}”第{attempt + 1}稿未采用：{'；'.join(remark[:3])}")
        history.append(f"“{step.step.name}”改用素材原句")
        return composed, "composer"

    def _rewrite(self, brief: SectionBrief, step: StepBrief, composed: str, attempt: int, remark: list[str]) -> str:
        # the opening that leads over to this step is part of what is to be rewritten
        opened = replace(step, material=tuple(line for line in composed.split("。") if line))
        messages = messages_for_step(self.template, brief, opened, attempt=attempt, remark="；".join(remark[:2]))
        try:
            ask = Ask(
                messages, max_tokens=_tokens(len(composed), 2.0), attempt=attempt, temperature=0.3 + 0.2 * attempt
            )
            return _tidy(self._ask(ask).text)
        except LlmReplyError:
            return ""

    def _ask(self, ask: Ask) -> Reply:
        assert self.llm is not None
        reply = self.llm.ask(ask, cancel=self.cancel)
        spent = LlmUse(
            self.llm.name, 1, int(reply.cached), reply.prompt_tokens, reply.completion_tokens, reply.prefix_tokens
        )
        with self._lock:
            self.use = spent.plus(self.use)
        return reply

    # -- acceptance ------------------------------------------------------------------------------------------------

    def _faults(self, text: str, step: StepBrief, composed: str) -> list[str]:
        found = faults(text, step, composed, strict=self._small)
        if found:
            return found
        filled, _ = fill(text, step.slots)
        mine = {finding.message for finding in check_text(fill(composed, step.slots)[0], self.sheet).errors}
        return [one.message for one in check_text(filled, self.sheet).errors if one.message not in mine]

    def _finished(self, step: StepBrief, text: str, origin: Origin) -> StepText:
        filled, uses = fill(text, step.slots)
        unsourced = [] if origin == "composer" else self._unsourced(filled, step)
        made = StepText(step.step.id, filled, origin, step.item, 0, uses, step.sources, tuple(unsourced))
        return mark_unsourced(made)

    @property
    def _small(self) -> bool:
        return self.llm is not None and self.llm.profile.granularity == "step"

    def _unsourced(self, text: str, step: StepBrief) -> list[tuple[int, int]]:
        """Spans of sentences that no source carries, or that end in a cause or effect which none carries."""
        sources = self._sources(step)
        spans = {_whole_sentence(text, start) for start, _ in unsupported_sentences(text, sources)}
        known = "".join(sources)
        for match in _SENTENCE.finditer(text):
            clauses = added_clauses(match[0], known)
            if any(_CAUSAL.search(clause) for clause in clauses):
                spans.add(match.span())
        return sorted(spans)

    def _sources(self, step: StepBrief) -> list[str]:
        material = [fill(line, step.slots)[0] for line in step.material]
        return [*material, *(note.text for note in self.sheet.notes)]


def _whole_sentence(text: str, at: int) -> tuple[int, int]:
    """The span of the sentence around a place, its stop included."""
    return next(match.span() for match in _SENTENCE.finditer(text) if match.start() <= at < match.end())


def _tidy(text: str) -> str:
    """The reply as one paragraph: quotes, labels and line breaks around it dropped."""
    line = _SPACES.sub("", text) if not re.search(r"[A-Za-z]\s+[A-Za-z]", text) else " ".join(text.split())
    return line.strip("\"“”'` ")


def _tokens(characters: int, factor: float) -> int:
    return int(characters * factor * _TOKENS_PER_CHARACTER) + 64
