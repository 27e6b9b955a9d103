"""Plausible mistakes: a rate worked out of the right two values in the wrong way.

The ratio turned round, a growth told as the whole ratio, a growth over the later value, a part over the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fupan.domain.decimals import divide
from fupan.domain.mention import Mention
from fupan.figures.agreement import agreement, bounded, significant
from fupan.figures.audit.claim import HUNDRED, Claim, is_change
from fupan.figures.verdict import Fault

_DIGITS, _TURNED = 2, 200


def mistaken(mention: Mention, claim: Claim) -> Fault:
    """The fault of a rate that its two values give only when worked out in the wrong way; empty where they do not."""
    if claim.pair is None or mention.unit != "%" or claim.fact.unit.base != "%":
        return ""
    if bounded(mention) or significant(mention) < _DIGITS:
        return ""
    a, b = (level.value for level in claim.pair)
    wrong = any(agreement(mention, amount) == "yes" for amount in _mistakes(a, b, claim))
    return "wrong-derivation" if wrong else ""


def _mistakes(a: Decimal, b: Decimal, claim: Claim) -> Iterator[Decimal]:
    if a <= 0 or b <= 0:
        return
    if is_change(claim.fact):
        yield divide(a * HUNDRED, b)
        yield divide((a - b) * HUNDRED, a)
        return
    if divide(b * HUNDRED, a) < _TURNED:  # a share of 37% is not told as 270%
        yield divide(b * HUNDRED, a)
    yield divide(a * HUNDRED, a + b)
