"""The judge: an llm's verdict on each section, shown beside the review and never changing a score."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from fupan.domain.review import JudgedStep, Judgement, Review, SectionReview
from fupan.domain.template import SectionSpec, Template
from fupan.errors import LlmReplyError
from fupan.llm.port import Ask, Llm
from fupan.prompting.judge_prompts import COMMENT, judge_messages, judge_schema
from fupan.prompting.neutral import neutral

_TOKENS, _PER_STEP = 160, 60
_LONGEST = 6000
"""Characters of a section that the judge gets to read."""
_COMMENT = 200
_NONE = frozenset(("", "无", "没有", "没有交代", "未交代", "未提及", "null", "none"))


def judged(
    text: str, review: Review, template: Template, llm: Llm, *, told: Callable[[str], None] = lambda _: None
) -> Review:
    """The review with the verdict of ``llm`` on each section; ``told`` hears of replies that could not be used.

    Raises LlmError where the llm cannot be reached at all.
    """
    with ThreadPoolExecutor(max(1, llm.profile.concurrency)) as pool:
        sections = pool.map(lambda one: _judged(text, one, template.section(one.section), llm, told), review.sections)
        return replace(review, sections=tuple(sections))


def _judged(
    text: str, section: SectionReview, spec: SectionSpec, llm: Llm, told: Callable[[str], None]
) -> SectionReview:
    body = "\n".join(text[start:end] for start, end in section.spans)[:_LONGEST]
    if not section.chain or (not any(step.spans for step in section.chain) and len(body.strip()) < 4):
        return section
    ask = Ask(
        judge_messages(spec, body), _TOKENS + _PER_STEP * len(spec.steps), schema=judge_schema(spec), temperature=0.0
    )
    try:
        data = llm.ask(ask).data
    except LlmReplyError as error:
        told(f"「{section.title}」大模型的答复不能用：{error.message}")
        return section
    steps = tuple(_step(step.id, str(data.get(step.id, "")), body) for step in spec.steps)
    comment = neutral(str(data.get(COMMENT, "")))[:_COMMENT]
    return replace(section, judgement=Judgement(llm.name, steps, comment))


def _step(step: str, quote: str, body: str) -> JudgedStep:
    """Told where the words it quotes stand in the text: what cannot be shown is not there."""
    shown = quote.strip().strip("“”\"'「」…。")
    found = shown.lower() not in _NONE and _plain(shown) in _plain(body)
    return JudgedStep(step, found, shown if found else "")


def _plain(text: str) -> str:
    return "".join(neutral(text).split())
