"""What happened, told at the head of a chain of causes: 重庆只做了2093万元，没有完成任务 is no impact before any cause.

The impact of a gap is often told in the same words as a gap (全年少了900万元); which of the two it is, its place says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fupan.figures.scan.extract import extract
from fupan.logic.told_step import ToldStep

_GAP = re.compile(
    "缺口|[未没](?:有|能)?(?:完成|达到?|做到|兑现)|[只仅](?:完成|做|有|到)|落后|"
    "(?:目标|计划|预算|任务|去年|上年|同期|同比|环比)[^，。；]{0,8}(?:少|差|低|降|减|跌|掉|欠|缺)"
)
_DUE = re.compile("导致|因此|因而|所以|致使|造成|使得?|影响|拖累|拉低|连带|于是|这一来|结果|直接|由此")


def gap_in_front(text: str, pattern: str, told: Sequence[ToldStep]) -> list[ToldStep]:
    """``told`` with the first stretch as the phenomenon where it was taken for the impact and none is told."""
    if pattern != "phenomenon-cause-impact" or not told or any(one.step == "phenomenon" for one in told):
        return [*told]
    first, *others = sorted(told, key=lambda one: one.start)
    words = text[first.start : first.end]
    if first.step != "impact" or not _GAP.search(words) or _DUE.search(words) or not extract(words):
        return [*told]
    return [ToldStep("phenomenon", first.start, first.end, first.words), *others]
