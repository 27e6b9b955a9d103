"""Claims: what a figure may be made of, with how surely its words and its place say so."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.mention import Direction, Mention
from fupan.figures.agreement import bounded
from fupan.figures.audit.level import Level
from fupan.figures.late import late

HUNDRED = Decimal(100)
_ROUNDED = late("[万亿萬億]")
"""A value in 万 or 亿 is a rounded one: 134万公顷 of 360万公顷 may be 37.1% or 37.2%."""
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


def is_difference(fact: Fact) -> bool:
    """True where a fact is one value less another, told as an amount or in 个百分点."""
    return is_change(fact) and fact.formula is not None and "÷" not in fact.formula.arithmetic


def within_rounding(mention: Mention, claim: Claim) -> bool:
    """Whether the figure differs from the claim by no more than the rounding of the claim's own values explains."""
    if claim.pair is None or mention.value is None or mention.unit != claim.fact.unit.base:
        return False
    amount, part = abs(claim.fact.amount), Decimal(0)
    own = Decimal(0) if bounded(mention) else mention.step / 2  # 不足两成 is no rounded 25%
    if is_difference(claim.fact):
        steps = sum((level.mention.step for level in claim.pair if "." in level.mention.text), Decimal(0))
        return abs(abs(mention.value) - amount) <= steps / 2 + own
    for level in claim.pair:
        if level.value and (
            level.derived or level.each or "." in level.mention.text or _ROUNDED.search(level.mention.text)
        ):
            part += divide(level.mention.step, abs(level.value))
    whole = amount + HUNDRED if is_change(claim.fact) else amount  # a growth is a ratio less 100%
    return abs(abs(mention.value) - amount) <= whole * part / 2 + own
