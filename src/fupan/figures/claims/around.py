"""What the headings above a line and its label say of whom the line speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.claims.terms import Terms
from fupan.figures.claims.tokens import MARKS, tokens_of, word_at
from fupan.figures.fold import fold
from fupan.figures.read.reader import LABEL
from fupan.figures.scan.outline import Block
from fupan.figures.trie import alternation
from fupan.resources import data

_GOALS = ("目标", "任务")
_BACK = 300


class Around(NamedTuple):
    """``where`` and ``metric`` are what is named; ``plain``: no word of it narrows down what the text speaks of.

    ``closed``: it is about another time, so that nothing below is held against this one. ``start`` is where it begins.
    """

    start: int = 0
    where: Where | None = None
    metric: str | None = None
    plain: bool = True
    closed: bool = False


@dataclass
class Headings:
    """The headings above the line that is read."""

    terms: Terms
    text: str
    _above: list[tuple[int, Around]] = field(default_factory=list)

    def of_item(self, block: Block, above: Sequence[Block]) -> Around:
        """The same for an item of a list, with the items that it stands below and the line that leads to the list."""
        found = self.here
        for one in above:
            found = self._named(one.start, one.end, found)._replace(start=found.start)
        return self._labelled(block, found)

    def enter(self, block: Block) -> None:
        """A heading: it ends those of its own level, and holds for what stands below it."""
        self._above = [one for one in self._above if one[0] < block.level]
        outer = self.here
        told = self.text[block.start : block.end]
        times = {cue.meaning.role for cue in self.terms.lexicon.cues(told) if cue.kind == "time"}
        if block.level == 1:
            found = Around(block.start, closed=bool(times) and Role.ACTUAL not in times)
        else:
            found = self._named(block.start, block.end, outer)
            ahead = self.terms.lexicon.looks_ahead(told) and Role.ACTUAL not in times
            found = found._replace(closed=found.closed or ahead or bool(times - {Role.ACTUAL}))
        self._above.append((block.level, found))

    @property
    def here(self) -> Around:
        """What the headings say of the line that is read."""
        return self._above[-1][1] if self._above else Around()

    def _labelled(self, block: Block, found: Around) -> Around:
        """The same with the label of the line, where it has one."""
        label = LABEL.match(self.text, block.start, block.end)
        if label is None:
            return found
        return self._named(label.start(1), label.end(1), found)._replace(start=found.start)

    def _named(self, start: int, end: int, outer: Around) -> Around:
        """What a heading or label names, beside what the ones above it do."""
        found = tokens_of(self.terms, self.text, start, end)
        plans = _plans().search(self.text, start, end) is not None or self.text.endswith(_GOALS, start, end)
        outer = outer._replace(start=start, metric=None, closed=outer.closed or plans)
        if found is None:
            return self._partly(start, end, outer)
        members = [token.where for token in found if token.letter == "M"]
        metrics = [token.name for token in found if token.letter == "K"]
        if len(members) > 1 or len(metrics) > 1:
            return outer._replace(plain=False)
        return outer._replace(where=next(iter(members), outer.where), metric=next(iter(metrics), None))

    def _partly(self, start: int, end: int, outer: Around) -> Around:
        """Of a heading that is not understood to the last word: the member it is about (海南：稳步释放)."""
        told = self.text[start:end]
        cues = self.terms.lexicon.cues(told)
        members = [cue.meaning.places for cue in cues if cue.kind == "member" and cue.meaning.exact]
        if len(members) == 1 and len(members[0]) == 1 and members[0][0] is not None:
            return outer._replace(where=members[0][0])
        return outer._replace(plain=outer.plain and not members and is_plain(self.terms, told))


def is_plain(terms: Terms, text: str) -> bool:
    """True for a heading that every summary may have: 一、总体完成情况."""
    at = 0
    while at < len(text):
        if text[at] in MARKS:
            at += 1
            continue
        plain = _plain().match(text, at)
        stop, word = word_at(terms, text, at, len(text))
        if plain is None and (word is None or word.letter == "M"):
            return False
        at = max(stop, plain.end() if plain is not None else at)
    return True


@cache
def _plans() -> re.Pattern[str]:
    return alternation(fold(word) for word in data("claims")["plans"])


@cache
def _plain() -> re.Pattern[str]:
    return alternation(fold(word) for word in data("claims")["heading"])


def back_from(around: Around, at: int) -> int:
    """How far back from ``at`` the text speaks of the same, as far as it is looked through."""
    return max(around.start, at - _BACK)
