"""Things: whether two levels may be values of one thing, at two times or against its target."""

from __future__ import annotations

from fupan.figures.audit.level import Level
from fupan.figures.audit.when import when_of
from fupan.figures.late import late

_DONE = frozenset("销卖售签招收接产订")
_TIME_ONLY = late(
    "[0-9一二三四五六七八九十]{1,2}月份?|[一二三四]季度?|[上下]半年|[年季月期][初末]|[QqHh][1-4]|[0-9]{2,4}年?"
)


def same_thing(a: Level, b: Level) -> bool:
    """True where two levels may be values of one thing: one names nothing or only a time, or they share a word."""
    if (a.bare or b.bare) and a.line == b.line:
        first, then = sorted((a, b), key=lambda level: level.mention.start)
        apart = first.bare and not then.bare and first.sentence == then.sentence and first.words
        return not apart or bool(first.words & then.words)  # 新能源38家（去年12家）；生物医药22家
    if a.subject == b.subject or a.words & b.words or _DONE & set(a.subject) & set(b.subject):
        return True
    return _TIME_ONLY.fullmatch(a.subject) is not None or _TIME_ONLY.fullmatch(b.subject) is not None


def likeness(a: Level, b: Level) -> float:
    """How much of two subjects is the same, from 0 to 1."""
    return len(a.words & b.words) / max(1, len(a.words | b.words))


def other_part(a: Level, b: Level) -> bool:
    """True where two levels are of different months, quarters or halves."""
    one, other = when_of(a.head), when_of(b.head)
    return bool(one.part) and one.part == other.part and one.place != other.place


def only_a_time(level: Level) -> bool:
    """True where the words of a level name a time and nothing else: 9月是1,600台."""
    return level.bare or _TIME_ONLY.fullmatch(level.subject) is not None


def is_anothers(label: frozenset[str], line: int, a: Level, b: Level) -> bool:
    """True where the ``label`` of a line says whose value ``a`` is (**安徽**：销售额…) and ``b`` stands elsewhere."""
    return bool(label) and not label & (a.words | b.words) and a.line == line != b.line
