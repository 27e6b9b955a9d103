"""The four ways to a summary, each from the same sheet with the same llm."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from answers import Heard, Progress, Times
from free_numbers import in_one_prompt, section_by_section

from fupan.domain.draft import Draft
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import Template
from fupan.evals.record import CallRecord, Cost
from fupan.llm.port import Llm
from fupan.pipeline.draft import draft_document

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Made:
    """One document and what it cost; ``draft`` is there for the ways that draft by the pipeline."""

    markdown: str
    cost: Cost
    calls: tuple[CallRecord, ...] = ()
    draft: Draft | None = None


@dataclass(frozen=True)
class Way:
    """One way. ``free`` are texts with numbers that the llm typed; without it the pipeline writes."""

    id: str
    label: str
    told: str
    free: Callable[[FactSheet, Template, Heard], str] | None = None
    asks: bool = True

    def make(
        self, sheet: FactSheet, template: Template, llm: Llm | None, times: Times, told: Progress = lambda _: None
    ) -> Made:
        """The document of one sheet. Raises LlmError where the llm cannot be reached."""
        began = time.perf_counter()
        if not self.asks or llm is None:
            draft = draft_document(sheet, template, None)
            return Made(draft.markdown, Cost(seconds=round(time.perf_counter() - began, 1)), draft=draft)
        heard = Heard(llm, times, told)
        if self.free is not None:
            text = self.free(sheet, template, heard)
            return Made(text, heard.cost(time.perf_counter() - began), tuple(heard.calls))
        draft = draft_document(sheet, template, heard)
        return Made(draft.markdown, heard.cost(time.perf_counter() - began), tuple(heard.calls), draft)


WAYS = (
    Way("a", "(a) one prompt", "the whole document in one prompt, free numbers, as in a chat window", in_one_prompt),
    Way("b", "(b) section by section", "a prompt a section, free numbers", section_by_section),
    Way("c", "(c) fupan", "slots, steps accepted one by one, repair, the composer as last resort"),
    Way("d", "(d) composer", "no llm: plain sentences by rule", asks=False),
)


def prompts_digest() -> str:
    """SHA-256 over the prompts and the code of the ways with free numbers: changed, they are asked anew."""
    files = [*sorted((HERE / "prompts").glob("*.j2")), HERE / "free_numbers.py", HERE / "pasted.py"]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()
