"""Verbs of change as people say them before a figure: which way they go and what they are told against.

Wider than the vocabulary of a check against facts: here a verb only suggests which values of the text are compared, and
these have to give the figure before anything is said of it.
"""

from __future__ import annotations

from typing import NamedTuple

from fupan.domain.mention import Direction
from fupan.figures.late import late

_UP = (
    "上行|走高|走强|增长|增加|增收|增多|净增加?|净添|上升|上涨|上调|提升|提高|抬高|抬升|攀升|扩大|长进|涨价|回升|领先|增幅|涨幅|升幅|增量|拉长|延长|超额|超出|超过"
    "|冒出|溢出|多[做卖签收挣赚完投花发跑招接压交让丢亏退减降欠]?成?|涨|增|升|高|超|贵|长|添|加|蹿|冲|抬|顶|扩|提|快"
)
_DOWN = (
    "下行|走低|走弱|下降|降低|减少|净减少?|下滑|回落|下跌|降价|下调|缩短|缩减|缩水|萎缩|落后|倒退|流失|节省|节约|节余|结余|便宜|降幅|跌幅|减幅|压缩|压降|收窄|缺口"
    "|少[做卖签收挣赚完投花发跑招接压交让丢亏退欠]?成?|降|减|跌|低|掉|缩|滑|退|落|让|丢|缺|(?<![顺逆价利时温落误级反])差|欠|短|(?<![全本该各我外两跨])省|(?<![司部团面头])压|砍|亏|(?<!了)小|瘦|拽|慢"
)
_EITHER = "同比|环比|改善|优化|恶化|变化|变动|相差|差距|差额|增减|幅度|增速|增长率|变"
_TARGET = late("差额?|缺口?|欠|短|超[额出过]?|多完成|多做|少做|少完成|还需|尚需|节省|节约|节余|结余|省")
_VERB = late(
    rf"(?<![最较很更至许众新])(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<either>{_EITHER}))"
    r"(?:了|去|掉|出去?|出来|[上下]来|[上下]去|回来?|起来|下|达到?|为|约|近|将近|整整|足足"
    r"|仅|只|有|是|那么|就|高达|最大，|[：:（( *_+\-－—])"
    r"{0,5}$"
)
_BACK = 22
_AWAY = late("[离距][^，。；]*$")
SHORT = ("差", "欠", "短")
_CAUSED = late("导致|致使|带动|拉动|拖累|影响")


class Verb(NamedTuple):
    """A verb of change that ends at the figure; ``before`` are the words of the clause in front of it."""

    word: str
    before: str
    direction: Direction | None
    of_target: bool


def verb_of(lead: str) -> Verb | None:
    """The verb of change that the words of a clause end with; None where they end with none."""
    tail = lead[-_BACK:]
    found = _VERB.search(tail)
    if found is None:
        return None
    word = found["up"] or found["down"] or found["either"]
    before = lead[: len(lead) - len(tail) + found.start()]
    way: Direction | None = "up" if found["up"] else "down" if found["down"] else None
    if is_distance(word, before):
        way = None
    return Verb(word, before, way, _TARGET.fullmatch(word) is not None)


def is_distance(word: str, before: str) -> bool:
    """离16%的目标差2.3个百分点: how far it is, from below or, of what is to fall, from above."""
    return word.endswith(SHORT) and _AWAY.search(before) is not None


def falls(lead: str) -> bool:
    """True where the words of a clause end with a verb of a fall."""
    verb = verb_of(lead)
    return verb is not None and verb.direction == "down"


def is_caused(lead: str) -> bool:
    """True where a clause tells what one cause does: 降价影响毛利率下降0.3个百分点 is a part of the change."""
    return _CAUSED.search(lead) is not None
