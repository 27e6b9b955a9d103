"""The composer: a step as plain sentences made from its material, without any llm.

It is the last fallback, the offline option and the baseline that every llm must beat.
"""

from __future__ import annotations

import re

from fupan.domain.brief import StepBrief

_COUNTED = ("一是", "二是", "三是", "四是", "五是", "六是")
_SENTENCES_AT_LEAST_FOR_A_LIST = 3


def compose(brief: StepBrief, *, variant: int = 0) -> str:
    """The material of a step as prose that still holds its slots; ``variant`` chooses among the openings."""
    sentences = [sentence.strip("。；; ") for sentence in brief.material]
    lead = _lead(brief, sentences[0], variant)
    if len(sentences) >= _SENTENCES_AT_LEAST_FOR_A_LIST and not any("；" in line for line in sentences):
        counted = zip(_COUNTED, sentences, strict=False)
        listed = "；".join(mark + line for mark, line in counted)
        rest = "".join("；" + line for line in sentences[len(_COUNTED) :])
        return f"{lead}{listed}{rest}。"
    return lead + "。".join(sentences) + "。"


def _lead(brief: StepBrief, first: str, variant: int) -> str:
    """An opening for the step, unless its first sentence opens in such a way itself."""
    leads = brief.step.leads
    if not leads:
        return ""
    if any(first.startswith(re.sub(r"[，：]$", "", lead)[:2]) for lead in leads):
        return ""
    return leads[variant % len(leads)]
