"""Moves from what is to what a note plans: 明年收入从53716万元到60000万元, 毛利率要提1.2个百分点（13.8%→15%）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from fupan.domain.role import Role
from fupan.figures.late import late
from fupan.figures.verdict import NoteFigure, Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_LEADS = late("[^，。；0-9]{0,4}?(?:→|->|⇒|[提升降压增减缩做][至到成]|到|至)[ *_约]{0,2}")
_PLAN = late("目标|计划|规划|力争|预算")
_YEAR = late("20[0-9]{2}年|明年|来年|下(?:月|季度?|半年|一年)")
_UNSURE = frozenset(("wrong-role", "contradicted-figure", "misattributed-figure"))


def towards_plan(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts, with those on the ends of a move from this period's value to one that a note plans.

    The words 从 and → lead one to read the value of an earlier time as the first and that of now as the second.
    """
    found = [*verdicts]
    for place, (one, other) in enumerate(pairwise(verdicts)):
        if not {one.fault, other.fault} & _UNSURE or one.reading.sentence != other.reading.sentence:
            continue
        if one.mention.unit != other.mention.unit:
            continue
        if _LEADS.fullmatch(binder.text, one.mention.end, other.mention.start) is None:
            continue
        now = one.fact or one.found
        if one.fault and (one.fault != "wrong-role" or now is None or now.key != Role.ACTUAL):
            continue
        plan = next(_planned(binder, other), None)
        if plan is None:
            continue
        if place and _is_step(found[place - 1], one, other):
            found[place - 1] = Verdict(found[place - 1].reading, note=plan)
        if one.fault:
            found[place] = Verdict(one.reading, fact=now)
        if other.fault:
            found[place + 1] = Verdict(other.reading, note=plan)
    return found


def _is_step(step: Verdict, one: Verdict, other: Verdict) -> bool:
    """True for a change at fault, right before both ends of it: 提1.2个百分点（13.8%→15%）."""
    start, end, moved = one.mention.value, other.mention.value, step.mention.value
    if not step.fault or step.reading.sentence != one.reading.sentence or start is None or end is None:
        return False
    return moved is not None and step.mention.unit in {one.mention.unit, "个百分点"} and abs(end - start) == abs(moved)


def _planned(binder: Binder, verdict: Verdict) -> Iterator[NoteFigure]:
    """The figures of notes about what is to come that have the very value, in the same unit if one is written."""
    mention = verdict.mention
    for figure in binder.notes.figures:
        alike = figure.mention.value == mention.value and mention.unit in {figure.mention.unit, ""}
        if alike and _PLAN.search(figure.text) and _YEAR.search(figure.text):
            yield figure
