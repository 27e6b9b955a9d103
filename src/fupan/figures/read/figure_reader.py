"""Read one figure: its clause, the metric and members, what its words say it tells."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fupan.domain.aspect import Aspect
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.late import late
from fupan.figures.read.aspects import Telling, aspects
from fupan.figures.read.behind_colon import SETS_FORMULA, behind_colon, is_level
from fupan.figures.read.bracketed import in_brackets
from fupan.figures.read.by_sign import by_sign
from fupan.figures.read.by_verb import by_verb
from fupan.figures.read.catalogue import Catalogue
from fupan.figures.read.clause import Clause
from fupan.figures.read.clause_reading import joins, read_clause, said_of
from fupan.figures.read.compared_level import compared_level, passing
from fupan.figures.read.counted_together import counted_together, joined_with, summed
from fupan.figures.read.cue import Cue, Meaning, cue_at
from fupan.figures.read.level_roles import Surroundings
from fupan.figures.read.likened import is_likened
from fupan.figures.read.line import Line
from fupan.figures.read.metric_choice import MetricChoice
from fupan.figures.read.open_ended import PER_STEP, is_blind, is_left_out, is_net, is_reckoned, is_rest, of_unknown
from fupan.figures.read.placed_cues import PlacedCues
from fupan.figures.read.reading import CONTEXT, NONE, OWN, Reading
from fupan.figures.read.remembering import remember
from fupan.figures.read.scope import Scope
from fupan.figures.read.slides import goes_on
from fupan.figures.read.spans_of_time import is_outside, is_span
from fupan.figures.read.told_per import told_per
from fupan.figures.read.unnamed_groups import group_before
from fupan.figures.read.whose import beside, names_metric, part_or_whole
from fupan.figures.reckon.as_whole import as_whole, called_actual
from fupan.figures.reckon.members_apart import (
    Placed,
    measured_by,
    measured_in,
    multiple_of,
    named_apart,
    one_by_one,
    passed_one_by_one,
    spoken_of,
)
from fupan.figures.reckon.parts_of_change import OF_FIGURE
from fupan.figures.scan.breaks import Breaks
from fupan.figures.units import measure_of

_FAR, _GOES_ON = 200, 80
"""No clause goes on further behind a figure than this, nor further before it."""
_LEFT = late("(?:的[一-鿿]{2,6}?)?(?:也|就|都|仍|只|仅|尚|还)?(?:还|尚)?[有剩]约?")
_AWAY = frozenset(("离", "距", "距离"))
_NAMED_BASE = late("的?[一-鿿]{2,8}")
_TOPIC = late("(?:排名|排序|高低|情况|表现|角度|维度|口径|水平)?(?:中|方面|[上来]看|看，|而言|来说|：)")
_ITEM = late(r"\s{0,3}(?:→|->|⇒)\s{0,3}[A-Za-z一-鿿]")
"""期初5888万 → 新增518万 → 期末6256万: what follows the arrow is an item of its own."""
_WHOLE = late("的[*_ ]{0,3}(?:约|近|超过?|不足|不到)?[*_ ]{0,3}")
_RETURN = late("[，、 *_]{0,3}(?:才|就|只)?(?:出|换来|换回|产出|带来|挣回|赚回|拉来|捞回)了?[ *_约近超]{0,3}")
_NEXT = late("[，, ]{1,2}[比较](?:今年|本年|本月|本季)")
"""6300万元，比今年多做540万元: a figure of the next period."""
_PAIR = 2


@dataclass(slots=True)
class FigureReader:
    """Reads the figures of one text one at a time."""

    text: str
    cues: PlacedCues
    catalogue: Catalogue
    choice: MetricChoice
    scope: Scope
    breaks: Breaks

    def read(self, mention: Mention, following: Mention | None, span: tuple[int, int], line: Line) -> Reading:
        """The reading of ``mention``; ``span`` goes from the figure before it to the end of its sentence."""
        text, scope = self.text, self.scope
        at, end = span
        start = self.breaks.behind(at, mention.start)
        if start > at:
            self._take_frame(self.cues.between(at, start))
        end = min(end, mention.end + _FAR, following.start if following else end)
        limit = self.breaks.first(mention.end, end)
        tail = said_of(text, mention, following, self.cues.between(mention.end, limit), limit)
        mention, comparing = compared_level(text, mention, tail)
        dated = in_brackets(text, self.cues, mention, (at, start, end), self.catalogue.sheet.period.year)
        own = by_sign(
            text,
            mention,
            by_verb(text, mention, [*dated, *self.cues.between(start, mention.start)], start, self.catalogue),
            start,
            self.catalogue,
        )
        own = behind_colon(text, self._unspoken(own, at, start), (start, mention.start), level=is_level(mention))
        clause = read_clause(text, mention, own, tail, text[start : mention.start])
        clause.from_level = goes_on(text, mention, following, clause)
        self._measure(clause, at, passing(text, mention, comparing))
        spoken, begin = scope.metrics, self._clause_begin(start)
        for cue in spoken_of(mention, clause, scope):
            scope.take(cue, text)
        open_ = self._take_together(clause, begin, at) or is_rest(clause) or of_unknown(mention, clause)
        where = beside(text, scope, self.choice.places(clause, scope, begin), start)
        per = told_per(text, clause, scope, (at, mention.start))
        metrics, sure = self._in_turn(clause, begin, *self.choice.metrics(mention, clause, scope, begin, where))
        self._divide(clause, spoken)
        apart = OF_FIGURE.match(text, at) or _ITEM.match(text, at)
        if at > scope.sentence[0] and apart and not names_metric(clause):
            sure = min(sure, CONTEXT)  # 1000款里转了300款: part of the figure before, of whatever it is
        self._add_times(clause, metrics)
        telling = self._telling(mention, clause, metrics, begin)
        remember(scope, clause, telling, comparing)
        where = part_or_whole(mention, clause, telling, scope, where)
        where, against = measured_by(clause, scope, where, text[begin : mention.start])
        time = scope.time if scope.time_at >= scope.sentence[0] else None
        if against and time is not None and not clause.is_compared:  # 去年两省相差320万元
            telling.aspects = tuple(aspect._replace(a=time) for aspect in telling.aspects)
        if following is not None and following.unit == "%" and _WHOLE.fullmatch(text, mention.end, following.start):
            as_whole(telling, clause)
        if (multiple := multiple_of(mention, clause, scope)) is not None:
            where, against = (multiple[0], OWN), multiple[1]
            scope.apart = tuple(one for one in (multiple[0][0], *against[:1]) if one is not None)
            telling.aspects, telling.sure = measured_in(clause, telling.sure)
        meant = metrics or self.choice.unnamed(mention)
        groups, where = self._groups(clause, meant, where, (mention.start, begin), telling, together=not against)
        metrics, sure = (metrics, sure) if metrics or not groups else (meant, CONTEXT)  # 前三个月合计15.54万元
        passed = max(at, scope.sentence[0])
        scope.supposed = scope.supposed or self._supposes(passed, mention.start, limit)
        anew = passed if sure < OWN else start  # 把上半年算进来，累计收入…: named anew
        loose = self._is_loose(clause, anew, limit) or is_left_out(text, passed, start)
        told = text[max(scope.sentence[0], mention.start - _FAR) : mention.start]
        rest = scope.supposed or open_ or is_net(text, clause) or is_reckoned(told, named=sure >= OWN)
        return Reading(
            mention, scope.sentence, (begin, limit), self._with_compound(metrics, (line.start, mention.start)), sure,
            *where, telling.aspects, telling.sure,
            telling.direction, telling.level, clause.verb, groups,
            mean=clause.has("mean"), per=per,
            outside=telling.outside or is_outside(clause, groups), against=against,
            compared=clause.is_compared, origin=clause.from_level, listed=clause.in_turn, quotient=scope.quotient,
            each=clause.has("each"), rest=rest, blind=is_blind(clause), loose=loose, lead=clause.lead, line=line,
        )  # fmt: skip

    def _is_loose(self, clause: Clause, start: int, limit: int) -> bool:
        return clause.lead.rstrip(" *_").endswith("这") or self.cues.has("loose", start, limit)

    def _supposes(self, start: int, end: int, limit: int) -> bool:
        return PER_STEP.search(self.text, start, end) is not None or self.cues.has("supposed", start, limit)

    def _groups(
        self,
        clause: Clause,
        metrics: tuple[str, ...],
        where: Placed,
        at: tuple[int, int],
        telling: Telling,
        *,
        together: bool,
    ) -> tuple[tuple[tuple[Where, ...], ...], Placed]:
        """The members taken together, and those a figure is about beside them: none where the words name a group.

        ``at`` are the offsets of the figure and of its clause; ``together`` says that a group may go unnamed.
        """
        start = self.scope.sentence[0]
        unnamed = group_before(self.text, self.cues, self.catalogue, metrics, (start, at[0])) if together else ()
        if unnamed and (self.scope.span == unnamed or (clause.from_level and is_span(self.text, start, at[0]))):
            if self.scope.span != unnamed and len(unnamed) == _PAIR:
                self.scope.span, telling.aspects = unnamed, (Aspect("value", Role.PREVIOUS),)
            return (), ((unnamed[-1],), OWN)  # Q2到Q3，由84.6万元回落到79.5万元
        if unnamed:
            return (unnamed,), ((), OWN)
        groups = self.scope.groups()
        apart = () if groups else named_apart(self.scope)
        found = one_by_one(self.text, clause, (start, at[1]), groups or apart, where)
        return found if groups or found[1] is not where else ((), where)

    def _unspoken(self, own: list[Cue], at: int, start: int) -> list[Cue]:
        """The cues without the role of the figure before: 30万的指标只做了21万."""
        known = self.scope.comparing
        if start != at or not own or self.text[at] != "的" or (known is not None and known[0] == at):
            return own
        goes_on = self.text[own[0].end : own[0].end + 1] not in {"的", ""}
        return own[1:] if own[0].kind == "role" and own[0].start == at + 1 and goes_on else own

    def _measure(self, clause: Clause, at: int, passed: Cue | None) -> None:
        """…6天 right behind 优于55天的控制目标: by how much it is better."""
        known = self.scope.comparing
        follows = known is not None and known[0] == at and clause.governor is None
        named = clause.subject if _NAMED_BASE.fullmatch(clause.lead) else []
        if known is not None and follows and named and all(cue.kind in {"role", "rival"} for cue in named):
            clause.governor, clause.compared = known[1], [*named]
            clause.subject, clause.roles = [], []
        elif known is not None and follows and _LEFT.fullmatch(clause.lead):
            clause.governor = known[1]
        word = clause.comparing
        if word is None and passed is not None:  # 高于600万元控制线145万元
            word = passed
        elif word is None and clause.than is not None and clause.than.word in _AWAY:
            word = cue_at(clause.than.start, clause.than.end, "差", Meaning("below"))
        self.scope.bases = clause.bases_in_turn
        held = clause.is_compared or passed is not None
        self.scope.comparing = (clause.end, word) if word is not None and held else None

    def _take_together(self, clause: Clause, begin: int, at: int) -> bool:
        """Takes in the members that 两地合计 speaks of; True where it is unclear which they are."""
        members = [cue for cue in clause.subject if cue.kind == "member"]
        if len(members) > 1:
            return False
        if members:
            group, unclear = joined_with(self.text, members[0], self.scope.latest, begin), False
        else:
            known = self.scope.latest or self.scope.rows  # the rows of the table above: 这两家一共超了269万元
            group, unclear = counted_together(self.text, known, (begin, clause.end))
            group = group or summed(self.text, self.scope.named, at) or self.scope.both_again(self.text, at)
        if group:
            self.scope.group, self.scope.group_at = group, begin
        return unclear

    def _with_compound(self, metrics: tuple[str, ...], before: tuple[int, int]) -> tuple[str, ...]:
        """新品突破。全年贡献销售额2160万元: the metric named in two parts, 新品销售额, may be meant too."""
        for front, name in self.catalogue.compounds.get(metrics[0], ()) if len(metrics) == 1 else ():
            if self.text.find(front, *before) >= 0:
                return (*metrics, name)
        return metrics

    def _in_turn(self, clause: Clause, begin: int, metrics: tuple[str, ...], sure: int) -> tuple[tuple[str, ...], int]:
        """The metric of 毛利率30.2%，费用率14.8%，一个低于…，一个高于…; none for what 花46万 brings in (出840万)."""
        if _RETURN.fullmatch(clause.lead):
            return (), NONE
        start = self.scope.sentence[0]
        passed = passed_one_by_one(self.text, clause, (start, begin))
        if passed is None or names_metric(clause):
            return metrics, sure
        named = [cue.meaning.metrics for cue in self.cues.between(start, begin) if cue.kind == "metric"]
        named = [names for names in dict.fromkeys(named) if names]
        return (named[passed], OWN) if passed < len(named) == _PAIR else (metrics, sure)

    def _divide(self, clause: Clause, spoken: tuple[str, ...]) -> None:
        """回款/出货=95%: one metric over another; 占销售额比重20%: the one spoken of over what it is part of."""
        whole = [cue for cue in clause.whole if cue.kind == "metric" and cue.meaning.metrics]
        if whole and len(spoken) == 1 and spoken[0] not in whole[-1].meaning.metrics:
            units = {self.catalogue.metrics[name].unit.base for name in (spoken[0], whole[-1].meaning.metrics[0])}
            if len(units) == 1 and not any(cue.kind == "metric" for cue in clause.subject):
                self.scope.quotient = spoken[0], whole[-1].meaning.metrics[0]
        named = [cue for cue in clause.subject if cue.kind == "metric" and cue.meaning.metrics]
        if len(named) > 1 and self.text[named[-2].end : named[-1].start].strip() in {"/", "／", "÷", "比"}:
            self.scope.quotient = named[-2].meaning.metrics[0], named[-1].meaning.metrics[0]

    def _add_times(self, clause: Clause, metrics: tuple[str, ...]) -> None:
        """二季度 may be a member of one metric and the last period of another that has no such member."""
        for cue in clause.subject:
            role = cue.meaning.role
            if cue.kind != "member" or role is None or not metrics:
                continue
            if not self.catalogue.gives_any(metrics[0], cue.meaning.places):
                clause.roles.append(cue_at(cue.start, cue.end, cue.word, Meaning("time", role)))

    def _clause_begin(self, at: int) -> int:
        """Where the clause that goes on after a figure began (its metric may stand before that figure)."""
        return min(at, self.breaks.behind(max(self.scope.sentence[0], at - _GOES_ON), at))

    def _take_frame(self, frame: list[Cue]) -> None:
        """Clauses without figures before this one: names hold, comparisons (与去年相比，) give the base."""
        scope, compares = self.scope, False
        for index, cue in enumerate(frame):
            if cue.kind == "than" and joins(self.text, frame, index):
                continue  # 华东与华南走势分化，: both are spoken of
            if cue.kind in {"than", "above", "below"}:
                compares = True
            elif compares and cue.kind == "member" and scope.group:  # 首次超过商场店: what is spoken of stays
                scope.latest.append(cue)
                compares = False
            elif compares and cue.kind in {"time", "role", "rival"}:
                scope.base = cue.meaning.role
                compares = False
            elif cue.kind == "member" and scope.group and is_likened(self.text, cue):
                scope.latest.append(cue)  # 和前者一样多，: what is spoken of stays
            elif compares and cue.kind == "metric" and scope.metrics:  # 远快于收入增速，: what is spoken of stays
                compares = False
            else:
                scope.take(cue, self.text)
                if cue.kind in SETS_FORMULA:
                    scope.formula = cue.kind
                    scope.topic = cue if _TOPIC.match(self.text, cue.end) else scope.topic

    def _telling(self, mention: Mention, clause: Clause, metrics: tuple[str, ...], start: int) -> Telling:
        scope = self.scope
        time_sure = scope.level_of(scope.time_at, start) if scope.time is not None else NONE
        around = Surroundings(
            scope.time, time_sure, scope.base, scope.reference, scope.formula, scope.label,
            scope.ahead or scope.ahead_here, self.catalogue.sheet.period.kind == "year",
        )  # fmt: skip
        metric = self.catalogue.metrics[metrics[0]] if metrics else None
        is_rate = metric.unit.dimension == "rate" if metric is not None else None
        measure = measure_of(mention.unit, metric, of_another=clause.of_another)
        plain = aspects(measure, is_rate, clause, around)
        if mention.unit == "%" and mention.text.endswith("倍"):  # 涨到上个月的2.8倍: the scan has made a growth of it
            plain.aspects = tuple(one._replace(form="growth") if one.form == "ratio" else one for one in plain.aspects)
        if _NEXT.match(self.text, mention.end) and not called_actual(clause):
            plain = replace(plain, aspects=(Aspect("value", Role.PLAN), *plain.aspects))
        said = clause.formula or clause.governor or clause.roles or clause.did or clause.is_compared
        if scope.topic is None or said:
            return plain
        clause.formula = scope.topic
        topical = aspects(measure, is_rate, clause, around)
        return replace(topical, aspects=(*topical.aspects, *plain.aspects))
