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
    "后果", "依据", "反馈", "这说明", "这证明", "这表明", "查下去", "往下查", "往深", "说到底", "归根", "有了",
)  # fmt: skip
"""Words by which a sentence says itself that it is a cause, a proof, an effect: an opening would say it twice."""
_SAYS_ITSELF = ("原因", "反映", "反馈")
"""In its first words these do the same (自己的原因是…, 店里反映…)."""
_SHORT_NAME = 3
_BEGINNING = 8
"""最大的难点是…: so far in, a sentence still says what it is."""
_OWN_STOPS = re.compile(r"[；。：:→]")


def compose(brief: StepBrief, *, variant: int = 0) -> str:
    """The material of a step as prose that still holds its slots; ``variant`` chooses among the openings."""
    lines = [line.strip("。；; ") for line in brief.material]
    opens_with_note = brief.facts == 0 or brief.notes_first
    item = "" if opens_with_note and _names_itself(lines[0], brief.lead) else brief.lead
    opening = item or (lead(brief, lines[0], variant) if opens_with_note and not brief.lead else "")
    if brief.facts == 0 and len(lines) >= _LIST_FROM and not opening.endswith(("是", "在于")) and not brief.points:
        lines = _counted(lines)
    return opening + "。".join(lines) + "。"


def _counted(lines: list[str]) -> list[str]:
    if any(_OWN_STOPS.search(line) or line.startswith(_ANNOUNCING) for line in lines):
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
        or any(word in first[:_BEGINNING] for word in _SAYS_ITSELF)
    ):
        return ""
    if any(first[0] == opening[0] or _shares_word(first[:_BEGINNING], opening) for opening in leads):
        return ""
    return leads[variant % len(leads)]


def _names_itself(first: str, item: str) -> bool:
    """Whether a line begins with its item's name, or with the better part of a long one (A类8家 for A类客户)."""
    name = item.rstrip("，").removesuffix("方面")
    return bool(name) and first.startswith((name, *([name[: len(name) // 2]] if len(name) > _SHORT_NAME else [])))


def _shares_word(beginning: str, opening: str) -> bool:
    """难点在于 and 最大的难点是 have 难点 in common."""
    words = opening.strip("，：")
    return any(words[at : at + 2] in beginning for at in range(len(words) - 1))
