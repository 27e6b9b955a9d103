"""Figures in Markdown tables: the row's label and the column's head say what a cell tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.aspects import Surroundings, aspects
from fupan.figures.clause import Clause
from fupan.figures.cue import Cue
from fupan.figures.outline import Block, cells
from fupan.figures.reading import CONTEXT, NONE, OWN, Reading
from fupan.figures.units import measure_of

if TYPE_CHECKING:
    from fupan.figures.reader import Reader

_FORMULAS = ("attainment", "share", "yoy", "pop", "gap", "growth")
_ROLES = frozenset(("role", "time", "scheme", "rival"))
Span = tuple[int, int]


def read_table(reader: Reader, rows: list[Block]) -> list[Reading]:
    """The readings of the figures of consecutive table rows; the first row is the head."""
    found: list[Reading] = []
    head: list[Span] = []
    for row in rows:
        spans = cells(reader.text, row)
        mentions = reader.mentions_in(row.start, row.end)
        if not head:
            head = spans
        label = reader.between(*spans[0]) if spans else []
        for mention in mentions:
            column = next((i for i, (start, end) in enumerate(spans) if start <= mention.start < max(end, start + 1)), 0)
            title = reader.between(*head[column]) if spans is not head and column < len(head) else []
            found.append(_cell(reader, mention, (row.start, row.end), spans[column], label, title))
    reader.scope.group, reader.scope.group_at = list(reader.scope.heading), -1
    return found


def _cell(reader: Reader, mention: Mention, row: Span, cell: Span, label: list[Cue], title: list[Cue]) -> Reading:
    inside = reader.between(cell[0], mention.start) if reader.between(*cell) != label else []
    cues = [*label, *title, *inside]
    clause = Clause(subject=cues, roles=[cue for cue in cues if cue.kind in _ROLES])
    clause.formula = next((cue for kind in _FORMULAS for cue in (*inside, *title, *label) if cue.kind == kind), None)
    if clause.formula is None:
        clause.governor = next((cue for cue in title if cue.kind in {"up", "down", "above", "below"}), None)
    names = _metrics(reader, cues)
    fits = [name for name in names if measure_of(mention.unit, reader.metrics[name], strict=True)]
    metric = reader.metrics.get((fits or [*names, ""])[0])
    around = Surroundings(time=reader.scope.time, time_sure=CONTEXT)
    telling = aspects(measure_of(mention.unit, metric), metric is not None and metric.unit.dimension == "rate", clause, around)
    named = any(cue.kind == "metric" for cue in cues)
    places, sure = _places(reader, cues)
    found = telling.aspects or (Aspect("value", Role.ACTUAL),)
    return Reading(
        mention, row, cell, tuple(fits) or names, OWN if named else CONTEXT if names else NONE, places, sure,
        found, telling.sure, telling.direction, telling.level, outside=telling.outside,
    )  # fmt: skip


def _metrics(reader: Reader, cues: list[Cue]) -> tuple[str, ...]:
    named = [cue for cue in cues if cue.kind == "metric"]
    return named[-1].meaning.metrics if named else reader.scope.metrics


def _places(reader: Reader, cues: list[Cue]) -> tuple[tuple[Where | None, ...], int]:
    members = [cue for cue in cues if cue.kind == "member"]
    if members:
        return members[0].meaning.places, OWN
    if any(cue.kind in {"sum", "total"} for cue in cues):
        return (None,), OWN
    return reader.scope.places(), CONTEXT
