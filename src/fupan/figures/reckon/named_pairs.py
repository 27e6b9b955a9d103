"""Two given values of one thing, such as its target and its last year's value: what they give has a name.

Their difference is a 缺口 or a 同比增减额, their quotient a 完成率: where the words of a figure name a change or a rate
and mean two other values by it, these two do not explain it, though the text has told one of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.agreement import agreement
from fupan.figures.read.reading import NONE, OWN, Reading
from fupan.figures.verdict import Verdict

_ROLES = frozenset(role.value for role in Role)
_GOALS = frozenset((Role.TARGET, Role.STRETCH))
_MEASURED = frozenset(("difference", "growth", "ratio"))


def given_value(verdict: Verdict) -> Fact | None:
    """The given value that a figure states; None where its fact is but what it was worked out from."""
    fact = verdict.fact
    if fact is None or fact.key not in _ROLES or verdict.mention.unit not in {fact.unit.base, ""}:
        return None
    return fact if agreement(verdict.mention, fact.amount) == "yes" else None


def is_part(reading: Reading) -> bool:
    """True for a part of something named right before: 相当于全院缺口的八成多."""
    return reading.lead.rstrip(" *_约近超不足到").endswith("的")


def tells_change(verdict: Verdict) -> bool:
    """True for a figure that says by how much something moved or is apart."""
    aspects = verdict.reading.aspects
    return verdict.mention.unit not in {"%", "倍"} and bool(aspects) and aspects[0].form == "difference"


def of_one_thing(one: Fact | None, other: Fact | None) -> bool:
    """True for two given values of one metric and member in different roles."""
    if one is None or other is None or one.key == other.key or not {one.key, other.key} <= _ROLES:
        return False
    return one.metric == other.metric and one.where == other.where


def named_otherwise(reading: Reading, one: Fact | None, other: Fact | None) -> bool:
    """True where the words of a change name other values than these two: 距挑战目标还差… is not 挑战目标 − 目标.

    What was done may stand against another value than the words say for certain (去年做了742万元，今年多做…).
    """
    if one is None or other is None or not of_one_thing(one, other):
        return False
    if not reading.aspects or reading.aspects[0].form not in _MEASURED or reading.aspect_sure <= NONE:
        return False
    pair = {one.key, other.key}
    named = any(aspect.b is not None and {aspect.a.value, aspect.b.value} == pair for aspect in reading.aspects)
    if reading.aspects[0].form == "ratio":
        return named  # asked for already, and turned round they give no 完成率
    if named:
        return False
    signed = reading.mention.text.startswith(("+", "-"))
    move = reading.direction is not None and not signed and all(aspect.b not in _GOALS for aspect in reading.aspects)
    past_goal = move and not _GOALS.isdisjoint(pair)  # 净增140家 is since a time, not past the target
    return Role.ACTUAL not in pair or reading.aspect_sure >= OWN or past_goal


def told_otherwise(reading: Reading, one: Verdict, other: Verdict, told: Iterable[Verdict]) -> bool:
    """The same for two of the figures ``told`` before.

    Where the sentence tells these two and not what was done, it is theirs (去年820万元，任务900万元，加了80万元).
    """
    first, second = given_value(one), given_value(other)
    if first is None or second is None or not named_otherwise(reading, first, second):
        return False
    start = reading.sentence[0]
    if min(one.mention.start, other.mention.start) < start or Role.ACTUAL in {first.key, second.key}:
        return True
    here = (given_value(verdict) for verdict in told if verdict.mention.start >= start)
    return any(fact is not None and fact.key == Role.ACTUAL and fact.metric == first.metric for fact in here)
