"""Content words of Chinese text without a dictionary: pairs of neighbouring characters, function words aside."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import compress
from operator import add

from fupan.figures.late import late

_FUNCTION = "的了是在和与及而或也都就还又被把将对于从由向以为之其此该这那有个我们他它你"
"""Function words part what stands on their two sides."""
_RUN = late(f"[^{_FUNCTION}\0-\u33ff\ua000-\U0010ffff]+|[A-Za-z][A-Za-z0-9]*")
"""A run of Chinese characters, all but those and all else left out, or a Latin word."""
_EMPTY = frozenset(
    ("今年", "去年", "全年", "目前", "同时", "其中", "通过", "进行", "实现", "完成", "达到", "主要", "以及", "由于",
     "因此", "公司", "客户", "销售", "工作", "团队", "市场", "方面", "情况", "问题", "年度", "同比", "环比", "增长",
     "下降", "提升", "平均")
)  # fmt: skip


def content_words(text: str) -> set[str]:
    """Character pairs and Latin words of ``text`` that carry meaning."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        if run[0].isascii():
            found.add(run.lower())
        else:
            found.update(map(add, run, run[1:]))
    return found - _EMPTY


@dataclass
class TextWords:
    """The content words of one text by place, found once: what stands in a stretch is then looked up."""

    text: str
    _starts: list[int] = field(init=False)
    _words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        starts: list[int] = []
        words: list[str] = []
        for match in _RUN.finditer(self.text):
            run, start = match[0], match.start()
            if run[0].isascii():
                starts.append(start)
                words.append(run.lower())
            else:
                starts += range(start, start + len(run) - 1)
                words += map(add, run, run[1:])
        telling = [word not in _EMPTY for word in words]
        self._starts, self._words = list(compress(starts, telling)), list(compress(words, telling))

    def within(self, start: int, end: int) -> frozenset[str]:
        """The content words that stand in ``text[start:end]`` (a Latin word that is cut off counts)."""
        return frozenset(self._words[bisect_left(self._starts, start) : bisect_left(self._starts, end - 1)])
