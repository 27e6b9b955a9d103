"""Claims: what a figure may be made of, with how surely its words and its place say so."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.mention import Direction, Mention
from fupan.figures.audit.level import Level

HUNDRED = Decimal(100)
SURE, LIKELY, POSSIBLE = 3, 2, 1
"""A figure that its sure claim does not give is wrong; of likely ones a slip is; possible ones only explain."""


class Claim(NamedTuple):
    """A recomputed value.

    ``direction`` is the one that its verb tells, where it must be that of its sign; ``pair`` are the two values that a
    change, a share or an attainment is told of.
    """

    fact: Fact
    sure: int = LIKELY
    direction: Direction | None = None
    pair: tuple[Level, Level] | None = None


def is_change(fact: Fact) -> bool:
    """True where a fact is told as one value less another: a difference or a growth."""
    return fact.formula is not None and " − " in fact.formula.arithmetic


def within_rounding(mention: Mention, claim: Claim) -> bool:
    """Whether the figure differs from the claim by no more than the rounding of the claim's own values explains."""
    if claim.pair is None or mention.value is None or mention.unit != claim.fact.unit.base:
        return False
    amount, part = abs(claim.fact.amount), Decimal(0)
    for level in claim.pair:
        if level.value and (level.derived or level.each or "." in level.mention.text):
            part += divide(level.mention.step, abs(level.value))
    whole = amount + HUNDRED if claim.fact.unit.base == "%" else amount
    return abs(abs(mention.value) - amount) <= whole * part / 2 + mention.step / 2
