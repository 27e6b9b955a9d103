"""A plan for one section: which units change and what is put in where, in the offsets of the text as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from fupan.domain.brief import StepBrief
from fupan.pipeline.rewrite.edits import Edit, fine
from fupan.pipeline.rewrite.units import Unit

_STOPS = "。！？!?；;：:"
_HALF = "；;，,、"


@dataclass(frozen=True, slots=True)
class Added:
    """Text put in: ``text`` ends with a stop. ``order`` sorts what is put in at one place (item, step).

    ``brief`` is the material it was composed from (None: facts alone), which an llm may put into better words.
    ``apart``: it makes a paragraph of its own. ``instead`` is the number of the unit whose place it takes (-1: none).
    """

    text: str
    step: str
    order: tuple[int, int] = (0, 0)
    brief: StepBrief | None = None
    apart: bool = False
    instead: int = -1


@dataclass(frozen=True)
class Plan:
    """What becomes of the units of a section.

    ``changed`` maps the number of a unit to its new words ("" cuts it); ``added`` maps the number of a unit to what
    follows it (-1: what opens the section). ``anchor`` is where text goes in a section without any unit.
    """

    units: tuple[Unit, ...]
    anchor: int
    changed: Mapping[int, str] = field(default_factory=dict)
    added: Mapping[int, tuple[Added, ...]] = field(default_factory=dict)

    def with_unit(self, number: int, words: str) -> Plan:
        """The plan with other words for one unit."""
        return replace(self, changed={**self.changed, number: words})

    def with_added(self, number: int, added: Added) -> Plan:
        """The plan with something more behind one unit."""
        row = sorted((*self.added.get(number, ()), added), key=lambda one: one.order)
        return replace(self, added={**self.added, number: tuple(row)})

    def without(self, added: Added) -> Plan:
        """The plan without one addition; where it took the place of a unit, that stays as it was."""
        rows = {at: tuple(one for one in row if one is not added) for at, row in self.added.items()}
        changed = {at: words for at, words in self.changed.items() if at != added.instead}
        return replace(self, added=rows, changed=changed)

    def with_other(self, old: Added, new: Added) -> Plan:
        """The plan with ``new`` in the place of ``old``."""
        rows = {at: tuple(new if one is old else one for one in row) for at, row in self.added.items()}
        return replace(self, added=rows)

    def paragraph(self, numbers: Sequence[int], text: str) -> str:
        """The words of neighbouring units of one line as the plan leaves them, without paragraphs put in behind."""
        told = ""
        for number in numbers:
            unit = self.units[number]
            words = self.changed.get(number, text[unit.start : unit.end])
            joint = "。" if words.rstrip() and words.rstrip()[-1] not in _STOPS and self._near(number) else ""
            told += words + joint + "".join(one.text for one in self._near(number))
        opening = self.added.get(-1, ()) if 0 in numbers else ()
        return "".join(one.text for one in opening) + told

    def with_paragraph(self, numbers: Sequence[int], words: str) -> Plan:
        """The plan with other words for all these units and for what is put in behind them in the same paragraph."""
        first, *rest = numbers
        changed = {**self.changed, first: words, **dict.fromkeys(rest, "")}
        apart = tuple(one for number in numbers for one in self.added.get(number, ()) if one.apart)
        added = {at: row for at, row in self.added.items() if at not in numbers and not (at == -1 and first == 0)}
        return replace(self, changed=changed, added={**added, **({numbers[0]: apart} if apart else {})})

    def _near(self, number: int) -> list[Added]:
        return [one for one in self.added.get(number, ()) if not one.apart]

    @property
    def insertions(self) -> tuple[Added, ...]:
        """All that is put in, in order."""
        return tuple(one for at in sorted(self.added) for one in self.added[at])

    def edits(self, text: str) -> tuple[Edit, ...]:
        """The plan as edits of ``text``; a line of which nothing is left goes with its line break."""
        if not self.units:
            told = "".join(one.text for one in self.insertions)
            return (Edit(self.anchor, self.anchor, f"\n\n{told}"),) if told else ()
        found: list[Edit] = []
        gone: list[int] = []
        for number, unit in enumerate(self.units):
            was = text[unit.start : unit.end]
            words = self.changed.get(number, was)
            opening = self._opening(unit, text) if number == 0 and -1 in self.added else ""
            behind = self._behind(number, unit, words, text)
            if not (opening or words or behind) and unit.kind != "row":
                gone.append(number)
            if words != was:
                found.append(Edit(unit.start, unit.end, opening + words + behind))
                continue
            found += [Edit(at, at, more) for at, more in ((unit.start, opening), (unit.end, behind)) if more]
        # what stands there is not touched, so that a figure in it may still be put right
        return tuple(
            small for one in self._without_empty_lines(text, found, frozenset(gone)) for small in fine(text, one)
        )

    def _opening(self, unit: Unit, text: str) -> str:
        joint = f"\n{unit.mark}" if unit.kind == "item" else ""
        return "".join(_fitting(one.text, unit, text) + joint for one in self.added[-1])

    def _behind(self, number: int, unit: Unit, words: str, text: str) -> str:
        row = self.added.get(number, ())
        if not row:
            return ""
        if unit.kind == "item":
            return "".join(f"\n{unit.mark}{_fitting(one.text, unit, text)}" for one in row)
        if unit.kind == "row":
            return "".join(f"\n{one.text}" for one in row)
        told = ""
        before = words.rstrip()
        if before and before[-1] not in _STOPS:
            told = "。"
        for one in row:
            told += f"\n\n{one.text}" if one.apart else one.text
        return told

    def _without_empty_lines(self, text: str, found: list[Edit], gone: frozenset[int]) -> list[Edit]:
        """Lines of which every unit is cut are cut whole; a line cut at its end closes with a full stop."""
        by_line: dict[tuple[int, int], list[int]] = {}
        for number, unit in enumerate(self.units):
            by_line.setdefault(unit.line, []).append(number)
        left = [line for line, numbers in by_line.items() if not gone.issuperset(numbers)]
        for line, numbers in by_line.items():
            if gone.issuperset(numbers):
                start, end = _whole_line(text, line, last=not any(other > line for other in left))
                found = [edit for edit in found if not line[0] <= edit.start < line[1]]
                found.append(Edit(start, end, ""))
            elif numbers[-1] in gone:
                found = self._closed(text, found, [number for number in numbers if number not in gone][-1])
        return sorted(found, key=lambda edit: (edit.start, edit.end))

    def _closed(self, text: str, found: list[Edit], number: int) -> list[Edit]:
        """The last unit left in a line ends with 。 where it ended with a semicolon."""
        unit = self.units[number]
        edit = next((one for one in found if one.start == unit.start), None)
        words = (edit.text if edit else text[unit.start : unit.end]).rstrip()
        if words and words[-1] in _HALF:
            found = [one for one in found if one is not edit]
            found.append(Edit(unit.start, unit.end, words[:-1] + "。"))
        return found


def _fitting(words: str, unit: Unit, text: str) -> str:
    """An item of a list ends as its neighbours do: without a full stop where they have none."""
    bare = unit.kind == "item" and text[unit.start : unit.end].rstrip()[-1:] not in "。！？；"
    return words.rstrip("。") if bare else words


def _whole_line(text: str, line: tuple[int, int], *, last: bool) -> tuple[int, int]:
    """A line with the blank lines behind it; the last one of a section with those in front of it instead."""
    start, end = line
    if last:
        while start and text[start - 1] == "\n":
            start -= 1
        return start, end
    while end < len(text) and text[end] == "\n":
        end += 1
    return start, end
