"""Read every figure of a text: which metric, member, time and formula its words name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from fupan.domain.factsheet import FactSheet, Metric
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.aspects import Measure, Surroundings, Telling, aspects
from fupan.figures.clause import Clause, adjacent, read_clause
from fupan.figures.cue import Cue
from fupan.figures.lexicon import Lexicon
from fupan.figures.outline import Block, blocks, sentences
from fupan.figures.reading import CONTEXT, NONE, OWN, SENTENCE, Reading
from fupan.figures.scope import Scope, level_role
from fupan.figures.tables import read_table
from fupan.figures.units import measure_of

_CLAUSE_BREAK = re.compile(r"[，,。；;！!？?\n（）()—…|]")
_RUN = re.compile(r"[\s、，,和与及以/／*_]*(?:以及|约|近|超)?(?:各|为)?")
_TURN = re.compile(r"^[^，,。；;！!？?\n]{0,14}?[到至为成]")


class Reader:
    """Reads the figures of one text in order."""

    def __init__(self, text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> None:
        self.text, self.mentions, self.lexicon = text, mentions, lexicon
        self.sheet: FactSheet = lexicon.sheet
        self.metrics = {metric.name: metric for metric in lexicon.sheet.metrics}
        self.cues = lexicon.cues(text)
        self._starts = [cue.start for cue in self.cues]
        self._places = [mention.start for mention in mentions]
        self.scope = Scope()
        self.readings: list[Reading] = []

    def between(self, start: int, end: int) -> list[Cue]:
        """The cues that stand wholly in ``text[start:end]``."""
        found = self.cues[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        if found and found[-1].end > end:
            found.pop()
        return found

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The mentions that start in ``text[start:end]``."""
        return list(self.mentions[bisect_left(self._places, start) : bisect_left(self._places, end)])

    def read(self) -> list[Reading]:
        """A reading for every mention, in order of the text."""
        rows: list[Block] = []
        for block in blocks(self.text):
            if rows and block.kind not in {"row", "rule"}:
                self._table(rows)
                rows = []
            if block.kind == "heading":
                self.scope.enter_heading(self.between(block.start, block.end))
            elif block.kind in {"row", "rule"}:
                rows.append(block)
                continue
            else:
                self.scope.enter_block()
            for start, end in sentences(self.text, block):
                self._sentence(start, end)
        if rows:
            self._table(rows)
        return self.readings

    def _table(self, rows: list[Block]) -> None:
        self.readings += read_table(self, [row for row in rows if row.kind == "row"])

    def _sentence(self, start: int, end: int) -> None:
        scope = self.scope
        scope.enter_sentence(start, end)
        at = start
        found = self.mentions_in(start, end)
        run = 0
        for index, mention in enumerate(found):
            nxt = found[index + 1] if index + 1 < len(found) else None
            lead = self.text[at : mention.start]
            run = run + 1 if index and _RUN.fullmatch(lead) and self.readings[-1].mention.unit == mention.unit else 0
            if run:
                reading = self._next_of_run(mention, run, at)
            else:
                reading = self._mention(mention, nxt, at, end)
            self.readings.append(reading)
            scope.last = reading
            at = max(at, mention.end)
        for cue in self.between(at, end):
            scope.take(cue, self.text)

    def _mention(self, mention: Mention, following: Mention | None, at: int, end: int) -> Reading:
        text, scope = self.text, self.scope
        breaks = [match.end() for match in _CLAUSE_BREAK.finditer(text, at, mention.start)]
        clause_start = breaks[-1] if breaks else at
        frame, own = self.between(at, clause_start), self.between(clause_start, mention.start)
        self._take_frame(frame, clause_start)
        stop = _CLAUSE_BREAK.search(text, mention.end, end)
        limit = min(stop.start() if stop else end, following.start if following else end)
        clause = read_clause(text, mention, own, self.between(mention.end, limit))
        if clause.from_level:
            clause.from_level = following is not None and _TURN.match(text[mention.end : following.start]) is not None
        for cue in clause.subject:
            scope.take(cue, text)
        return self._reading(mention, clause, clause_start, self._clause_begin(clause_start))

    def _clause_begin(self, at: int) -> int:
        """Where the clause that goes on after a figure began (its metric may stand before that figure)."""
        start = at
        while start > self.scope.sentence[0] and not _CLAUSE_BREAK.match(self.text, start - 1):
            start -= 1
        return start

    def _take_frame(self, frame: list[Cue], end: int) -> None:
        """Clauses without figures before this one: names hold, comparisons (与去年相比，) give the base."""
        scope, compares = self.scope, False
        for cue in frame:
            if cue.kind == "than":
                compares = True
            elif compares and cue.kind in {"time", "role", "rival"}:
                scope.base = cue.meaning.role
                compares = False
            else:
                scope.take(cue, self.text)
                if cue.kind in {"gap", "share", "attainment", "yoy", "pop"}:
                    scope.formula = cue.kind

    def _reading(self, mention: Mention, clause: Clause, clause_start: int, begin: int) -> Reading:
        scope = self.scope
        metrics, sure = self._metrics(mention, clause, begin)
        time_sure = scope.level_of(scope.time_at, clause_start) if scope.time is not None else NONE
        around = Surroundings(
            scope.time, time_sure, scope.base, scope.reference, scope.formula, scope.label,
        )  # fmt: skip
        metric = self.metrics.get(metrics[0]) if metrics else None
        measure: Measure = measure_of(mention.unit, metric)
        telling = aspects(measure, metric is not None and metric.unit.dimension == "rate", clause, around)
        telling = self._paired(telling, clause)
        places, place_sure = self._places_of(clause, begin)
        self._remember(telling, clause)
        cue = clause.governor
        return Reading(
            mention, scope.sentence, (begin, mention.end), metrics, sure, places, place_sure, telling.aspects,
            telling.sure, telling.direction, telling.level, (cue.start, cue.end) if cue else None,
            scope.groups(), _has(clause, "mean"), _has(clause, "per"), telling.outside or _has(clause, "part"),
            _compared_places(clause),
        )  # fmt: skip

    def _paired(self, telling: Telling, clause: Clause) -> Telling:
        """The second of 由 A 升至 B: this period's value, or the plan's where A was this period's."""
        last = self.scope.last
        if last is None or last.level or not clause.to_level or self.scope.formula != "from":
            return telling
        return telling

    def _metrics(self, mention: Mention, clause: Clause, begin: int) -> tuple[tuple[str, ...], int]:
        scope = self.scope
        named = [cue for cue in clause.subject if cue.kind == "metric"]
        if not named:
            named = [cue for cue in (*clause.tail, *clause.whole) if cue.kind == "metric"]
        if named:
            return self._fitting(named[-1].meaning.metrics, mention), OWN if named[-1].meaning.exact else SENTENCE
        sure = scope.level_of(scope.metric_at, begin)
        return self._fitting(scope.metrics, mention), sure

    def _fitting(self, names: tuple[str, ...], mention: Mention) -> tuple[str, ...]:
        """``names`` with those first whose unit the figure can tell."""
        fits = [name for name in names if measure_of(mention.unit, self.metrics[name], strict=True)]
        return (*fits, *(name for name in names if name not in fits))

    def _places_of(self, clause: Clause, begin: int) -> tuple[tuple[Where | None, ...], int]:
        scope = self.scope
        behind = [cue for cue in clause.tail if cue.kind == "member"]
        if behind and not any(cue.kind == "member" for cue in clause.subject):
            return behind[0].meaning.places, OWN
        return scope.places(), scope.level_of(scope.group_at, begin)

    def _remember(self, telling: Telling, clause: Clause) -> None:
        scope = self.scope
        role = level_role(telling.aspects)
        if clause.formula is not None:
            scope.formula = clause.formula.kind
        if clause.is_compared and role is not None:
            scope.base = role
        elif clause.from_level and role in {Role.PRIOR, Role.PREVIOUS}:
            scope.base = role
        elif role is Role.PLAN:
            scope.time, scope.time_at = Role.PLAN, max(scope.time_at, scope.sentence[0])
        elif role is not None:
            scope.base = None
        if role in {Role.TARGET, Role.STRETCH}:
            scope.reference = role

    def _next_of_run(self, mention: Mention, run: int, at: int) -> Reading:
        """The figures of a list after its first: the same formula, the next member or metric."""
        first = self.readings[-run]
        scope = self.scope
        length = len(scope.group)
        if run == 1 and length > 1:
            self.readings[-1] = replace(first, places=scope.group[0].meaning.places, place_sure=OWN, groups=())
        if length > 1 and run < length:
            return replace(first, mention=mention, places=scope.group[run].meaning.places, place_sure=OWN, groups=())
        if len(scope.metric_list) > 1 and run < len(scope.metric_list):
            if run == 1:
                self.readings[-1] = replace(first, metrics=scope.metric_list[0].meaning.metrics)
            return replace(first, mention=mention, metrics=scope.metric_list[run].meaning.metrics)
        return replace(first, mention=mention, aspect_sure=NONE, place_sure=min(first.place_sure, CONTEXT))


def _has(clause: Clause, kind: str) -> bool:
    return any(cue.kind == kind for cue in (*clause.subject, *clause.tail))


def _compared_places(clause: Clause) -> tuple[Where, ...]:
    return tuple(where for cue in clause.compared if cue.kind == "member" for where in cue.meaning.places)


__all__ = ["Reader", "Metric", "adjacent", "SENTENCE"]
