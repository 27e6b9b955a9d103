"""Counts: rates of two counts, and amounts per head, per shop, per order, by what their words name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fupan.domain.role import Role
from fupan.figures.audit import formula
from fupan.figures.audit.level import Level, Memory
from fupan.figures.audit.subjects import Lead
from fupan.figures.audit.sums import Sum, made_of
from fupan.figures.read.reading import Reading
from fupan.figures.read.told_per import HEADS

_NOT_COUNTED = frozenset(("%", "元", "个百分点", "", "倍", "天"))


@dataclass(frozen=True, slots=True)
class Counts:
    """The rates and means of counts that one figure may tell."""

    memory: Memory
    reading: Reading
    lead: Lead
    line: int

    def rate(self) -> Iterator[Sum]:
        """投标125次，中标40次，中标率32%: two counts of the sentence, the later one named in the rate."""
        levels = [level for level in self.memory.levels[-6:] if level.sentence == self.reading.sentence[0]]
        counts = [level for level in levels if level.unit not in _NOT_COUNTED and level.exact and not level.made]
        if self.lead.joined or len(counts) < 2 or counts[-1].unit != counts[-2].unit:
            return
        one, other = counts[-2:]
        if not set(one.said + other.said) & set(self.lead.rate):
            return
        part, whole = sorted((one, other), key=lambda level: level.value)
        yield from made_of(formula.quotient(part, whole, "之比"))

    def per(self) -> Iterator[Sum]:
        """人均订货: the amount named over the heads of the line; 单个新签成本: the line's amount over what is named."""
        unit = self.reading.mention.unit
        units = {*HEADS} if self.lead.has("per") else {self.lead.each}
        counts = list(
            self.memory.recent(
                lambda level: level.unit in units and level.exact and level.line == self.line and not level.made
            )
        )
        here = list(
            self.memory.recent(
                lambda level: (
                    level.unit == unit and level.role is Role.ACTUAL and level.exact
                    and level.sentence == self.reading.sentence[0]
                    and not level.made and not level.each
                )
            )
        )  # fmt: skip
        counted = counts or self._counted(units)
        named = self.memory.named(self.lead.words, unit) if self.lead.words and counts else None
        if named is not None and Role.ACTUAL in named.values:
            yield from self._each(named.values[Role.ACTUAL], counts)
        elif counted and here and (not counts or not self.lead.words or counts[0].words & self.lead.words):
            yield from self._each(here[0], counted)

    def _each(self, amount: Level, counts: list[Level]) -> Iterator[Sum]:
        for count in counts:
            yield from made_of(formula.per(amount, count, "平均"))

    def _counted(self, units: frozenset[str] | set[str]) -> list[Level]:
        """What the document counts: the subject named (单个新签成本), else its first one."""
        words = self.lead.words
        fits = [
            level
            for level in self.memory.levels
            if level.role is Role.ACTUAL and level.exact and level.unit not in _NOT_COUNTED and not level.made
        ]
        if words:
            heads = self.lead.has("per")
            return [level for level in fits if level.words & words and (not heads or level.unit in units)][:4]
        return [level for level in fits if level.unit in units][:1]
