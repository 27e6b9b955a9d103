"""Values told one after the other for the members of a dimension: 四个季度一路往上走，5020→6140→6380→8140万元.

Nothing beside each of them says whose it is. But that three or more in a row are those of members that follow each
other in the sheet is no chance; where all but one of four or more are, the odd one is a slip, and where times are told
in another order than theirs, some are exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.fact import Fact
from fupan.domain.factbase import member_period
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.figures.late import late
from fupan.figures.read.reading import SENTENCE, Reading
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_LEAST, _ALL_BUT_ONE = 3, 4
_JOINT = late("[ *_]{0,2}(?:→|->|-->|、|/|／|，|,|和|再到|到)[ *_]{0,2}")
_OF_RATE = (Aspect("ratio", Role.ACTUAL, Role.TARGET), Aspect("growth", Role.ACTUAL, Role.PRIOR), Aspect("share"))
_OF_VALUE = tuple(Aspect("value", role) for role in (Role.ACTUAL, Role.TARGET, Role.PRIOR, Role.PREVIOUS, Role.PLAN))


def series(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with such series carried by the members' facts."""
    found = list(verdicts)
    for start, end in _runs(binder.text, verdicts):
        run = verdicts[start:end]
        if not any(one.fault or one.unchecked for one in run) or any(_is_named(one.reading) for one in run):
            continue
        facts = max(_sequences(binder, run), key=lambda one: _told(binder, run, one), default=None)
        if facts is None:
            continue
        told = _told(binder, run, facts)
        if told == len(run):
            found[start:end] = [
                Verdict(one.reading, fact=fact) if one.fault or one.unchecked else one
                for one, fact in zip(run, facts, strict=True)
            ]
        elif len(run) >= _ALL_BUT_ONE and (told == len(run) - 1 or _are_mixed(binder, run, facts)):
            found[start:end] = [_placed(binder, one.reading, fact, facts) for one, fact in zip(run, facts, strict=True)]
    return found


def _are_mixed(binder: Binder, run: Sequence[Verdict], facts: Sequence[Fact]) -> bool:
    """True for the values of times that follow each other, in another order than theirs."""
    if member_period(facts[0].member or "", binder.catalogue.sheet.period) is None:
        return False
    return all(sum(_states(binder, one.mention, fact) for one in run) == 1 for fact in facts)


def _placed(binder: Binder, reading: Reading, fact: Fact, facts: Sequence[Fact]) -> Verdict:
    """The verdict on a figure of a series in the place of ``fact``."""
    if _states(binder, reading.mention, fact):
        return Verdict(reading, fact=fact)
    other = next((one for one in facts if _states(binder, reading.mention, one)), None)
    return Verdict(
        reading, "contradicted-figure" if other is None else "misattributed-figure", expected=fact, found=other
    )


def _runs(text: str, verdicts: Sequence[Verdict]) -> Iterator[tuple[int, int]]:
    """Where figures of one kind stand one behind the other with nothing but marks between them."""
    start = 0
    for place, (one, other) in enumerate(pairwise(verdicts), 1):
        units = {one.mention.unit, other.mention.unit} - {""}
        joined = len(units) <= 1 and _JOINT.fullmatch(text, one.mention.end, other.mention.start) is not None
        if not joined:
            if place - start >= _LEAST:
                yield start, place
            start = place
    if len(verdicts) - start >= _LEAST:
        yield start, len(verdicts)


def _sequences(binder: Binder, run: Sequence[Verdict]) -> Iterator[list[Fact]]:
    """The facts of members that follow each other, of each metric that the words allow."""
    sheet = binder.catalogue.sheet
    named = _metrics(run[0].reading)
    for metric in binder.catalogue.given:
        if named and metric.name not in named:
            continue
        for dimension, members in sheet.dimensions().items():
            given = [one for one in members if binder.catalogue.gives(metric.name, (dimension, one))]
            for aspect in (*_OF_RATE, *_OF_VALUE) if run[0].mention.unit == "%" else _OF_VALUE:
                facts = [binder.told.fact(metric.name, aspect, (dimension, one)) for one in given]
                for first in range(len(facts) - len(run) + 1):
                    part = [one for one in facts[first : first + len(run)] if one is not None]
                    if len(part) == len(run):
                        yield part


def _is_named(reading: Reading) -> bool:
    """True for a figure whose words say whose it is: 华东、华南分别为…, a list of names before the list of figures."""
    return reading.place_sure >= SENTENCE and reading.places[:1] != (None,)


def _metrics(reading: Reading) -> tuple[str, ...]:
    return reading.metrics if reading.metric_sure >= SENTENCE else ()


def _told(binder: Binder, run: Sequence[Verdict], facts: Sequence[Fact]) -> int:
    return sum(_states(binder, one.mention, fact) for one, fact in zip(run, facts, strict=True))


def _states(binder: Binder, mention: Mention, fact: Fact) -> bool:
    if binder.meets(mention, fact):
        return True
    if mention.unit or mention.value is None:
        return False
    return binder.meets(mention._replace(unit=fact.unit.base, value=mention.value * fact.unit.factor), fact)
