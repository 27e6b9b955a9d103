"""Findings of any tool held against the benchmark by place alone, the same rule for every tool."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from mutation import Mutation, Span
from payload import RIGHT, CheckSet
from scoring import WARNING_COUNTS

OMISSION = "omission"
Reports = dict[str, dict[str, list["Found"]]]
"""Findings by case and text id; a text that the tool could not read is absent."""


@dataclass(frozen=True)
class Found:
    """One finding. A ``warning`` counts where the benchmark lets it; one of the ``kind`` ``omitted`` has no place."""

    start: int
    end: int
    kind: str = ""
    warning: bool = False
    fact: str = ""


@dataclass
class Tally:
    """Faults of each class that ran and were found; figures of right texts and how many were flagged."""

    ran: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    figures: int = 0
    flagged: int = 0
    elsewhere: int = 0

    @property
    def alarms(self) -> float:
        """Figures of right texts that were flagged, per 100."""
        return 100 * self.flagged / self.figures if self.figures else 0.0

    def recall(self, fault: str = "") -> float | None:
        """Share of the faults of a class, or of all, that were found; None where none could be run."""
        ran = self.ran.get(fault, 0) if fault else sum(self.ran.values())
        found = self.found.get(fault, 0) if fault else sum(self.found.values())
        return found / ran if ran else None


class Moved:
    """Where a place of the right text lies in a mutated one."""

    def __init__(self, before: str, after: str) -> None:
        head = 0
        while head < min(len(before), len(after)) and before[head] == after[head]:
            head += 1
        tail = 0
        while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
            tail += 1
        inner = SequenceMatcher(
            None, before[head : len(before) - tail], after[head : len(after) - tail], autojunk=False
        )
        self._starts, self._codes = [], []
        for _, a, b, c, d in inner.get_opcodes():
            self._starts.append(a + head)
            self._codes.append((a + head, b + head, c + head, d + head))
        self._tail, self._shift, self._head = len(before) - tail, len(after) - len(before), head

    def at(self, offset: int) -> int:
        """The offset in the mutated text."""
        if offset < self._head:
            return offset
        if offset >= self._tail:
            return offset + self._shift
        a, b, c, d = self._codes[bisect_right(self._starts, offset) - 1]
        return min(c + offset - a, d) if b - a != d - c else c + offset - a


def tally(chosen: CheckSet, reports: Reports, *, required: bool) -> Tally:
    """Score one tool. ``required``: it can be told which facts a text must state, so that omissions can be run."""
    result = Tally()
    for name, case in chosen.cases.items():
        right = reports.get(name, {}).get(RIGHT)
        if right is None:
            continue
        marks = [(mark.start, mark.end) for mark in case.marks]
        errors = [found for found in right if not found.warning and found.kind != "omitted"]
        result.figures += len(marks)
        result.flagged += sum(any(touches(found, mark) for found in errors) for mark in marks)
        result.elsewhere += sum(not any(touches(found, mark) for mark in marks) for found in errors)
        for number, mutation in enumerate(chosen.mutations[name]):
            report = reports[name].get(str(number))
            if report is None or (mutation.fault == OMISSION and not required):
                continue
            result.ran[mutation.fault] = result.ran.get(mutation.fault, 0) + 1
            caught = is_caught(case.plain, mutation, right, report)
            result.found[mutation.fault] = result.found.get(mutation.fault, 0) + caught
    return result


def is_caught(plain: str, mutation: Mutation, right: Sequence[Found], report: Sequence[Found]) -> bool:
    """True where something is reported at the fault that is not reported at that place of the right text."""
    if mutation.fault == OMISSION:
        before = {found.fact for found in right if found.kind == "omitted"}
        return any(found.kind == "omitted" and found.fact not in before for found in report)
    moved = Moved(plain, mutation.text)
    # The last character is mapped, not the end: text put in right after a finding is no part of it.
    known = [(moved.at(found.start), moved.at(found.end - 1) + 1, found.kind) for found in right if found.end]
    counted = [found for found in report if not found.warning or mutation.fault in WARNING_COUNTS]
    fresh = [found for found in counted if not any(_same(found, one) for one in known)]
    return any(touches(found, span) for found in fresh for span in mutation.spans)


def _same(found: Found, known: tuple[int, int, str]) -> bool:
    """A finding of the same kind that overlaps is the same complaint, whatever the text there now says."""
    return found.kind == known[2] and found.start < known[1] and known[0] < found.end


def touches(found: Found, span: Span) -> bool:
    """True where a finding and a span share a character."""
    return found.start < span[1] and span[0] < found.end
