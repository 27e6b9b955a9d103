"""Changes and differences of which the sentence said last since when, or from what: 同比也往下走，降了1.9%.

The reader took another base than the words had just named, or than the level they had just told (目标是压到1200万元，
还超着165万元). Where the figure is exactly what the sheet gives of the very metric and member from such a base, in the
direction told, it is that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.agreement import bounded
from fupan.figures.read.cue import Cue
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_BASES = {"yoy": Role.PRIOR, "pop": Role.PREVIOUS}
_LEVELS = frozenset((Role.PRIOR, Role.PREVIOUS, Role.TARGET, Role.STRETCH, Role.BENCHMARK))
_FORMS = ("growth", "difference", "ratio")
_REACH, _BACK = 120, 4


def bases_told(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with such figures carried."""
    return [_told(binder, one, verdicts[max(0, place - _BACK) : place]) or one for place, one in enumerate(verdicts)]


def _told(binder: Binder, one: Verdict, before: Sequence[Verdict]) -> Verdict | None:
    reading, expected = one.reading, one.expected
    aspect = reading.aspects[0] if reading.aspects else None
    if one.fault != "wrong-derivation" or expected is None or aspect is None or bounded(one.mention):
        return None
    if aspect.form not in _FORMS or reading.listed or reading.run[1] > 1:  # 比上月、去年分别多8家和25家
        return None
    own = _named(binder, one, one.mention.start - len(reading.lead))
    for base in (own,) if own is not None else (_level(expected, one, before), _named(binder, one, reading.begin)):
        fact = None
        if base is not None:
            meant = aspect._replace(a=Role.ACTUAL, b=base)
            fact = binder.told.fact(expected.metric, meant, expected.where)
        if fact is not None and fact.id != expected.id and binder.holds(reading, fact, meant):
            return Verdict(reading, fact=binder.named(fact))
    return None


def _level(expected: Fact, one: Verdict, before: Sequence[Verdict]) -> Role | None:
    """The role of the last value of the same thing that the sentence has told before."""
    same = (
        other.fact.key
        for other in reversed(before)
        if other.fact is not None and not other.fault and other.reading.sentence == one.reading.sentence
        if (other.fact.metric, other.fact.where) == (expected.metric, expected.where)
        if other.fact.key in _LEVELS
    )
    key = next(same, None)
    return Role(key) if key is not None else None


def _named(binder: Binder, one: Verdict, start: int) -> Role | None:
    """The base that the words from ``start`` on have named last."""
    at = one.mention.start
    cues = binder.lexicon.cues(binder.text[max(start, at - _REACH) : at])
    return next((role for cue in reversed(cues) if (role := _base(cue)) is not None), None)


def _base(cue: Cue) -> Role | None:
    """The base that a word names."""
    role = _BASES.get(cue.kind) or cue.meaning.role
    return role if role in _LEVELS else None
