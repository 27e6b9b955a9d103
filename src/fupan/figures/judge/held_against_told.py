"""Levels that one just worked out is compared with: 剔除礼盒186万元，城配为1099万元，低于8月的1160万元.

The words compare what stands right before, which the sheet does not give, and not what it gives for the member. So do
those of what might have been: 若按期定标，华中应为8610万元，略高于8500万元的目标.
"""

from __future__ import annotations

from collections.abc import Sequence

from fupan.domain.role import Role
from fupan.figures.agreement import bounded
from fupan.figures.late import late
from fupan.figures.units import same_unit
from fupan.figures.verdict import Verdict

_SUPPOSED = late(
    "若|如果|假如|假设|假使|要是|倘|如能|只要|一旦|按(?:计划|进度|期)|加回|[可能会]达?到|将达|本可|本应|应为|还原|补回"
)
_NEAR = 16
_HELD = frozenset(("wrong-direction", "wrong-bound"))


def held_against_told(folded: str, verdicts: Sequence[Verdict]) -> list[Verdict]:
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
    return [_supposed(folded, found, place) or one for place, one in enumerate(found)]


def _supposed(folded: str, verdicts: Sequence[Verdict], place: int) -> Verdict | None:
    """A level that what might have been, told right before, lies above or below, as the words say."""
    one, before = verdicts[place], verdicts[place - 1] if place else None
    if one.fault not in _HELD or before is None or before.reading.sentence != one.reading.sentence or before.fault:
        return None
    might, level, upwards = before.mention.value, one.mention.value, one.reading.direction != "down"
    if might is None or level is None or (might > level) != upwards:
        return None
    near = same_unit(before.mention.unit, one.mention.unit) and one.mention.start - before.mention.end <= _NEAR
    if not near or _SUPPOSED.search(folded, one.reading.begin, before.mention.start) is None:
        return None
    return Verdict(one.reading, fact=one.expected, unchecked=one.expected is None)


def _is_worked_out(before: Verdict, one: Verdict) -> bool:
    """True for a level in the same unit and sentence that is no value of the sheet."""
    given = before.fact is not None and before.fact.formula is None and before.fact.key == Role.ACTUAL.value
    near = before.reading.sentence == one.reading.sentence and same_unit(before.mention.unit, one.mention.unit)
    return near and not given and not before.fault and not bounded(before.mention)
