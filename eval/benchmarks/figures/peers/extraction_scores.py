"""The extraction table put to any tool: figures seen at all, marked exactly, and given the right value."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))
from extract_run import ROOT, marked

import fupan
from fupan.domain.mention import Mention

_PLACES = Decimal("0.0001")
MONEY = frozenset({"元", "美元", "欧元", "日元", "港元"})


@dataclass(frozen=True)
class Seen:
    """A figure that a tool reports; a range has two values."""

    start: int
    end: int
    values: tuple[Decimal, ...]
    unit: str = ""


@dataclass(frozen=True)
class Row:
    """One row of the table, its class, and what is marked in it."""

    id: str
    kind: str
    text: str
    spans: tuple[tuple[int, int], ...]
    figures: tuple[dict[str, Any], ...]


@dataclass
class Counts:
    """Rows run; figures expected, found (overlapped), exact, of the right value; what was reported and placed."""

    rows: int = 0
    expected: int = 0
    found: int = 0
    exact: int = 0
    valued: int = 0
    right: int = 0
    reported: int = 0
    placed: int = 0

    def add(self, other: Counts) -> None:
        """Take other counts in."""
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass
class Outcome:
    """The counts of a tool by class, and over the figures that are money alone."""

    by_class: dict[str, Counts] = field(default_factory=dict)
    money: Counts = field(default_factory=Counts)
    failed: int = 0

    @property
    def all(self) -> Counts:
        """The counts over all classes."""
        total = Counts()
        for counts in self.by_class.values():
            total.add(counts)
        return total


def rows(split: str) -> list[Row]:
    """The table of a split."""
    found = []
    for path in sorted((ROOT / split).glob("*.yaml")):
        for number, row in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            text, spans = marked(row["text"])
            figures = tuple(row["figures"]) if spans else ()
            found.append(Row(f"{path.stem}/{number}", path.stem, text, tuple(spans), figures))
    return found


def ours(table: Sequence[Row]) -> dict[str, list[Seen]]:
    """What ``fupan.extract`` says of every row; mentions without any value are left out, as for the others."""
    return {
        row.id: [
            Seen(mention.start, mention.end, values, mention.unit)
            for mention in fupan.extract(row.text)
            if (values := tuple(_values(mention))) or mention.kind == "ratio"
        ]
        for row in table
    }


def _values(mention: Mention) -> Iterator[Decimal]:
    if mention.value is not None:
        yield mention.value
    else:
        yield from (end for end in (mention.low, mention.high) if end is not None)


def theirs(reports: dict[str, list[dict[str, Any]]]) -> dict[str, list[Seen]]:
    """The answer of an adapter."""
    return {
        name: [Seen(one["start"], one["end"], tuple(_numbers(one["values"])), one["unit"]) for one in found]
        for name, found in reports.items()
    }


def _numbers(written: Sequence[str]) -> Iterator[Decimal]:
    for one in written:
        try:
            yield Decimal(one.replace(",", ""))
        except InvalidOperation:
            continue


def measure(table: Sequence[Row], reports: dict[str, list[Seen]]) -> Outcome:
    """Score one tool over the rows it could run."""
    outcome = Outcome()
    for row in table:
        seen = reports.get(row.id)
        if seen is None:
            outcome.failed += 1
            continue
        counts = outcome.by_class.setdefault(row.kind, Counts())
        counts.rows += 1
        counts.reported += len(seen)
        counts.placed += sum(any(_meet(one, span) for span in row.spans) for one in seen)
        for span, expected in zip(row.spans, row.figures, strict=True):
            one = _figure(span, expected, [one for one in seen if _meet(one, span)])
            counts.add(one)
            if expected.get("unit") in MONEY:
                outcome.money.add(one)
    return outcome


def _figure(span: tuple[int, int], expected: dict[str, Any], meeting: list[Seen]) -> Counts:
    """The counts of one expected figure. Values are compared without their unit: a tool may have no word for it."""
    counts = Counts(expected=1, found=bool(meeting), exact=any((one.start, one.end) == span for one in meeting))
    if expected.get("kind") == "ratio":
        # 3:3:2:2 has no one value: reading it as one figure is the whole of it.
        counts.valued = counts.right = counts.exact
        return counts
    wanted = {_rounded(Decimal(expected[name])) for name in ("value", "low", "high") if name in expected}
    values = {_rounded(abs(value)) for one in meeting for value in one.values}
    # Either scale of a share is taken: 三分之一 is 33.3333 % or 0.3333.
    if expected.get("unit") == "%":
        values |= {_rounded(value * 100) for one in meeting for value in one.values if abs(value) < 1}
    counts.valued = bool(meeting)
    counts.right = bool(meeting) and {abs(value) for value in wanted} <= values
    return counts


def _rounded(value: Decimal) -> Decimal:
    # 三分之一 times 100 of a tool that keeps 15 digits is 33.33333333333330: four places are compared.
    return value.quantize(_PLACES) if value.is_finite() and value.adjusted() < 20 else value


def _meet(one: Seen, span: tuple[int, int]) -> bool:
    return one.start < span[1] and span[0] < one.end
