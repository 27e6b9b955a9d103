"""Content words of Chinese text without a dictionary: pairs of neighbouring characters, function words aside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from fupan.figures.late import late

_RUN = late(r"[㐀-鿿]+|[A-Za-z][A-Za-z0-9]*")
_FUNCTION = frozenset("的了是在和与及而或也都就还又被把将对于从由向以为之其此该这那有个我们他它你")
_EMPTY = frozenset(
    ("今年", "去年", "全年", "目前", "同时", "其中", "通过", "进行", "实现", "完成", "达到", "主要", "以及", "由于",
     "因此", "公司", "客户", "销售", "工作", "团队", "市场", "方面", "情况", "问题", "年度", "同比", "环比", "增长",
     "下降", "提升", "平均")
)  # fmt: skip


def content_words(text: str) -> set[str]:
    """Character pairs and Latin words of ``text`` that carry meaning."""
    return {word for _, word in _placed(text)}


def _placed(text: str) -> Iterator[tuple[int, str]]:
    """The content words of ``text`` with the offset of each, in order."""
    for match in _RUN.finditer(text):
        run, start = match[0], match.start()
        if run[0].isascii():
            yield start, run.lower()
            continue
        last = ""
        for place, char in enumerate(run, start):
            if char in _FUNCTION:
                last = ""
                continue
            if last and last + char not in _EMPTY:
                yield place - 1, last + char
            last = char


@dataclass
class TextWords:
    """The content words of one text by place, found once: what stands in a stretch is then looked up."""

    text: str
    _starts: list[int] = field(init=False)
    _words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        placed = list(_placed(self.text))
        self._starts = [start for start, _ in placed]
        self._words = [word for _, word in placed]

    def within(self, start: int, end: int) -> frozenset[str]:
        """The content words that stand in ``text[start:end]`` (a Latin word that is cut off counts)."""
        return frozenset(self._words[bisect_left(self._starts, start) : bisect_left(self._starts, end - 1)])
