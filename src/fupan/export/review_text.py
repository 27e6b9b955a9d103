"""The review for a terminal: the whole in two lines, the weakest sections first, each with its reasons."""

from __future__ import annotations

from collections.abc import Sequence

from fupan.domain.page import Page
from fupan.domain.review import PART_NAMES, Review, SectionReview
from fupan.export.places import Lines
from fupan.export.terminal import folded, padded, printable, width

_COLUMNS = 88
_BAR = 20
_HAS = {True: "有", False: "没有"}
_MANY = 6
"""So many missing sections are listed with what they should tell; more are only named."""


def review_report(document: str, text: str, review: Review, pages: Sequence[Page] = ()) -> str:
    """All that the review says, in the order in which a writer should act on it; ``pages`` of a presentation."""
    blocks = [_head(document, review), _table(review)] if review.sections else [_head(document, review)]
    lines = Lines(text, pages)
    blocks += [_section(section, lines) for section in review.weakest if section.reasons or section.judgement]
    if review.missing:
        blocks.append(_missing(review))
    if review.unknown:
        blocks.append(_unknown(text, review, lines))
    return "\n\n".join(printable(block) for block in blocks) + "\n"


def _head(document: str, review: Review) -> str:
    counts = f"{len(review.sections)} 个小节"
    missing = f"，平均 {review.mean} 分；缺 {len(review.missing)} 个，按 0 分计" if review.missing else ""
    told = [f"{document}：总分 {review.score}（{counts}{missing}）", *_folded(review.chosen, "")]
    for remark in review.remarks:
        told += _folded(remark, "注意：")
    return "\n".join(told)


def _table(review: Review) -> str:
    """Every section in the order of the text, with its score and parts."""
    names = [section.title for section in review.sections]
    wide = max(map(width, names), default=0)
    rows = []
    for section, name in zip(review.sections, names, strict=True):
        full = round(section.score * _BAR / 100)
        bar = "█" * full + "·" * (_BAR - full)
        parts = "  ".join(f"{PART_NAMES[part.part]} {part.score}/{part.most}" for part in section.parts)
        rows.append(f"  {padded(name, wide)}  {section.score:>3}  {bar}  {parts}")
    return "\n".join(rows)


def _section(section: SectionReview, lines: Lines) -> str:
    where = f"{lines.where(section.start)}起"
    how = f"，按内容认出，把握 {section.certainty:.0%}" if section.found == "content" else ""
    told = [f"「{section.title}」 {section.score} 分（{where}{how}）"]
    for reason in section.reasons:
        at = f"（{lines.where(reason.start)}）" if reason.start != section.start else ""
        told += _folded(f"{reason.message}{at}", f"  −{reason.points:<3} ")
    if section.goals:
        verdicts = "  ".join(f"{goal.name}{'✓' if goal.met else '✗'}" for goal in section.goals)
        told += _folded(verdicts, "  SMART ")
    if section.judgement is not None:
        told += _judged(section)
    return "\n".join(told)


def _judged(section: SectionReview) -> list[str]:
    judgement = section.judgement
    if judgement is None:
        return []
    names = {step.id: step for step in section.chain}
    differs = [
        f"{names[step.id].name}：大模型说{_HAS[step.told]}，规则说{_HAS[bool(names[step.id].spans)]}"
        for step in judgement.steps
        if step.told != bool(names[step.id].spans)
    ]
    told = _folded(judgement.comment or "没有意见", f"  大模型（{judgement.llm}，不计分）：")
    return told + [line for one in differs for line in _folded(one, "    · ")]


def _missing(review: Review) -> str:
    told = ["缺少的小节："]
    if len(review.missing) > _MANY:
        return "\n".join([*told, *_folded("、".join(f"「{one.title}」" for one in review.missing), "  ")])
    for one in review.missing:
        told += _folded(f"「{one.title}」 {one.asks}", "  ")
    return "\n".join(told)


def _unknown(text: str, review: Review, lines: Lines) -> str:
    told = ["模板里没有的内容（没有评分）："]
    for one in review.unknown[:_MANY]:
        shown = one.heading or " ".join(text[one.start : one.end].split())[:30] + "…"
        told += _folded(f"{lines.where(one.start)}「{shown}」", "  ")
    if len(review.unknown) > _MANY:
        told.append(f"  等 {len(review.unknown)} 处")
    return "\n".join(told)


def _folded(text: str, lead: str) -> list[str]:
    """``text`` behind ``lead``, further lines set in as deep."""
    columns = width(lead)
    lines = folded(text, max(20, _COLUMNS - columns))
    return [(lead if number == 0 else " " * columns) + line for number, line in enumerate(lines)]
