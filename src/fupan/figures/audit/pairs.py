"""Pairs: how much speaks for a change being told of two values, by their roles and times, place and subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fupan.domain.role import EARLIER, TARGETS, Role
from fupan.figures.audit.bases import Base, matches
from fupan.figures.audit.level import ALIKE, Level, Memory
from fupan.figures.audit.naming import subject_words
from fupan.figures.audit.subjects import Lead
from fupan.figures.audit.things import likeness, only_a_time, other_part, same_thing
from fupan.figures.audit.verbs import Verb
from fupan.figures.audit.when import FROM, LATER, PERHAPS, SURELY, UNKNOWN, earlier, told_earlier, when_of
from fupan.figures.late import late

ENOUGH, FAIR = 6, 4
"""From which weight on a pair without rival is sure, and from which on it is likely."""
_MOST = 5
_FLOW = late("新[增开来签招进]|关[了闭停]|走了|退[了出]|流失|注销")
_APART = frozenset(("相差", "差距", "差额"))
_SIZES = frozenset("高低多少")


@dataclass(frozen=True, slots=True)
class Scales:
    """Weighs the pairs of values that one change may be told of; ``named`` are the words of its sentence and line."""

    memory: Memory
    lead: Lead
    verb: Verb
    base: Base | None
    levels: Sequence[Level]
    line: int
    sentence: int
    named: frozenset[str]

    def weight(self, a: Level, b: Level) -> int | None:
        """How much speaks for a change of ``a`` against ``b``; None where something speaks against it."""
        if self._are_apart(a, b):
            return ENOUGH if a.value > b.value else None
        order = earlier(b, a)
        if order == PERHAPS and not only_a_time(b):
            order = UNKNOWN
        if a.each != b.each or (FROM.search(b.head) and b.sentence != self.sentence):
            return None
        if (a.role in EARLIER and b.role is Role.ACTUAL and order < SURELY) or _FLOW.search(a.said + b.said):
            return None
        told = self._by_words(a, b, order)
        if told is None:
            return None
        weight = told + self._by_place(a, b) + self._by_subject(a, b)
        return self._capped(weight, a, b, order)

    def _are_apart(self, a: Level, b: Level) -> bool:
        """汽车18.2%，家电10.4%，相差7.8个百分点: the two values right before, of whatever they are."""
        if self.verb.word not in _APART or (self.base is not None and self.base.words) or a.sentence != self.sentence:
            return False
        return {id(a), id(b)} == {id(level) for level in self.memory.levels[-2:]}

    def _by_words(self, a: Level, b: Level, order: int) -> int | None:
        if self.base is not None:
            return self._by_base(self.base, a, b)
        targets = b.role in TARGETS
        if self.verb.of_target and targets and a.role is Role.ACTUAL:
            return SURELY
        if not self.verb.of_target and targets and a.role is Role.ACTUAL and order < SURELY:
            return 1 if self.verb.word in _SIZES else -1
        if order == LATER:
            return None
        if self.verb.of_target:
            return 0
        return SURELY if order == PERHAPS and "pop" in self.lead.kinds else order

    def _by_base(self, base: Base, a: Level, b: Level) -> int | None:
        weight = matches(base, b, a)
        if weight is None or (
            b.role is Role.ACTUAL and b.line != a.line and base.role is not None and not self._is_head(b)
        ):
            return None
        if base.given is not None and a.sentence != self.sentence:
            return 0
        if base.role is Role.ACTUAL:
            weight += 2 * self._is_head(b) - (not when_of(base.words).part)
        if base.role is Role.PRIOR and other_part(a, b):
            weight -= 3
        if base.role in EARLIER and a.role in TARGETS and self._latest(a) is not a:
            weight -= 3  # 收入6912万元，预算7200万元；去年7056万元，同比减少: it is no budget that has fallen
        return weight + 3 * self._is_spoken_time(base, a)

    def _by_place(self, a: Level, b: Level) -> int:
        """The latest of the line, the latest two, the only two, and the latest of all."""
        here = [level for level in self.levels if level.line == self.line]
        pair = {id(a), id(b)}
        weight = int(self._is_latest(a, b))
        if here:
            weight += id(here[-1]) in pair
            weight += len(here) > 1 and pair == {id(here[-1]), id(here[-2])}
            weight += pair == {id(level) for level in here}
            one, other = (a, b) if a.line == self.line else (b, a)
            weight += len(here) == 1 and one is here[0] and self._is_head(other)
        elif self._from_table(a, b):
            weight += 1
        if self.line not in {a.line, b.line} and not (a.words & self.named and b.words & self.named):
            weight -= 2
        return weight

    def _by_subject(self, a: Level, b: Level) -> int:
        weight = -2 if self._is_foreign(a, b) else 0
        if not (a.bare or b.bare) and (a.subject == b.subject or a.words & b.words):
            return weight + 2
        if same_thing(a, b):
            return weight + 1
        return weight - 3 if self.base is None or not self.base.words else weight

    def _capped(self, weight: int, a: Level, b: Level, order: int) -> int:
        """The weight, no more than explains where times, places or sizes leave it open that these are meant."""
        targets = b.role in TARGETS
        if targets and (not same_thing(a, b) or not (self.verb.of_target or self.base or self.verb.word in _SIZES)):
            weight = min(weight, FAIR - 1)
        by_time = self.base is None or self.base.role in EARLIER
        if by_time and not self.verb.of_target and not targets and not self._in_time(a, b, order):
            weight = min(weight, FAIR - 1)
        apart = a.sentence != b.sentence and not a.words & b.words and a.subject != b.subject and not self._is_head(b)
        if max(a.value, b.value) > _MOST * min(a.value, b.value) or (apart and not (a.row or b.row)):
            weight = min(weight, ENOUGH - 1)
        return weight

    def _in_time(self, a: Level, b: Level, order: int) -> bool:
        """Whether one value is surely the earlier one of the same thing, and the figure goes on about the other."""
        if order <= UNKNOWN or not same_thing(a, b) or self._is_foreign(a, b):
            return False
        alike = b.row or a.bare or b.bare or b.sentence == a.sentence or likeness(a, b) >= ALIKE
        return alike and (self._is_latest(a, b) or self._from_table(a, b)) and self._reads_on(a, b)

    def _latest(self, a: Level) -> Level | None:
        rates = a.unit == "%"
        return next((one for one in reversed(self.memory.levels) if not one.made and (one.unit != "%" or rates)), None)

    def _is_latest(self, a: Level, b: Level) -> bool:
        latest = self._latest(a)
        return latest is a or latest is b

    def _from_table(self, a: Level, b: Level) -> bool:
        """**南区**。比去年少卖52万元: told of before, in a table."""
        here = any(level.line == self.line for level in self.levels)
        return not here and a.subject == b.subject and bool(a.words & self.named)

    def _is_foreign(self, a: Level, b: Level) -> bool:
        """True where the words before the verb name something else."""
        base = self.base
        named = subject_words(base.left if base is not None and base.words else self.verb.before[-12:])
        return bool(named) and not named & (a.words | b.words)

    def _reads_on(self, a: Level, b: Level) -> bool:
        """Whether the place of two values allows that the figure goes on about ``a``.

        After 去年209亿元，比上年增加 it is the earlier value itself that grew; a year of its own (2005年) tells the
        base only where the later value has one too.
        """
        base = self.base
        if self._latest(a) is not b:
            return not (base is not None and base.words and FROM.search(b.head))
        if base is not None and base.words:
            return False
        year = when_of(b.head).year
        absolute = year is not None and year > 1
        near = a.line == b.line or (base is not None and self._is_head(a))
        return near and told_earlier(b, a) and (not absolute or when_of(a.head).year is not None)

    def _is_spoken_time(self, base: Base, level: Level) -> bool:
        """9月把坑填平，环比8月蹿了47.4%: the month that the sentence speaks of."""
        if not base.words:
            return False
        spoken = when_of(self.lead.head.rpartition(base.words)[0])
        own = when_of(level.subject) if level.row else when_of(level.head)
        return bool(spoken.part) and (spoken.part, spoken.place) == (own.part, own.place)

    def _is_head(self, level: Level) -> bool:
        return any(level is one for frame in self.memory.heads(level.unit) for one in frame.values.values())
