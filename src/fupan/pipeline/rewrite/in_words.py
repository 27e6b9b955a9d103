"""A plan in the llm's words: whole paragraphs of a large llm, what is put in of a small one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fupan.pipeline.asking import Asking
from fupan.pipeline.rewrite.asked import Asked
from fupan.pipeline.rewrite.ground import Ground
from fupan.pipeline.rewrite.looking import Seen
from fupan.pipeline.rewrite.material import Material
from fupan.pipeline.rewrite.plan import Plan

_TOLD = 4
"""So many reasons of the review are told to the llm."""


@dataclass(frozen=True)
class InWords:
    """What it takes to put a plan for the section ``before`` into an llm's words; ``history`` is added to."""

    ground: Ground
    before: Seen
    asked: Asked
    history: list[str]

    def said(
        self, asking: Asking, plan: Plan, title: str, holds: Callable[[Plan], str], material: Callable[[], Material]
    ) -> tuple[Plan, bool]:
        """The plan in words that hold (``holds`` tells the fault, or ""), and whether any were taken.

        Raises LlmError where the llm cannot be reached.
        """
        if asking.whole_sections:
            better, changed = self._polished(asking, plan, title, holds)
            if changed:
                return better, True
        return self._line_by_line(asking, plan, holds, material())

    def _polished(self, asking: Asking, plan: Plan, title: str, holds: Callable[[Plan], str]) -> tuple[Plan, bool]:
        from fupan.pipeline.rewrite.polish import Polishing  # noqa: PLC0415 - prompts cost a start that needs none

        told = self.before.section.reasons if self.before.section else ()
        remark = "；".join(filter(None, (*self.ground.goals.remarks, self.asked.remark)))
        reasons = tuple(one.message for one in told[:_TOLD])
        polishing = Polishing(asking, title, reasons, remark, self.asked.attempt)
        tone = "tone" in self.ground.goals.served
        return polishing.polished(plan, self.ground.text, holds, self.history, everything=tone)

    def _line_by_line(
        self, asking: Asking, plan: Plan, holds: Callable[[Plan], str], material: Material
    ) -> tuple[Plan, bool]:
        from fupan.pipeline.rewrite.smooth import Smoothing  # noqa: PLC0415 - as above
        from fupan.pipeline.rewriting import Rewriting  # noqa: PLC0415 - as above

        rewriting = Rewriting(asking, self.ground.template, self.ground.notes)
        smoothing = Smoothing(rewriting, material.brief, self.asked.remark, self.asked.attempt)
        return smoothing.smoothed(plan, holds, self.history)
