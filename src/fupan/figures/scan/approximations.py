"""Words that make a figure an approximation or a bound: before it (约, 近, 不超过) and after it (左右, 以上)."""

from __future__ import annotations

from collections import defaultdict

from fupan.figures.late import late
from fupan.figures.quantities import ABOUT

_BEFORE = (
    "约", "大约", "大概", "大致", "约莫", "差不多", "近", "将近", "接近", "超", "超过", "不超过", "超出", "逾", "突破",
    "不足", "不到", "未到",
    "不及", "高于", "低于", "不高于", "不低于", "不少于", "不大于", "不小于", "大于", "小于", "少于", "多于", "至少",
    "最少", "至多", "最多", "跌破", "跌穿", "击穿", "失守", "掉破",
)  # fmt: skip
ROUGH_BEFORE = ABOUT.intersection(_BEFORE)
"""The words before a figure that say it is meant about so: 约, 大概."""
_AFTER = ("左右", "上下", "以上", "以下", "以内", "之内", "之上", "之下", "开外", "出头", "有余")
_REACHING = ("至少", "最多", "至多", "最少")
"""These reach over a verb: 至少拜访8家."""
_ROUGHLY = ("大约", "约", "大概", "大致", "差不多")
_SAYS = late(
    "(?:占到?了?|等于|相当于|折合|合计|达到|完成|实现|增长|下降|增加|减少|提升|提高|下滑|回落"
    "|[为是占有合达降升增减多少高低超需要省花赚亏])[了到出]?[ *_]{0,2}"
)
"""The verb that 约 reaches over: 约占三成, 约合3.5万元, 约增长12%."""
_NOT_ABOUT = frozenset("节邀合预签公续履租制条特简违订")
_NOT_NEAR = frozenset("最附临靠邻相")
_NOT_OVER = frozenset("商反赶高英中")
_OVER_AFTER = ("其中", "当中", "经销商", "代理商", "供应商", "分销商", "服务商", "运营商", "电商", "厂商", "提高")
_NEARLY_AFTER = frozenset("时了期约长用达花短耗")
_NOT_AFTER = {
    "上下": ("游", "级", "班", "一", "同", "午"),
    "以上": ("几", "问", "各"),
    "以下": ("几", "问", "各", "简"),
}
_NOT_WITHIN = frozenset("部容外勤销贸地卷控测需资")
_PART = late("[成半倍%][一二三四五六七八九半]?$|分之[一二三四五六七八九十百]+$")
"""三分之一强, 四成弱: slightly more, slightly less than a part told roughly."""
_PART_REACH = 8
_ENDS = frozenset(("", *"，。；、：:,;.!！?？)）的是为占了，和与而但 *_\n|"))
_SMALL_ROUND = late("[一两二三四五六七八九][百千万亿]*[十百千万亿]")
_NOT_SMALL = frozenset("大最中较细弱缩减变偏狭矮")
_PAST = late("(?:(?<![超不没通经度越翻路错])过了|刚刚?过了?)$")
_LARGE = late(
    "[0-9]{3}|[0-9][0-9,.]*[ *_]?[百千万亿%]|[一两二三四五六七八九十半][一两二三四五六七八九十百千]*[百千万亿成]|百分之"
)
_ALMOST = late("(?:快要?|差点儿?|差一点|几乎|眼看)就?[要能]?$")
_STOPS = frozenset("，。；：、,;:的\n ")


def _by_last() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in _BEFORE:
        found[word[-1]].append(word)
    return {last: tuple(sorted(words, key=len, reverse=True)) for last, words in found.items()}


_BY_LAST = _by_last()
LASTS = frozenset(_BY_LAST) | frozenset("了过小快要点儿乎看就能")
"""What a word right before its figure ends in; words that reach over a verb hold one of ``REACHING_CHARS``."""
REACHING_CHARS = frozenset("约大差至最")
AFTER_FIRST = frozenset(word[0] for word in _AFTER) | frozenset("内强弱*")
"""What the character behind a figure is where ``after`` may find a word."""


def before(text: str, start: int, floor: int, *, duration: bool) -> tuple[str | None, int]:
    """The longest word right before ``start`` (none before ``floor``) and where it starts; ``start`` if there is none.

    约 and 至少 reach over a verb (约占三成, 至少拜访8家): the verb still governs the figure, so ``start`` is given.

    近 before a period is recent, not nearly (近三年), unless a verb of taking time stands before it.
    """
    at = start
    last = text[at - 1]
    if text[start] == "翻":
        almost = _ALMOST.search(text, max(floor, at - 5), at)
        return ("近", almost.start()) if almost is not None else (None, start)
    if last in "小过了":
        word, begin = _spoken(text, at, floor, duration=duration)
        if word is not None:
            return word, begin
    if last == "了" and at - 2 > floor and text[at - 2] in "过破":
        at -= 1
        last = text[at - 1]
    if last in _BY_LAST:
        for word in _BY_LAST[last]:
            begin = at - len(word)
            if begin >= floor and text.startswith(word, begin) and _is_word(text, word, begin, duration=duration):
                return word, begin
    if last in _STOPS or at - floor <= 1:
        return None, start
    return _reaching(text, at, max(floor, at - 6)), start


def _spoken(text: str, at: int, floor: int, *, duration: bool) -> tuple[str | None, int]:
    """小一千万 is nearly that, 订单过了6.3万单 and 刚过308万 are more than that; 过了3天 is no bound."""
    if text[at - 1] == "小":
        nearly = (
            _SMALL_ROUND.match(text, at) is not None and at - 1 >= floor and text[at - 2 : at - 1] not in _NOT_SMALL
        )
        return ("近", at - 1) if nearly else (None, at)
    large = not duration and _LARGE.match(text, at) is not None  # but 过了2门考试, 踩过了0.9个点
    found = _PAST.search(text, max(floor, at - 3), at) if large else None
    return ("超过", found.start()) if found is not None else (None, at)


def _is_word(text: str, word: str, begin: int, *, duration: bool) -> bool:
    previous = text[begin - 1] if begin else ""
    if word == "约":
        return previous not in _NOT_ABOUT
    if word == "近":
        return previous not in _NOT_NEAR and (not duration or previous in _NEARLY_AFTER)
    if word == "超":
        return previous not in _NOT_OVER or text.endswith(_OVER_AFTER, 0, begin)  # 商超500万元, but 经销商超270万元
    return True


def _reaching(text: str, at: int, window: int) -> str | None:
    seen = text[window:at]
    if "约" in seen or "大" in seen or "差" in seen:
        for word in _ROUGHLY:
            begin = text.rfind(word, window, at)
            told = begin >= 0 and _is_word(text, word, begin, duration=False)
            if told and _SAYS.fullmatch(text, begin + len(word), at):
                return word
    if "至" in seen or "最" in seen:
        for word in _REACHING:
            begin = text.find(word, window, at)
            if begin >= 0 and _STOPS.isdisjoint(text[begin:at]):
                return word
    return None


def after(text: str, end: int, *, duration: bool) -> str | None:
    """The word right behind ``end``; N天内 is 以内, 三分之一强 a little more than that."""
    first = text[end : end + 1]
    while first == "*":
        end += 1
        first = text[end : end + 1]
    if first in {"强", "弱"}:
        return (
            first if _PART.search(text, max(0, end - _PART_REACH), end) and text[end + 1 : end + 2] in _ENDS else None
        )
    if first == "内":
        return "以内" if duration and text[end + 1 : end + 2] not in _NOT_WITHIN else None
    for word in _AFTER:
        if text.startswith(word, end):
            return None if text.startswith(_NOT_AFTER.get(word, ()), end + 2) else word
    return None
