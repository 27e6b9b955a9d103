"""What counts as found, exact and false: one report held against one text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from mutation import Mutation, Span
from surface import ABOUT, ABOVE, BELOW, SUFFIX_ABOUT, SUFFIX_ABOVE

_SIGNS = "+-−－＋负"
_AGAINST = ("目标", "预算", "任务", "计划", "了")
WARNING_COUNTS = ("rounding", "invention", "omission")


class Finding(Protocol):
    """The part of a finding that the benchmark reads."""

    rule: str
    severity: str
    start: int
    end: int
    text: str
    message: str
    source: str | None


class Figure(Protocol):
    """The part of a figure of a report that the benchmark reads."""

    start: int
    end: int
    status: str


class Report(Protocol):
    """The part of a report that the benchmark reads."""

    findings: Sequence[Finding]
    figures: Sequence[Figure]


@dataclass
class Score:
    """Counts of one class of faults."""

    total: int = 0
    found: int = 0
    exact: int = 0
    rules: Counter[str] = field(default_factory=Counter)


@dataclass
class Alarms:
    """Findings on texts in which nothing is wrong."""

    texts: int = 0
    figures: int = 0
    errors: int = 0
    warnings: int = 0
    rules: Counter[str] = field(default_factory=Counter)


def key(finding: Finding) -> tuple[str, str, str]:
    """What identifies a finding across two versions of a text."""
    return finding.rule, finding.text, str(finding.source or "")


def at_marks(findings: Iterable[Finding], spans: Sequence[Span]) -> dict[tuple[str, int], Finding]:
    """Findings by their rule and the number of the mark they lie on (-1: on none)."""
    return {
        (finding.rule, next((i for i, span in enumerate(spans) if overlaps(finding, span)), -1)): finding
        for finding in findings
    }


def hits(mutation: Mutation, findings: Iterable[Finding], baseline: set[tuple[str, str, str]]) -> list[Finding]:
    """The findings that catch a fault: new against the right text, of a level that counts, and at the place."""
    fresh = [finding for finding in findings if key(finding) not in baseline]
    if mutation.fault == "omission":
        return [finding for finding in fresh if finding.rule == "missing-figure"]
    counted = [finding for finding in fresh if finding.severity == "error" or mutation.fault in WARNING_COUNTS]
    return [finding for finding in counted if any(overlaps(finding, span) for span in mutation.spans)]


def overlaps(finding: Finding | Figure, span: Span) -> bool:
    """True where a finding and a span share a character."""
    return finding.start < span[1] and span[0] < finding.end


def is_exact(mutation: Mutation, found: list[Finding]) -> bool:
    """True where a finding marks the faulty figure or word exactly.

    Its bound words are left aside, so are its sign (+14.5%), a 了, and what a word of comparison compares with
    (低于目标): the marks of this benchmark leave out the one and take in the other.
    """
    wanted = {_trim(mutation.text, span) for span in mutation.spans}
    return any(_trim(mutation.text, (finding.start, finding.end)) in wanted for finding in found)


def _trim(text: str, span: Span) -> Span:
    start, end = span
    if end - start > 1 and text[start] in _SIGNS:
        start += 1
    end = next((end - len(word) for word in _AGAINST if text[:end].endswith(word) and end - len(word) > start), end)
    for word in BELOW + ABOVE + ABOUT:
        if text.startswith(word, start) and start + len(word) < end:
            start += len(word)
            break
    for word in SUFFIX_ABOVE + SUFFIX_ABOUT:
        if text[:end].endswith(word) and end - len(word) > start:
            end -= len(word)
            break
    return start, end
