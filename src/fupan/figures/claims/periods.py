"""The words by which a text names the period of its sheet, and the one before."""

from __future__ import annotations

from fupan.domain.period import Period
from fupan.resources import data

_NUMERALS = ("一", "二", "三", "四")
_OWN = {
    "year": ("全年", "今年", "本年", "本年度", "年度", "当年", "全年度", "今年全年"),
    "half": ("本期", "半年度", "本半年", "半年"),
    "quarter": ("本季度", "本季", "当季", "季度"),
    "month": ("本月", "当月", "月度", "全月"),
    "week": ("本周", "当周", "周度"),
}


def own_words(period: Period) -> frozenset[str]:
    """What this period is called: 全年, 2025年; 三季度, Q3, 今年三季度 for a quarter."""
    dated = {f"{head}{part}" for part in _parts(period) for head in ("", "今年", f"{period.year}年")}
    if period.kind == "year":
        dated = {f"{period.year}{tail}" for tail in ("年", "年度", "年全年")}
    return frozenset((*_OWN[period.kind], *dated))


def previous_words(period: Period) -> frozenset[str]:
    """What the period before is called: 上月, 10月; never a year before, which is told as the prior."""
    words: dict[str, list[str]] = data("claims")["previous"]
    before = period.shift(-1)
    named = _parts(before) if before.year == period.year else []
    found = (*words[period.kind], *words["any"], *named)
    return frozenset((*found, *(f"{word}{end}" for word in found for end in ("末", "底"))))


def prior_words(period: Period) -> frozenset[str]:
    """What the same period a year before is called: 去年同期; 去年 alone only where the sheet is for a year."""
    words: list[str] = data("claims")["prior"]
    if period.kind == "year":
        return frozenset((*words, *data("claims")["prior_year"], f"{period.year - 1}年", f"{period.year - 1}年度"))
    return frozenset((*words, *(f"{last}{part}" for part in _parts(period) for last in ("去年", "上年"))))


def _parts(period: Period) -> list[str]:
    """The names of a part of a year."""
    index = period.index
    if period.kind == "half":
        return ["上半年" if index == 1 else "下半年", f"h{index}"]
    if period.kind == "quarter":
        mark = _NUMERALS[index - 1]
        return [f"{mark}季度", f"第{mark}季度", f"q{index}"]
    if period.kind == "month":
        return [f"{index}月", f"{index}月份"]
    return [f"第{index}周"] if period.kind == "week" else []
