"""Members that the text calls by a name of its own, known by their value: 旧改做了5080万，比目标多1080万.

旧改 is no name of the sheet, but 5080万 is what 旧梯改造 alone has done, and 1080万 by how much that passed its target.
That a level and what is told of it right behind both are one member's is no chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.agreement import significant
from fupan.figures.read.reading import SENTENCE
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_PRECISE, _BACK = 3, 3
_DOUBTED = frozenset(("wrong-derivation", "misattributed-figure", "wrong-direction"))


def known_by_value(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with what is told of such members carried by their facts."""
    found = list(verdicts)
    for place, one in enumerate(verdicts):
        if (one.fault or one.doubt) not in _DOUBTED or one.reading.place_sure >= SENTENCE or not one.reading.aspects:
            continue
        for back in range(place - 1, max(-1, place - 1 - _BACK), -1):
            level = found[back]
            if level.reading.sentence != one.reading.sentence:
                break
            owner = _owner(binder, level)
            due = _due(binder, one, owner) if owner is not None else None
            if due is not None:
                found[back], found[place] = Verdict(level.reading, fact=owner), Verdict(one.reading, fact=due)
                break
    return found


def _owner(binder: Binder, level: Verdict) -> Fact | None:
    """The one member's value that a level of no known member has to the last digit."""
    mention, reading = level.mention, level.reading
    unnamed = reading.place_sure < SENTENCE and level.fault in {"", "misattributed-figure"}
    if (level.fault and not unnamed) or (level.fact is not None and level.fact.formula is not None):
        return None
    value = bool(reading.aspects) and reading.aspects[0].form == "value"
    if not value or mention.approx is not None or significant(mention) < _PRECISE:
        return None
    alike = [one for one in binder.stated_facts(mention) if one.formula is None and one.amount == mention.value]
    members = [one for one in alike if one.member is not None and one.key == Role.ACTUAL.value]
    return members[0] if len(members) == 1 else None


def _due(binder: Binder, verdict: Verdict, owner: Fact) -> Fact | None:
    """What is told of the metric and member of ``owner`` by the words of a figure, where the figure states it."""
    reading = verdict.reading
    for aspect in reading.aspects:
        fact = binder.told.fact(owner.metric, aspect, owner.where)
        if aspect.form != "value" and fact is not None and binder.holds(reading, fact, aspect):
            return binder.named(fact)
    return None
