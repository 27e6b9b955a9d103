"""Stretches of time that are parts of the period: moves from one month to another, parts that no members stand for."""

from __future__ import annotations

from fupan.domain.told import Where
from fupan.figures.late import late
from fupan.figures.read.clause import Clause

_SPAN = late("(?:[Qq][1-4]|季度?|[0-9]月)[到至](?:[Qq][1-4]|第?[一二三四]季|[0-9]{1,2}月)")
_OTHER_TIME = late("[去上前]年|同期|同比|合计|累计|一共|共")


def is_outside(clause: Clause, groups: tuple[tuple[Where, ...], ...]) -> bool:
    """True where a part of the period is told that no members stand for: 前三个月 may be three of them."""
    parts = [cue.word for cue in (*clause.subject, *clause.tail) if cue.kind == "part"]
    return any(not groups or not word.startswith("前") for word in parts)


def is_span(text: str, start: int, end: int) -> bool:
    """True where the sentence goes from one month or quarter to another, and names no other time."""
    return _SPAN.search(text, start, end) is not None and _OTHER_TIME.search(text, start, end) is None
