"""What a figure tells as a level: whose value it is, in which role, and whether it is the amount for one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fupan.domain.role import Role
from fupan.figures.audit.level import Frame, Level, Memory
from fupan.figures.audit.naming import subject_words
from fupan.figures.audit.subjects import Lead
from fupan.figures.audit.when import When, when_of
from fupan.figures.late import late
from fupan.figures.read.reading import CONTEXT, Reading

_UNITS = "[张件台盒个单套节颗位家条吨箱辆瓶袋斤部组对克桶包块只册间亩米次份户人场]"
_PRICE = late(
    rf"单价|均价|[吨箱件台套盒]价|客单|一{_UNITS}卖?[^，。；]{{0,3}}$|每一?(?:公斤|平方?米|立方米|千瓦时|{_UNITS})(?:从|由)?$"
)
_EVEN = late("[月周季日场店台户单件吨张人]均|每个?[月周季天日]|平均一?[月周季天日个张台吨场单家户位件]")
_SAYS_ROLE = frozenset(("time", "role", "scheme"))
_PAST = frozenset((-1, -2))
_AIMED = late("(?:争取|力争|冲刺|努力|确保|保证)[^，。；]{0,10}$")
_WITHIN = late("其中|里面|里头|当中有")
_PER_ONE = 20
"""An amount so many times the one for one of a thing is that of all of them."""


@dataclass(frozen=True, slots=True)
class Told:
    """Makes the level of one figure of ``text``; ``aside`` is the role of values in brackets where the text says it."""

    memory: Memory
    reading: Reading
    lead: Lead
    line: int
    text: str
    aside: Role | None

    def level(self, *, summed: bool, made: bool) -> Level:
        """The figure as a level; ``summed`` and ``made`` say that it is a sum or a difference of others."""
        mention, lead = self.reading.mention, self.lead
        unit, _, per = mention.unit.partition("/")  # 15,750元/吨 is an amount in 元 for one
        when = when_of(lead.text)
        subject, words, bare = self._subject()
        start = self.reading.sentence[0]
        each = bool(lead.each) or _PRICE.search(lead.text) is not None or _EVEN.search(lead.text) is not None
        return Level(
            mention._replace(unit=unit),
            mention.value or Decimal(0),
            unit,
            self._role(when, made=made),
            subject,
            words,
            self.line,
            start,
            bare,
            summed,
            lead.text,
            each or bool(per) or self._goes_on_each(),
            lead.has("subset") or _WITHIN.search(self.text, max(start, mention.start - 16), mention.start) is not None,
            made,
            lead.head,
            bool(self.reading.row),
            timed=bool(when.part),
        )

    def _role(self, when: When, *, made: bool) -> Role:
        reading, lead, mention = self.reading, self.lead, self.reading.mention
        if self.aside is not None and self.text[mention.start - 1] in "（(":
            return self.aside
        told = reading.aspects[0] if reading.aspects else None
        role = told.a if told is not None and told.form in {"value", "share"} else Role.ACTUAL
        role = self._inherited() or role
        if reading.origin or (role is Role.ACTUAL and when_of(lead.head).year in _PAST):
            return Role.PRIOR
        if role is Role.ACTUAL and not made and _AIMED.search(lead.text) is not None:
            return Role.STRETCH
        if reading.compared and role in {Role.TARGET, Role.STRETCH} and reading.aspect_sure <= CONTEXT and when.named:
            return Role.PREVIOUS  # 较Q1的18%
        if not made and role is Role.ACTUAL and when.near == -1 and not when.part and "初" not in lead.text:
            return Role.PREVIOUS
        return role

    def _subject(self) -> tuple[str, frozenset[str], bool]:
        lead, reading = self.lead, self.reading
        if reading.row:
            return reading.row, subject_words(reading.row), False
        if lead.has("per") or lead.each:
            return f"平均{lead.subject}", frozenset((f"平均{lead.subject}",)), False
        latest = self._spoken_of()
        if lead.bare and latest is not None:
            return latest.subject, latest.words, True
        if lead.bare and self.memory.frames and lead.kinds & _SAYS_ROLE:
            first = self.memory.about() or self.memory.frames[0]  # 四季度计划2750万元: what the document is about
            return first.subject, first.words, False
        return lead.subject, lead.words, lead.bare

    def _spoken_of(self) -> Frame | None:
        """What the line spoke of last; after an amount for one (单台7,297元，去年1.87亿元) what it is an amount of."""
        here = [frame for frame in self.memory.frames[-3:] if frame.line == self.line]
        if not here or self.memory.frames[-1] is not here[-1]:
            return None
        amounts = [frame for frame in here if not frame.subject.startswith("平均")]
        far = _mostly(here[-1]) * _PER_ONE < abs(self.reading.mention.value or Decimal(0))
        return amounts[-1] if amounts and far else here[-1]

    def _inherited(self) -> Role | None:
        """去年同期毛利325万元，毛利率13%: the rate is last year's too, where its words name no time."""
        reading = self.reading
        other = reading.aspects[1].a if len(reading.aspects) > 1 and reading.aspects[1].form == "value" else None
        latest = self.memory.levels[-1] if self.memory.levels else None
        if other is None or latest is None or latest.sentence != reading.sentence[0] or latest.role is not other:
            return None
        return other if other in {Role.PRIOR, Role.PREVIOUS} and not reading.level and not reading.row else None

    def _goes_on_each(self) -> bool:
        """每公斤从39元涨到48元: what it has become is the amount for one too."""
        latest = self.memory.levels[-1] if self.memory.levels else None
        reading = self.reading
        return reading.level and latest is not None and latest.each and latest.sentence == reading.sentence[0]


def _mostly(frame: Frame) -> Decimal:
    return max((abs(level.value) for level in frame.values.values()), default=Decimal(0))
