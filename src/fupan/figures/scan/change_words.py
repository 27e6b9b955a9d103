"""Change words before a figure: by how much (增长13.6%), to what level (增至, 降到), from what level (由, 从)."""

from __future__ import annotations

from fupan.domain.mention import Direction
from fupan.figures.late import late
from fupan.figures.scan.atom import UNCHANGED, Change

_UP = (
    "增长", "上升", "提升", "提高", "增加", "上涨", "扩大", "延长", "调高", "上调", "增幅", "涨幅", "升幅", "攀升",
    "跃升", "激增", "猛增", "大增", "净增", "抬升", "抬高", "拉高", "走高", "上浮", "上扬", "回升", "反弹", "拉长",
    "增多", "递增", "扩编", "增", "涨", "升", "翻",
)  # fmt: skip
_DOWN = (
    "负增长", "下降", "减少", "降低", "下跌", "回落", "下滑", "收窄", "缩短", "压缩", "缩水", "萎缩", "下调", "少了",
    "掉了", "降幅", "跌幅", "缩减", "削减", "缩小", "走低", "下浮", "调降", "砍掉", "砍了", "锐减", "骤降", "裁减",
    "调低", "压降", "压减", "下挫", "滑落", "精简", "跌", "降", "减",
)  # fmt: skip
_WITH_OBJECT = ("增加", "减少", "提升", "提高", "降低", "缩短", "延长", "压缩", "下调", "上调", "缩减", "削减")
_DIRECTIONS: dict[str, Direction] = {**dict.fromkeys(_UP, "up"), **dict.fromkeys(_DOWN, "down")}
_LASTS = frozenset(word[-1] for word in _DIRECTIONS)
OBJECT_FIRSTS = frozenset(verb[0] for verb in _WITH_OBJECT)
"""A verb with its object between starts with one of these."""
_FILLERS = ("幅度达", "幅度为", "幅度", "达到", "高达", "达", "了", "仅", "只", "为")
_FILLER_LASTS = frozenset(filler[-1] for filler in _FILLERS)
_NOT_ALONE = {"增": "新", "减": "加", "升": "", "降": "", "涨": "", "跌": "", "翻": ""}
"""A single character is no change word behind these (新增)."""
_TO = frozenset("至到")
_TO_VERBS = frozenset("增升降提减涨跌缩压拉扩长高低少加短落滑窄大调回编")
_BECOMING = frozenset(("减少", "增加", "下降", "提高", "缩短", "压缩", "调整", "上升", "降低"))
_FROM = frozenset("由从自")
LASTS = _LASTS | _FILLER_LASTS | _TO | _FROM | {"为"}
"""Any other change word ends in one of these, right before its figure."""
_NOT_FROM = frozenset(("来自", "各自", "亲自", "理由", "缘由", "自由", "经由"))
_NOT_IN_OBJECT = "，。；：、！？,;:!?的到至为在从由和与及后比较于了过并 \n|（(0123456789"
_ENDS_NO_OBJECT = frozenset(_NOT_IN_OBJECT) - {"\n"}
"""A line may break behind the object."""
_OVER_OBJECT = late(f"(?P<verb>{'|'.join(_WITH_OBJECT)})[^{_NOT_IN_OBJECT}]{{1,6}}$")
_MULTIPLE_TO = late("(?:增长|增加|提高|提升|上升|扩大|增|升|涨|扩|提|放大)(?:了)?[到至](?:了)?(?:[一-鿿]{1,8}的)?$")


def change(text: str, at: int, floor: int, unit: str) -> Change:
    """What governs the figure that starts, with its approximation word, at ``at``; nothing before ``floor`` is read."""
    while at > floor and text[at - 1] in " *_":
        at -= 1
    if at <= floor:
        return UNCHANGED
    last = text[at - 1]
    if last in _TO:
        verb = text[at - 2] if at - 2 >= floor else ""
        return Change(None, "to", text[at - 2 : at]) if verb in _TO_VERBS else UNCHANGED
    if last == "为" and text[max(floor, at - 3) : at - 1] in _BECOMING:
        return Change(None, "to", text[at - 3 : at])
    if last in _FROM:
        return UNCHANGED if text[max(floor, at - 2) : at] in _NOT_FROM else Change(None, "from", last)
    if last in _FILLER_LASTS:
        at = _before_fillers(text, at, floor)
        last = text[at - 1] if at > floor else ""
    if last in _LASTS:
        word = _word(text, at, floor)
        if word:
            return Change(_DIRECTIONS[word], "by", word)
    if last in _ENDS_NO_OBJECT or unit in _PERIODS:
        return UNCHANGED
    return _over_object(text, at, floor)


_PERIODS = frozenset(("年", "周", "日"))


def _before_fillers(text: str, at: int, floor: int) -> int:
    for filler in _FILLERS:
        begin = at - len(filler)
        # 为 and 达 lead to a level, except behind 增幅.
        if begin > floor and text.startswith(filler, begin) and not (filler == "为" and text[begin - 1] != "幅"):
            # 少了 and 掉了 hold their 了.
            return at if filler == "了" and text[begin - 1] in "少掉" else begin
    return at


def _word(text: str, at: int, floor: int) -> str:
    for length in (3, 2, 1):
        begin = at - length
        if begin < floor:
            continue
        word = text[begin:at]
        if word in _DIRECTIONS and not (length == 1 and begin > 0 and text[begin - 1] in _NOT_ALONE.get(word, "")):
            return word
    return ""


def _over_object(text: str, at: int, floor: int) -> Change:
    """A verb with its object between: 缩短账期12天, 增加客户25家."""
    match = _OVER_OBJECT.search(text, max(floor, at - 8), at)
    return Change(_DIRECTIONS[match["verb"]], "by", match["verb"]) if match else UNCHANGED


def multiple_level(text: str, at: int, floor: int) -> bool:
    """Whether a multiple at ``at`` is the new level: 增长到两倍, 提高到原来的1.8倍."""
    return _MULTIPLE_TO.search(text, max(floor, at - 14), at) is not None
