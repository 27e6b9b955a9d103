"""Levels that one just worked out is compared with: 剔除礼盒186万元，城配为1099万元，低于8月的1160万元.

The words compare what stands right before, which the sheet does not give, and not what it gives for the member.
"""

from __future__ import annotations

from collections.abc import Sequence

from fupan.domain.role import Role
from fupan.figures.agreement import bounded
from fupan.figures.units import same_unit
from fupan.figures.verdict import Verdict


def held_against_told(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with such levels carried where the words hold for the figure right before."""
    found = list(verdicts)
    for place in range(1, len(found)):
        before, one = found[place - 1], found[place]
        level = one.fault == "wrong-direction" and one.reading.compared and one.expected is not None
        if not level or not _is_worked_out(before, one):
            continue
        done, base = before.mention.value, one.mention.value
        if done is not None and base is not None and (done > base) == (one.reading.direction == "up"):
            found[place] = Verdict(one.reading, fact=one.expected)
    return found


def _is_worked_out(before: Verdict, one: Verdict) -> bool:
    """True for a level in the same unit and sentence that is no value of the sheet."""
    given = before.fact is not None and before.fact.formula is None and before.fact.key == Role.ACTUAL.value
    near = before.reading.sentence == one.reading.sentence and same_unit(before.mention.unit, one.mention.unit)
    return near and not given and not before.fault and not bounded(before.mention)
