"""What stands before a colon, and the figure behind it."""

from __future__ import annotations

from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.figures.read.cue import Cue

SETS_FORMULA = frozenset(("gap", "share", "attainment", "yoy", "pop"))
_SAYING = SETS_FORMULA | {"role", "time", "scheme", "did", "growth", "up", "down", "above", "below"}


def behind_colon(text: str, own: list[Cue], span: tuple[int, int], *, level: bool) -> list[Cue]:
    """环比才是我们自己的账：任务1850万: what stands before the colon says nothing of a figure with words of its own."""
    colon = max(text.rfind("：", *span), text.rfind(":", *span))
    if colon < 0:
        return own
    labelled = level and any(
        cue.start == colon + 1 and cue.kind == "member" for cue in own
    )  # 同比全部为负：1月1210万元
    said = [cue for cue in own if cue.start > colon and cue.kind in _SAYING]
    if not labelled and all(cue.kind == "time" and cue.meaning.role is Role.ACTUAL for cue in said):
        return own  # 目标：上半年1.1万吨
    return [cue for cue in own if cue.start > colon or cue.kind not in _SAYING]


def is_level(mention: Mention) -> bool:
    """True for a figure that tells how much, neither a rate nor a change: 2310万元, not 13% or +120万元."""
    return mention.unit not in {"%", "个百分点", "倍"} and mention.text[0] not in "+-−"
