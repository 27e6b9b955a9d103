"""What the text before a figure has set up: metric, members, time and what was compared, from heading to sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from fupan.domain.aspect import Aspect
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.late import late
from fupan.figures.read.cue import Cue, Meaning, cue_at
from fupan.figures.read.reading import CONTEXT, NONE, OWN, SENTENCE

_CLOSE, _TWO = 4, 2
_ADDED = ("加上", "算上", "连上", "带上", "连同")
_WITHIN = late("(?:的?(?:总[额量数盘]|大?盘子?|整体)|子)?(?:里|中|内|当中)(?!部|心|国)")
_PART_OF = late(
    "[一-鿿]{0,8}?的[ *_]{0,3}(?:近|约|超过?|不足|不到|逾)?[ *_]{0,3}"
    "(?:[0-9.]{1,6} ?%|[一二三四五六七八九](?:成|分之)|百分之)"
)
_BOTH = late("[ ，,；;、）)*_]*(?:[两二]者|[两二][地家区个省市])?(?:合计|共计|加起来|合起来|总共|一共|相加|加总|总计)")
_BY = late("(?:受到?|因为?|由于|得益于|归因于)$")
"""受华南拖累，只完成91.7%; 因华北流失，同比下降6.8%: by the member, and maybe told of everybody."""
_GIVEN = frozenset("为给替向")
_GIVING = late("[一-鿿]{0,4}?(?:贡献|带来|增加|创造|新增|挣|赚|争取|拉动)")
_JOINTS = frozenset("、和与及跟／/&以加+＋")
_TIMES = ("全年", "全月", "全季", "累计")
_ALL_OF_IT = late("(?:20[0-9]{2}年?)?(?:上半年|下半年|半年度?|全年|年度)")
_MOST_OF = late(
    "的?(?:各[月季]度?)?[中里之内]?的?(?:单[月季])?(?:最|新[高低]|峰值|谷底|[高低]点|之[最首冠]|首位|第[一二])"
)
"""为上半年最低, 创全年新高: the period that a part of it stands out in is not what is spoken of from there."""
_PERIOD = late("[一二三四1-4]季|Q[1-4]|q[1-4]|月|半年|季度|周|旬|20[0-9]{2}")


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
    ``metrics_here`` are those named in the sentence, in order; ``or_total`` says that 全年 stands behind the members
    and may speak of everybody; ``apart`` are a member and the one that the sentence has measured it by;
    ``span``: the months or quarters between two of which the sentence tells a move (Q2到Q3，由…到…);
    ``rows`` are the members of the table right above; ``labelled``: the label of the line names ``block_group``;
    ``asked`` is what a question asks for that the next sentence answers (缺口来自哪里？).
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
    or_total: bool = False
    apart: tuple[Where, ...] = ()
    span: tuple[Where, ...] = ()
    rows: list[Cue] = field(default_factory=list)
    labelled: bool = False
    asked: Cue | None = None

    def enter_sentence(self, start: int, end: int) -> None:
        """A new sentence: comparisons end, metric and members go on as context."""
        self.sentence = (start, end)
        self.base = self.reference = self.label = None
        self.formula = ""
        if len(self.named) > 1:
            self.named_before = self.named
        self.metrics_here, self.or_total, self.apart = {}, False, ()
        self.metric_list, self.role_list, self.named, self.formula_list = [], [], [], []
        self.per = ()
        self.topic, self.quotient, self.supposed, self.change, self.span = self.asked, (), False, None, ()
        self.asked = None
        above = self.headings[-1].group if self.headings else ()
        if self.labelled:  # 3. **海南：稳步释放。** the label names whom all of the line is about
            self.group, self.group_at = list(self.block_group), 0
        elif above:  # 华北 in the heading: every sentence below is about it until it names another
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
        self.headings, self.rows = [one for one in self.headings if one.level < level], []
        above = self.headings[-1] if self.headings else Heading(0)
        self.group, self.group_at, self.time, self.time_at = list(above.group), -1, above.time, -1
        if level <= 2 or level == 7:
            self.metrics, self.metric_at = (), -1
        for cue in cues:
            self.take(cue, "")
        times = {cue.meaning.role for cue in cues if cue.kind == "time"}
        self.time = above.time
        if level == 1 and self.group and _PERIOD.search(self.group[-1].word):
            self.group = list(above.group)  # the years of a title (2025年总结暨2026年计划) are no members spoken of
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
        self.latest, self.ahead_here, self.labelled = [], False, False

    def take_label(self, cues: Sequence[Cue], text: str) -> None:
        """The label of a line (**海南：稳步释放。**): the line is about the members it names until it names others."""
        group: list[Cue] = []
        for cue in cues:
            if cue.kind == "member":
                group = self._with(group, cue, text)
        if group:
            self.block_group, self.labelled = group, True

    def take_part_of_name(self, metrics: tuple[str, ...], at: int) -> None:
        """会员：完成率92.4%: the one metric whose name has the label of the line."""
        if metrics:
            self.metrics, self.metric_at = metrics, at

    def take(self, cue: Cue, text: str) -> None:
        """Take in one cue that stands before a figure."""
        kind = cue.kind
        if kind == "metric":
            self.metric_list = self._with(self.metric_list, cue, text)
            self.metrics, self.metric_at, self.quotient = cue.meaning.metrics, cue.start, ()
            if self.metrics:
                self.metrics_here[self.metrics] = None
        elif kind == "dimension":
            self.dimension = cue
        elif kind == "time" and cue.meaning.role is not None:
            self.time, self.time_at = cue.meaning.role, cue.start
            self.ahead_here = self.ahead_here or cue.meaning.role is Role.PLAN
            within = bool(self.group) and _PERIOD.search(self.group[-1].word) is not None
            within = within and cue.meaning.role is Role.ACTUAL and _ALL_OF_IT.fullmatch(cue.word) is not None
            if within and not _MOST_OF.match(text, cue.end):
                self.group, self.group_at = [], cue.start  # 二季度超44.2万元，上半年合计超32.6万元
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
            self.or_total = bool(text) and _BY.search(text, max(0, cue.start - _CLOSE), cue.start) is not None
            self.latest = [*self.latest[-3:], cue]
            self.block_group = self.block_group or self.group
            if all(cue.meaning.places != one.meaning.places for one in self.named):
                self.named.append(cue)
        elif kind in {"former", "latter"} and (len(self.group) > 1 or len(self.pair) > 1):
            self.pair = self.group if len(self.group) > 1 else self.pair
            self.group, self.group_at = [self.pair[0] if kind == "former" else self.pair[-1]], cue.start
        elif kind in {"former", "latter"} and len(self.metrics_here) == _TWO:  # 销售额和销量，前者…
            self.metrics, self.metric_at = [*self.metrics_here][0 if kind == "former" else -1], cue.start
        elif kind == "span":
            parts = (Meaning("member", places=(place,)) for place in cue.meaning.places)
            self.group, self.group_at = [cue_at(cue.start, cue.end, cue.word, part) for part in parts], cue.start
        elif kind == "total" and _is_whole(text, cue):
            return
        elif kind == "total" and self._is_aside(cue):
            self.or_total = True
        elif kind == "total" and not (
            self.group and self.group[-1].word and 0 <= cue.start - self.group[-1].end <= _CLOSE
        ):
            self.group, self.group_at = [], cue.start  # but 制造全年新签: the member holds

    def _is_aside(self, cue: Cue) -> bool:
        """True for a total that may leave the members spoken of: 全年; 全国年框 in a line that is labelled 便利系统."""
        if not self.group:
            return False
        timed = cue.word in _TIMES and not _PERIOD.search(self.group[-1].word)
        return timed or (self.labelled and self.group == self.block_group)

    def _with(self, group: list[Cue], cue: Cue, text: str) -> list[Cue]:
        """The list that ``cue`` goes on, or a new one."""
        return [*group, cue] if self._joined(group, cue, text) else [cue]

    def _joined(self, group: list[Cue], cue: Cue, text: str) -> bool:
        if not group or not text or group[-1].end > cue.start:
            return False
        if text.startswith(_ADDED, max(0, cue.start - 2)) and group[-1].start >= self.sentence[0]:
            return True  # 杭州占43.6%，再算上宁波就是67.9%
        between = text[group[-1].end : cue.start].strip()
        if group[-1].end == cue.start and cue.kind == "member":  # 华东华北双双下滑
            return any(a and b and a[0] == b[0] for a in group[-1].meaning.places for b in cue.meaning.places)
        return 0 < len(between) <= 2 and _JOINTS.issuperset(between)

    def both_again(self, text: str, at: int) -> list[Cue]:
        """前者81.3%，后者84.6%，合计: both of the pair, where ``at`` is the end of the figure before; else none."""
        known = len(self.pair) == _TWO and self.group in ([self.pair[0]], [self.pair[1]])
        return [*self.pair] if known and self.pair[0].start >= self.sentence[0] and _BOTH.match(text, at) else []

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
        named = tuple(where for cue in self.group[-1:] for where in cue.meaning.places)
        return (*named, None) if self.or_total and None not in named else named

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


def _is_whole(text: str, cue: Cue) -> bool:
    """True for the total that a part is told of or given to: 在我的总额里占到45%, 全年签约额的37.5%, 为大区贡献了."""
    if _WITHIN.match(text, cue.end) or _PART_OF.match(text, cue.end):
        return True
    return text[cue.start - 1 : cue.start] in _GIVEN and _GIVING.match(text, cue.end) is not None


def level_role(aspects: tuple[Aspect, ...]) -> Role | None:
    """The role of a level aspect, else None."""
    return aspects[0].a if aspects and aspects[0].form == "value" else None
