"""Which role a level has (this period's value, the target, last year's), from its clause and what stands before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fupan.domain.role import EARLIER, Role
from fupan.figures.late import late
from fupan.figures.read.clause import Clause
from fupan.figures.read.cue import Cue
from fupan.figures.read.reading import CONTEXT, NONE, OWN, SENTENCE


@dataclass(slots=True)
class Surroundings:
    """What the sentence before a clause set up: the time spoken of, what was compared with, the last formula.

    ``yearly``: the sheet is for a year, so that the year before that of the plan is the one reported on.
    """

    time: Role | None = None
    time_sure: int = NONE
    base: Role | None = None
    reference: Role | None = None
    formula: str = ""
    label: Role | None = None
    ahead: bool = False
    yearly: bool = False


Choice = tuple[tuple[Role, ...], int, bool]
"""(roles, the likeliest first; how sure they are; whether the words speak of a time the facts do not cover)"""
_GOALS = frozenset((Role.TARGET, Role.STRETCH))
_GOALS_IN_TURN = (Role.TARGET, Role.STRETCH)
_LINE = "的线"
_JOINING = frozenset(("比", "较", "与", "同", "跟"))
_PARTS = frozenset(("member", "span"))
_EARLIER = (Role.PRIOR, Role.PREVIOUS)
_AGAINST = late("(?:[Vv][Ss][.]?|对)[ *_]{0,3}$")
_SET = late("(?<![一稳固确肯决规假否约预商制锁指限])定(?:[在到为了得]|的是){0,2}[ *_约]{0,3}$")
"""出货目标定300万: a goal set, for this period or the next."""
_BACK = late("(?:[压降拉收减控缩]回|压进)[到至]?了?[ *_约]{0,3}$")
"""应收压回3亿元: where it is to be, or where it is again."""
_START = late("[从由自][ *_]{0,3}$")
"""从480万元做起."""
_GIVEN = late("给了[一-鿿]{0,4}[ *_]{0,3}$")
"""给了文斌520万元，只完成80%."""
_ANY = (Role.ACTUAL, Role.TARGET, Role.PRIOR, Role.PREVIOUS, Role.BENCHMARK, Role.STRETCH)
_SHORT = 8
_BEHIND = frozenset(("role", "time", "rival"))


def level_roles(clause: Clause, around: Surroundings) -> Choice:
    """The roles that a level may have."""
    if clause.from_level:
        return _starting(clause, around)
    behind = [cue for cue in clause.tail if cue.kind in _BEHIND]
    cues = [*(clause.compared if clause.is_compared else clause.roles), *behind]
    if clause.is_compared and _is_part(clause):
        return (Role.ACTUAL, *_EARLIER), SENTENCE, False  # 较上半年的2.31亿元
    if clause.is_compared and all(cue.kind == "opening" for cue in cues):
        apart = clause.than is not None and clause.than.word not in _JOINING
        goals = (Role.TARGET, Role.STRETCH)
        return goals if apart else (Role.TARGET, Role.PRIOR, Role.PREVIOUS, Role.BENCHMARK), CONTEXT, False
    times = [cue for cue in cues if cue.kind == "time" or (clause.is_compared and cue.kind == "member")]
    times = [cue for cue in times if cue.kind == "time" or cue.meaning.role is not None]
    time = times[-1].meaning.role if times else None
    if times and time is None:
        return (), OWN, True
    if not cues and len(clause.lead) < _SHORT and _AGAINST.search(clause.lead):
        return _ANY, CONTEXT, False  # 渗透率27.5% vs 40%; 82万元对100万元: held against whatever was said before
    if times and times[-1].word == "同期" and not clause.is_compared:
        return (Role.PRIOR, Role.ACTUAL), SENTENCE, False  # 同期实现回款: the period just spoken of
    return _said(cues, time, clause.lead, around) or _unsaid(clause, around)


def _is_part(clause: Clause) -> bool:
    """True where a member or stretch of time that is no role of its own is what the figure stands for."""
    behind = clause.than.end if clause.than is not None else 0
    named = clause.compared or [cue for cue in clause.subject if cue.start >= behind]
    last = [cue for cue in named if cue.kind != "sum"][-1:]  # 比冰箱和洗衣机加起来的5222万还多
    return bool(last) and last[0].kind in _PARTS and last[0].meaning.role is None


def _starting(clause: Clause, around: Surroundings) -> Choice:
    """The first figure of 由 A 升至 B."""
    times = [cue.meaning.role for cue in clause.roles if cue.kind == "time"]
    if times and times[-1] is Role.PLAN:
        return (Role.ACTUAL, Role.PLAN), OWN, False  # 下月把缺货从14次压到4次: the start is this period's
    if times and times[-1] is not None:
        return (times[-1],), OWN, False
    if around.time is Role.PLAN:
        return (Role.ACTUAL, Role.PRIOR, Role.PREVIOUS), CONTEXT, False
    return (Role.PRIOR, Role.PREVIOUS, Role.ACTUAL), CONTEXT, False


def _said(cues: Sequence[Cue], time: Role | None, lead: str, around: Surroundings) -> Choice | None:
    """The roles that the clause itself names, None where it names none."""
    late = time is Role.PLAN or (around.time is Role.PLAN and time is None)
    named = [cue.meaning.role for cue in cues if cue.kind in {"role", "rival"} and cue.meaning.role is not None]
    if time is None and set(named) <= {Role.TARGET} and _SET.search(lead):
        return (Role.PLAN, Role.TARGET) if late else (Role.TARGET, Role.PLAN), OWN, False
    if named == [Role.TARGET] and next(cue.word for cue in cues if cue.meaning.role is Role.TARGET) == _LINE:
        return _GOALS_IN_TURN, OWN, False  # 过了5600万元的线，没到6000万元的线
    if named:
        return _named(named[-1], time, late=late)
    kinds = {cue.kind for cue in cues}
    if "scheme" in kinds and time not in EARLIER:
        if time is Role.ACTUAL:
            return (Role.TARGET,), OWN, False
        return (Role.PLAN, Role.TARGET) if late else (Role.TARGET, Role.PLAN), OWN, False
    if time is not None:
        return (time,), OWN, False
    return ((Role.PREVIOUS, Role.PRIOR), SENTENCE, False) if "opening" in kinds else None


def _named(role: Role, time: Role | None, *, late: bool) -> Choice:
    """A role word with the time that stands beside it: 2026年目标 is the plan, 去年实际 is last year's."""
    if role in _GOALS and time is Role.PLAN:
        return (Role.PLAN, role), OWN, False
    if (role in _GOALS and time in EARLIER) or (role is Role.ACTUAL and time is Role.PLAN):
        return (), OWN, True
    if role is Role.ACTUAL and time in EARLIER and time is not None:
        return (time,), OWN, False
    return (role, Role.PLAN) if late and role is Role.TARGET else (role,), OWN, False


def _unsaid(clause: Clause, around: Surroundings) -> Choice:
    """No role in the clause: this period's value, or what the text around is about."""
    if around.time is Role.PLAN:
        first = not clause.did or around.time_sure >= SENTENCE
        return (Role.PLAN, Role.ACTUAL) if first else (Role.ACTUAL, Role.PLAN), around.time_sure, False
    if _BACK.search(clause.lead):
        return (Role.ACTUAL, Role.TARGET, Role.PLAN), CONTEXT, False
    if _START.search(clause.lead):
        return (*_EARLIER, Role.ACTUAL), CONTEXT, False
    if _GIVEN.search(clause.lead):
        return (Role.TARGET, Role.STRETCH, Role.ACTUAL), CONTEXT, False
    then = around.time in EARLIER and around.time_sure >= OWN  # 去年四十个人干了4935万元
    if (clause.did or clause.to_level) and not around.ahead and not (then and clause.did):
        return (Role.ACTUAL,), SENTENCE, False
    if then and around.time is not None:
        return (around.time,), SENTENCE, False  # 去年同期这两个数分别是135位和72位
    others = (around.label, around.time, Role.PLAN if around.ahead else None)
    extra = tuple(role for role in others if role is not None and role is not Role.ACTUAL)
    return (Role.ACTUAL, *extra), CONTEXT if extra else SENTENCE, False
