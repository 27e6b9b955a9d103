"""The values that a derived figure is made of: those its words point at, and those close by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from fupan.domain.aspect import Aspect, Form
from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.audit import formula
from fupan.figures.audit.counts import Counts
from fupan.figures.audit.gaps import Gaps
from fupan.figures.audit.level import NEAR, Frame, Level, Memory
from fupan.figures.audit.naming import subject_words
from fupan.figures.audit.shares import Shares
from fupan.figures.audit.subjects import Lead
from fupan.figures.audit.sums import Sum, made_of
from fupan.figures.audit.things import is_anothers, same_thing
from fupan.figures.audit.verbs import verb_of
from fupan.figures.audit.when import LATER, earlier
from fupan.figures.read.reading import OWN, Reading

Kind = Literal["level", "pair", "share", "part", "sum", "per", "rate"]
Size = tuple[Decimal, Decimal]
_SIGNED = frozenset(("growth", "difference", "share_change", "ratio_change"))
_BASES = frozenset((Role.PRIOR, Role.PREVIOUS, Role.TARGET, Role.STRETCH))
_AHEAD = frozenset((Role.PLAN, Role.STRETCH))
_NOT_COUNTED = frozenset(("%", "元", "个百分点", "", "倍", "天"))
_ABOUT, _HUNDRED = Decimal("0.1"), Decimal(100)


@dataclass(frozen=True, slots=True)
class Operands:
    """The values for one derived figure; ``topic`` and ``label`` are the words that its line begins with."""

    memory: Memory
    reading: Reading
    lead: Lead
    kind: Kind
    line: int
    shared: Shares
    topic: frozenset[str] = frozenset()
    label: frozenset[str] = frozenset()

    def meant(self) -> list[Sum]:
        """What the words point at, the likeliest first; empty where they do not say enough."""
        counts = Counts(self.memory, self.reading, self.lead, self.line)
        found = {
            "pair": self._pairs, "sum": self._sum, "share": self.shared.meant, "part": self._part, "rate": counts.rate,
            "per": counts.per,
        }[self.kind]()  # fmt: skip
        return [one for one in found if one is not None]

    def close_by(self, *, sure: bool) -> Iterator[Sum]:
        """Every pair of values close by that could be meant; with ``sure`` of the same line only."""
        levels = self._window(sure=sure)
        aspects = {aspect.form: aspect for aspect in self.reading.aspects if aspect.b is not None}
        alike = {"pair": True, "share": True, "part": True, "per": False}.get(self.kind)
        size = self._size()
        for i, one in enumerate(levels if self.kind != "sum" else ()):
            for other in levels[i + 1 :]:
                if alike is not None and alike != (one.unit == other.unit):
                    continue  # most pairs: their units say that they give no such figure
                yield from self._explained(one, other, aspects, size)
                yield from self._explained(other, one, aspects, size)
        if self.kind == "sum":
            for count in range(2, min(9, len(levels)) + 1):
                if len({part.unit for part in levels[-count:]}) == 1:
                    yield Sum(formula.total(levels[-count:], "合计"))

    def _window(self, *, sure: bool) -> list[Level]:
        lines = sorted({level.line for level in self.memory.levels[-40:]} | {self.line})
        allowed = {self.line} if sure else set(lines[-3:])
        return [level for level in self.memory.levels[-16:] if level.line in allowed]

    def _explained(self, a: Level, b: Level, aspects: Mapping[Form, Aspect], size: Size | None) -> Iterator[Sum]:
        if self.kind in {"share", "part", "rate"}:
            counts = self.kind == "rate" and not {a.unit, b.unit} & _NOT_COUNTED
            fits = 0 <= a.value <= b.value and (a.unit == b.unit or counts) and _may_give(size, "ratio", a, b)
            if fits and not (self.kind == "rate" and self._counts(a)):
                fact = formula.quotient(a, b, "之比")
                if fact is not None:
                    yield Sum(fact, whole=b if self.kind == "share" else None)
        elif self.kind == "per":
            yield from made_of(formula.per(a, b, "平均"))
        elif self.kind == "pair" and a.unit == b.unit and a.rank >= b.rank:
            if not self._may_be(b):
                return
            told_as = ((_as_told(aspect, a.unit), aspect) for aspect in aspects.values())
            possible = [(told, aspect) for told, aspect in told_as if _may_give(size, told.form, a, b)]
            if not possible:
                return
            if earlier(b, a) == LATER:
                return
            alike = (
                a.subject == b.subject or bool(a.words & b.words) or (a.sentence == b.sentence and self._latest(a, b))
            )
            certain = alike and any((a.role, b.role) == (aspect.a, aspect.b) for aspect in self.reading.aspects)
            certain = certain and not (a.made or b.made)
            for told, aspect in possible:
                fact = formula.by_aspect(told, a, b)
                if fact is not None:
                    yield Sum(fact, aspect.form in _SIGNED, certain)

    def _size(self) -> Size | None:
        """The size of the figure and how far another may be from it; None where its words leave that open."""
        mention = self.reading.mention
        if mention.value is None or mention.approx is not None:
            return None
        value = abs(mention.value)
        return value, _ABOUT * value + mention.step

    def _counts(self, a: Level) -> bool:
        """True where the sentence counts something, so that amounts of money are not what its rate is made of."""
        sentence = self.reading.sentence[0]
        counted = any(
            level.sentence == sentence and level.unit not in _NOT_COUNTED for level in self.memory.levels[-NEAR:]
        )
        return counted and a.unit == "元"

    def _latest(self, a: Level, b: Level) -> bool:
        """True where these two are the latest of their unit."""
        last = [level for level in self.memory.levels[-NEAR:] if level.unit == a.unit and not level.made][-2:]
        return len(last) == 2 and a in last and b in last

    def _may_be(self, base: Level) -> bool:
        """False where the words name another base than this one: 比任务短 is not told against last month."""
        told = {aspect.b for aspect in self.reading.aspects}
        return self.reading.aspect_sure < OWN or base.role in told or base.role not in _BASES

    def _pairs(self) -> Iterator[Sum | None]:
        if self.lead.of is not None and self.reading.mention.unit == "个百分点":
            return
        if self._goes_on_ahead() or Gaps(self.memory, self.reading, self.lead).of_several:
            return
        compared = list(self._compared())
        if compared:
            yield from compared
            return
        frame = self._frame()
        if frame is None:
            return
        for a, b, told in self._of_frame(frame):
            if self._together(a, b):
                fact = formula.by_aspect(told, a, b)
                yield Sum(fact, signed=told.form in _SIGNED) if fact is not None else None

    def _goes_on_ahead(self) -> bool:
        """续费率争取做到80%，再提3.5个百分点: behind an aim, a change of no named base is from now."""
        latest = self.memory.levels[-1] if self.memory.levels else None
        aimed = latest is not None and latest.role in _AHEAD and latest.sentence == self.reading.sentence[0]
        verb = verb_of(self.lead.text)
        bare = (
            self.lead.bare and verb is not None and not verb.of_target and not self.lead.kinds & {"yoy", "pop", "than"}
        )
        return aimed and bare and self.reading.direction == "up"

    def _of_frame(self, frame: Frame) -> Iterator[tuple[Level, Level, Aspect]]:
        """The two exact values of a subject that each aspect of the figure names, with how it is told."""
        for aspect in self.reading.aspects:
            a, b = frame.values.get(aspect.a), frame.values.get(aspect.b or Role.ACTUAL)
            if a is None or b is None or not (a.exact and b.exact) or earlier(b, a) == LATER:
                continue  # 由2000年的2080亿元增加到2005年的4016亿元, told in 2006
            if not is_anothers(self.label, self.line, a, b):
                yield a, b, _as_told(aspect, frame.unit)

    def fallback(self) -> Iterator[Sum]:
        """What the words may mean without naming it: a change of what was spoken of before, a share of the whole."""
        if self.kind == "pair":
            for frame in self._spoken_of():
                for a, b, told in self._of_frame(frame):
                    fact = formula.by_aspect(told, a, b)
                    if fact is not None:
                        yield Sum(fact, told.form in _SIGNED, certain=not self.lead.words)
        elif self.kind in {"share", "part"}:
            yield from self.shared.of_all()

    def adjacent(self) -> Iterator[Fact]:
        """Differences of the latest values of the line: a change that is one at another power of ten is a slip."""
        unit = self.reading.mention.unit
        if self.kind != "pair" or unit in {"%", "个百分点", "倍"}:
            return
        levels = [
            level
            for level in self.memory.levels[-6:]
            if level.unit == unit and level.line == self.line and level.exact and not level.made
        ]
        for place, one in enumerate(levels):
            for other in levels[place + 1 :]:
                if not same_thing(one, other):
                    continue
                yield formula.difference(*((one, other) if one.value > other.value else (other, one)), "之差")

    def _spoken_of(self) -> list[Frame]:
        """What was named earlier in the sentence, at the head of the line, last in the line, and what all is about."""
        frames: list[Frame] = []
        for words in (self.lead.earlier, self.topic):
            named = self.memory.named(words) if words else None
            if named is not None and named not in frames:
                frames.append(named)
        latest, about = self.memory.frames[-1] if self.memory.frames else None, self.memory.about()
        if latest is not None and latest.line == self.line and latest not in frames:
            frames.append(latest)
        if about is not None and about not in frames and (self.lead.has("total") or not frames):
            frames.append(about)
        return frames

    def _together(self, a: Level, b: Level) -> bool:
        """Two values are surely meant where they stand in one line, or the subject is named again in this one."""
        if a.line == b.line == self.line or self.lead.words:
            return True
        here = [level for level in (a, b) if level.line == self.line]
        return any(not level.bare for level in here)

    def _frame(self) -> Frame | None:
        """The subject that the figure is about: the one its words name, else the one spoken of last in its line."""
        frames = self.memory.frames
        if self.reading.row:
            return next((frame for frame in reversed(frames[-NEAR:]) if frame.subject == self.reading.row), None)
        if self.lead.words:
            return self.memory.named(self.lead.words)
        latest = frames[-1] if frames else None
        return latest if latest is not None and latest.line == self.line else None

    def _compared(self) -> Iterator[Sum]:
        """长沙比武汉多, 二季度比一季度增长: both sides named."""
        if self.lead.sides is None:
            return
        left, right = (subject_words(side) for side in self.lead.sides)
        role = Role.ACTUAL
        levels = list(self.memory.recent(lambda level: level.role is role and level.exact, 24))
        other = _likest(levels, right)
        one = _likest([level for level in levels if level is not other], left)
        if one is None and not left and self.memory.levels:
            one = self.memory.levels[-1]
        if one is None or other is None or one is other or one.unit != other.unit or not one.exact:
            return
        form = next((aspect for aspect in self.reading.aspects if aspect.form in _SIGNED), None)
        if form is not None:
            told = _as_told(form, one.unit)
            yield from made_of(formula.by_aspect(told, one, other), signed=True)

    def _sum(self) -> Iterator[Sum | None]:
        parts: list[Level] = []
        for level in reversed(self.memory.levels):
            same = level.sentence == self.reading.sentence[0] and level.unit == self.reading.mention.unit
            if not same or level.role is not Role.ACTUAL or level.summed:
                break
            parts.append(level)
        if len(parts) >= 2 and self.lead.strong_sum and all(part.exact and not part.bare for part in parts):
            yield Sum(formula.total(parts[::-1], "合计"))

    def _part(self) -> Iterator[Sum | None]:
        """回款3.26亿元，相当于订货额的84.9%: the latest level of what is named."""
        levels = [level for level in self.memory.levels[-NEAR:] if level.sentence == self.reading.sentence[0]]
        frame = self.memory.named(subject_words(self.lead.part_of or ""))
        if not levels or frame is None or Role.ACTUAL not in frame.values:
            return
        part, whole = levels[-1], frame.values[Role.ACTUAL]
        if part is not whole and part.value <= whole.value and part.unit == whole.unit and part.exact and whole.exact:
            yield from made_of(formula.quotient(part, whole, "之比"))


def _may_give(size: Size | None, form: Form, a: Level, b: Level) -> bool:
    """Whether the size of the figure is about that of the formula: most pairs need no closer look."""
    if size is None:
        return True
    value, about = size
    if form not in {"ratio", "growth"}:
        return abs(abs(a.value - b.value) - value) <= about
    top = _HUNDRED * (a.value if form == "ratio" else a.value - b.value)
    return b.value > 0 and abs(abs(top) - value * b.value) <= about * b.value


def _likest(levels: list[Level], words: frozenset[str]) -> Level | None:
    """The level whose subject these words name best, the first among equals."""
    named = [level for level in levels if level.words & words]
    return max(named, key=lambda level: len(level.words & words) / len(level.words | words)) if named else None


def _as_told(aspect: Aspect, unit: str) -> Aspect:
    """The change of a rate is a difference, in 个百分点."""
    return aspect._replace(form="difference") if unit == "%" and aspect.form == "growth" else aspect
