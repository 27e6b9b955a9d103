"""Shares: the part that a figure in % tells of, and the whole it is a part of, as far as the text states them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from fupan.domain.role import TARGETS, Role
from fupan.figures.agreement import bounded
from fupan.figures.audit import formula
from fupan.figures.audit.level import ALIKE, NEAR, Frame, Level, Memory
from fupan.figures.audit.measure import is_counted_so
from fupan.figures.audit.naming import subject_words
from fupan.figures.audit.subjects import Lead
from fupan.figures.audit.sums import Sum
from fupan.figures.late import late
from fupan.figures.read.reading import Reading

_WHOLE_OF = late(
    r"(?:我们?|全[一-鿿]|本|公司|全部|全年|全体|总[额量数计]?|整个?|所有|当[年月期季]|这|那|上半年|下半年|[一二三四]季度|季度?|年度?|月|期|的"
    r"|合计|其中|销售额|销量|收入|金额|数量)+"
)
_MINE = late(r"^(?:我们?的?|本|全部|全年|所有|整个|当[年月期季])+(?=[一-鿿]{2})")


@dataclass(frozen=True, slots=True)
class Shares:
    """What one share may be a share of; ``also`` are wholes that may explain it though its words do not mean them."""

    memory: Memory
    reading: Reading
    lead: Lead
    line: int
    also: list[Level] = field(default_factory=list)

    def meant(self) -> Iterator[Sum]:
        """Shares of the wholes that the words point at, the likeliest first."""
        part = self.part()
        if part is not None:
            self.memory.parted.add(part.mention.start)
        if part is None or not part.exact or part.unit in {"%", "个百分点"}:
            return
        for whole in self._wholes(part):
            yield from _share(part, whole)

    def _wholes(self, part: Level) -> Iterator[Level]:
        """What the part may be a share of, the likeliest first; none where its words name what is not told."""
        named = _MINE.sub("", self.lead.of or "")
        if len(named) >= 2 and not _WHOLE_OF.fullmatch(named):
            frame = self.memory.named(subject_words(named), part.unit)
            whole = frame.values.get(part.role) if frame is not None and _called(frame, named) else None
            if whole is not None and whole is not part and whole.exact and whole.value > part.value:
                yield whole
            return
        topic = self.memory.named(self.lead.topic, part.unit) if self.lead.topic else None
        if topic is not None and Role.ACTUAL in topic.values:
            whole = topic.values[Role.ACTUAL]
            if whole.exact and whole.value > part.value:
                yield whole
            return
        before = self.memory.whole
        rest: list[Level] = []
        for level in self.memory.recent(lambda one: one.unit == part.unit and one.value > part.value, 24):
            same = level.summed or level.words & (self.lead.words | part.words)
            close = level.line == part.line or part.part or self.lead.has("subset") or level is before
            here = level.sentence == part.sentence
            if not part.part and not self.lead.has("subset") and self._is_sibling(level):
                continue
            if level.exact and level.role is part.role and ((same and close) or here):
                yield level
            elif level.exact and (close or here):
                rest.append(level)
        if before is not None and before.unit == part.unit and self.memory.whole_line == self.line:
            near = any(level is part or level.line == part.line for level in self.memory.levels[-6:])
            if near and self.lead.bare and before.value > part.value:
                yield before
        if not self.lead.of:
            self.also.extend(rest[:6])

    def _is_sibling(self, level: Level) -> bool:
        """True for a level whose own share is told, or is about to be: it is no whole of the parts beside it."""
        if level.mention.start in self.memory.parted and not level.summed:
            return True
        length = self.reading.run[1]
        return length > 1 and any(level is one for one in self._listed(length)[-length:])

    def part(self) -> Level | None:
        """The value whose share is told: of the name in the same place of a list, the one named, the last one."""
        levels = [
            level for level in self.memory.levels[-NEAR:]
            if level.sentence == self.reading.sentence[0] and not level.each
        ]  # fmt: skip
        levels = [level for level in levels if is_counted_so(self.lead.text, level)]
        index, length = self.reading.run
        if length > 1:
            listed = self._listed(length)
            return listed[index - length] if len(listed) >= length else None
        spoken = self.memory.pair[0] if self.memory.pair is not None and self.memory.pair_holds else None
        if not self.lead.words and spoken in levels:
            return spoken  # 团餐9,360吨，去年6,675吨，增长40.2%，占: what has grown
        if not self.lead.words and len(levels) > 1 and levels[-1].role in TARGETS and levels[-2].role is Role.ACTUAL:
            return levels[-2] if levels[-2].unit == levels[-1].unit else levels[-1]  # 520万元，目标420万元，…，占
        if not self.lead.words:
            return levels[-1] if levels and not self._unclear(levels) else None
        named = [level for level in levels if level.words & self.lead.words and not level.made]
        return named[-1] if named else None

    def _listed(self, length: int) -> list[Level]:
        """The levels told one by one whose shares a list of this length gives."""
        levels = [one for one in self.memory.levels[-NEAR:] if one.sentence == self.reading.sentence[0]]
        listed = [level for level in levels if not level.each and not level.summed and level.unit != "%"]
        if len(listed) < length:  # named in the sentence before
            line = [level for level in self.memory.levels[-16:] if level.line == self.line and not level.summed]
            listed = [level for level in line if level.unit != "%"]
            if len(listed) > length and listed[-1].value == sum(level.value for level in listed[-1 - length : -1]):
                listed.pop()
        return listed

    def _unclear(self, levels: list[Level]) -> bool:
        """投资3675亿元，较上年增加287亿元，占…: the part may be the level or its change."""
        return levels[-1].made and any(level.unit == levels[-1].unit for level in levels[:-1])

    def of_all(self) -> Iterator[Sum]:
        """The share of what the document as a whole is about."""
        part, about = self.part(), self.memory.about()
        whole = about.values.get(Role.ACTUAL) if about is not None else None
        if part is not None and whole is not None and part.unit == whole.unit and part.value < whole.value:
            yield from _share(part, whole)

    def explaining(self) -> Iterator[Sum]:
        """Sums that explain a share though its words do not mean them."""
        part = self.part() if self.also and not bounded(self.reading.mention) else None
        if part is not None:
            for whole in self.also:
                yield from _share(part, whole)


def _share(part: Level, whole: Level) -> Iterator[Sum]:
    fact = formula.quotient(part, whole, "占比")
    if fact is not None:
        yield Sum(fact, whole=whole, pair=(part, whole))


def _called(frame: Frame, name: str) -> bool:
    """True where a subject is surely the one that is named: half of the words, or one within the other."""
    return frame.likeness(subject_words(name)) >= ALIKE or name in frame.subject or frame.names(name)
