"""What the text before a figure has set up: metric, members, time and what was compared, from heading to sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from fupan.domain.aspect import Aspect
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.cue import Cue, Meaning, cue_at
from fupan.figures.late import late
from fupan.figures.reading import CONTEXT, NONE, OWN, SENTENCE

_CLOSE = 4
_ADDED = ("加上", "算上", "连上", "带上", "连同")
_WITHIN = late("(?:的?(?:总[额量数盘]|大?盘子?|整体)|子)?(?:里|中|内|当中)(?!部|心|国)")
_JOINTS = frozenset("、和与及跟／/&以加")


class Heading(NamedTuple):
    """What a heading sets up for the text below it."""

    level: int
    group: tuple[Cue, ...] = ()
    time: Role | None = None


@dataclass(slots=True)
class Scope:
    """Running state while the figures of a text are read in order; ``*_at`` are offsets of the cues taken in.

    ``dimensions`` are the members of each dimension of the sheet; ``latest`` are the members named last in the
    paragraph, whatever was named after them; ``ahead_here`` says that the paragraph has spoken of what is to come;
    ``comparing`` is where a figure that is compared with ended, and the word that compares; ``bases`` are those that
    figures are compared with in turn (比上月、去年分别多); ``change`` is one that shares are taken of;
    ``metrics_here`` are those named in the sentence, in order.
    """

    dimensions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    metrics: tuple[str, ...] = ()
    metric_at: int = -1
    group: list[Cue] = field(default_factory=list)
    group_at: int = -1
    headings: list[Heading] = field(default_factory=list)
    dimension: Cue | None = None
    pair: list[Cue] = field(default_factory=list)
    named_before: list[Cue] = field(default_factory=list)
    per: tuple[str, ...] = ()
    block_group: list[Cue] = field(default_factory=list)
    formula_list: list[Cue] = field(default_factory=list)
    time: Role | None = None
    time_at: int = -1
    ahead: bool = False
    ahead_here: bool = False
    base: Role | None = None
    reference: Role | None = None
    formula: str = ""
    label: Role | None = None
    metric_list: list[Cue] = field(default_factory=list)
    role_list: list[Cue] = field(default_factory=list)
    named: list[Cue] = field(default_factory=list)
    topic: Cue | None = None
    quotient: tuple[str, ...] = ()
    supposed: bool = False
    sentence: tuple[int, int] = (0, 0)
    latest: list[Cue] = field(default_factory=list)
    comparing: tuple[int, Cue] | None = None
    bases: list[Role] = field(default_factory=list)
    change: Aspect | None = None
    metrics_here: dict[tuple[str, ...], None] = field(default_factory=dict)

    def enter_sentence(self, start: int, end: int) -> None:
        """A new sentence: comparisons end, metric and members go on as context."""
        self.sentence = (start, end)
        self.base = self.reference = self.label = None
        self.formula = ""
        if len(self.named) > 1:
            self.named_before = self.named
        self.metrics_here = {}
        self.metric_list, self.role_list, self.named, self.formula_list = [], [], [], []
        self.per = ()
        self.topic, self.quotient, self.supposed, self.change = None, (), False, None
        above = self.headings[-1].group if self.headings else ()
        if above:  # 华北 in the heading: every sentence below is about it until it names another
            self.group, self.group_at = list(above), 0
        elif self.block_group and not self.group:
            self.group, self.group_at = list(self.block_group), 0
        if self.headings and self.headings[-1].time is not None:
            self.time, self.time_at = self.headings[-1].time, 0
        elif self.time is not Role.PLAN:
            self.time, self.time_at = None, -1

    def enter_heading(self, cues: list[Cue], level: int, *, ahead: bool) -> None:
        """A heading: what it names holds for all below it; a heading of the text's parts also ends the metric.

        ``ahead`` says that it is about what is to come (明年规划), so that figures below may be plans.
        """
        self.headings = [one for one in self.headings if one.level < level]
        above = self.headings[-1] if self.headings else Heading(0)
        self.group, self.group_at, self.time, self.time_at = list(above.group), -1, above.time, -1
        if level <= 2 or level == 7:
            self.metrics, self.metric_at = (), -1
        for cue in cues:
            self.take(cue, "")
        times = {cue.meaning.role for cue in cues if cue.kind == "time"}
        self.time = above.time
        if level == 1:
            self.time = Role.PLAN if Role.PLAN in times and Role.ACTUAL not in times else None
        elif Role.PLAN in times or ahead:
            self.time = None if Role.ACTUAL in times else Role.PLAN
        self.ahead = self.time is Role.PLAN
        self.headings.append(Heading(level, tuple(self.group), self.time))

    def enter_block(self) -> None:
        """A new line: members of the line before are gone, those of the heading hold."""
        above = self.headings[-1] if self.headings else Heading(0)
        self.group, self.group_at, self.time, self.time_at = list(above.group), -1, above.time, 0 if above.time else -1
        self.block_group = list(above.group)
        self.latest, self.ahead_here = [], False

    def take(self, cue: Cue, text: str) -> None:
        """Take in one cue that stands before a figure."""
        kind = cue.kind
        if kind == "metric":
            self.metric_list = self._with(self.metric_list, cue, text)
            self.metrics, self.metric_at, self.quotient = cue.meaning.metrics, cue.start, ()
            if self.metrics:
                self.metrics_here[self.metrics] = None
        elif kind == "quotient":
            self.quotient = cue.meaning.metrics
        elif kind == "dimension":
            self.dimension = cue
        elif kind == "time" and cue.meaning.role is not None:
            self.time, self.time_at = cue.meaning.role, cue.start
            self.ahead_here = self.ahead_here or cue.meaning.role is Role.PLAN
        elif kind in {"yoy", "pop", "attainment", "share"}:
            self.formula_list = self._with(self.formula_list, cue, text)
        elif kind == "role":
            self.role_list = self._with(self.role_list, cue, text)
            self.label = cue.meaning.role
        else:
            self._take_members(cue, text)

    def _take_members(self, cue: Cue, text: str) -> None:
        """Members, and what takes their place: 前者, 一季度 told by its months, 全国."""
        kind = cue.kind
        if kind == "member":
            self.group, self.group_at = self._with(self.group, cue, text), cue.start
            self.latest = [*self.latest[-3:], cue]
            self.block_group = self.block_group or self.group
            if all(cue.meaning.places != one.meaning.places for one in self.named):
                self.named.append(cue)
        elif kind in {"former", "latter"} and (len(self.group) > 1 or len(self.pair) > 1):
            self.pair = self.group if len(self.group) > 1 else self.pair
            self.group, self.group_at = [self.pair[0] if kind == "former" else self.pair[-1]], cue.start
        elif kind == "span":
            parts = (Meaning("member", places=(place,)) for place in cue.meaning.places)
            self.group, self.group_at = [cue_at(cue.start, cue.end, cue.word, part) for part in parts], cue.start
        elif kind == "total" and _WITHIN.match(text, cue.end):
            return  # 在我的总额里占到45%: the whole of what is spoken of
        elif kind == "total" and not (
            self.group and self.group[-1].word and 0 <= cue.start - self.group[-1].end <= _CLOSE
        ):
            self.group, self.group_at = [], cue.start  # but 制造全年新签: the member holds

    def _with(self, group: list[Cue], cue: Cue, text: str) -> list[Cue]:
        """The list that ``cue`` goes on, or a new one."""
        return [*group, cue] if self._joined(group, cue, text) else [cue]

    def _joined(self, group: list[Cue], cue: Cue, text: str) -> bool:
        if not group or not text or group[-1].end > cue.start:
            return False
        if text.startswith(_ADDED, max(0, cue.start - 2)) and group[-1].start >= self.sentence[0]:
            return True  # 杭州占43.6%，再算上宁波就是67.9%
        between = text[group[-1].end : cue.start].strip()
        return 0 < len(between) <= 2 and _JOINTS.issuperset(between)

    def level_of(self, at: int, clause_start: int) -> int:
        """How sure something found at this offset is for a figure of the clause that starts there."""
        if at >= clause_start:
            return OWN
        if at >= self.sentence[0]:
            return SENTENCE
        return CONTEXT if at >= 0 else NONE

    def places(self) -> tuple[Where | None, ...]:
        """The members spoken of, each name with the dimensions it may belong to; the total where there are none."""
        if not self.group:
            return (None,)
        return tuple(where for cue in self.group[-1:] for where in cue.meaning.places)

    def groups(self) -> tuple[tuple[Where, ...], ...]:
        """The members named together, by dimension they share; empty for a single one."""
        if len(self.group) < 2:
            return ()
        places = [[where for where in cue.meaning.places if where is not None] for cue in self.group]
        found = []
        for dimension in dict.fromkeys(where[0] for named in places for where in named):
            members = [where for named in places for where in named if where[0] == dimension]
            if len(members) == len(self.group):
                found.append(tuple(members))
        return tuple(found)


def level_role(aspects: tuple[Aspect, ...]) -> Role | None:
    """The role of a level aspect, else None."""
    return aspects[0].a if aspects and aspects[0].form == "value" else None
