"""Plans told without a word that says so: 食品加工增106万元，风电运维增110万元，两块合计216万元 of the year to come.

A list or paragraph may go through the plan item by item, and name it only in a heading far above, or nowhere. One
value that is the plan's and not this period's may be a mistake; two or more in a row, with nothing of this period told
as such between them, are no chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.fact import Fact
from fupan.domain.role import EARLIER, Role
from fupan.figures.late import late
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_DOUBTED = frozenset((
    "unsupported-figure", "contradicted-figure", "misattributed-figure", "wrong-role", "wrong-derivation",
    "wrong-direction",
))  # fmt: skip
_LEAST = 2
_APART = late(r"\n[ \t]*\n|\n#")
_NOW = late("今年|本年|本月|本季|本期|同期|去年|上年|上月|实际")
_AHEAD = Role.PLAN.value
_OF_AMOUNT = (Aspect("value", Role.PLAN), Aspect("difference", Role.PLAN, Role.ACTUAL))
_OF_RATE = (
    Aspect("growth", Role.PLAN, Role.ACTUAL), Aspect("share", Role.PLAN), Aspect("gap_share", Role.PLAN, Role.ACTUAL),
)  # fmt: skip


def plans_told(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with runs of what only the plan gives carried by it."""
    found = list(verdicts)
    if not any(binder.told.value(metric.name, Role.PLAN, None) for metric in binder.catalogue.given):
        return found
    for run in _runs(binder, verdicts):
        plans = {place: fact for place in run if (fact := _planned(binder, verdicts[place])) is not None}
        if len({fact.id for fact in plans.values()}) < _LEAST:
            continue
        for place, fact in plans.items():
            if verdicts[place].fact is not fact:
                found[place] = Verdict(verdicts[place].reading, fact=binder.named(fact))
    return found


def _runs(binder: Binder, verdicts: Sequence[Verdict]) -> Iterator[list[int]]:
    """The places of figures of one block between which nothing of this period is told as such."""
    run: list[int] = []
    for place, verdict in enumerate(verdicts):
        end = verdicts[place - 1].mention.end if place else 0
        anew = place and _APART.search(binder.text, end, verdict.mention.start) is not None
        now = _is_of_now(verdict)
        if anew or now:
            yield run
            run = []
        if not now:
            run.append(place)
    yield run


def _is_of_now(verdict: Verdict) -> bool:
    """True for a right figure of this period whose words neither date it nor compare with it."""
    fact, reading = verdict.fact, verdict.reading
    if fact is None or verdict.fault or verdict.unchecked or _AHEAD in fact.key or reading.compared or reading.origin:
        return False
    return fact.key not in EARLIER and _NOW.search(reading.lead) is None


def _planned(binder: Binder, verdict: Verdict) -> Fact | None:
    """The fact of the plan that a figure tells; of one doubted, where no word of its own dates it."""
    doubted = verdict.fault or verdict.doubt
    fact, way = verdict.fact, verdict.reading.direction
    if not doubted:
        turned = (
            fact is not None and fact.formula is not None and way is not None and (fact.amount > 0) != (way == "up")
        )
        return fact if fact is not None and _AHEAD in fact.key and not turned else None
    reading = verdict.reading
    if doubted not in _DOUBTED or _NOW.search(reading.lead):
        return None
    told = (*_OF_RATE, *_OF_AMOUNT) if reading.mention.unit == "%" else _OF_AMOUNT
    ahead = reading._replace(aspects=told)
    return next((fact for fact, aspect in binder.named_facts.of(ahead) if binder.holds(ahead, fact, aspect)), None)
