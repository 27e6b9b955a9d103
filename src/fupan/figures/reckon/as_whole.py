"""The whole that a rate is taken of: 完成2400万元的82%."""

from __future__ import annotations

from fupan.domain.aspect import Aspect
from fupan.domain.role import Role
from fupan.figures.read.aspects import Telling
from fupan.figures.read.clause import Clause
from fupan.figures.read.reading import CONTEXT

_CALLED = frozenset(("实际", "实际值", "实际数", "实际额", "全年实际", "实绩"))


def called_actual(clause: Clause) -> bool:
    """True where 实际 stands right before the figure: neither target nor plan is called so."""
    last = clause.roles[-1] if clause.roles else None
    return last is not None and last.word in _CALLED and clause.lead.rstrip(" *_").endswith(last.word)


def as_whole(telling: Telling, clause: Clause) -> None:
    """完成2400万元的82%: what a rate is taken of is a target or an earlier value as well as a result.

    Not where it is called 实际.
    """
    if any(aspect.form != "value" for aspect in telling.aspects):
        return
    if called_actual(clause):
        return
    bases = tuple(Aspect("value", role) for role in (Role.TARGET, Role.STRETCH, Role.PRIOR))
    telling.aspects = tuple(dict.fromkeys((*telling.aspects, *bases)))
    telling.sure = min(telling.sure, CONTEXT)
