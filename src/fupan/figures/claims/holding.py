"""Does a claim hold for one metric and member: decided only where the facts leave no doubt."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fupan.domain.aspect import Aspect
from fupan.domain.decimals import divide, rounded
from fupan.domain.fact import Fact
from fupan.domain.factbase import member_period
from fupan.domain.role import EARLIER, Role
from fupan.domain.told import Told, Where
from fupan.figures.claims.claim import Attained, Measure, Moved, Pair, Predicate
from fupan.figures.claims.vocabulary import SINCE_LAST, Base
from fupan.figures.read.catalogue import Catalogue

_RATES = frozenset(("rate", "points"))
_HUNDRED = Decimal(100)
_FLAT_PERCENT, _FLAT_POINTS = Decimal(5), Decimal(1)
"""What moved by more than so much, of a rate both, is not 持平 any more."""


@dataclass(frozen=True)
class Holding:
    """Holds claims against the facts of one sheet."""

    catalogue: Catalogue
    told: Told

    def values(self, predicate: Predicate, metric: str, where: Where | None) -> Pair | None:
        """The two values that decide; None where the sheet does not give them, or they cannot be told apart."""
        done = self.told.value(metric, Role.ACTUAL, where)
        if isinstance(predicate, Moved) and predicate.share:
            return self._shares(predicate.base, metric, where)
        if isinstance(predicate, Attained):
            other = self.told.value(metric, predicate.role, where)
        else:
            other = self.before(predicate.base, metric, where)
        if done is None or other is None or other.amount <= 0:
            return None
        if isinstance(predicate, Moved) and done.amount <= 0:
            return None  # a loss that grew: what 增长 says of it is not sure
        return Pair(done, other)

    def _shares(self, base: Base | None, metric: str, where: Where | None) -> Pair | None:
        """The part of the whole, and what it was."""
        before = self.before(base, metric, where)
        if where is None or before is None or before.key not in EARLIER or before.unit.dimension != "money":
            return None  # 华东新客户占比: of all new customers, or of those of 华东
        done, other = (self.told.fact(metric, Aspect("share", role), where) for role in (Role.ACTUAL, Role(before.key)))
        return Pair(done, other) if done is not None and other is not None and other.amount > 0 else None

    def before(self, base: Base | None, metric: str, where: Where | None) -> Fact | None:
        """The value that a change is against; None where the words leave it open.

        Where no word says it, the sheet must give one earlier value only, and no part of its period be spoken of.
        """
        part = where is not None and member_period(where[1], self.catalogue.sheet.period) is not None
        if base is None:
            given = {role for one in self.catalogue.sheet.values() if (role := one[3]) in EARLIER}
            return self.told.value(metric, given.pop(), where) if len(given) == 1 and not part else None
        if not part or where is None or base is Role.PRIOR:
            return self.told.value(metric, Role.PREVIOUS if base == SINCE_LAST else Role(base), where)
        earlier = self.catalogue.before(metric, where) if base == SINCE_LAST else None
        return self.told.value(metric, Role.ACTUAL, earlier) if earlier is not None else None

    def holds(self, predicate: Predicate, metric: str, pair: Pair) -> bool | None:
        """Whether the values bear the claim out; None where they are too close, or the word may be meant otherwise."""
        done, other = pair
        lower = self.catalogue.metrics[metric].better == "lower"
        if isinstance(predicate, Moved) and predicate.way == "flat":
            return is_flat(done, other)
        if not apart(done, other):
            return None
        more = done.amount > other.amount
        if isinstance(predicate, Moved):
            judged = {"up": more, "down": not more, "better": more is not lower, "worse": more is lower}
            if lower and predicate.way == "raised":
                return None  # 周转天数提升: longer, or better
            return judged.get(predicate.way, more)
        if predicate.way in {"within", "spent"}:
            return None if not lower else more is (predicate.way == "spent")
        ways = {"reached": more is not lower, "missed": more is lower, "above": more, "below": not more}
        return ways[predicate.way]

    def measured(self, measure: Measure, base: Base | None, metric: str, where: Where | None) -> Fact | None:
        """What members are put in order by: the value, or the rate that is worked out of it."""
        done = self.told.value(metric, Role.ACTUAL, where)
        if measure == "value" or done is None:
            return done
        if measure == "share" and done.unit.dimension != "money":
            return None
        if measure == "share":
            return self.told.fact(metric, Aspect("share"), where)
        if measure == "attainment":
            return self.told.fact(metric, Aspect("ratio", Role.ACTUAL, Role.TARGET), where)
        before = self.before(base, metric, where)
        if before is None or before.key not in {Role.PRIOR, Role.PREVIOUS} or before.amount <= 0 or done.amount <= 0:
            return None
        return self.told.fact(metric, Aspect("growth", Role.ACTUAL, Role(before.key)), where)


def apart(one: Fact, other: Fact) -> bool:
    """True where two values differ by more than rounding hides: 0.1 of a rate, 0.1 % of anything else."""
    difference = abs(one.amount - other.amount)
    if one.unit.dimension in _RATES:
        return rounded(difference, 1) > 0
    least = min(abs(one.amount), abs(other.amount))
    return difference > 0 if not least else rounded(divide(difference * _HUNDRED, least), 1) > 0


def is_flat(one: Fact, other: Fact) -> bool | None:
    """False for a change that is too large for 持平; whether a smaller one is, nobody can say."""
    difference = abs(one.amount - other.amount)
    large = divide(difference * _HUNDRED, other.amount) > _FLAT_PERCENT
    if one.unit.dimension in _RATES:
        large = large and difference >= _FLAT_POINTS
    return False if large else None
