"""Read every figure of a text in order: which metric, member, time and formula its words name.

A figure is judged as soon as it is read, because what it turned out to be is what the next ones go on about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from fupan.domain.mention import Direction, Mention
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.aspects import Surroundings, Telling, aspects
from fupan.figures.clause import Clause, read_clause
from fupan.figures.cue import Cue, Meaning
from fupan.figures.lexicon import Lexicon
from fupan.figures.metric_choice import MetricChoice
from fupan.figures.outline import Block, blocks, sentences
from fupan.figures.reading import NONE, OWN, SENTENCE, Reading
from fupan.figures.scope import Scope, level_role
from fupan.figures.tables import read_table
from fupan.figures.units import measure_of
from fupan.figures.verdict import Verdict

_CLAUSE_BREAK = re.compile(r"[，,。；;！!？?\n（）()—…|]")
_RUN = re.compile(r"[\s、，,和与及以/／*_]*(?:以及|约|近|超)?(?:各|为)?(?:一[个家块台人])?\+?")
_TURN = re.compile(r"[^，,。；;！!？?\n]{0,14}?[到至为成]了?(?:每.{1,2}|约|近|超)?")
_SLIDE = re.compile(
    r"(?:又|再|一路|逐步|大幅|小幅|直接)?(?:[涨升增提扩降减缩掉跌压滑拉]|回落|提升|提高|增加|增长|上升|上涨|扩大|下降|降低|下滑|减少|缩短|下跌|拉长|延长)"
    r"(?:[到至]|回)(?:了?约|近|超)?|\s*(?:→|->|=>|—>|⇒|➔)\s*|到"
)
HEADS = ("人", "名", "位")
PER_UNIT = re.compile(r"(?:摊到|平均)?每一?个?([台家人单吨件户店名位]|平方米)|单([台店户件])(?!号|据|位|价)|一个(人)(?:签|做|卖|干|扛)|([店户件台人])均")
COMPARING: dict[str | None, Direction] = {
    "高于": "up", "超过": "up", "超": "up", "多于": "up", "突破": "up", "低于": "down", "少于": "down", "不及": "down",
    "不足": "down", "不到": "down",
}  # fmt: skip
_TOPIC = ("中", "方面", "上看", "来看", "看，")
_GOALS = ("目标", "计划", "任务", "指标", "预算")
_SLASHED = re.compile(f"([一-鿿]{{2}})[/／](?=[一-鿿]{{2}})")
_BASES = {"yoy": Role.PRIOR, "pop": Role.PREVIOUS}
_ROLES = frozenset(role.value for role in Role)
Judge = Callable[[Reading], Verdict]


class Reader:
    """Reads the figures of one text."""

    def __init__(self, text: str, mentions: Sequence[Mention], lexicon: Lexicon, judge: Judge) -> None:
        self.text, self.mentions, self.lexicon, self.judge = text, mentions, lexicon, judge
        self.metrics = {metric.name: metric for metric in lexicon.sheet.metrics}
        self.choice = MetricChoice(lexicon.sheet)
        self.cues = lexicon.cues(text)
        self._starts = [cue.start for cue in self.cues]
        self._places = [mention.start for mention in mentions]
        self.scope = Scope()
        self.block = (0, 0)
        self.verdicts: list[Verdict] = []

    def between(self, start: int, end: int) -> list[Cue]:
        """The cues that stand wholly in ``text[start:end]``."""
        found = self.cues[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        if found and found[-1].end > end:
            found.pop()
        return found

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that start in ``text[start:end]``."""
        return self.mentions[bisect_left(self._places, start) : bisect_left(self._places, end)]

    def read(self) -> list[Verdict]:
        """A verdict for every mention, in order of the text."""
        rows: list[Block] = []
        for block in blocks(self.text):
            if rows and (block.kind not in {"row", "rule"} or "\n\n" in self.text[rows[-1].end : block.start]):
                read_table(self, rows)
                rows = []
            if block.kind == "heading":
                ahead = self.lexicon.looks_ahead(self.text[block.start : block.end])
                self.scope.enter_heading(self.between(block.start, block.end), block.level, ahead=ahead)
            elif block.kind == "row":
                rows.append(block)
            elif block.kind != "rule":
                self.scope.enter_block()
            self.block = (block.start, block.end)
            if block.kind not in {"row", "rule"}:
                for start, end in sentences(self.text, block):
                    self._sentence(start, end)
        if rows:
            read_table(self, rows)
        return self.verdicts

    def conclude(self, reading: Reading) -> Verdict:
        """Judge a reading; where it was not clear which metric it spoke of, go on with the one it turned out to be."""
        verdict = self.judge(reading)
        self.verdicts.append(verdict)
        fact = verdict.fact
        if fact is not None and reading.compared and fact.key in _ROLES:
            self.scope.base = Role(fact.key)
        if fact is not None and reading.metric_sure < OWN and fact.metric in self.metrics:
            self.scope.metrics, self.scope.metric_at = (fact.metric,), reading.mention.start
        if fact is not None and fact.dimension and fact.member and (fact.dimension, fact.member) not in reading.places:
            place = Meaning("member", places=((fact.dimension, fact.member),))
            aside = self.text[reading.mention.end : reading.mention.end + 1] in {"）", ")"}
            if fact.member in self.choice.members(fact.dimension) and not aside:
                self.scope.group, self.scope.group_at = [Cue(reading.mention.start, reading.mention.start, "", place)], reading.mention.start
        return verdict

    def _sentence(self, start: int, end: int) -> None:
        scope = self.scope
        scope.enter_sentence(start, end)
        found = self.mentions_in(start, end)
        at = start
        index = 0
        while index < len(found):
            run = self._run(found, index)
            following = found[index + 1] if index + 1 < len(found) else None
            reading = self._mention(found[index], following, at, end)
            for member, mention in enumerate(run):
                one = replace(self._of_run(reading, mention, member, len(run)), run=(member, len(run)))
                verdict = self.conclude(one)
                scope.last = verdict.reading
            at = max(at, run[-1].end)
            index += len(run)
        for cue in self.between(at, end):
            scope.take(cue, self.text)

    def _run(self, found: Sequence[Mention], index: int) -> Sequence[Mention]:
        """The figures from ``index`` on that stand in one list: 5460万元和4620万元."""
        stop = index + 1
        while stop < len(found) and found[stop].unit == found[index].unit:
            if not _RUN.fullmatch(self.text, found[stop - 1].end, found[stop].start):
                break
            stop += 1
        return found[index:stop]

    def _of_run(self, first: Reading, mention: Mention, index: int, length: int) -> Reading:
        """The reading of one figure of a list: the formula of the first, the member or metric in the same place."""
        if length == 1:
            return first
        group, metrics = self.scope.group, self.scope.metric_list
        if len(group) != length:
            group = self._listed_before(first, length) or group
        whole = self.scope.dimension
        told = first.listed or (whole is not None and whole.start >= first.sentence[0])
        if told and len(group) != length and whole is not None and len(whole.meaning.places) == length:
            return replace(first, mention=mention, places=(whole.meaning.places[index],), place_sure=OWN, groups=())
        if len(group) == length:
            return replace(first, mention=mention, places=group[index].meaning.places, place_sure=OWN, groups=())
        if len(metrics) == length:
            names = metrics[index].meaning.metrics
            return replace(first, mention=mention, metrics=names, metric_sure=OWN, groups=())
        if length == 2 and self.text[mention.start - 1 if index else mention.end] in "/／" and first.aspects:
            aspect = replace(first.aspects[0], form="value", a=self._slashed()[index], b=None)
            return replace(first, mention=mention, aspects=(aspect,), aspect_sure=OWN)
        formulas = self.scope.formula_list
        if len(formulas) == length and formulas[index].kind in _BASES:
            base = _BASES[formulas[index].kind]
            aspects_ = tuple(replace(aspect, b=base) for aspect in first.aspects[:1] if aspect.form in {"growth", "difference"})
            return replace(first, mention=mention, aspects=aspects_ or first.aspects, aspect_sure=OWN)
        roles = self.scope.role_list
        if len(roles) == length and roles[index].meaning.role is not None:
            aspect = replace(first.aspects[0], form="value", a=roles[index].meaning.role, b=None)
            return replace(first, mention=mention, aspects=(aspect,), aspect_sure=OWN)
        return first if index == 0 else replace(first, mention=mention, aspect_sure=NONE, place_sure=NONE)

    def _slashed(self) -> tuple[Role, Role]:
        """What 5916/5200 are: as 完成/目标 or 目标/完成 says last before them, else the result and the target."""
        found = _SLASHED.findall(self.text, max(0, self.scope.sentence[0] - 400), self.scope.sentence[1])
        return (Role.TARGET, Role.ACTUAL) if found and found[-1] in _GOALS else (Role.ACTUAL, Role.TARGET)

    def _times(self, clause: Clause, metrics: tuple[str, ...]) -> None:
        """二季度 may be a member of one metric and the last period of another that has no such member."""
        for cue in clause.subject:
            role = cue.meaning.role
            if cue.kind == "member" and role and metrics and not self.choice.has_place(metrics[0], cue.meaning.places):
                clause.roles.append(Cue(cue.start, cue.end, cue.word, Meaning("time", role)))

    def _listed_before(self, first: Reading, length: int) -> list[Cue]:
        """The members named one by one before a list of figures: 浙江…，江苏…，安徽…，占比分别为."""
        scope = self.scope
        if first.listed and len(scope.named) >= length:
            return scope.named[-length:]
        if len(scope.named) == length:
            return scope.named
        return scope.named_before if len(scope.named_before) == length and not scope.named else []

    def _mention(self, mention: Mention, following: Mention | None, at: int, end: int) -> Reading:
        text, scope = self.text, self.scope
        breaks = [match.end() for match in _CLAUSE_BREAK.finditer(text, at, mention.start)]
        clause_start = breaks[-1] if breaks else at
        self._take_frame(self.between(at, clause_start))
        stop = _CLAUSE_BREAK.search(text, mention.end, end)
        limit = min(stop.start() if stop else end, following.start if following else end)
        own = self.between(clause_start, mention.start)
        mention, comparing = self._compared_level(mention, limit)
        lead = text[clause_start : mention.start]
        clause = read_clause(text, mention, own, self.between(mention.end, limit))
        if following is not None and following.unit == mention.unit:
            turn = _TURN if clause.from_level else _SLIDE
            clause.from_level = turn.fullmatch(text, mention.end, following.start) is not None
        else:
            clause.from_level = False
        for cue in clause.subject:
            scope.take(cue, text)
        begin = self._clause_begin(clause_start)
        places, place_sure = self.choice.places(clause, scope, begin)
        metrics, sure = self.choice.metrics(mention, clause, scope, begin, (places, place_sure), lead)
        self._times(clause, metrics)
        telling = self._telling(mention, clause, metrics, clause_start)
        if comparing is None and clause.comparing is not None:
            comparing = "down" if clause.comparing.kind == "below" else "up"
        if comparing is not None:
            telling.direction, telling.level = comparing, True
        self._remember(telling, clause)
        if comparing is not None and level_role(telling.aspects) is not None:
            scope.base = level_role(telling.aspects)
        cue = clause.governor or clause.comparing
        reading = Reading(
            mention, scope.sentence, (begin, limit), metrics, sure, places, place_sure, telling.aspects, telling.sure,
            telling.direction, telling.level, (cue.start, cue.end) if cue else None, scope.groups(),
            clause.has("mean"), self._per(clause, at, mention.start), telling.outside or clause.has("part"), _compared_places(clause),
            clause.is_compared, clause.from_level, clause.has("zip"), scope.quotient, clause.has("each"),
            rest=clause.has("rest") or self._supposed(at, mention.start), blind=_blind(clause, text, mention), lead=lead,
            loose=any(cue.kind == "loose" for cue in self.between(at, limit)),
            line=self.block, line_metrics=self._line("metric"), line_places=self._line("member"),
        )  # fmt: skip
        return self._second(reading, clause)

    def _per(self, clause: Clause, at: int, start: int) -> tuple[str, ...]:
        """The counting units that an amount is told per: 人均, 摊到每一台, 一个人签了; it holds to the sentence's end."""
        found = PER_UNIT.search(self.text, at, start)
        if clause.has("per"):
            self.scope.per = HEADS
        elif found is not None:
            unit = next(group for group in found.groups() if group)
            self.scope.per = HEADS if unit == "人" else (unit, "家") if unit in {"店", "户"} else (unit,)
        elif any(cue.kind in {"metric", "member"} for cue in clause.subject):
            self.scope.per = ()
        return self.scope.per

    def _line(self, kind: str) -> tuple[Any, ...]:
        """The metrics or members that the whole line names."""
        found = [cue.meaning for cue in self.between(*self.block) if cue.kind == kind]
        if kind == "metric":
            return tuple(dict.fromkeys(name for meaning in found for name in meaning.metrics))
        return tuple(dict.fromkeys(where for meaning in found for where in meaning.places))

    def _supposed(self, start: int, end: int) -> bool:
        """假如, 会是, 折算: what is told is no fact."""
        return any(cue.kind == "supposed" for cue in self.between(max(start, self.scope.sentence[0]), end))

    def _compared_level(self, mention: Mention, limit: int) -> tuple[Mention, Direction | None]:
        """低于46%的目标: the word compares with a target, it is no bound of the figure."""
        if mention.approx not in COMPARING:
            return mention, None
        behind = [cue for cue in self.between(mention.end, limit) if cue.kind in {"role", "time", "rival"}]
        if not behind or self.text[mention.end : behind[0].start].strip("的年度全季月公司 ") or mention.text.endswith(mention.approx):
            return mention, None
        return replace(mention, approx=None, low=None, high=None), COMPARING[mention.approx]

    def _second(self, reading: Reading, clause: Clause) -> Reading:
        """The second figure of 由 A 升至 B speaks of what the first did, a period later."""
        last = self.verdicts[-1] if self.scope.last is not None else None
        if last is None or not last.reading.origin or clause.from_level or last.fact is None:
            return reading
        earlier = last.fact.key
        first = last.reading
        roles = [aspect.a for aspect in reading.aspects if aspect.form == "value"]
        earlier = earlier.partition("÷")[0]
        earlier = {"share": "actual", "prior_share": "prior", "previous_share": "previous"}.get(earlier, earlier)
        if (roles and earlier in {"prior", "previous", "actual"} and reading.level) or not clause.roles:
            role = Role.PLAN if earlier == "actual" else Role.ACTUAL
            aspects_ = tuple(replace(aspect, a=role) for aspect in first.aspects[:1])
            reading = replace(reading, aspects=aspects_, aspect_sure=OWN)
        metric = (last.fact.metric,) if last.fact.metric in self.metrics else first.metrics
        return replace(
            reading, metrics=metric, metric_sure=max(reading.metric_sure, SENTENCE), per=first.per, groups=first.groups,
            quotient=first.quotient,
        )  # fmt: skip

    def _clause_begin(self, at: int) -> int:
        """Where the clause that goes on after a figure began (its metric may stand before that figure)."""
        start, floor = at, max(self.scope.sentence[0], at - 80)
        while start > floor and not _CLAUSE_BREAK.match(self.text, start - 1):
            start -= 1
        return start

    def _take_frame(self, frame: list[Cue]) -> None:
        """Clauses without figures before this one: names hold, comparisons (与去年相比，) give the base."""
        scope, compares = self.scope, False
        for cue in frame:
            if cue.kind in {"than", "above", "below"}:
                compares = True
            elif compares and cue.kind == "member" and scope.group:  # 首次超过商场店: what is spoken of stays
                compares = False
            elif compares and cue.kind in {"time", "role", "rival"}:
                scope.base = cue.meaning.role
                compares = False
            else:
                scope.take(cue, self.text)
                if cue.kind in {"gap", "share", "attainment", "yoy", "pop"}:
                    scope.formula = cue.kind
                    if self.text.startswith(_TOPIC, cue.end):
                        scope.topic = cue

    def _telling(self, mention: Mention, clause: Clause, metrics: tuple[str, ...], clause_start: int) -> Telling:
        scope = self.scope
        time_sure = scope.level_of(scope.time_at, clause_start) if scope.time is not None else NONE
        around = Surroundings(scope.time, time_sure, scope.base, scope.reference, scope.formula, scope.label, scope.ahead)
        metric = self.metrics[metrics[0]] if metrics else None
        is_rate = metric.unit.dimension == "rate" if metric is not None else None
        measure = measure_of(mention.unit, metric)
        plain = aspects(measure, is_rate, clause, around)
        if scope.topic is None or clause.formula or clause.governor or clause.roles or clause.did or clause.is_compared:
            return plain
        clause.formula = scope.topic
        topical = aspects(measure, is_rate, clause, around)
        return replace(topical, aspects=(*topical.aspects, *plain.aspects))

    def _remember(self, telling: Telling, clause: Clause) -> None:
        scope = self.scope
        role = level_role(telling.aspects)
        if clause.formula is not None:
            scope.formula = clause.formula.kind
        if (clause.is_compared or clause.from_level) and role is not None:
            scope.base = role
        elif role is Role.PLAN and telling.sure >= SENTENCE:
            scope.time, scope.time_at = Role.PLAN, max(scope.time_at, scope.sentence[0])
        elif role is not None and not clause.to_level:
            scope.base = None
        if role in {Role.TARGET, Role.STRETCH}:
            scope.reference = role


def _blind(clause: Clause, text: str, mention: Mention) -> bool:
    """True where the figure is compared with something that no cue names: 比谷底的那个月多了762万元."""
    if clause.than is None or clause.governor is None or clause.compared or clause.is_compared:
        return False
    return clause.governor.start - clause.than.end >= 2


def _compared_places(clause: Clause) -> tuple[Where, ...]:
    return tuple(where for cue in clause.compared if cue.kind == "member" for where in cue.meaning.places)
