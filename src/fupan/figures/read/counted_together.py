"""The members that words speak of together: 两地合计承担3672万元, 与西部合计带来6240万元."""

from __future__ import annotations

from collections.abc import Sequence

from fupan.figures.late import late
from fupan.figures.read.cue import Cue
from fupan.figures.scan.number import DIGITS

_ADDED = "合计|共计|加起来|合起来|总共|相加|加总|合在一起"
_TOGETHER = late(
    "(?<!其余)(?<!其他)(?<!其它)(?<!余下)(?<!剩下)(?<!另外)([两二三四五])(?:[个大条][一-鿿]{1,3}?|[地区省市者家款类块项季月位店样处边])的?"
    f"(?:{_ADDED}|一共|共|占比|的?占|的?比重)"
)

_KIND = late("[一-鿿](?<![这那述上前此该以及和与且但而者是把])")
_SUM = late(f"[两二]?[者个大地省市家款类]?(?:{_ADDED}|一共|共|一起)")
_WITH = frozenset(("与", "和", "同", "跟", "连同", "加上", "再加上", "算上"))
_OF_ALL = late(f"[ ，,；;、）)*_]*(?:{_ADDED}|总计|净[增减]|(?:相抵|轧差|抵消|对冲|冲抵)[之以]?后)")
_DIGIT = late("[0-9]")
_LEAST = 2


def joined_with(text: str, member: Cue, latest: Sequence[Cue], begin: int) -> list[Cue]:
    """与西部合计: the member named, and the one that the paragraph spoke of before it; none where it is not so said."""
    joins = text[begin : member.start].strip(" *_") in _WITH and _SUM.match(text, member.end)
    before = [cue for cue in latest if cue.meaning.places != member.meaning.places] if joins else []
    return [before[-1], member] if before else []


def summed(text: str, named: Sequence[Cue], at: int) -> list[Cue]:
    """江苏5290万元、浙江3560万元，合计: the members that each stand before a figure of the sentence; else none.

    ``at`` is where the figure before the words ended.
    """
    if len(named) < _LEAST or _OF_ALL.match(text, at) is None or "分别" in text[named[-1].end : at]:
        return []  # 分别低于目标220万元和123万元，合计: the sum of what was listed
    ends = [*(cue.start for cue in named[1:]), at]
    told = all(_DIGIT.search(text, cue.end, end) for cue, end in zip(named, ends, strict=True))
    shared = set.intersection(*({where[0] for where in cue.meaning.places if where} for cue in named))
    return [*named] if told and shared else []


def counted_together(text: str, latest: Sequence[Cue], span: tuple[int, int]) -> tuple[list[Cue], bool]:
    """The members named last, as many as the words in ``span`` count, and whether it is unclear which they are.

    ``latest`` are the cues of the members named in the paragraph; 三地 behind four of them may be any three.
    """
    found = _TOGETHER.search(text, *span)
    if found is None:
        return [], False
    if found.start() > span[0] and _KIND.match(text, found.start() - 1):
        return [], True  # 海外三地, 美国之外三块: not simply those named last
    named: list[Cue] = []
    for cue in reversed(latest):
        if all(cue.meaning.places != one.meaning.places for one in named):
            named.insert(0, cue)
    last = named[-DIGITS[found[1]] :]
    if len(last) < DIGITS[found[1]]:
        return [], bool(named)
    shared = set.intersection(*({where[0] for where in cue.meaning.places if where} for cue in last))
    others = named[: -len(last)]
    if not shared:
        return [], True
    return last, any(where and where[0] in shared for cue in others for where in cue.meaning.places)
