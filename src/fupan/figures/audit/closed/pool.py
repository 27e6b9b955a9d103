"""Pools: the figures around one figure that it may be made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from fupan.figures.audit.closed.entry import Entry
from fupan.figures.audit.level import Level

_HERE, _BACK, _AHEAD, _NAMED, _FIRSTS, _FAR = 16, 12, 3, 16, 6, 160
_ANCHORS = 3
_TOTALS = ("合计", "总计", "总和", "汇总", "共计", "全部")
_ALL_RATES = frozenset(("%", "个百分点"))


@dataclass(frozen=True, slots=True)
class Pool:
    """The exact figures around one: ``here`` in its line before it, ``ahead`` after it, ``back`` in the lines before.

    ``heads`` is what the text tells first in each unit that is still in use and its rows of totals, ``named`` are those
    that the words of the line name. ``vague`` says that the figure right before is inexact. ``parted`` is where the
    amounts begin whose shares are told right after them, ``listed`` where those begin that no 其中 makes parts of the
    one before, ``means`` where the means begin.
    """

    here: tuple[Level, ...]
    ahead: tuple[Level, ...]
    back: tuple[Level, ...]
    heads: tuple[Level, ...]
    named: tuple[Level, ...]
    vague: bool = False
    parted: frozenset[int] = frozenset()
    listed: frozenset[int] = frozenset()
    means: frozenset[int] = frozenset()

    def all(self) -> list[Level]:
        """Every level once, those of the line first, the latest of them foremost."""
        found: dict[int, Level] = {}
        for level in (*reversed(self.here), *self.ahead, *self.named, *self.heads, *reversed(self.back)):
            found.setdefault(level.mention.start, level)
        return [*found.values()]

    def anchors(self) -> list[Level]:
        """The figures of which at least one is surely meant: the latest of the line, the next, those named."""
        amounts = [level for level in self.here if level.unit not in _ALL_RATES][-_ANCHORS:]
        rates = [level for level in self.here if level.unit in _ALL_RATES][-_ANCHORS:]
        found = [*reversed(amounts), *reversed(rates), *self.ahead, *self.named]
        return [*found, *((*reversed(self.back[-_ANCHORS:]), *self.heads) if not amounts else ())]


class Pools:
    """Builds the pools of the entries of one text, in order."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._heads: dict[str, list[Level]] = {}
        self._totals: list[Level] = []
        self._seen = 0
        self._parted: set[int] = set()
        self._means: set[int] = set()

    def mean(self, entry: Entry) -> None:
        """Take note that an entry is a mean."""
        self._means.add(entry.mention.start)

    def part(self, entry: Entry) -> None:
        """Take note that an entry is the share of the amount right before it."""
        before = self._entries[entry.place - 1] if entry.place else None
        if before is not None and before.sentence == entry.sentence and before.level.unit not in _ALL_RATES:
            self._parted.add(before.level.mention.start)

    def of(self, entry: Entry) -> Pool:
        """The pool of an entry; entries must be asked for in order."""
        self._take(entry.place)
        before = self._entries[max(0, entry.place - _FAR) : entry.place]
        begins = len(before)
        while begins and before[begins - 1].line == entry.line:
            begins -= 1
        here = before[begins:]
        back = [one.level for one in before[:begins] if one.level.exact]
        later = self._entries[entry.place + 1 : entry.place + 1 + _AHEAD]
        ahead = [one.level for one in later if one.line == entry.line and one.level.exact]
        words = entry.lead.words | entry.lead.earlier | (here[0].lead.words if here else frozenset())
        far = [one.level for one in here[:-_HERE] if one.level.exact]
        named = [level for level in (*back, *far) if level.words & words]
        line = tuple(one.level for one in here if one.level.exact)[-_HERE:]
        back, named = back[-_BACK:], named[-_NAMED:]
        units = {entry.level.unit, *(one.level.unit for one in before)}
        heads = (*chain.from_iterable(self._heads[unit] for unit in self._heads if unit in units), *self._totals)
        told = {level.mention.start for level in chain(line, ahead, back, heads, named)}
        return Pool(
            line,
            tuple(ahead),
            tuple(back),
            heads,
            tuple(named),
            bool(here) and not here[-1].level.exact,
            frozenset(told & self._parted),  # not all of the text: a long one would be held once for each figure
            frozenset(told & {one.level.mention.start for one in before if not one.level.part}),
            frozenset(told & self._means),
        )

    def _take(self, place: int) -> None:
        for entry in self._entries[self._seen : place]:
            level = entry.level
            if not level.exact or level.unit in _ALL_RATES:
                continue
            firsts = self._heads.setdefault(level.unit, [])
            if level.row and level.subject.endswith(_TOTALS):
                self._totals = [*self._totals[-7:], level]
            elif len(firsts) < _FIRSTS and not level.each and not level.row and level.amount:
                firsts.append(level)
        self._seen = max(self._seen, place)


def runs(levels: Sequence[Level], unit: str, least: int = 2, most: int = 8) -> Iterator[tuple[Level, ...]]:
    """Stretches of consecutive levels of one unit, none of them a change, that end at one of the latest."""
    alike = [level for level in levels if level.unit == unit and not level.made and not level.summed]
    for end in range(len(alike), max(len(alike) - 3, 0), -1):
        for length in range(least, min(most, end) + 1):
            yield tuple(alike[end - length : end])
