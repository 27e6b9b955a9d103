"""Content words of Chinese text without a dictionary: pairs of neighbouring characters, function words aside."""

from __future__ import annotations

import re

_RUN = re.compile(r"[㐀-鿿]+|[A-Za-z][A-Za-z0-9]*")
_FUNCTION = frozenset("的了是在和与及而或也都就还又被把将对于从由向以为之其此该这那有个我们他它你")
_EMPTY = frozenset(
    ("今年", "去年", "全年", "目前", "同时", "其中", "通过", "进行", "实现", "完成", "达到", "主要", "以及", "由于", "因此", "公司",
     "客户", "销售", "工作", "团队", "市场", "方面", "情况", "问题", "年度", "同比", "环比", "增长", "下降", "提升", "平均")
)  # fmt: skip


def content_words(text: str) -> set[str]:
    """Character pairs and Latin words of ``text`` that carry meaning."""
    found: set[str] = set()
    for match in _RUN.finditer(text):
        run = match[0]
        if run[0].isascii():
            found.add(run.lower())
            continue
        for left, right in zip(run, run[1:], strict=False):
            if left not in _FUNCTION and right not in _FUNCTION and left + right not in _EMPTY:
                found.add(left + right)
    return found
