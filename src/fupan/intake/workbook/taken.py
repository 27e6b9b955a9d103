"""What became of one cell: a fact, a check of a computed value, a note, a field; or nothing, and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from fupan.domain.fact import fact_id
from fupan.intake.workbook.grid import Cell

TakenKind = Literal["fact", "check", "note", "field", "nothing"]


@dataclass
class Taken:
    """One cell and what it became.

    A fact has ``metric``, ``role`` and perhaps a member; ``number`` is its value in ``unit``, ``raw`` what the fact
    sheet reads. A check has a ``formula`` instead of the role. A note has its text in ``raw`` and its key in ``role``.
    ``why`` tells how it was understood, ``doubt`` what the user should look at; both Chinese. ``total``: it stands in
    a row or column of totals. ``metric_unit`` is the unit written for the metric, where the cell has its own. ``name``
    is the cell of the metric's name, if there is one.
    """

    sheet: str
    cell: Cell
    kind: TakenKind
    metric: str = ""
    role: str = ""
    dimension: str = ""
    member: str = ""
    formula: str = ""
    unit: str = ""
    number: Decimal | None = None
    raw: str = ""
    why: str = ""
    doubt: str = ""
    total: bool = False
    name: Cell | None = None
    alias: str = ""
    better: str = ""
    metric_unit: str = ""

    @cached_property
    def at(self) -> str:
        """Sheet and cell: 指标!D7."""
        return f"{self.sheet}!{self.cell.at}"

    @property
    def id(self) -> str:
        """The id of the fact, or of the derived fact it is checked against; else empty."""
        key = self.formula if self.kind == "check" else self.role
        if self.kind not in {"fact", "check"} or not self.metric:
            return ""
        return fact_id(self.metric, key, self.dimension or None, self.member or None)
