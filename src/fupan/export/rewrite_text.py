"""Proposals for a terminal: what changes and why, what it brings, and what only the writer can say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fupan.domain.page import Page
from fupan.export.places import Lines
from fupan.export.terminal import folded, printable, width
from fupan.pipeline.rewrite.diff import Piece
from fupan.pipeline.rewrite.proposal import Proposal, Rewrite, SectionRewrite

_COLUMNS = 88
_REASONS, _WHY = 4, 6
_FAR = 24
"""Of a kept stretch longer than this only both ends are shown around a single change."""
_PLAIN = {"-": ("[-", "-]"), "+": ("{+", "+}"), "=": ("", "")}
_COLOURED = {"-": ("\x1b[31;9m", "\x1b[0m"), "+": ("\x1b[32m", "\x1b[0m"), "=": ("", "")}
_ORIGIN = {"facts": "按数据改正", "composer": "由规则成文", "llm": "由大模型成文，已核对"}


def rewrite_report(document: str, made: Rewrite, *, colour: bool = False, pages: Sequence[Page] = ()) -> str:
    """All that is offered, section by section; ``pages`` of a presentation."""
    offered = len(made.proposals)
    head = f"{document}：{len(made.sections)} 节，{offered} 条建议"
    lines = Lines(made.text, pages)
    told = [head, *(section_report(one, lines, colour=colour) for one in made.sections)]
    return "\n\n".join(told) + "\n"


def section_report(one: SectionRewrite, lines: Lines, *, colour: bool = False) -> str:
    """One section with all its proposals."""
    blocks = [section_head(one, lines)]
    blocks += [proposal_report(offer, colour=colour) for offer in one.proposals]
    if one.withheld:
        blocks.append("\n".join(_folded(one.withheld, "  没有建议：")))
    if one.doubts:
        blocks.append(doubts_report(one))
    if one.questions:
        blocks.append(questions_report(one))
    return "\n\n".join(blocks)


def section_head(one: SectionRewrite, lines: Lines) -> str:
    """Which section, its score, and why it is weak."""
    found = f"，按内容认出，把握 {one.certainty:.0%}，请先核对是不是这一节" if one.certainty < 1 else ""
    told = [printable(f"「{one.title}」 {one.score} 分（{lines.where(one.span[0])}起{found}）")]
    for reason in one.reasons[:_REASONS]:
        told += _folded(reason, "  · ")
    if len(one.reasons) > _REASONS:
        told.append(f"  · 等 {len(one.reasons)} 条")
    return "\n".join(told)


def proposal_report(offer: Proposal, *, colour: bool = False) -> str:
    """One proposal: what it brings, the change itself, and what to look at before taking it."""
    name = "改正数字" if offer.kind == "correction" else "改写"
    score, findings = (f"{before} → {after}" for before, after in (offer.scores, offer.findings))
    told = [f"  [{offer.id}] {name}（{_ORIGIN[offer.origin]}）：{score} 分，检查的问题 {findings} 个"]
    for why in offer.why[:_WHY] if offer.kind == "correction" else ():
        told += _folded(why, "    ")
    told += ["", *_diff(offer.diff, colour=colour, short=offer.kind == "correction")]
    for sentence in offer.unsourced:
        told += _folded(f"{sentence.strip()}——数据表和要点里没有依据，请核实", "    待核实：")
    if offer.needs:
        told.append(f"    要和 {'、'.join(offer.needs)} 一起采纳")
    return "\n".join(told)


def doubts_report(one: SectionRewrite) -> str:
    """The figures in doubt that no proposal touches."""
    return "\n".join(
        ["  这些数字有疑问，没有改：", *(line for doubt in one.doubts for line in _folded(doubt, "    · "))]
    )


def questions_report(one: SectionRewrite) -> str:
    """What the writer is asked, with where the answer goes in the fact sheet."""
    told = ["  还要请你说（答案写进数据表 notes 下，或在这里回答）："]
    for number, question in enumerate(one.questions, start=1):
        told += _folded(f"{question.asks}（{question.key}）", f"    {number}. ")
    return "\n".join(told)


def _diff(pieces: Sequence[Piece], *, colour: bool, short: bool) -> Iterator[str]:
    marks = _COLOURED if colour else _PLAIN
    shown: list[str] = []
    for number, piece in enumerate(pieces):
        text = printable(piece.text)
        if short and piece.sign == "=" and len(text) > 2 * _FAR:
            front, back = text[:_FAR] if number else "", text[-_FAR:] if number + 1 < len(pieces) else ""
            text = f"{front}……{back}"
        before, after = marks[piece.sign]
        rows = text.split("\n")  # each line carries its own marks
        shown.append("\n".join(f"{before}{row}{after}" if row else "" for row in rows))
    for line in "".join(shown).split("\n"):
        yield f"    {line}" if line else ""


def _folded(text: str, lead: str) -> list[str]:
    columns = width(lead)
    lines = folded(printable(text).replace("\n", " "), max(20, _COLUMNS - columns))
    return [(lead if number == 0 else " " * columns) + line for number, line in enumerate(lines)]
