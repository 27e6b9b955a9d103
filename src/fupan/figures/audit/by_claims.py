"""The verdict on a figure by the claims about it: held, turned round, a slip, or wrong where a claim is sure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fupan.domain.fact import Fact
from fupan.figures.agreement import bounded
from fupan.figures.audit.claim import HUNDRED, LIKELY, POSSIBLE, SURE, Claim, is_change, within_rounding
from fupan.figures.audit.level import ALIKE, Level
from fupan.figures.audit.mistakes import mistaken
from fupan.figures.audit.slips import UNSURE, on_its_side, one_digit_off, slip_of
from fupan.figures.audit.stating import fault_of, states, times
from fupan.figures.audit.subjects import Lead
from fupan.figures.audit.sums import Sum
from fupan.figures.audit.things import likeness
from fupan.figures.audit.when import SURELY, earlier
from fupan.figures.read.reading import Reading
from fupan.figures.verdict import Fault, Verdict

Pair = tuple[Level, Level]
_FAR_OFF, _TWO = Decimal(3), 2
"""A figure that is this many times the one claimed, or less than that part of it, is no slip of it."""


def is_made(fact: Fact) -> bool:
    """True where a fact is a difference or a growth: what it tells is no level of its own."""
    return is_change(fact) and fact.formula is not None and "余下" not in fact.formula.title


def by_claims(reading: Reading, lead: Lead, claims: Sequence[Claim], verdict: Verdict) -> tuple[Verdict, Pair | None]:
    """The verdict by the claims where they say more than the one without them, and the two values it is told of."""
    turned: Claim | None = None
    if bounded(reading.mention):
        claims = [claim for claim in claims if claim.sure == SURE] or claims  # 超九成 holds for many an amount
    for claim in claims:
        outcome = _claimed(reading, claim)
        weak = verdict.fault or (turned is not None and turned.sure == SURE)
        if turned is not None and turned.sure > claim.sure >= LIKELY and claim.direction is not None:
            continue  # 下半年750万，比上半年550万少36.4%: that one is sure to be meant
        if outcome == "yes" and claim.sure == POSSIBLE and _badly_told(reading, lead, claims):
            continue
        if outcome == "yes" and (claim.sure >= LIKELY or not weak):
            kept = verdict if not verdict.fault and not verdict.unchecked else Verdict(reading, fact=claim.fact)
            return kept, _only_pair(reading, claims, claim)
        if outcome == "direction" and turned is None and claim.sure >= LIKELY:
            turned = claim
    if verdict.fault:
        rounded = verdict.fault == "wrong-derivation" and any(
            claim.sure >= LIKELY and within_rounding(reading.mention, claim) for claim in claims
        )
        return (Verdict(reading, unchecked=True) if rounded else verdict), None
    if turned is not None:
        return Verdict(reading, "wrong-direction", expected=turned.fact), turned.pair
    return _wrong(reading, lead, claims, verdict)


def _badly_told(reading: Reading, lead: Lead, claims: Sequence[Claim]) -> bool:
    """True where a figure is a slip of what it is sure to be made of: other values that give it do so by accident."""
    return any(claim.sure == SURE and _fault_by(reading, lead, claim, explained=True) for claim in claims)


def _only_pair(reading: Reading, claims: Sequence[Claim], held: Claim) -> Pair | None:
    """The two values of a claim that holds, where no other claim as sure holds for two others."""
    rivals = {one.pair for one in claims if one.sure >= held.sure and one.pair and _claimed(reading, one) == "yes"}
    return held.pair if held.sure >= LIKELY and len(rivals) < 2 else None


def _wrong(reading: Reading, lead: Lead, claims: Sequence[Claim], verdict: Verdict) -> tuple[Verdict, Pair | None]:
    """The first fault by the claims, of which the figure agrees with none."""
    for claim in claims:
        if within_rounding(reading.mention, claim):
            return verdict, claim.pair
        fault = _fault_by(reading, lead, claim, explained=not verdict.unchecked)
        if fault:
            return Verdict(reading, fault, expected=claim.fact), claim.pair
    return verdict, None


def _fault_by(reading: Reading, lead: Lead, claim: Claim, *, explained: bool) -> Fault:
    """What is wrong by a claim that the figure does not agree with; other values may have ``explained`` it."""
    if claim.sure < (SURE if explained else LIKELY):
        return ""
    if on_its_side(reading.mention, claim.fact.amount):
        return ""
    if _beyond_its_whole(reading, lead, claim):
        return "wrong-derivation"
    least = 1 if claim.sure == SURE or _of_one(lead, claim) else UNSURE if claim.pair is not None else 2
    slip = slip_of(reading.mention, claim.fact, bounds=True, least=least) or mistaken(reading.mention, claim)
    if slip or explained or claim.sure < SURE:
        return slip
    if times(reading.mention, claim.fact) > _FAR_OFF:
        turned = reading.mention.unit == claim.fact.unit.base and not bounded(reading.mention)
        turned = turned and one_digit_off(reading.mention, claim.fact.amount, _TWO)
        return "wrong-derivation" if turned else ""  # 欠18万元 for 81万元
    return fault_of(reading, Sum(claim.fact))


def _beyond_its_whole(reading: Reading, lead: Lead, claim: Claim) -> bool:
    """True for a share of more than 100% of what is a part of it."""
    share = lead.has("share") and reading.mention.unit == claim.fact.unit.base == "%" and not is_change(claim.fact)
    return share and (reading.mention.value or 0) > HUNDRED >= claim.fact.amount


def _of_one(lead: Lead, claim: Claim) -> bool:
    """True where a figure that names nothing else is told of two values of one thing."""
    if claim.pair is None:
        return lead.bare
    a, b = claim.pair
    named = lead.bare or bool(lead.words & (a.words | b.words))
    alike = a.bare or b.bare or a.subject == b.subject or likeness(a, b) >= ALIKE
    return named and (alike or a.role is not b.role or earlier(b, a) == SURELY)


def _claimed(reading: Reading, claim: Claim) -> str:
    """How the figure stands to a claim: yes, direction, bound, loose or no."""
    outcome = states(reading, Sum(claim.fact))
    amount = claim.fact.amount
    if outcome != "yes" or claim.direction is None or not amount:
        return outcome
    return "yes" if (amount > 0) == (claim.direction == "up") else "direction"
