"""Whether a small Chinese number with a classifier counts anything: 两家 does, 三个方面 and 最大的一单 do not."""

from __future__ import annotations

from fupan.figures.late import late
from fupan.resources import data

_TABLE: dict[str, list[str]] = data("counted")
_ABSTRACT = late(f"(?:{'|'.join(_TABLE['between'])})*的?(?:{'|'.join(_TABLE['abstract'])})")
LISTING = frozenset("个项点大类种条重层件步")
"""First characters of the classifiers that ``abstract`` asks about."""
_ORDINAL = frozenset(
    (
        "级",
        "部",
        "星",
        "届",
        "区",
        "课",
        "度",
        "站",
        "线",
        "院",
        "校",
        "楼",
        "层",
        "号",
        "代",
        "段",
        "班",
        "组",
        "期",
        "辊",
    )
)
_COUNTING = (
    "分",
    "共",
    "各",
    "开",
    "办",
    "建",
    "设",
    "有",
    "完成",
    "组织",
    "新增",
    "累计",
    "达",
    "为",
    "近",
    "约",
    "超",
    "过",
)
_WEEKDAY = ("周", "星期", "礼拜")
_SAME = frozenset("统唯同逐划归")
"""Before 一 these make a word of it: 统一, 唯一, 同一."""
_ENUMERATING = frozenset("条处点块项")
_BEFORE_ONE = tuple(_TABLE["before_one"])
_AFTER_ONE = tuple(_TABLE["after_one"])
_DURATIONS = ("年", "天", "周", "个月", "小时", "个季度", "个小时", "个星期", "日")


def abstract(text: str, unit: str, end: int) -> bool:
    """Whether the classifier ending at ``end`` lists abstract nouns (三个方面, 2项举措)."""
    return unit[0] in LISTING and _ABSTRACT.match(text, end) is not None


def joined_to_word(text: str, start: int) -> bool:
    """Whether 一 ends a word (统一, 同一天)."""
    return text[start] == "一" and start > 0 and text[start - 1] in _SAME


def ordinal(text: str, numeral: str, unit: str, start: int) -> bool:
    """Whether a bare Chinese digit before this unit names rather than counts (三级, 外贸一部, 二期)."""
    if numeral == "二" or (text.endswith(_WEEKDAY, 0, start) and text[start - 2 : start - 1] != "每"):
        return True
    if unit in _ENUMERATING and start and text[start - 1] in "有靠是在":
        # 教训有两条：…
        return True
    return unit in _ORDINAL and not text.endswith(_COUNTING, max(0, start - 2), start)


def one_counts(text: str, unit: str, start: int, end: int) -> bool:
    """Whether 一 before this unit is a count: after 仅, 新增, 提前 …, or a duration before 内, 左右 …."""
    if text.endswith(_BEFORE_ONE, max(0, start - 4), start):
        return True
    return unit in _DURATIONS and text.startswith(_AFTER_ONE, end) and not text.endswith(("这", "那", "每"), 0, start)
