"""The second look: where nearly all derived figures of a text hold, one that nothing gives is wrong.

A person who recomputes a report does the same: in a text whose every share and rate can be checked, one that none of
the figures beside it gives is a mistake; in a text that states few of its bases, it says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from fupan.domain.fact import Fact
from fupan.figures.agreement import bounded, exceeding
from fupan.figures.audit.claim import LIKELY, SURE, Claim, within_rounding
from fupan.figures.audit.closed.asked import Asked, asked_of
from fupan.figures.audit.closed.behind import base_behind, by_base_behind
from fupan.figures.audit.closed.entry import Entry
from fupan.figures.audit.closed.explain import explanations
from fupan.figures.audit.closed.near import near
from fupan.figures.audit.closed.pool import Pool, Pools
from fupan.figures.audit.closed.strict import answers, beside, strict_ways
from fupan.figures.audit.closed.together import together
from fupan.figures.audit.closed.turned import goes_against, goes_along, is_turned
from fupan.figures.audit.closed.way import Way, tells
from fupan.figures.audit.level import Level
from fupan.figures.audit.mistakes import mistaken
from fupan.figures.audit.slips import UNSURE, on_its_side, slip_of
from fupan.figures.audit.stating import about, far_from
from fupan.figures.verdict import Fault, Verdict

_WINDOW, _LEAST, _CLOSED, _OPEN = 16, 8, 0.9, 0.7
"""How many derived figures around one are asked, how many there must be, and which part of them must hold.

Where less than the last part of them holds, the text tells many figures without their bases, and a mismatch of two
values that stand near proves nothing; only a slip of one does.
"""
_FAR_OFF = 3
"""A figure that is more than this many times what it should be is about other values, unless it is a slip."""
_NOT_FAR = 2
"""What a bound stands beside may be at most so many times the bound."""
_DOUBTED = frozenset(("wrong-derivation",))
_CHANGES = frozenset(("growth", "change", "points"))
_OF_TWO = _CHANGES | {"share", "attainment", "mean"}
"""What is made of two values beside the figure.

One digit changed is told for certain, and it is asked again though the first look has found what gives it.
"""


class Look(NamedTuple):
    """What the second look found of one figure; ``ways`` give it.

    ``doubted`` says that the values beside it which its words ask for give something else than the first look found,
    ``certain`` that the text tells next to it what it is made of.
    """

    entry: Entry
    asked: Asked
    pool: Pool
    verdict: Verdict
    ways: tuple[Way, ...] = ()
    doubted: bool = False
    certain: bool = False

    @property
    def holds(self) -> bool:
        """True where the figure is given by others, or by what the first look found."""
        return bool(self.ways) or (self.verdict.fact is not None and not self.verdict.fault and not self.doubted)


def closed(entries: Sequence[Entry], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts after the second look; ``entries`` are those of the first, in the order of the text."""
    by_start = {verdict.mention.start: verdict for verdict in verdicts}
    pools = Pools(entries)
    looks: list[Look] = []
    every: list[Look] = []
    for entry in entries:
        look = _look(entry, _asked(entry, entries, looks), pools, by_start[entry.mention.start])
        behind = base_behind(entry, look.asked, look.pool)
        if behind is not None:
            look = _by_base_behind(look, behind)
        every.append(look)
        if look.asked:
            looks.append(look)
        if look.asked == "mean":
            pools.mean(entry)
        elif look.asked in {"share", "aside"} and not entry.lead.words:
            pools.part(entry)
    told: dict[int, Verdict] = {}
    for place, look in enumerate(looks):
        if look.certain:
            told[look.entry.mention.start] = look.verdict
        elif not look.verdict.fault:
            told[look.entry.mention.start] = _second(look) if _is_closed(looks, place) else _open(look)
        elif look.verdict.fault in _DOUBTED and not look.ways and _is_open(looks, place) and not _is_slip(look.verdict):
            told[look.entry.mention.start] = Verdict(look.verdict.reading, unchecked=True)
        elif look.ways:
            fault: Fault = "wrong-direction" if is_turned(look.entry, look.ways) else ""
            fact = look.ways[0].fact()
            told[look.entry.mention.start] = Verdict(
                look.verdict.reading, fault, fact=None if fault else fact, expected=fact if fault else None
            )
    together(every, by_start, told)
    return [told.get(verdict.mention.start, verdict) for verdict in verdicts]


def _by_base_behind(look: Look, one: Way) -> Look:
    """The look at a change that is told against what stands in brackets behind it: 超0.7万（任务11万）."""
    verdict = by_base_behind(look.entry, one)
    if verdict is None:
        return look
    ways = () if verdict.fault else (one,)
    return look._replace(verdict=verdict, ways=ways, doubted=False, certain=True)


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
    if verdict.fact is not None and asked not in _OF_TWO:
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
    if bounded(look.entry.mention):
        return _bound(look)
    turned = _turned(look, look.ways)
    if turned is not None:
        return turned
    return _explained(look) if look.holds else _wrong(look)


def _open(look: Look) -> Verdict:
    """The verdict on a figure of a text that tells many without their bases: turned round, or a slip of the pen."""
    if bounded(look.entry.mention):
        return _explained(look)
    return _turned(look) or (_explained(look) if look.holds else _slipped(look))


def _turned(look: Look, ways: Sequence[Way] = ()) -> Verdict | None:
    """The verdict on a change whose verb goes the other way than every pair of values that gives it, else None.

    Without ``ways`` only the values count that stand beside it and that its words ask for.
    """
    if look.asked not in _CHANGES:
        return None
    entry = look.entry
    if not ways and look.verdict.fact is None:  # 同比增长8.5%（上年…）: those beside it give it with the other sign
        ways = [one for one in strict_ways(entry, look.asked, look.pool) if tells(entry.mention, one)]
    if not ways or not is_turned(entry, ways):
        return None
    fact = ways[0].fact()
    return None if fact is None else Verdict(entry.reading, "wrong-direction", expected=fact)


def _slipped(look: Look) -> Verdict:
    """The verdict on a figure that nothing gives, by the values beside it that its words ask for."""
    entry, mention = look.entry, look.entry.mention
    ways = strict_ways(entry, look.asked, look.pool)
    if look.asked in _CHANGES:
        ways = [one for one in ways if answers(entry, one.levels) and not goes_against(entry, one)]
    only = look.asked in _OF_TWO and len({abs(one.amount) for one in ways}) == 1
    certain = look.asked == "flow" or only
    for one in ways:
        fact = one.fact()
        if fact is None or any(not level.mention.unit for level in one.levels):
            continue
        pair = _pair(one)
        if within_rounding(mention, Claim(fact, pair=pair)):
            return look.verdict
        fault = slip_of(
            mention, fact, digits=only, least=1 if certain and _speaks_of(entry, one) else UNSURE
        ) or mistaken(mention, Claim(fact, pair=pair))
        if fault:
            return Verdict(entry.reading, fault, expected=fact)
    return look.verdict


def _pair(one: Way) -> tuple[Level, Level] | None:
    return (one.levels[0], one.levels[1]) if len(one.levels) == 2 else None


def _speaks_of(entry: Entry, one: Way) -> bool:
    """True where the words of a figure name nothing else than the values that ``one`` is made of."""
    words = entry.lead.words
    return entry.lead.bare or any(level.words & words for level in one.levels)


def _bound(look: Look) -> Verdict:
    """A bound holds for many amounts: it is held against the values beside it, not against all that are near."""
    mention = look.entry.mention
    sure = [claim.fact for claim in look.entry.claims if claim.sure == SURE and _alike(look.entry, claim.fact)]
    told = exceeding(mention, (mention.approx or "") if look.asked in _CHANGES else "")
    if sure and all(slip_of(told, fact, bounds=True) == "wrong-bound" for fact in sure):
        return Verdict(look.entry.reading, "wrong-bound", expected=sure[0])
    strict = strict_ways(look.entry, look.asked, look.pool)
    ways = strict
    if not ways:
        ways = [*beside(look.entry, look.asked, look.pool, explanations(look.entry, look.asked, look.pool))]
    facts = [fact for fact in (one.fact() for one in ways) if fact is not None]
    if not facts or any(tells(mention, one) for one in ways):
        return _explained(look)
    found = next((fact for fact in facts if slip_of(mention, fact, bounds=True)), None)
    only = look.verdict.fact is None and len({abs(fact.amount) for fact in facts}) == 1
    only = only and far_from(mention, facts[0]) <= _NOT_FAR and not on_its_side(mention, facts[0].amount)
    if found is None and strict and (only or not look.holds):
        found = facts[0]
    return _explained(look) if found is None else Verdict(look.entry.reading, "wrong-bound", expected=found)


def _wrong(look: Look) -> Verdict:
    """The verdict on a figure that nothing gives, unchecked where the values asked for are not all there."""
    entry, claims = look.entry, look.entry.claims
    sure = [claim for claim in claims if claim.sure >= LIKELY]
    strict = strict_ways(entry, look.asked, look.pool)
    sure += [Claim(fact, pair=_pair(one)) for one in strict if (fact := one.fact()) is not None]
    if any(within_rounding(entry.mention, claim) for claim in sure) or look.pool.vague:
        return look.verdict
    facts = _meant(look, strict)
    if not facts or any(about(entry.mention, one) for one in facts if _alike(entry, one)):
        return look.verdict
    slipped = ((slip_of(entry.mention, fact, bounds=True), fact) for fact in facts)
    found = next(((fault, fact) for fault, fact in slipped if fault), None)
    if found is None:
        alike = (fact for fact in _meant(look, strict, close=True) if _alike(entry, fact))
        close = [fact for fact in alike if far_from(entry.mention, fact) <= _FAR_OFF]
        found = ("wrong-derivation", close[0]) if close else None
    return look.verdict if found is None else Verdict(entry.reading, found[0], expected=found[1])


def _alike(entry: Entry, fact: Fact) -> bool:
    return fact.unit.base == entry.level.unit


def _meant(look: Look, strict: Sequence[Way], *, close: bool = False) -> list[Fact]:
    """What the figure should state, the likeliest first; ``strict`` are the ways that its words ask for."""
    entry, asked, pool = look.entry, look.asked, look.pool
    claimed = (
        claim.fact for claim in entry.claims
        if claim.sure >= LIKELY and (claim.pair is None or answers(entry, claim.pair))
    )  # fmt: skip
    ways = chain(strict, beside(entry, asked, pool, explanations(entry, asked, pool), close=close))
    changes = asked in _CHANGES
    facts = (one.fact() for one in ways if not changes or answers(entry, one.levels))
    found = [*claimed, *(fact for fact in facts if fact is not None)]
    unit = entry.level.unit
    return [fact for fact in found if fact.unit.base == unit or {fact.unit.base, unit} == {"%", "个百分点"}][:24]
