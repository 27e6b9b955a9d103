"""Changes and rates of each metric and member, gathered once: the nets look through them for every figure."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from fupan.domain.aspect import Aspect
from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.domain.told import Told, Where

_CHANGES = (
    (Role.ACTUAL, Role.TARGET), (Role.ACTUAL, Role.STRETCH), (Role.ACTUAL, Role.PRIOR), (Role.ACTUAL, Role.PREVIOUS),
    (Role.PLAN, Role.ACTUAL), (Role.PLAN, Role.TARGET),
)  # fmt: skip
LEVELS = tuple(Aspect("value", role) for role in Role)
DIFFERENCES = tuple(Aspect("difference", a, b) for a, b in _CHANGES)
RATES = (
    *(Aspect("growth", a, b) for a, b in _CHANGES),
    Aspect("ratio", Role.ACTUAL, Role.TARGET), Aspect("ratio", Role.ACTUAL, Role.STRETCH), Aspect("share"),
    Aspect("share", Role.PRIOR), Aspect("share", Role.PLAN), Aspect("share", Role.TARGET),
)  # fmt: skip
Rows = tuple["Row", ...]


class Row(NamedTuple):
    """One fact with what is told of its metric and the size of its amount (base unit)."""

    aspect: Aspect
    fact: Fact
    size: Decimal


@dataclass(frozen=True, slots=True)
class FactTable:
    """Rows by metric and member (None: the total), each worked out when it is first asked for."""

    told: Told
    _differences: dict[tuple[str, Where | None], Rows] = field(default_factory=dict)
    _rates: dict[tuple[str, Where | None], Rows] = field(default_factory=dict)

    def of(self, metric: str, aspects: tuple[Aspect, ...], where: Where | None) -> list[Row]:
        """What is known of ``aspects``, in their order."""
        told = [(aspect, self.told.fact(metric, aspect, where)) for aspect in aspects]
        return [Row(aspect, fact, abs(fact.amount)) for aspect, fact in told if fact is not None]

    def differences(self, metric: str, where: Where | None = None) -> Rows:
        """The differences between two given values, in the order of ``DIFFERENCES``."""
        return self._rows(self._differences, DIFFERENCES, metric, where)

    def rates(self, metric: str, where: Where | None = None) -> Rows:
        """Growth, attainment and shares, in the order of ``RATES``."""
        return self._rows(self._rates, RATES, metric, where)

    def _rows(
        self, known: dict[tuple[str, Where | None], Rows], aspects: tuple[Aspect, ...], metric: str, where: Where | None
    ) -> Rows:
        rows = known.get((metric, where))
        if rows is None:
            told = ((aspect, self.told.fact(metric, aspect, where)) for aspect in aspects)
            rows = tuple(Row(aspect, fact, abs(fact.amount)) for aspect, fact in told if fact is not None)
            known[metric, where] = rows
        return rows
