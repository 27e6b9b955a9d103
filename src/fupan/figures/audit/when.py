"""When: the time that the words of a level name, and which of two levels comes earlier."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from fupan.domain.role import AHEAD, EARLIER, Role
from fupan.figures.audit.level import Level
from fupan.figures.late import late

_NUMBERS = {mark: value for value, mark in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_YEARS = {
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "前一年": -1,
    "上一年": -1,
    "同期": -1,
    "今年": 0,
    "本年": 0,
    "明年": 1,
    "来年": 1,
}
_TIME = late(
    r"(?P<year>(?:19|20)[0-9]{2}(?=年|[ 　]?[QqHh]))|(?P<rel>(?<!年)前年|去年|上一?年|前一年|同期|今年|本年|明年|来年)"
    r"|(?<![0-9])(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?!份?均)"
    r"|[Qq](?P<q>[1-4])|(?P<quarter>[一二三四1-4])季|(?P<half>[上下])半年|[Hh](?P<h>[12])(?![0-9])"
    r"|(?P<before>上个?(?:月|周|季|期)|前一?(?:月|周|季|期)|[年期月季]初)|(?P<now>[本当这]个?(?:月|周|季|期)|[年期月季]末)"
    r"|(?P<next>下个?(?:月|周|季|期)|次[月年])"
)
FROM = late("[从由自][^，。；：]{0,10}$")
SURELY, PERHAPS, UNKNOWN, LATER = 2, 1, 0, -1
"""How surely one level is the earlier one of two."""


class When(NamedTuple):
    """A time: ``year`` as written, or relative to the document's (去年 −1, 前年 −2); ``part`` of it with its ``place``.

    Parts are month, quarter, half; ``near`` is −1 for 上月 and 年初, 0 for 本月, 1 for 下月.
    """

    year: int | None = None
    part: str = ""
    place: int = 0
    near: int | None = None

    @property
    def named(self) -> bool:
        """True where any time is named."""
        return self.year is not None or bool(self.part) or self.near is not None

    @property
    def is_earlier(self) -> bool:
        """True for the period before this one: 去年, 上月."""
        return self.near == -1 or self.year == -1


@lru_cache(maxsize=4096)
def when_of(words: str) -> When:
    """The time that ``words`` name; of several parts the last."""
    year: int | None = None
    near: int | None = None
    part, place = "", 0
    for found in _TIME.finditer(words):
        kind, value = found.lastgroup or "", found[0]
        if kind == "year":
            year = int(value)
        elif kind == "rel":
            year = _YEARS[value]
        elif kind in {"before", "now", "next"}:
            near = {"before": -1, "now": 0, "next": 1}[kind]
        elif kind == "month":
            part, place = "month", _number(found["month"])
        elif kind == "half":
            part, place = "half", 1 if value[0] == "上" else 2
        elif kind == "h":
            part, place = "half", int(value[1])
        else:
            part, place = "quarter", _number(found["q"] or found["quarter"])
    return When(year, part, place, near)


def _number(text: str) -> int:
    return int(text) if text.isascii() else _NUMBERS[text]


def earlier(b: Level, a: Level) -> int:
    """How surely ``b`` is what ``a`` has grown from, as far as roles and times tell."""
    first, then = when_of(b.head or b.said), when_of(a.head or a.said)
    if first.year is not None and then.year is not None and first.year != then.year:
        return SURELY if first.year < then.year else LATER  # 去年9240对，前年8400对
    told = b.row or -1 in {first.year, first.near} or FROM.search(b.head) is not None
    if told and b.role in EARLIER and a.role not in EARLIER:
        return SURELY
    if a.role in EARLIER:
        return LATER if b.role not in EARLIER else UNKNOWN
    by_time = _before(first, then)
    if by_time:
        return by_time
    if a.role in AHEAD and b.role is Role.ACTUAL and then != first:
        return SURELY if then.named else PERHAPS
    if a.role is Role.PLAN and b.role is Role.ACTUAL:
        return SURELY
    return LATER if b.role is Role.PLAN and a.role is Role.ACTUAL else UNKNOWN


def told_earlier(b: Level, a: Level) -> bool:
    """True where the words of ``b`` themselves name an earlier time."""
    return FROM.search(b.head) is not None or _before(when_of(b.head or b.said), when_of(a.head or a.said)) > UNKNOWN


def _before(first: When, then: When) -> int:
    """How surely one time comes before another; an unnamed one is that of the document."""
    years = first.year if first.year is not None else 0, then.year if then.year is not None else 0
    if first.year is not None and then.year is not None and first.year != then.year:
        return SURELY if first.year < then.year else LATER
    if (years[0] < 0) != (years[1] < 0):
        return SURELY if years[0] < 0 else LATER
    if years[0] == 1 or years[1] == 1:
        return UNKNOWN if years[0] == years[1] else SURELY if years[1] == 1 else LATER
    if first.part and first.part == then.part and first.place != then.place:
        return SURELY if first.place < then.place else LATER
    near = first.near or 0, then.near or 0
    if near[0] != near[1]:
        return SURELY if near[0] < near[1] else LATER
    if first.part and not then.part:
        return PERHAPS
    return UNKNOWN
