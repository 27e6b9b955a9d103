"""The composer: a step as plain sentences made from its material, without any llm.

It is the last fallback, the offline option and the baseline that every llm must beat.
"""

from __future__ import annotations

import re

from fupan.domain.brief import StepBrief

_COUNTED = ("一是", "二是", "三是", "四是", "五是", "六是")
_LIST_FROM = 3
"""So many notes in one step are counted off."""
_LABELLED = re.compile(r"[^，。；：]{1,8}：")
_ANNOUNCING = (
    "因为", "由于", "主要靠", "主要是", "主要原因", "原因", "得益于", "源于", "靠", "增量", "拖累", "外部", "内部",
    "外因", "内因", "其实", "说明", "证明", "表明", "验证", "可见", "看来", "由此", "因此", "所以", "结果", "影响",
    "后果", "依据", "反馈",
)  # fmt: skip
"""Words by which a sentence says itself that it is a cause, a proof, an effect: an opening would say it twice."""
_BEGINNING = 8
"""最大的难点是…: so far in, a sentence still says what it is."""
_OWN_STOPS = re.compile(r"[；。：:→]")


def compose(brief: StepBrief, *, variant: int = 0) -> str:
    """The material of a step as prose that still holds its slots; ``variant`` chooses among the openings."""
    lines = [line.strip("。；; ") for line in brief.material]
    opens_with_note = brief.facts == 0 or brief.notes_first
    opening = brief.lead or (lead(brief, lines[0], variant) if opens_with_note else "")
    if brief.facts == 0 and len(lines) >= _LIST_FROM and not opening.endswith(("是", "在于")):
        lines = _counted(lines)
    return opening + "。".join(lines) + "。"


def _counted(lines: list[str]) -> list[str]:
    if any(map(_OWN_STOPS.search, lines)):
        return lines
    marked = [mark + line for mark, line in zip(_COUNTED, lines, strict=False)]
    return ["；".join([*marked, *lines[len(_COUNTED) :]])]


def lead(brief: StepBrief, first: str, variant: int) -> str:
    """An opening for the step, unless its first sentence opens in such a way itself or speaks to several steps.

    It opens in such a way with the opening's own words, or with a word that announces what it is (因为…, 主要靠…).
    """
    leads = brief.step.leads
    if (
        not leads
        or (len(brief.covers) > 1 and not brief.labelled)
        or _LABELLED.match(first)
        or first.startswith(_ANNOUNCING)
    ):
        return ""
    if any(first[0] == opening[0] or _shares_word(first[:_BEGINNING], opening) for opening in leads):
        return ""
    return leads[variant % len(leads)]


def _shares_word(beginning: str, opening: str) -> bool:
    """难点在于 and 最大的难点是 have 难点 in common."""
    words = opening.strip("，：")
    return any(words[at : at + 2] in beginning for at in range(len(words) - 1))
