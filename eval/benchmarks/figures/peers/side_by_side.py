"""The tables as Markdown, and where they are kept in a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extraction_scores import Counts, Outcome
from placed import Tally


@dataclass(frozen=True)
class Checked:
    """One checker: its score, or the reason why there is none."""

    name: str
    version: str
    tally: Tally | None
    seconds: float = 0.0
    use: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Extracted:
    """One extractor: its score, or the reason why there is none."""

    name: str
    version: str
    outcome: Outcome | None
    use: str = ""
    fault: str = ""


def check_table(lines: Sequence[Checked], faults: Sequence[str]) -> str:
    """Recall per class in %, figures of right texts flagged per 100, and what else was flagged there."""
    ran = [line for line in lines if line.tally is not None]
    table = [["class", "faults", *(line.name for line in ran)]]
    for fault in faults:
        most = max((line.tally.ran.get(fault, 0) for line in ran if line.tally), default=0)
        table.append([fault, str(most), *(_share(line.tally.recall(fault) if line.tally else None) for line in ran)])
    table.append(["**all classes it ran**", "", *(_share(line.tally.recall() if line.tally else None) for line in ran)])
    table.append(["faults it ran", "", *(str(sum(line.tally.ran.values()) if line.tally else 0) for line in ran)])
    figures = str(max((line.tally.figures for line in ran if line.tally), default=0))
    alarms = [f"{line.tally.alarms:.1f}" if line.tally else "-" for line in ran]
    table.append(["**right figures flagged, per 100**", figures, *alarms])
    elsewhere = [str(line.tally.elsewhere) if line.tally else "-" for line in ran]
    table.append(["reports elsewhere in right texts", "", *elsewhere])
    table.append(["seconds", "", *(f"{line.seconds:.0f}" for line in ran)])
    return _markdown(table)


def extraction_table(lines: Sequence[Extracted]) -> str:
    """Totals of each extractor, then the share of each class that was found with the right value."""
    ran = [(line.name, line.outcome) for line in lines if line.outcome is not None]
    table = [["", *(name for name, _ in ran)]]
    for title, of in (
        ("rows it ran", lambda one: str(one.all.rows)),
        ("rows it failed on", lambda one: str(one.failed)),
        ("**precision**", lambda one: _ratio(one.all.placed, one.all.reported)),
        ("**recall**", lambda one: _ratio(one.all.found, one.all.expected)),
        ("exact span, of those found", lambda one: _ratio(one.all.exact, one.all.found)),
        ("**right value, of those found**", lambda one: _ratio(one.all.right, one.all.valued)),
        ("money alone: recall", lambda one: _ratio(one.money.found, one.money.expected)),
        ("money alone: right value, of those found", lambda one: _ratio(one.money.right, one.money.valued)),
    ):
        table.append([title, *(of(outcome) for _, outcome in ran)])
    for kind in sorted({kind for _, outcome in ran for kind in outcome.by_class}):
        counts = [outcome.by_class.get(kind, Counts()) for _, outcome in ran]
        table.append([f"{kind}: found and right", *(_ratio(one.right, one.expected) for one in counts)])
    return _markdown(table)


def remarks(lines: Sequence[Checked | Extracted]) -> str:
    """How each tool was used, and why a tool is missing."""
    told = []
    for line in lines:
        version = f" {line.version}" if line.version else ""
        if line.fault:
            told.append(f"- {line.name}: not run: {line.fault}")
        elif line.use:
            told.append(f"- {line.name}{version}: {line.use}.")
    return "\n".join(told)


def stored(document: str, name: str, tables: str) -> str:
    """The document with the tables between its two comments of this name, or at its end where it has none."""
    opening, closing = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    block = f"{opening}\n\n{tables}\n\n{closing}"
    head, found, rest = document.partition(opening)
    if not found:
        return f"{document.rstrip()}\n\n{block}\n"
    return head + block + rest.partition(closing)[2]


def _share(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def _ratio(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def _markdown(table: Sequence[Sequence[str]]) -> str:
    head, *body = table
    lines = [head, ["---", *("---:" for _ in head[1:])], *body]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
