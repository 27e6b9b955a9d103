"""Adjectives in place of numbers, and measures without a figure: 业绩大幅增长, 回款率有所提升."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fupan.domain.known_metrics import known_metrics
from fupan.figures.fold import fold
from fupan.figures.trie import expression
from fupan.logic.weak.stretch import Signal, Stretch, words_of
from fupan.resources import data

_MOVED = (
    "增长", "上升", "提升", "提高", "增加", "下降", "降低", "减少", "下滑", "缩短", "延长", "达到", "完成", "实现",
    "为", "同比", "环比", "占比", "高于", "低于", "超过", "涨", "跌", "掉", "升", "降",
)  # fmt: skip
_NEGATED = re.compile(r"不|没|未|无|难|要求|如何|怎么|为了|目的|目标是|负责|影响|关系|靠|针对|挂钩|考核|按|与")
_UNKNOWN = re.compile(r"[报算看说给列拿]不出|没有数|没数|空着|(?:没|未|无)(?:有)?(?:统计|数据|记录)")
"""The clause says that there is no figure to give."""


def vague_words(stretch: Stretch) -> Iterator[Signal]:
    """Clauses that grade by an adjective, with no figure in them nor in the clause behind."""
    for clause in stretch.clauses:
        words = stretch.folded(clause)
        match = _degrees().search(words) or words_of("vague").search(words)
        if match is None or stretch.is_quoted(clause.start) or stretch.backed(clause):
            continue
        start = clause.start + match.start()
        told = stretch.text[start : clause.start + match.end()]
        says = f"「{told}」用形容词代替了数字：写出从多少到多少、差多少"
        yield Signal("adjective-for-number", start, clause.start + match.end(), says)


def bare_measures(stretch: Stretch) -> Iterator[Signal]:
    """Clauses in which a metric moves or reaches a level that is not told: 销售额同比增长, 完成率为."""
    for clause in stretch.clauses:
        match = _measures().search(stretch.folded(clause))
        if match is None or stretch.is_quoted(clause.start) or stretch.backed(clause):
            continue
        words = stretch.folded(clause)
        if _NEGATED.search(match[0]) or _UNKNOWN.search(words) or _degrees().search(words) or stretch.led(clause):
            continue
        start, end = clause.start + match.start(), clause.start + match.end()
        says = f"「{stretch.text[start:end]}」后面没有数字：写出数值、单位和对比"
        yield Signal("measure-without-figure", start, end, says)


@cache
def _degrees() -> re.Pattern[str]:
    table = data("weak_words")
    degree, change = expression(map(fold, table["degree"])), expression(map(fold, table["change"]))
    return re.compile(rf"{degree}(?:地|的)?{change}")


@cache
def _measures() -> re.Pattern[str]:
    names = expression(fold(name) for metric in known_metrics() for name in metric.names if len(name) > 1)
    return re.compile(rf"{names}[^，。；\s]{{0,4}}?{expression(_MOVED)}")
