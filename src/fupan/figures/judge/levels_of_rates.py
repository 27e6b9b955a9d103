"""Levels whose role no word says, beside a rate that does: 小雨500万元，完成78.4%.

A bare value may tell of any role. But what is attained, grown or lacking is told of what was done, so the level right
before such a figure, of the same metric and member, is the actual one; and what a gap is told from is the target.
Where no fault was suspected, the level must stand right behind the name of its member or metric (从680万元起步 is told
with a verb of its own), and what was done must not be told before it in the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.agreement import bounded, closely
from fupan.figures.late import late
from fupan.figures.read.reading import OWN, Reading
from fupan.figures.verdict import Verdict, tells_before

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_VALUE = Aspect("value", Role.ACTUAL)
_OF_ACTUAL = frozenset(
    ("attainment", "yoy", "pop", "yoy_amount", "pop_amount", "gap", "excess", "change_pp", "share", "stretch_gap",
     "stretch_excess", "stretch_attainment")
)  # fmt: skip
_AHEAD, _NEAR, _BACK, _CLAUSE = 3, 40, 6, 80
_FILL = " *_：:，,|（(了到"
_AWAY = ("离", "距", "距离")
_NAMES = frozenset(("member", "metric", "did"))
_BASE = late("[ *_]{0,2}的")
"""11亿元的盘子，完成四成: a base, not what was done."""


def levels_of_rates(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with such levels that have another role's value as faults."""
    found = list(verdicts)
    for place, one in enumerate(verdicts):
        level = _level(one)
        if level is None or bounded(one.mention):
            continue
        if one.reading.compared:
            found[place : place + 2] = _left_to_goal(binder, verdicts[place : place + 2], level)
            continue
        due = _done(binder, verdicts, place, level)
        if due is not None and not closely(one.mention, due.amount):
            found[place] = Verdict(one.reading, "wrong-role", expected=due, found=level)
    return found


def _level(verdict: Verdict) -> Fact | None:
    """The given value that a figure is, whether it passes for it or too little spoke against it."""
    if verdict.unchecked:
        return verdict.found if verdict.doubt == "wrong-role" else None
    fact = None if verdict.fault else verdict.fact
    return fact if fact is not None and fact.formula is None else None


def _done(binder: Binder, verdicts: Sequence[Verdict], place: int, level: Fact) -> Fact | None:
    """What was done, where a figure that no word gives another role goes before what is reckoned from it."""
    reading = verdicts[place].reading
    if level.key == Role.ACTUAL.value or reading.origin or not reading.aspects or reading.aspects[0] != _VALUE:
        return None
    if reading.aspect_sure >= OWN or _BASE.match(binder.text, reading.mention.end):
        return None
    rate = _behind(verdicts, place)
    due = binder.told.value(level.metric, Role.ACTUAL, level.where) if rate is not None else None
    if rate is None or due is None or rate.formula is None:
        return None
    same = rate.key in _OF_ACTUAL and (rate.metric, rate.where) == (level.metric, level.where)
    made_of = due.id in rate.formula.inputs and level.id not in rate.formula.inputs  # 中了4个，中标率40% of 6个
    doubted = verdicts[place].unchecked
    if not made_of and not (same and (doubted or _is_named(binder, reading))):
        return None
    return due if doubted or not tells_before(verdicts, place, due, _BACK) else None


def _is_named(binder: Binder, reading: Reading) -> bool:
    """True where the name of a member or metric, or 完成, stands right before the figure."""
    if reading.row:
        return True
    at = reading.mention.start
    lead = binder.text[max(reading.clause[0], at - _CLAUSE) : at].rstrip(_FILL)
    cues = binder.lexicon.cues(lead)
    if not cues or cues[-1].end < len(lead) or cues[-1].kind not in _NAMES:
        return False
    return cues[-1].kind != "member" or not lead[: cues[-1].start].strip(_FILL)  # 给了文斌520万元


def _left_to_goal(binder: Binder, pair: Sequence[Verdict], level: Fact) -> Sequence[Verdict]:
    """The verdicts on 离54家差6家, where 54 is what was done and 60 the target, which is 6 away."""
    if len(pair) == 1 or level.key != Role.ACTUAL.value or not pair[0].reading.lead.rstrip(_FILL).endswith(_AWAY):
        return pair
    goal, distance = pair
    if distance.reading.sentence != goal.reading.sentence or distance.mention.start - goal.mention.end > _NEAR:
        return pair
    for role in (Role.TARGET, Role.STRETCH):
        due = binder.told.value(level.metric, role, level.where)
        gap = binder.told.fact(level.metric, Aspect("difference", Role.ACTUAL, role), level.where)
        if due is not None and gap is not None and gap.amount and binder.meets(distance.mention, gap):
            return (
                Verdict(goal.reading, "wrong-role", expected=due, found=level),
                Verdict(distance.reading, fact=binder.named(gap)),
            )
    return pair


def _behind(verdicts: Sequence[Verdict], place: int) -> Fact | None:
    """What the next figure of the sentence is reckoned to; levels whose own words give them a role are passed over."""
    here = verdicts[place].reading
    for one in verdicts[place + 1 : place + _AHEAD]:
        fact = None if one.fault or one.unchecked else one.fact
        if fact is None or one.reading.sentence != here.sentence or one.mention.start - here.mention.end > _NEAR:
            return None
        if fact.formula is not None:
            return fact
        if one.reading.aspect_sure < OWN:
            return None
    return None
