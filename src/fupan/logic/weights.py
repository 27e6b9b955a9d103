"""How much each sign speaks for each step, as learnt from marked passages (``eval/benchmarks/logic/train.py``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from fupan.resources import data

NONE = ""
"""The label of a clause that tells no step."""
MOVES = ("stay", "next", "leap", "back", "enter", "leave", "idle")
BREAKS = ",;:.n"
_EASED = 60
"""What the moves over commas count in a text that is known to tell a chain, in hundredths."""


class Rows:
    """The weights of all signs by column; a row is read when a text first shows its sign, whatever the pattern."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        """``lines`` are those of the file: "column weight column weight …" for every sign."""
        self._lines = lines
        self._read: dict[str, dict[int, int]] = {}

    def of(self, sign: str) -> dict[int, int]:
        """Column → weight; empty for a sign that nothing was learnt about."""
        row = self._read.get(sign)
        if row is None:
            numbers = [int(number) for number in self._lines.get(sign, "").split()]
            row = self._read[sign] = dict(zip(numbers[::2], numbers[1::2], strict=True))
        return row


@dataclass(frozen=True)
class Weights:
    """The weights of one pattern (its id), in hundredths.

    ``labels`` are ``NONE``, the steps, and steps that one clause tells together (``specific+measurable``).
    ``rows`` are the weights of all signs, ``shares`` what each column gives to the labels, as (position of the label,
    hundredths). ``moves[b][i][j]`` is the weight of going from
    label i to label j over a break of kind ``BREAKS[b]``. ``idle`` is taken off what speaks for no step: what is missed
    costs a writer more than what is let pass. ``own`` is what a step must be worth to be told at all, ``alone`` what a
    stretch must be that is the only one of the text.
    """

    pattern: str
    labels: tuple[str, ...]
    rows: Rows
    shares: Mapping[int, Sequence[tuple[int, int]]]
    moves: tuple[tuple[tuple[int, ...], ...], ...]
    idle: int
    own: int
    alone: int
    _told: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    def of(self, sign: str) -> tuple[tuple[int, int], ...]:
        """The weights of a sign as (position of the label, weight); a text shows few of all the signs there are."""
        told = self._told.get(sign)
        if told is None:
            row = self.rows.of(sign)
            total: dict[int, int] = {}
            for column in self.shares.keys() & row.keys() if row else ():
                for number, share in self.shares[column]:
                    total[number] = total.get(number, 0) + row[column] * share
            told = self._told[sign] = tuple((number, weight // 100) for number, weight in total.items())
        return told

    @cached_property
    def eased(self) -> tuple[tuple[int, ...], ...]:
        """``moves`` over a comma in a text that is known to tell a chain."""
        return tuple(tuple(weight * _EASED // 100 for weight in row) for row in self.moves[0])

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of the pattern in order."""
        return tuple(label for label in self.labels if label and "+" not in label)


@cache
def weights_of(pattern: str) -> Weights | None:
    """The weights of a shipped pattern; None for one that nothing was learnt about."""
    return weights_in(data("step_weights"), pattern, _shipped_rows())


@cache
def _shipped_rows() -> Rows:
    return Rows(data("step_weights")["signs"])


def weights_in(table: Mapping[str, Any], pattern: str, rows: Rows | None = None) -> Weights | None:
    """The same out of a table of the form of ``step_weights.json``; ``rows`` are its rows, shared by the patterns."""
    labels = table["labels"].get(pattern)
    if labels is None:
        return None
    columns: dict[str, int] = {name: number for number, name in enumerate(table["columns"])}
    shares: dict[int, list[tuple[int, int]]] = {}
    for number, label in enumerate(labels):
        for step in label.split("+"):
            for column in (f"{pattern}.{step}", *table["families"].get(f"{pattern}.{step}", ())):
                shares.setdefault(columns[column], []).append((number, 70 if "+" in label else 100))
    moves = _moves(labels, table["moves"])
    return Weights(
        pattern,
        tuple(labels),
        rows or Rows(table["signs"]),
        shares,
        moves,
        table["idle"],
        table["own"],
        table["alone"],
    )


def move(old: str, new: str, labels: list[str]) -> str:
    """The kind of step from one label to the next: on in the chain, back, in or out of it."""
    if not old or not new:
        return "idle" if old == new else "leave" if old else "enter"
    if old == new:
        return "stay"
    at, to = labels.index(old.rpartition("+")[2]), labels.index(new.partition("+")[0])
    return "next" if to == at + 1 else "leap" if to > at else "back"


def _moves(labels: list[str], table: dict[str, list[int]]) -> tuple[tuple[tuple[int, ...], ...], ...]:
    return tuple(
        tuple(tuple(table[move(old, new, labels)][number] for new in labels) for old in labels)
        for number in range(len(BREAKS))
    )
