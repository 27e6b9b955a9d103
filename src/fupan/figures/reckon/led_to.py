"""What is to come and where it leads: 再开38家，做到170家; 顾问+6人 → 54人, of the 132家 and 48人 of the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.domain.told import Told
from fupan.figures.late import late
from fupan.figures.verdict import Verdict

_COMES, _GOES = frozenset("新增加招补扩添开签进+＋"), frozenset("减关撤裁清压退砍去缩降-−－")
_EITHER = "再"
_REACH = 8
_CLAUSE = late("[，。；]")
_LEADS = late(
    "[个家人名]?[，,、 *_]{0,3}[^，。；0-9]{0,4}?"
    "(?:→|->|⇒|(?:做|达|增|扩|加|升|提|变|凑|降|减|压|缩|剩)[加充大编少减]?(?:到|至|成|够|足|下)?|到)[ *_约]{0,3}"
)


def led_to(text: str, verdicts: Sequence[Verdict], told: Told) -> list[Verdict]:
    """The verdicts on the figures of ``text`` (folded), with those on a change and the level that it leads to.

    Where the sheet's value and the change give the level, neither needs another source.
    """
    found = [*verdicts]
    for place, (change, level) in enumerate(pairwise(verdicts)):
        if not (change.fault or level.fault) or not _leads(text, change, level):
            continue
        fact = next(_given(change, level, told), None)
        if fact is not None:
            found[place] = Verdict(change.reading, fact=fact) if change.fault else change
            found[place + 1] = Verdict(level.reading, fact=fact) if level.fault else level
    return found


def _leads(text: str, change: Verdict, level: Verdict) -> bool:
    one, other = change.mention, level.mention
    if one.unit != other.unit or not one.value or not other.value or one.approx or other.approx:
        return False
    return level.reading.sentence == change.reading.sentence and bool(_LEADS.fullmatch(text, one.end, other.start))


def _given(change: Verdict, level: Verdict, told: Told) -> Iterator[Fact]:
    """The sheet's values from which the change leads to the level."""
    step, end = abs(change.mention.value or Decimal(0)), level.mention.value
    written = change.reading.lead + change.mention.text[:1].strip("0123456789")
    signs = _signs(_CLAUSE.split(written)[-1][-_REACH:])
    for reading in (change.reading, level.reading):
        for metric in reading.metrics[:1]:
            for where in dict.fromkeys((*reading.places, None)):
                fact = told.value(metric, Role.ACTUAL, where)
                if fact is not None and any(fact.amount + sign * step == end for sign in signs):
                    yield fact


def _signs(words: str) -> tuple[int, ...]:
    """Which way the word nearest to a change goes: 新减7家 is a loss; 再 alone leaves it open."""
    for char in reversed(words):
        if char in _COMES or char in _GOES:
            return (1,) if char in _COMES else (-1,)
    return (1, -1) if _EITHER in words else ()
