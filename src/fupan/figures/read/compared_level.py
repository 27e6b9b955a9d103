"""A level that another is compared with: 低于46%的目标, 没超210万的预算. The word before is no bound of the figure."""

from __future__ import annotations

from collections.abc import Sequence

from fupan.domain.mention import Direction, Mention
from fupan.figures.late import late
from fupan.figures.read.clause_reading import PLANNED
from fupan.figures.read.cue import Cue, Meaning, cue_at

_COMPARING: dict[str, Direction] = {
    "高于": "up", "超过": "up", "超": "up", "多于": "up", "突破": "up", "超出": "up",
    "低于": "down", "少于": "down", "不及": "down",
    "不足": "down", "不到": "down",
}  # fmt: skip
_NOT = frozenset("没未不")
_BASES = ("与", "和", "跟", "距", "离", "比", "较", "由", "从")
_THAN = frozenset(("高于", "低于", "少于", "多于", "不及"))
_WHOLES = frozenset(("整体", "总体", "全公司", "公司", "大区", "全国", "全渠道", "团队", "部门", "集团", "大盘"))
_PACE = late("的?(?:同比|环比)?(?:增[幅速长]|涨幅|[降跌]幅|下降)")
_LINKS = frozenset("的年度全季月公司 ")


def compared_level(text: str, mention: Mention, tail: Sequence[Cue]) -> tuple[Mention, Direction | None]:
    """The figure without its bound where the word compares with a target, and how the word says it stands to it.

    ``tail`` are the cues behind the figure. Where the word is a bound, the figure as it is and None.
    """
    word = mention.approx
    if word is None or word not in _COMPARING or mention.text.endswith(word):
        return mention, None
    if word in _THAN and mention.unit == "%" and tail and _PACE.match(text, tail[0].end):
        # 低于13.1%的收入增幅: the pace of another thing, whatever stands below it
        named = tail[0].kind == "metric" and text[mention.end : tail[0].start] == "的"
        return (mention._replace(approx=None, low=None, high=None) if named else mention), None
    behind = next((cue for cue in tail if _is_base(cue, word)), None)
    if behind is None or set(text[mention.end : behind.start]) - _LINKS:
        return mention, None
    if text[: mention.start - len(word)].endswith(_BASES):
        return mention, None  # 与超2600万元的目标相差…
    plain = mention._replace(approx=None, low=None, high=None)
    if behind.kind == "total":
        return plain, None  # what stands below the whole is told elsewhere
    passed = _COMPARING[word]
    if text[mention.start - len(word) - 1 : mention.start - len(word)] in _NOT:
        passed = "up" if passed == "down" else "down"  # 没超210万的预算
    return plain, passed


def passing(text: str, mention: Mention, how: Direction | None) -> Cue | None:
    """The word right before a level that another is compared with, as the cue of how it stands to it."""
    word = next((word for word in _COMPARING if text.endswith(word, 0, mention.start)), "") if how is not None else ""
    if not word:
        return None
    return cue_at(mention.start - len(word), mention.start, word, Meaning("above" if how == "up" else "below"))


def _is_base(cue: Cue, word: str) -> bool:
    """True for what a level behind ``word`` is: 的目标, 的去年同期, and 低于318元的整体水平, never a bound of it."""
    if cue.kind in {"role", "time", "rival"} or cue.word in PLANNED:
        return True
    return cue.kind == "total" and cue.word in _WHOLES and word in _THAN
