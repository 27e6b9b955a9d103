"""Bases: what the words of a change compare with, and which level that is."""

from __future__ import annotations

from typing import NamedTuple

from fupan.domain.role import AHEAD, TARGETS, Role
from fupan.figures.audit.level import Level
from fupan.figures.audit.naming import subject_words
from fupan.figures.audit.things import same_thing
from fupan.figures.audit.when import PERHAPS, SURELY, When, earlier, when_of
from fupan.figures.late import late

_ROLES = (
    (late("争取|挑战|冲刺"), Role.STRETCH),
    (late("目标|任务|指标|计划|预算|及格线|考核"), Role.TARGET),
)
_ACTUAL = late("实际|完成|[今本当]年|[本当这]个?[月周季期]|这一[季月年周]|现在|目前")
_PRIOR = late("去年|上年|同期|前一年")
_PREVIOUS = late("上个?[月周季期]|上一[月周季期]|前一[月周季期]")
_TIMELY = late("[年月季周期日]|时期|“|”")
_OTHER_TIME = late("前[一二三四五六七八九十0-9]|[〇○零一二三四五六七八九]{2,4}年|(?:19|20)[0-9]{2}|[0-9０-９]{4}|“")
_VERY, _WELL, _RATHER = 4, 3, 2
"""How well a level fits the words."""


class Base(NamedTuple):
    """What the words compare with: ``words`` of it as written, its ``role``, or the very level (``given``).

    ``left`` are the words before.
    """

    words: str = ""
    role: Role | None = None
    given: Level | None = None
    left: str = ""


def role_of(words: str) -> Role | None:
    """The role that the words of a base name, None for none."""
    if _PRIOR.search(words):
        return Role.PRIOR
    if _PREVIOUS.search(words):
        return Role.PREVIOUS
    for pattern, role in _ROLES:
        if pattern.search(words):
            return role
    return Role.ACTUAL if _ACTUAL.search(words) else None


def matches(base: Base, b: Level, a: Level) -> int | None:
    """How well ``b`` is what the words compare ``a`` with, None where it is not."""
    if base.given is not None:
        return _VERY if b is base.given else None
    if base.role in TARGETS:
        return _WELL if b.role is base.role or (b.role in TARGETS and base.role is Role.TARGET) else None
    ahead = a.role in AHEAD or when_of(a.head).near == 1
    if base.role in {Role.PRIOR, Role.PREVIOUS}:
        return _WELL if _is_earlier(base, b, a, ahead=ahead) else None
    when = when_of(base.words)
    if when.part:
        return _of_part(base, when, b, ahead=ahead)
    if when.year is not None and base.role is None:
        year = when_of(b.head).year
        named = year == when.year or (ahead and year is None)
        return _WELL if named and b.words & a.words and b.role is Role.ACTUAL else None
    if _OTHER_TIME.search(base.words):
        return None
    if base.role is Role.ACTUAL:
        return (_WELL if ahead else _RATHER) if b.role is Role.ACTUAL else None
    return _VERY if not _TIMELY.search(base.words) and b.words & subject_words(base.words) else None


def _is_earlier(base: Base, b: Level, a: Level, *, ahead: bool) -> bool:
    """True where a level is last year's or that of the period before; for a plan that is this year's."""
    if b.role is base.role:
        return True
    if not same_thing(a, b):
        return base.role is Role.PRIOR and when_of(b.head).year == -1
    if ahead and b.role is Role.ACTUAL and earlier(b, a) == SURELY:
        return True
    return earlier(b, a) >= PERHAPS if base.role is Role.PREVIOUS else when_of(b.head).year == -1


def _of_part(base: Base, when: When, b: Level, *, ahead: bool) -> int | None:
    """How well a level is that of a month, quarter or half that is named."""
    told, row = when_of(b.head or b.said), when_of(b.subject)
    wanted = when.part, when.place
    if wanted in {(told.part, told.place), (row.part, row.place)} and b.role is not Role.PRIOR:
        return _VERY
    return _WELL if (base.role is Role.ACTUAL or ahead) and b.role is Role.ACTUAL and not told.part else None
