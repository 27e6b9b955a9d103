"""What no proposal may do, whoever wrote it. Every proposal is measured here before anybody sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fupan.domain.finding import CheckedFigure
from fupan.pipeline.rewrite.looking import Seen
from fupan.pipeline.rewrite.names import names_in, new_names

_Amount = tuple[str, str, str, str]


@dataclass(frozen=True)
class Held:
    """What the proposals of one document are held to: the names that must stay, and the texts that may bring names."""

    names: frozenset[str]
    sources: tuple[str, ...]


def broken(before: Seen, after: Seen, held: Held) -> tuple[str, ...]:
    """What a text breaks that was made from another by rewriting the section in view; each told in Chinese.

    Findings: none more than before, and no error that was not there. Figures: every one that is not wrong stays, with
    its value and unit. Names: none goes, none comes that no source has. Logic: every step told before is told, and its
    points are not fewer. Score: that of the section, and of every other, is not lower.
    """
    if before.section is None:
        return ("找不到这一节",)
    if after.section is None:
        return ("改写后认不出这一节了",)
    return (
        *_findings(before, after),
        *_figures(before, after),
        *_names(before, after, held),
        *_logic(before, after),
        *_scores(before, after),
    )


def _findings(before: Seen, after: Seen) -> Iterator[str]:
    if len(after.findings) > len(before.findings):
        rules = Counter(one.rule for one in before.findings)
        more = [one for one in after.findings if rules[one.rule] < _count(after, one.rule)]
        yield f"检查出的问题变多了：{more[0].message}" if more else "检查出的问题变多了"
        return
    had = Counter((one.rule, one.text) for one in before.findings if one.severity == "error")
    for one in after.findings:
        if one.severity == "error":
            had[one.rule, one.text] -= 1
            if had[one.rule, one.text] < 0:
                yield f"出现了新的错误：{one.message}"
                return


def _count(seen: Seen, rule: str) -> int:
    return sum(one.rule == rule for one in seen.findings)


def _amount(figure: CheckedFigure) -> _Amount:
    return figure.value, figure.unit, figure.low, figure.high


def _figures(before: Seen, after: Seen) -> Iterator[str]:
    """A figure told twice with one source may be told once."""
    right = [one for one in before.figures if one.status != "error"]
    kept = Counter(map(_amount, after.figures))
    texts = Counter(one.text for one in after.figures)
    wanted: dict[tuple[_Amount, str], int] = {}
    for one in right:
        key = (_amount(one), one.text if not one.value else "")
        wanted[key] = wanted.get(key, 0) + 1
    for (amount, text), count in wanted.items():
        own = [one for one in right if _amount(one) == amount]
        least = len({one.source for one in own}) if all(one.source for one in own) else count
        have = texts[text] if text else kept[amount]
        if have < min(least, count):
            yield f"丢了正确的数字“{own[0].text}”"
            return


def _names(before: Seen, after: Seen, held: Held) -> Iterator[str]:
    gone = names_in(before.body, held.names) - names_in(after.body, held.names)
    if gone:
        yield f"丢了名称“{min(gone)}”"
    come = new_names(after.body, (before.text, *held.sources))
    if come:
        yield f"出现了来源里没有的名称“{come[0]}”"


def _logic(before: Seen, after: Seen) -> Iterator[str]:
    lost = before.told - after.told
    if lost and before.section:
        names = {step.id: step.name for step in before.section.chain}
        yield f"少了“{names[min(lost)]}”这一步"
    elif after.logic < before.logic:
        yield "逻辑得分降低了"


def _scores(before: Seen, after: Seen) -> Iterator[str]:
    if after.score < before.score:
        yield f"得分从 {before.score} 降到 {after.score}"
    had = {one.section: one for one in before.review.sections}
    have = {one.section: one for one in after.review.sections}
    for name, one in had.items():
        if name not in have:
            yield f"「{one.title}」认不出来了"
            return
        if before.section and name != before.section.section and have[name].score < one.score:
            yield f"「{one.title}」的得分从 {one.score} 降到 {have[name].score}"
            return


def first(faults: Iterable[str]) -> str:
    """The first fault, "" where there is none."""
    return next(iter(faults), "")
