"""The heat map of cases by scores: every cell has its value in words, the colour only helps to find the weak ones.

Colours are two-sided, blue for good and orange for poor, which the usual kinds of colour blindness tell apart; a cell
that failed its gate carries a cross beside it, so that nothing hangs on colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fupan.evals.report.overview import STATES, Measured, Overview, Row

OF_HUNDRED = {"%", "分"}
"""Units that run from 0 to 100."""
LEVELS = 6
"""Colours run from 0 (poor) to this (good)."""
_FAILED = 2
"""No better than this is the colour of a cell that failed its gate: 96 of 100 is poor where 100 are asked for."""

Ends = tuple[float, float] | None
"""The values of a column that get the best and the poorest colour; None where colours would tell nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``text`` is the value, ``spread`` least and most over the repeats (empty for one), ``level`` a colour.

    ``level`` is None where no colour fits: nothing was measured, or the score is good in neither direction.
    """

    text: str
    level: int | None = None
    failed: bool = False
    spread: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One case of one arm: its state, a cell a score, and the key of its first record."""

    case: str
    state: str
    state_name: str
    key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The map of one arm."""

    arm: str
    rows: tuple[HeatRow, ...]


def heat_maps(overview: Overview) -> tuple[HeatMap, ...]:
    """A map for each arm, with the same columns; the colours of a column mean the same in all of them."""
    scores = overview.scores
    ends = {score.name: _ends(overview.rows, score) for score in scores}
    maps = []
    for arm in overview.arms:
        by_case: dict[str, list[Row]] = {}
        for row in overview.rows:
            if row.arm == arm:
                by_case.setdefault(row.case, []).append(row)
        rows = tuple(_row(case, rows, scores, ends) for case, rows in by_case.items())
        maps.append(HeatMap(arm, rows))
    return tuple(maps)


def _row(case: str, rows: Sequence[Row], scores: Sequence[Measured], ends: dict[str, Ends]) -> HeatRow:
    # of several repeats the worst one speaks for the case
    order = ("errored", "failed", "passed", "not-applicable")
    shown = min(rows, key=lambda row: order.index(row.state))
    cells = tuple(_cell([row.scores[s.name] for row in rows if s.name in row.scores], ends[s.name]) for s in scores)
    return HeatRow(case, shown.state, STATES[shown.state], shown.key, cells)


def _cell(found: Sequence[Measured], ends: Ends) -> Cell:
    values = [one.value for one in found if one.value is not None]
    if not values:
        broken = any(one.state == "errored" for one in found)
        return Cell("出错" if broken else "—", told="没有算成" if broken else "没有可看的")
    first = found[0]
    mean = sum(values) / len(values)
    least, most = min(values), max(values)
    spread = f"{number(least)}–{number(most)}" if least != most else ""
    failed = any(one.state == "failed" for one in found)
    told = f"{first.title}：{number(mean)}{first.unit}" + (f"，{len(values)} 次 {spread}" if spread else "")
    level = _level(mean, ends)
    if failed and level is not None:
        level = min(level, _FAILED)
    return Cell(number(mean), level, failed, spread, told + ("，不通过" if failed else ""))


def _level(value: float, ends: Ends) -> int | None:
    if ends is None:
        return None
    good, poor = ends
    return round(max(0.0, min(1.0, (value - poor) / (good - poor))) * LEVELS)


def _ends(rows: Sequence[Row], score: Measured) -> Ends:
    """A share or mark runs from 0 to 100, a gate from 0 to the largest value, all else between what the run has."""
    found = [row.scores[score.name] for row in rows if score.name in row.scores]
    values = [one.value for one in found if one.value is not None]
    if score.better == "neither" or not values:
        return None
    gate = any(one.state in {"passed", "failed"} for one in found)
    low, high = (0.0, 100.0) if score.unit in OF_HUNDRED else (0.0 if gate else min(values), max(values))
    if low == high:
        low, high = (low, low + 1) if gate else (low, low)
    if low == high:
        return None
    return (high, low) if score.better == "higher" else (low, high)


def number(value: float) -> str:
    """A value in few digits: 0, 98.2, 1,204."""
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 1 else f"{value:.2f}"
