"""Parts: what an amount told behind 其中 is a part of, and whether the words make an amount a part at all."""

from __future__ import annotations

from fupan.figures.audit.level import Level, Memory

_REACH = 8


def held_in(memory: Memory, part: Level) -> Level | None:
    """剩7.2万件，里面羽绒服5.4万件，占: the value right before 其中 is what the part is a part of."""
    if not part.part:
        return None
    alike = [
        one
        for one in memory.levels[-_REACH:]
        if one.line == part.line and one.unit == part.unit and not (one.made or one.each)
    ]
    before = alike[alike.index(part) - 1] if part in alike[1:] else None
    if before is None or before.part or not before.exact:
        return None
    return before if before.role is part.role and before.value > part.value else None
