"""What several figures together tell of one of them, though each alone leaves it open which one is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fupan.domain.fact import Fact
from fupan.figures.audit.closed.fours import off_fours
from fupan.figures.audit.closed.mended import mended
from fupan.figures.audit.closed.opposed import opposed
from fupan.figures.audit.closed.repair import repaired
from fupan.figures.verdict import Fault, Verdict

if TYPE_CHECKING:
    from fupan.figures.audit.closed.closing import Look

_OPEN: frozenset[Fault] = frozenset(("",))
_VALUES: frozenset[Fault] = frozenset(("", "wrong-direction"))
"""由156.7元提到16.0元 goes the wrong way only because the value itself is off."""


class Amended(NamedTuple):
    """The fault of the figure that starts at ``start``, what it should be, and the figures that say so.

    It replaces only a verdict with one of the faults of ``over``.
    """

    start: int
    fault: Fault
    fact: Fact
    given: tuple[int, ...] = ()
    over: frozenset[Fault] = _OPEN
    even_given: bool = False


def together(looks: Sequence[Look], first: Mapping[int, Verdict], told: dict[int, Verdict]) -> None:
    """Amend what is ``told`` of each figure, by where it begins; ``first`` are the verdicts of the first look."""
    for one in _amended(looks):
        verdict = told.get(one.start, first[one.start])
        if verdict.fault not in one.over or not (one.even_given or verdict.fault or verdict.unchecked):
            continue
        told[one.start] = Verdict(verdict.reading, one.fault, expected=one.fact)
        for start in one.given:
            blamed = told.get(start, first[start])
            if blamed.fault:
                told[start] = Verdict(blamed.reading, unchecked=True)


def _amended(looks: Sequence[Look]) -> Iterator[Amended]:
    entries = [look.entry for look in looks]
    for one in mended([look for look in looks if look.asked], [look for look in looks if not look.asked]):
        yield Amended(one.level.mention.start, "wrong-unit", one.fact())
    for off in off_fours(entries):
        yield Amended(off.start, off.fault, off.fact, off.given, _VALUES)
    for repair in repaired(looks):
        given = tuple(mention.start for mention in repair.by)
        yield Amended(repair.level.mention.start, repair.fault, repair.fact(), given, _VALUES)
    for turned in opposed(entries):
        yield Amended(turned.start, "wrong-direction", turned.fact, even_given=True)
