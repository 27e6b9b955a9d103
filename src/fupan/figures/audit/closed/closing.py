"""The second look: where nearly all derived figures of a text hold, one that nothing gives is wrong.

A person who recomputes a report does the same: in a text whose every share and rate can be checked, one that none of
the figures beside it gives is a mistake; in a text that states few of its bases, it says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from fupan.domain.fact import Fact
from fupan.figures.agreement import agreement, bounded, exceeding
from fupan.figures.audit.claim import LIKELY, within_rounding
from fupan.figures.audit.closed.asked import Asked, asked_of
from fupan.figures.audit.closed.entry import Entry
from fupan.figures.audit.closed.explain import explanations
from fupan.figures.audit.closed.near import near
from fupan.figures.audit.closed.pool import Pool, Pools
from fupan.figures.audit.closed.strict import answers, beside, strict_ways
from fupan.figures.audit.closed.turned import goes_along, is_turned
from fupan.figures.audit.closed.way import Way, tells
from fupan.figures.audit.slips import slip_of
from fupan.figures.verdict import Fault, Verdict

_WINDOW, _LEAST, _CLOSED, _OPEN = 16, 8, 0.9, 0.7
"""How many derived figures around one are asked, how many there must be, and which part of them must hold.

Where less than the last part of them holds, the text tells many figures without their bases, and a mismatch of two
values that stand near proves nothing; only a slip of one does.
"""
_DOUBTED = frozenset(("wrong-derivation",))
_CHANGES = frozenset(("growth", "change", "points"))
_AGAIN = _CHANGES | {"share", "attainment", "mean"}
"""What the second look asks again though the first has found what gives it."""


class Look(NamedTuple):
    """What the second look found of one figure; ``ways`` give it.

    ``doubted`` says that the values beside it which its words ask for give something else than the first look found.
    """

    entry: Entry
    asked: Asked
    pool: Pool
    verdict: Verdict
    ways: tuple[Way, ...] = ()
    doubted: bool = False

    @property
    def holds(self) -> bool:
        """True where the figure is given by others, or by what the first look found."""
        return bool(self.ways) or (self.verdict.fact is not None and not self.verdict.fault and not self.doubted)


def closed(entries: Sequence[Entry], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts after the second look; ``entries`` are those of the first, in the order of the text."""
    by_start = {verdict.mention.start: verdict for verdict in verdicts}
    pools = Pools(entries)
    looks: list[Look] = []
    for entry in entries:
        verdict = by_start.get(entry.mention.start)
        look = _look(entry, _asked(entry, entries, looks), pools, verdict) if verdict is not None else None
        if look is not None and look.asked:
            looks.append(look)
            if look.asked == "mean":
                pools.mean(entry)
            elif look.asked == "share" and not entry.lead.words:
                pools.part(entry)
    told: dict[int, Verdict] = {}
    for place, look in enumerate(looks):
        if not look.verdict.fault:
            told[look.entry.mention.start] = _second(look) if _is_closed(looks, place) else _explained(look)
        elif look.verdict.fault in _DOUBTED and not look.ways and _is_open(looks, place) and not _is_slip(look.verdict):
            told[look.entry.mention.start] = Verdict(look.verdict.reading, unchecked=True)
        elif look.ways:
            fault: Fault = "wrong-direction" if is_turned(look.entry, look.ways) else ""
            fact = look.ways[0].fact()
            told[look.entry.mention.start] = Verdict(
                look.verdict.reading, fault, fact=None if fault else fact, expected=fact if fault else None
            )
    return [told.get(verdict.mention.start, verdict) for verdict in verdicts]


def _asked(entry: Entry, entries: Sequence[Entry], looks: Sequence[Look]) -> Asked:
    before = tuple(one.lead.text for one in entries[max(0, entry.place - 4) : entry.place] if one.line == entry.line)
    latest = looks[-1] if looks else None
    parallel = (
        latest is not None and latest.asked == "mean" and latest.entry.place == entry.place - 1
        and latest.entry.sentence == entry.sentence and latest.entry.level.unit == entry.level.unit
    )  # fmt: skip
    return asked_of(entry, before, parallel=parallel)


def _look(entry: Entry, asked: Asked, pools: Pools, verdict: Verdict) -> Look:
    pool, mention = pools.of(entry), entry.mention
    if not asked or (verdict.fault and verdict.fault not in _DOUBTED):
        return Look(entry, asked, pool, verdict)
    if verdict.fault:  # held to be wrong at first, but given by the very values that its words ask for
        verb = mention.approx or ""
        strict = tuple(one for one in strict_ways(entry, asked, pool) if tells(mention, one))
        return Look(entry, asked, pool, verdict, () if bounded(exceeding(mention, verb)) else strict)
    if verdict.fact is not None and asked not in _AGAIN:
        return Look(entry, asked, pool, verdict)
    ways = (one for one in explanations(entry, asked, pool, near(mention)) if tells(mention, one))
    found = tuple(one for one in ways if goes_along(entry, one))
    doubted = asked == "share" and not found and verdict.fact is not None and bool(strict_ways(entry, asked, pool))
    return Look(entry, asked, pool, verdict, found, doubted)


def _is_closed(looks: Sequence[Look], place: int) -> bool:
    """True where nearly all derived figures around the one at ``place`` hold."""
    held, around = _held(looks, place)
    return around >= _LEAST and held >= _CLOSED * around


def _is_open(looks: Sequence[Look], place: int) -> bool:
    """True where many derived figures around the one at ``place`` are told without what they are made of."""
    held, around = _held(looks, place)
    return around >= _LEAST and held < _OPEN * around


def _held(looks: Sequence[Look], place: int) -> tuple[int, int]:
    around = [*looks[max(0, place - _WINDOW) : place], *looks[place + 1 : place + 1 + _WINDOW]]
    return sum(look.holds for look in around), len(around)


def _is_slip(verdict: Verdict) -> bool:
    return verdict.expected is not None and bool(slip_of(verdict.mention, verdict.expected))


def _explained(look: Look) -> Verdict:
    fact = look.ways[0].fact() if look.verdict.unchecked and look.ways else None
    return look.verdict if fact is None else Verdict(look.verdict.reading, fact=fact)


def _second(look: Look) -> Verdict:
    """The verdict on a figure of a text that gives nearly all of its figures."""
    entry = look.entry
    if bounded(entry.mention):
        return _bound(look)
    if look.ways and look.asked in _CHANGES and is_turned(entry, look.ways):
        fact = look.ways[0].fact()
        return look.verdict if fact is None else Verdict(entry.reading, "wrong-direction", expected=fact)
    return _explained(look) if look.holds else _wrong(look)


def _bound(look: Look) -> Verdict:
    """A bound holds for many amounts: it is held against the values beside it, not against all that are near."""
    mention = look.entry.mention
    strict = strict_ways(look.entry, look.asked, look.pool)
    ways = strict
    if not ways:
        ways = [*beside(look.entry, look.asked, look.pool, explanations(look.entry, look.asked, look.pool))]
    facts = [fact for fact in (one.fact() for one in ways) if fact is not None]
    if not facts or any(tells(mention, one) for one in ways):
        return _explained(look)
    found = next((fact for fact in facts if slip_of(mention, fact, bounds=True)), None)
    if found is None and strict and not look.holds:
        found = facts[0]
    return _explained(look) if found is None else Verdict(look.entry.reading, "wrong-bound", expected=found)


def _wrong(look: Look) -> Verdict:
    """The verdict on a figure that nothing gives, unchecked where the values asked for are not all there."""
    entry, claims = look.entry, look.entry.claims
    sure = [claim for claim in claims if claim.sure >= LIKELY]
    if any(within_rounding(entry.mention, claim) for claim in sure) or look.pool.vague:
        return look.verdict
    facts = _meant(look)
    if not facts or any(agreement(entry.mention, fact.amount) == "yes" for fact in facts if _alike(entry, fact)):
        return look.verdict
    slipped = ((slip_of(entry.mention, fact, bounds=True), fact) for fact in facts)
    fault, expected = next(((fault, fact) for fault, fact in slipped if fault), ("wrong-derivation", facts[0]))
    return Verdict(entry.reading, fault, expected=expected)


def _alike(entry: Entry, fact: Fact) -> bool:
    return fact.unit.base == entry.level.unit


def _meant(look: Look) -> list[Fact]:
    """What the figure should state, the likeliest first."""
    entry, asked, pool = look.entry, look.asked, look.pool
    claimed = (
        claim.fact for claim in entry.claims
        if claim.sure >= LIKELY and (claim.pair is None or answers(entry, claim.pair))
    )  # fmt: skip
    ways = chain(strict_ways(entry, asked, pool), beside(entry, asked, pool, explanations(entry, asked, pool)))
    changes = asked in _CHANGES
    facts = (one.fact() for one in ways if not changes or answers(entry, one.levels))
    found = [*claimed, *(fact for fact in facts if fact is not None)]
    unit = entry.level.unit
    return [fact for fact in found if fact.unit.base == unit or {fact.unit.base, unit} == {"%", "个百分点"}][:24]
