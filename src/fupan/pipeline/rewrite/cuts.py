"""Moves that cut what says nothing: hollow sentences, set phrases, repetitions, vague words that a figure replaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fupan.domain.review import Reason
from fupan.figures.words import content_words
from fupan.logic.clauses import clauses
from fupan.logic.weak.empty_words import hollow_spans
from fupan.logic.weak.stretch import Stretch
from fupan.pipeline.rewrite.looking import Seen
from fupan.pipeline.rewrite.moves import Move
from fupan.pipeline.rewrite.plan import Plan
from fupan.pipeline.rewrite.units import Unit, unit_at

_WHOLE = frozenset(("slogan", "said-twice", "praise-for-anybody"))
_CLAUSE = frozenset(("empty-phrase", "claim-without-source"))
_VAGUE = frozenset(("adjective-for-number", "measure-without-figure", "figure-left-out"))
_SOLID = re.compile(r"[0-9０-９A-Za-z“”「」《》]")
_MANY = 12
"""So many sentences are tried one by one; more are cut at once or not at all."""


@dataclass(frozen=True)
class Cutting:
    """Makes the moves of one section. ``solid`` are names that no cut clause may hold."""

    seen: Seen
    units: Sequence[Unit]
    solid: frozenset[str]

    def moves(self) -> Iterator[Move]:
        """All hollow sentences at once, then one by one; then the reasons of the review."""
        hollow = self._hollow()
        if hollow:
            yield self._cut_units("删去空话", hollow, frozenset(("shorter", "plain")))
        if 1 < len(hollow) <= _MANY:
            for number in sorted(hollow):
                yield self._cut_units("删去空话", {number}, frozenset(("shorter", "plain")))
        reasons = self.seen.section.reasons if self.seen.section else ()
        for reason in reasons:
            if reason.kind in _WHOLE:
                numbers = self._units_of(reason)
                if numbers and not any(self._is_solid(number) for number in numbers):
                    yield self._cut_units("删去重复或空话", numbers, frozenset(("shorter", "plain")))
            if reason.kind in _CLAUSE | _WHOLE:
                yield self._cut_clause(reason, needs_figure=False)
            elif reason.kind in _VAGUE:
                yield self._cut_clause(reason, needs_figure=True)

    def shortening(self) -> Iterator[Move]:
        """Where a shorter text is asked for: every sentence without a figure or a name, the last first."""
        free = [number for number in range(len(self.units)) if not self._is_solid(number)]
        for number in reversed(free[-_MANY * 2 :]):
            yield self._cut_units("删去与结论无关的话", {number}, frozenset(("shorter",)))

    def _hollow(self) -> set[int]:
        section = self.seen.section
        figures = [(one.start, one.end) for one in self.seen.report.figures]
        found: set[int] = set()
        for start, end in section.spans if section else ():
            stretch = Stretch(self.seen.text, start, end, figures)
            spans = hollow_spans(stretch)
            for number, unit in enumerate(self.units):
                inside = [(max(a, unit.start), min(b, unit.end)) for a, b in spans if a < unit.end and unit.start < b]
                letters = sum(map(str.isalnum, self._words(number)))
                covered = sum(sum(map(str.isalnum, self.seen.text[a:b])) for a, b in inside)
                if letters and covered >= letters and unit.kind != "row":
                    found.add(number)
        return found

    def _cut_units(self, says: str, numbers: Iterable[int], serves: frozenset[str]) -> Move:
        chosen = tuple(sorted(numbers))
        told = "".join(self._words(number).strip() for number in chosen)

        def change(plan: Plan) -> Plan | None:
            if all(plan.changed.get(number) == "" for number in chosen):
                return None
            for number in chosen:
                plan = plan.with_unit(number, "")
            return plan

        return Move(f"{says}：{told}", change, serves)

    def _cut_clause(self, reason: Reason, *, needs_figure: bool) -> Move:
        number = unit_at(self.units, reason.start)
        unit = self.units[number]
        word = self.seen.text[reason.start : min(reason.end, unit.end)]

        def change(plan: Plan) -> Plan | None:
            if number < 0 or unit.kind == "row" or unit.start > reason.start or not word:
                return None
            words = plan.changed.get(number, self._words(number))
            left, gone = without_clause(words, word)
            if left == words or _SOLID.search(gone) or any(name in gone for name in self.solid):
                return None
            if needs_figure and not self._replaced(gone, plan):
                return None
            return plan.with_unit(number, left)

        return Move(f"删去没有内容的话“{word}”", change, frozenset(("shorter", "plain")))

    def _replaced(self, gone: str, plan: Plan) -> bool:
        """Whether what is put in speaks of the same thing with a figure."""
        told = content_words("".join(one.text for one in plan.insertions if _SOLID.search(one.text)))
        return bool(told & content_words(gone))

    def _units_of(self, reason: Reason) -> set[int]:
        return {
            number
            for number, unit in enumerate(self.units)
            if unit.start < reason.end and reason.start < unit.end and unit.kind != "row"
        }

    def _is_solid(self, number: int) -> bool:
        words = self._words(number)
        return bool(_SOLID.search(words)) or any(name in words for name in self.solid)

    def _words(self, number: int) -> str:
        return self.seen.text[self.units[number].start : self.units[number].end]


def without_clause(sentence: str, word: str) -> tuple[str, str]:
    """The sentence without the clauses that ``word`` stands in, and what was cut; its closing mark stays.

    Where the whole sentence is one clause nothing is left of it.
    """
    at = sentence.find(word)
    pieces = clauses(sentence)
    inside = [one for one in pieces if one.start < at + len(word) and at < one.end] if at >= 0 else []
    if not inside:
        return sentence, ""
    first, last = inside[0], inside[-1]
    gone = sentence[first.start : last.end]
    if len(inside) == len(pieces):
        return "", sentence
    if last is pieces[-1]:
        before = pieces[pieces.index(first) - 1]
        return sentence[: before.end] + sentence[last.end :], gone
    after = pieces[pieces.index(last) + 1]
    return sentence[: first.start] + sentence[after.start :], gone
