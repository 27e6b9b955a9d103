"""What one is over, set off against what others are short: 被东门店的超额抵掉45万元，净缺口114万元."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.role import Role
from fupan.figures.judge.candidates import Candidate
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_SETS_OFF = late(
    "(?:抵[掉消去补]|对冲|冲抵|冲掉|弥补|填补|补[上回]|填上|吃[掉去])[掉了去回]*"
    "(?:了?(?:其中|其|中)的?)?[ *_约近超]{0,3}$"
)
_LEFT = late(
    "(?:抵[掉消去补]|对冲|冲抵|冲掉|弥补|填补|补[上回]|填上)[^。；0-9]{0,14}[，,]?[^。；，0-9]{0,10}"
    "(?:净[缺欠差少超增减多][口额了]?|净缺口|还[差欠缺少]|仍[差欠缺]|缺口|合计[差欠缺超])[为是了仍还到至 *_约]{0,4}$"
)
_BACK = 46
_BASES = (Role.TARGET, Role.PRIOR, Role.PREVIOUS)


def offsets(binder: Binder, reading: Reading, _before: Sequence[Verdict]) -> list[Candidate] | None:
    """What the member spoken of is over, or behind it what is left of all; None for other words.

    What is set off is told without a direction.
    """
    if not reading.metrics or reading.mention.unit in {"%", "倍"}:
        return None
    start = max(reading.sentence[0], reading.mention.start - _BACK)
    if _LEFT.search(binder.text, start, reading.mention.start):
        found = [*_apart(binder, reading, None)]
    elif _SETS_OFF.search(binder.text, start, reading.mention.start):
        named = binder.places_in(start, reading.mention.start)[:1] or [one for one in reading.places if one]
        found = [one for where in named for one in _apart(binder, reading, where)]
    else:
        return None
    return (
        [*found, *binder.named_facts.of(reading)]
        if any(binder.meets(reading.mention, one.fact) for one in found)
        else None
    )


def _apart(binder: Binder, reading: Reading, where: tuple[str, str] | None) -> list[Candidate]:
    known = [
        binder.told.fact(metric, Aspect("difference", Role.ACTUAL, base), where)
        for metric in reading.metrics
        for base in _BASES
    ]
    return [Candidate(fact, Aspect()) for fact in known if fact is not None]
