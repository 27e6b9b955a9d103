"""What the signals of weak writing look at: a stretch of a text, its clauses and the figures in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from fupan.figures.fold import fold
from fupan.figures.trie import alternation
from fupan.logic.clauses import Clause, clauses
from fupan.resources import data

_QUOTED = re.compile(r"“[^”\n]{0,200}”|「[^」\n]{0,200}」|『[^』\n]{0,200}』|《[^》\n]{0,200}》")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{1,}|[0-9]")


class Signal(NamedTuple):
    """One sign of weak writing: ``text[start:end]``, and what is weak and what to write instead."""

    kind: str
    start: int
    end: int
    says: str


@dataclass(frozen=True)
class Stretch:
    """``text[start:end]`` of a whole text; ``figures`` are the spans of all its figures, in order."""

    text: str
    start: int
    end: int
    figures: Sequence[tuple[int, int]]

    @cached_property
    def words(self) -> str:
        """The stretch in one script; offsets count from ``start``."""
        return fold(self.text[self.start : self.end])

    @cached_property
    def clauses(self) -> list[Clause]:
        """Its clauses; offsets count in the whole text."""
        return [
            Clause(one.start + self.start, one.end + self.start, one.before, one.after, one.bullet)
            for one in clauses(self.text[self.start : self.end])
        ]

    @cached_property
    def sentences(self) -> list[list[Clause]]:
        """The clauses by sentence (or part of one that a semicolon ends, or line)."""
        found: list[list[Clause]] = []
        for clause in self.clauses:
            if not found or clause.before in ".;n^":
                found.append([])
            found[-1].append(clause)
        return found

    @cached_property
    def quoted(self) -> list[tuple[int, int]]:
        """What stands in quotation marks: other people's words."""
        return [(a + self.start, b + self.start) for a, b in (m.span() for m in _QUOTED.finditer(self.words))]

    def folded(self, clause: Clause) -> str:
        """A clause in one script."""
        return self.words[clause.start - self.start : clause.end - self.start]

    def has_figure(self, start: int, end: int) -> bool:
        """Whether a figure, or a digit, stands in ``text[start:end]``."""
        at = bisect_left(self.figures, (start, start))
        inside = at < len(self.figures) and self.figures[at][0] < end
        return inside or any(char in "0123456789" for char in self.words[start - self.start : end - self.start])

    def concrete(self, start: int, end: int) -> bool:
        """Whether a figure or a name in Latin letters stands there."""
        return self.has_figure(start, end) or bool(_NAME.search(self.words[start - self.start : end - self.start]))

    def is_quoted(self, start: int) -> bool:
        """Whether ``start`` lies in a quotation."""
        return any(a <= start < b for a, b in self.quoted)

    def backed(self, clause: Clause) -> bool:
        """Whether the clause, or the next one of its sentence, has a figure: 明显加快，从45天缩到38天."""
        if self.has_figure(clause.start, clause.end):
            return True
        following = self.clauses[at] if (at := self._places[clause.start] + 1) < len(self.clauses) else None
        return following is not None and following.before in ",:" and self.has_figure(following.start, following.end)

    def led(self, clause: Clause) -> bool:
        """Whether the clause before, in the same sentence, has a figure."""
        at = self._places[clause.start]
        before = self.clauses[at - 1] if at and clause.before in ",:" else None
        return before is not None and self.has_figure(before.start, before.end)

    @cached_property
    def _places(self) -> dict[int, int]:
        return {clause.start: place for place, clause in enumerate(self.clauses)}


@cache
def words_of(*kinds: str) -> re.Pattern[str]:
    """An expression for the words of these kinds in ``data/weak_words.json``."""
    table = data("weak_words")
    return alternation(fold(word) for kind in kinds for word in table[kind])


def each(pattern: re.Pattern[str], stretch: Stretch) -> Iterator[tuple[int, int]]:
    """Where ``pattern`` stands in the stretch outside quotations: spans of the whole text."""
    for match in pattern.finditer(stretch.words):
        start = match.start() + stretch.start
        if not stretch.is_quoted(start):
            yield start, match.end() + stretch.start
