"""What some members did, in % of the goal of all: 前三季度完成17220万元，相当于全年目标的71.8%."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.derive import combine
from fupan.domain.role import Role
from fupan.figures.judge.candidates import Candidate
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_OF_GOAL = late("全(?:年|月|季|公司|国|区|部)(?:度|销售)?的?(?:目标|任务|计划|预算)(?:总?额)?的[ *_约近超不足到]{0,4}$")
_ATTAINED = Aspect("ratio", Role.ACTUAL, Role.TARGET)


def parts_of_goal(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> list[Candidate] | None:
    """What the words name, and the value of members told right before over the goal of the whole; None for others.

    A region's 全年目标 may be its own, so that its own attainment stays a candidate.
    """
    last = before[-1] if before and before[-1].mention.start >= reading.sentence[0] else None
    fact = last.fact if last is not None and not last.fault else None
    if fact is None or fact.member is None or reading.mention.unit != "%" or not fact.key.startswith("actual"):
        return None
    if fact.metric not in reading.metrics[:1] or _OF_GOAL.search(reading.lead) is None:
        return None
    goal = binder.told.value(fact.metric, Role.TARGET, None)
    if goal is None or goal.unit.base != fact.unit.base:
        return None
    part = combine("ratio", "part÷target", "占全部目标", fact, goal)
    named = [*binder.named_facts.of(reading)]
    return [*named, Candidate(part, _ATTAINED)] if part is not None else named
