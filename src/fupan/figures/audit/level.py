"""Levels: the given values of a document, by subject and role, from which its other figures are recomputed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from fupan.domain.mention import Mention
from fupan.domain.role import Role

MEMORY = 400
"""How many levels are remembered; older ones are too far away to be meant."""
NEAR = 12
ALIKE = 0.5
_NO_AMOUNT = frozenset(("%", "个百分点", "倍", "年", "月", "天", "个月", "周", "小时", "日"))
_LARGE = 1000
_TOTALS = ("合计", "总计", "总和", "汇总", "共计")
_RANKS = {Role.PLAN: 3, Role.ACTUAL: 2, Role.TARGET: 1, Role.STRETCH: 1}


class Level(NamedTuple):
    """A value as the document states it; ``subject`` are the words that say what it is, ``words`` their pairs.

    ``line`` and ``sentence`` are the offsets where its line and its sentence begin. ``bare`` levels name no subject of
    their own (年度目标4.8亿元). ``said`` are the words of its clause; ``each`` says that it is the amount for one
    (每盒88元), ``part`` that it is a part of what was told before (其中), ``made`` that it is itself a
    difference. ``head`` are all words since the figure before; ``row`` says that it stands in a table,
    ``derived`` that the text's own values give it, ``timed`` that it is one of a month, a quarter …
    """

    mention: Mention
    value: Decimal
    unit: str
    role: Role
    subject: str
    words: frozenset[str]
    line: int
    sentence: int
    bare: bool = False
    summed: bool = False
    said: str = ""
    each: bool = False
    part: bool = False
    made: bool = False
    head: str = ""
    row: bool = False
    derived: bool = False
    timed: bool = False

    @property
    def exact(self) -> bool:
        """True where no bound or 约 makes it inexact."""
        return self.mention.approx is None

    @property
    def amount(self) -> bool:
        """True where it is an amount or a count: 126万 is one without a unit, 7.2 is none."""
        return self.unit not in _NO_AMOUNT and (bool(self.unit) or abs(self.value) >= _LARGE)

    @property
    def rank(self) -> int:
        """Plans are told against actual values, actual values against targets and earlier ones."""
        return _RANKS.get(self.role, 0)


@dataclass(slots=True, eq=False)
class Frame:
    """The values of one subject by role: this period's, the target, last year's …; equal to none but itself."""

    subject: str
    words: frozenset[str]
    unit: str
    line: int
    values: dict[Role, Level] = field(default_factory=dict)

    def likeness(self, words: frozenset[str]) -> float:
        """How much of two subjects is the same, from 0 to 1."""
        common = len(self.words & words)
        return common / len(self.words | words) if common else 0.0

    def names(self, subject: str) -> bool:
        """True where one subject is the other with a character or two more: 搭建, 搭建老二."""
        short, long = sorted((self.subject, subject), key=len)
        return len(short) >= 2 and len(long) - len(short) <= 2 and long.startswith(short)

    def put(self, level: Level) -> None:
        """Take in a value; the latest one of a role holds."""
        self.values[level.role] = level
        self.line = level.line


@dataclass(slots=True)
class Memory:
    """What the document has stated so far, the latest last.

    ``pair`` are the two values told of last, and ``pair_holds`` says that no other figure stands between. ``first`` is
    what is told first in each unit, ``held`` how many shares of each level were right; ``shares`` are the shares told,
    which are levels only for changes of shares; ``parted`` is where the levels begin whose shares were told.
    """

    levels: list[Level] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    whole: Level | None = None
    whole_line: int = -1
    pair: tuple[Level, Level] | None = None
    pair_holds: bool = False
    first: dict[str, Frame] = field(default_factory=dict)
    held: dict[int, int] = field(default_factory=dict)
    shares: list[Level] = field(default_factory=list)
    parted: set[int] = field(default_factory=set)
    _totals: list[Frame] = field(default_factory=list)

    def add(self, level: Level) -> None:
        """Take in a level; sums of others open no subject."""
        self.levels.append(level)
        del self.levels[:-MEMORY]
        if level.summed or level.made:
            return
        frame = self._frame_of(level)
        if frame is None:
            frame = Frame(level.subject, level.words, level.unit, level.line)
            if not level.each and not level.part and not level.row:
                self.first.setdefault(level.unit, frame)
        else:
            del self.frames[self._place(frame)]
        again = level.row and frame.line == level.line
        if level.role not in frame.values or not (again or (level.bare and level.timed)):
            frame.put(level)
        elif again and level.unit != "%":  # of the columns of a table the first is what the row is about
            self.levels[-1] = level._replace(made=True)
        self._latest(frame)

    def _latest(self, frame: Frame) -> None:
        """Make a frame the latest; it is in ``frames`` no more."""
        self.frames.append(frame)
        if frame.subject.endswith(_TOTALS):
            self._totals = [*(one for one in self._totals if one is not frame), frame]
        for gone in self.frames[:-MEMORY]:
            self._totals = [one for one in self._totals if one is not gone]
        del self.frames[:-MEMORY]

    def _place(self, frame: Frame) -> int:
        """Where a frame stands; it is one of the latest."""
        return next(at for at in range(len(self.frames) - 1, -1, -1) if self.frames[at] is frame)

    def _frame_of(self, level: Level) -> Frame | None:
        for frame in reversed(self.frames[-NEAR:]):
            if frame.unit != level.unit:
                continue
            if level.bare:
                return frame if level.line == frame.line else None
            if level.subject == frame.subject:
                return frame
            narrower = level.subject.endswith(frame.subject) or frame.subject.endswith(level.subject)
            if not level.part and not narrower and (frame.likeness(level.words) >= ALIKE or frame.names(level.subject)):
                return frame
        return None

    def about(self) -> Frame | None:
        """What the document is about as a whole: the row of totals of its last table, else what it spoke of first."""
        return next(chain(reversed(self._totals), self.frames), None)

    def heads(self, unit: str) -> list[Frame]:
        """What the document is about in a unit: the row of totals, and what it told first in that unit."""
        about, first = self.about(), self.first.get(unit)
        if about is not None and about.unit == unit and about.subject.endswith(_TOTALS):
            return [about]
        found = [frame for frame in (about, first) if frame is not None and frame.unit == unit]
        return found[:1] if len(found) > 1 and found[0] is found[1] else found

    def wholes(self, unit: str) -> list[Level]:
        """The actual exact values of the heads."""
        found = [frame.values[Role.ACTUAL] for frame in self.heads(unit) if Role.ACTUAL in frame.values]
        return [level for level in found if level.exact]

    def named(self, words: frozenset[str], unit: str | None = None) -> Frame | None:
        """The frame nearby that these words name best; the latest among equals."""
        best: tuple[float, Frame] | None = None
        for frame in reversed(self.frames[-NEAR:]):
            alike = frame.likeness(words)
            if alike > 0.24 and (unit is None or frame.unit == unit) and (best is None or alike > best[0]):
                best = alike, frame
        return best[1] if best else None

    def recent(self, fits: Callable[[Level], bool], reach: int = NEAR) -> Iterator[Level]:
        """The latest levels that fit, the latest first."""
        return (level for level in reversed(self.levels[-reach:]) if fits(level))
