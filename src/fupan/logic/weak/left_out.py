"""Places where a number is left out: 完成率为，比去年多； 从提到30%； 约。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fupan.domain.known_metrics import known_metrics
from fupan.figures.fold import fold
from fupan.figures.trie import expression
from fupan.logic.weak.stretch import Signal, Stretch

_END = r"(?=[，。；、）)\n]|$)"
_IS = (
    r"(?<![作成因行认以称化变视])为|(?<![抢侵独强霸进])占|(?<![到表发传送抵转下])达"
    r"|(?<=[为是了额达数率量])约|仅|(?<!公)共计|合计为"
)
_TO = (
    r"(?:增|降|升|提高|提升|上升|下降|降低|压|(?<![没能未难可说就要别])做|拉|缩|缩短|涨|掉|回|提|拖|扩|跌|减|改|调|补|落)"
    r"(?:到|至)"
)
_THAN = r"控制在|高于|低于|超过了?"
_RATE = (
    r"(?:同比|环比)(?:增长|下降|上升|下滑|增加|减少|提高|降低|回落|为|是)?"
    r"|(?:完成率|达成率|同比增速|增幅|降幅|增速|占比)(?:为|是|到|达)?"
)
_FROM = (
    r"(?<![服跟听自顺遵])(?:从|由)"
    r"(?=(?:压|提|降|升|增|掉|拖|拉|涨|缩|回落|扩|减|调|改|变|下降|上升|提高|提升)(?:到|至|[0-9]))"
)
_UNITS = r"(?<=[了达到仅近超])(?:万元|亿元|个百分点|%|％)"


def left_out(stretch: Stretch) -> Iterator[Signal]:
    """Words that only a number can follow (or units that only a number can lead), without one."""
    for clause in stretch.clauses:
        words = stretch.words[clause.start - stretch.start : clause.end - stretch.start + 1]
        match = _frames().search(words)
        if match is None or stretch.is_quoted(clause.start) or "|" in words:
            continue
        start, end = clause.start + match.start(), min(clause.start + match.end(), clause.end)
        says = f"「{stretch.text[max(clause.start, start - 6) : end]}」后面该有一个数字，文中没有：补上数值和单位"
        yield Signal("figure-left-out", start, end, says)


@cache
def _frames() -> re.Pattern[str]:
    names = expression(fold(name) for metric in known_metrics() for name in metric.names if metric.kind == "rate")
    return re.compile(rf"(?:{_IS}|{_TO}|{_THAN}|{_RATE}){_END}|{names}(?:为|是|仅|只有|达|到){_END}|{_FROM}|{_UNITS}")
