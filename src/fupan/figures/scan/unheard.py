"""What a reader does not hear: stress inside a line (增长**13%**), spaces between Chinese and digits (增长 13%，24 家).

Nor 约 and 左右 beside a figure: the figure itself knows of them when it is read.

Figures are read as if it were not there. Marks and spaces that part a line are kept: a line that is bold as a whole is
a heading, **广东：** and **新品突破。** are labels, the 2 of ## 2 分平台 numbers a heading (## 2026 年 names a year).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from fupan.domain.mention import Mention
from fupan.figures.late import late
from fupan.figures.scan.approximations import ROUGH_BEFORE
from fupan.figures.scan.left_out import Span, without

# What a mark or a space must follow is asked behind it: a search goes straight to a pattern's first characters.
_BOLD = late(r"(\*\*|__)(?<![*_]..)(?=[^\s*_])([^*\n]{1,80}?)(?<=[^\s*_])\1(?![*_])")
_SPACE = late(
    "[ \u00a0](?:(?:(?<=[一-鿿].)|(?<=[一-鿿][*][*].))(?=(?:[*][*])?[0-9A-Za-z+−±≥≤<>¥￥$-])"
    "|(?:(?<=[0-9A-Za-z%％].)|(?<=[0-9A-Za-z%％][*][*].))(?=(?:[*][*])?[一-鿿]))"
)
_IN_WORDS = late(r"[=＝][一-鿿A-Za-z（）() \u00a0]{1,12}[÷×/*+－−-][一-鿿A-Za-z（）() \u00a0÷×/*+－−-]{1,16}(?=[=＝])")
"""完成率=实际÷目标=12840÷12000: the formula in words."""
_ENDED = late(r"[ \t\r]{0,8}(?:\n|\Z)")
_CLOSING = frozenset("：:。")
_TIMES = frozenset("年月日号季")
_MARKERS = " \t-*+>#•·0123456789.、)）"
_NEAR = 10
"""The word before a figure stands no further from it."""
_REACH = 24
"""The marks and the number that a line begins with are no longer."""


def unheard(text: str) -> list[Span]:
    """The spans of ``text`` that say nothing, in order; none overlap."""
    stress = _stress(text) if "**" in text or "__" in text else []
    spaces = _spaces(text) if " " in text or "\u00a0" in text else []
    words = [found.span() for found in _IN_WORDS.finditer(text)] if "=" in text or "＝" in text else []
    if not words:
        return sorted(stress + spaces) if stress and spaces else stress or spaces
    return sorted([*words, *_outside(words, stress + spaces)])


def roughly(text: str, mentions: Sequence[Mention]) -> list[Span]:
    """The spans of the words that make ``mentions``, the figures of ``text``, approximate: 约30%, 约占30%, 30%左右."""
    found: list[Span] = []
    floor = 0
    for one in mentions:
        word = one.approx
        if word in ROUGH_BEFORE:
            begin = text.rfind(word, max(floor, one.start - _NEAR), one.start)
            if begin >= 0:
                found.append((begin, begin + len(word)))
        elif word is not None:
            behind = text[one.end : one.end + _NEAR].lstrip("*_")
            begin = one.end + len(text[one.end : one.end + _NEAR]) - len(behind)
            if behind.startswith("左右") or (word == "上下" and behind.startswith(word)):  # 不超过3%左右
                found.append((begin, begin + 2))
        floor = one.end
    return found


def _outside(spans: list[Span], others: list[Span]) -> list[Span]:
    """Those of ``others`` that lie in none of ``spans``, which are in order."""
    starts = [start for start, _ in spans]
    return [one for one in others if not (place := bisect_right(starts, one[0])) or spans[place - 1][1] <= one[0]]


def _stress(text: str) -> list[Span]:
    found: list[Span] = []
    for match in _BOLD.finditer(text):
        start, end = match.span()
        if match[2][-1] in _CLOSING or text[end : end + 1] in _CLOSING - {"。"}:
            continue
        if not (_begins_line(text, start) and _ENDED.match(text, end)):
            found += [(start, start + 2), (end - 2, end)]
    return found


def _spaces(text: str) -> list[Span]:
    return [
        match.span()
        for match in _SPACE.finditer(text)
        if text[match.end()] in _TIMES or not _begins_line(text, match.start())
    ]


def _begins_line(text: str, at: int) -> bool:
    """True where nothing but marks and a number stands before ``at`` in its line."""
    line = text.rfind("\n", max(0, at - _REACH), at) + 1
    return (line > 0 or at <= _REACH) and not text[line:at].strip(_MARKERS)


def as_heard(name: str) -> str:
    """A name as it is heard in a text: iPhone 手机 is iPhone手机."""
    told = f"：{name}"
    return without(told, unheard(told)).text[1:]
