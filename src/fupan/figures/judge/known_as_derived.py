"""Figures of which the words seem to tell a value, but which are exactly what the sheet gives by a named formula.

湘潭71万元、岳阳54万元, where a question before asked for the gaps: 71万元 is no slip for what 湘潭 sold, it is its gap
to the last digit. Nobody tells a gap for a value by mistake, unless the two stand in each other's place.
"""

from __future__ import annotations

from collections.abc import Sequence

from fupan.figures.agreement import bounded, significant
from fupan.figures.late import late
from fupan.figures.verdict import Verdict

_PRECISE = 2
_EACH = late("每个?[一-鿿]{1,2}[ *_]{0,3}$")
"""每月1600万元: a level shared out, held against what it is of."""


def known_as_derived(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with such figures carried; left unchecked where the formula is another member's."""
    found = list(verdicts)
    for place, one in enumerate(verdicts):
        if not _is_derived(one) or _is_crossed(one, verdicts[max(0, place - 4) : place + 5]):
            continue
        expected, other = one.expected, one.found
        assert expected is not None
        assert other is not None
        same = (expected.metric, expected.where) == (other.metric, other.where)
        precise = significant(one.mention) >= _PRECISE
        if same and precise:
            found[place] = Verdict(one.reading, fact=other)
        elif same or (precise and not _EACH.search(one.reading.lead)):
            found[place] = one._replace(fault="", unchecked=True, doubt=one.fault)
    return found


def _is_derived(one: Verdict) -> bool:
    """True for what is held against a value of the sheet and is a derived one."""
    if one.fault != "misattributed-figure" or one.expected is None or one.found is None or bounded(one.mention):
        return False
    return one.expected.formula is None and one.found.formula is not None


def _is_crossed(one: Verdict, near: Sequence[Verdict]) -> bool:
    """True where another figure nearby is in turn what this one should be, or should be what this one is."""
    assert one.expected is not None
    assert one.found is not None
    wrong = [other for other in near if other is not one and (other.fault or other.unchecked)]
    taken = {other.found.id for other in wrong if other.found is not None}
    wanted = {other.expected.id for other in wrong if other.expected is not None}
    return one.expected.id in taken or one.found.id in wanted
