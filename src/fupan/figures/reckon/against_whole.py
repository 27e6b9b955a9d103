"""A member's rate against that of the whole: 闸阀毛利率25%，比公司整体毛利率低7.6个百分点."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.derive import combine
from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.judge.candidates import Candidate
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_THAN_WHOLE = late(
    "(?:比|较|[高低快慢优好差]于|超过|落后于?|领先于?)(?:[全本我]?(?:公司|集团|大区|国|省|部门?|团队|店)的?)?"
    "(?:整体|总体|大盘|全盘|全公司|全集团|公司|集团|大区|全国)"
    "(?:水平)?的?[^，。；：、0-9比较]{0,8}?(?:[高低快慢多少好差](?:出|了|出了)?|领先|落后)?了?[ *_约近超]{0,3}$"
)
_BACK = 4


def against_whole(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> list[Candidate] | None:
    """What the words name, and how far a rate told before of a member is from the whole's; None for others."""
    if reading.mention.unit != "个百分点" or _THAN_WHOLE.search(reading.lead) is None:
        return None
    apart = [*_apart(binder, reading, before)]
    return [*apart, *binder.named_facts.of(reading)] if apart else None


def _apart(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> list[Candidate]:
    found = []
    for one in reversed(before[-_BACK:]):
        fact = one.fact if not one.fault and one.mention.start >= reading.sentence[0] else None
        if fact is None or fact.where is None or fact.unit.base != "%" or fact.where not in reading.places:
            continue
        whole = _of_whole(binder, one, fact)
        if whole is None:
            continue
        difference = combine("difference", f"{fact.key}−whole", "与总体之差", fact, whole)
        assert difference is not None
        found.append(Candidate(difference, Aspect("difference", Role.ACTUAL, Role.ACTUAL)))
    return found


def _of_whole(binder: Binder, one: Verdict, fact: Fact) -> Fact | None:
    """The same rate of the whole."""
    aspect = next((aspect for aspect in one.reading.aspects if aspect.key == fact.key), None)
    return binder.told.fact(fact.metric, aspect, None) if aspect is not None else None
