"""What is left of the year's target in a sheet for a part of it: 如顺利达成，全年目标仍余7800万元."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.derive import combine
from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.judge.candidates import Candidate
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.units import same_unit
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_LEFT = late("(?:全年|年度|年内)[^，。；：]{0,6}?(?:目标|任务|计划|指标)[^，。；：]{0,4}?[余剩差欠缺][^，。；：]{0,4}$")
_OF_YEAR = ("累计", "全年", "年度")
_SUPPOSED = late("(?:[如若]果?|只要|假[如设若]|一旦|倘若|要是)[^，。；]{0,12}?(?:达成|完成|实现|兑现|做到|拿下|落地)")
_BACK = 3
_GAP = Aspect("difference", Role.TARGET, Role.ACTUAL)


def left_of_year(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> list[Candidate] | None:
    """What the year's target leaves to do, less the plan told last where its words suppose that it is met.

    None for other words, and where the sheet is for a year or gives no value of the year so far.
    """
    if reading.row or "年" not in reading.lead or _LEFT.search(reading.lead) is None:
        return None
    if binder.lexicon.sheet.period.kind == "year":
        return None
    metrics = binder.catalogue.metrics.values()
    named = [one.name for one in metrics if any(word in name for name in one.names for word in _OF_YEAR)]
    gaps = [fact for name in named if (fact := binder.told.fact(name, _GAP)) is not None]
    gaps = [fact for fact in gaps if same_unit(reading.mention.unit, fact.unit.base)]
    at = reading.mention.start
    if _SUPPOSED.search(binder.text, reading.sentence[0], at) is not None:
        plan = _plan(reading, before)
        left = (
            combine("difference", "left_after_plan", "完成计划后的余额", gap, plan) for gap in gaps if plan is not None
        )
        gaps = [fact for fact in left if fact is not None]
    return [Candidate(fact, Aspect("value", Role.TARGET)) for fact in gaps] or None


def _plan(reading: Reading, before: Sequence[Verdict]) -> Fact | None:
    """The plan for the next period that the paragraph told last."""
    near = [one for one in before[-_BACK:] if one.mention.start >= reading.line.start]
    plans = (one.fact for one in reversed(near) if one.fact is not None and one.fact.key == Role.PLAN.value)
    return next(plans, None)
