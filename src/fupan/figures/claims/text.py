"""Reads the claims of a text, clause by clause, and tells those that the facts contradict."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from fupan.domain.fact import Fact
from fupan.domain.role import EARLIER, Role
from fupan.figures.claims.around import Around, Headings
from fupan.figures.claims.claim import Measure, Wrong
from fupan.figures.claims.comparisons import Comparisons
from fupan.figures.claims.grammar import parsed
from fupan.figures.claims.holding import Holding
from fupan.figures.claims.judging import Judge, Place
from fupan.figures.claims.orders import Orders
from fupan.figures.claims.rates import rates_against
from fupan.figures.claims.subjects import AWAY, LOST, Spoken, Subject, Subjects
from fupan.figures.claims.terms import Terms, terms_of
from fupan.figures.claims.tokens import MARKS, tokens_of
from fupan.figures.claims.vocabulary import told_by
from fupan.figures.fold import fold
from fupan.figures.in_units import tells
from fupan.figures.judge.bind import Binder
from fupan.figures.late import late
from fupan.figures.scan.outline import Block, blocks, sentences
from fupan.figures.trie import alternation, expression
from fupan.figures.verdict import Verdict
from fupan.resources import data

_CLAUSE = late(r"[^，,：:（）()—…。；;！!？?\n]+")
_QUOTING = late('[“”「」『』"？?《〔{<]')
_RATE = late(r"[，, 、*_]{1,4}[一-鿿]{0,4}[0-9.]{1,8}%")
_CLOSING = late(r"[ *_]{0,4}[）)]?[ *_]{0,4}")
_LEADS = late(r"[：:][*_ \t\r]*$")
_OTHERWISE = frozenset(("time", "part", "supposed", "scheme"))
_STRIPPED = "".join(MARKS)
_EARLIER = frozenset(role.value for role in EARLIER)
_OF_ANOTHER_TIME = _EARLIER | {Role.PLAN.value, Role.BENCHMARK.value}
_COMPARING = frozenset("较比与同于跟")
_LATE, _BACK = 3, 300
_BRACKET = frozenset("（(")
_MEASURED: dict[str, Measure] = {"actual": "value", "attainment": "attainment", "share": "share"}


def wrong_claims(text: str, binder: Binder, verdicts: Sequence[Verdict]) -> list[Wrong]:
    """The claims without a figure in ``text`` (folded) that the facts of ``binder`` contradict, in order.

    ``verdicts`` are those on the figures of the text. A clause that holds no word of a claim costs a look for one.
    """
    found = list(rates_against(text, binder, verdicts))
    if told_by().search(text):
        found += _Reading(text, binder, verdicts).found()
    return sorted(found, key=lambda wrong: wrong.span)


@cache
def _unreal() -> re.Pattern[str]:
    """What is only supposed, planned or said by others; 争取目标 is the name of a goal."""
    return re.compile(f"(?:{expression(map(fold, data('claims')['unreal']))})(?!目标|值)")


@cache
def _expecting() -> re.Pattern[str]:
    return alternation(fold(word) for word in data("claims")["expecting"])


@cache
def _narrowing() -> re.Pattern[str]:
    """What leaves a part of the whole out: 剔除大单."""
    return alternation(fold(word) for word in data("claims")["narrowing"])


@cache
def _causes() -> re.Pattern[str]:
    return alternation(fold(word) for word in data("claims")["causes"])


@dataclass
class _Reading:
    """One text being read."""

    text: str
    binder: Binder
    verdicts: Sequence[Verdict]

    def __post_init__(self) -> None:
        self.terms: Terms = terms_of(self.binder.lexicon)
        self.starts = [verdict.mention.start for verdict in self.verdicts]
        holding = Holding(self.binder.catalogue, self.binder.told)
        self.judge = Judge(Subjects(self.terms, self.text), holding, Orders(holding), Comparisons(holding))

    def found(self) -> Iterator[Wrong]:
        """The wrong claims, in order."""
        headings = Headings(self.terms, self.text)
        above: list[Block] = []
        for block in blocks(self.text):
            above = self._above(above, block)
            if block.kind == "heading":
                headings.enter(block)
            elif block.kind in {"text", "item"} and told_by().search(self.text, block.start, block.end):
                around = headings.of_item(block, above[:-1] if block.kind == "item" else ())
                if not around.closed:
                    yield from self._line(block, around)

    def _above(self, above: list[Block], block: Block) -> list[Block]:
        """The lines that an item stands below, and itself; of another block the one that leads to a list."""
        if block.kind == "item":
            leading = [one for one in above if one.kind == "text" or one.level < block.level]
            return [*leading, block]
        leads = block.kind == "text" and _LEADS.search(self.text, block.start, block.end) is not None
        return [block] if leads else []

    def _line(self, block: Block, around: Around) -> Iterator[Wrong]:
        for start, end in sentences(self.text, block):
            told = told_by().search(self.text, start, end)
            if told is None or _QUOTING.search(self.text, start, end) or _unreal().search(self.text, start, end):
                continue
            wrong = list(self._sentence(start, end, block.start, around))
            if wrong and not self._elsewhen(max(block.start, start - _BACK), start):  # looked at last: it takes longest
                yield from wrong

    def _elsewhen(self, start: int, end: int) -> bool:
        """True where what stands before in the line speaks of another time, and not only compares with it."""
        cues = self.terms.lexicon.cues(self.text[start:end])
        times = [cue for cue in cues if cue.kind in {"time", "part"}]
        own = [cue for cue in times if self.text[start + cue.start - 1] not in _COMPARING]
        return bool(own) and own[-1].meaning.role is not Role.ACTUAL

    def _sentence(self, start: int, end: int, line: int, around: Around) -> Iterator[Wrong]:
        spoken = Spoken()
        for match in _CLAUSE.finditer(self.text, start, end):
            wrong, spoken = self._clause(*match.span(), spoken, Place(start, line, around))
            if wrong is not None and not self._goes_on(match.end(), wrong):
                yield wrong

    def _goes_on(self, end: int, wrong: Wrong) -> bool:
        """True where what stands behind a clause may change it: 完成目标，还需努力; 完成目标（195万元）的93.6%.

        A rate behind 垫底 tells by what it is ordered.
        """
        if wrong.ranked and wrong.ranked[0].unit.base != "%" and _RATE.match(self.text, end):
            return True
        return self.text[end : end + 1] in _BRACKET or _expecting().match(self.text, end + 1) is not None

    def _clause(self, start: int, end: int, spoken: Spoken, place: Place) -> tuple[Wrong | None, Spoken]:
        found = tokens_of(self.terms, self.text, start, end)
        last = bisect_left(self.starts, end)
        first = bisect_left(self.starts, start)
        if found is None and first < last:
            spoken = self._figures(first, last, spoken, place)
            start = self.verdicts[last - 1].mention.end
            if _CLOSING.fullmatch(self.text, start, end):
                return None, spoken
            if spoken.lost or not spoken.level:
                return None, LOST
            found = tokens_of(self.terms, self.text, start, end)
        if found is not None and not found:
            return None, spoken
        clause = parsed(found) if found is not None else None
        if clause is None:
            return None, self._aside(start, end, spoken)
        also = any(word in self.text[start:end] for word in data("claims")["also"])
        return self.judge.of(clause._replace(also=also), spoken, place)

    def _aside(self, start: int, end: int, spoken: Spoken) -> Spoken:
        """Behind a clause that is not understood nothing goes on; 受市场影响 says nothing of whom the next one is."""
        told = self.text[start:end].strip(_STRIPPED)
        narrows = _narrowing().search(told) is not None or told.endswith(tuple(data("claims")["narrowing_end"]))
        times = {cue.meaning.role for cue in self.terms.lexicon.cues(told) if cue.kind in _OTHERWISE}
        if spoken.away or narrows or times - {Role.ACTUAL}:
            return AWAY
        return Spoken() if _causes().match(told) and not (spoken.told or spoken.lost) else LOST

    def _figures(self, first: int, last: int, spoken: Spoken, place: Place) -> Spoken:
        """What figures leave to the words behind them: the metric and member that the last one is about."""
        told = [verdict.fact for verdict in self.verdicts[first:last] if not verdict.fault and not verdict.unchecked]
        fact = told[-1] if told else None
        catalogue = self.binder.catalogue
        if fact is None or len(told) < last - first or fact.metric not in catalogue.names:
            return LOST
        if fact.key == "gap":
            return LOST  # 经销商的缺口118万元，线上最小: by the gap
        if not all(_tells_plainly(verdict) for verdict in self.verdicts[first:last]):
            return LOST
        if fact.where is not None and fact.where not in catalogue.owners:
            return LOST
        level = self._is_level(first, last, fact, place)
        if not level and fact.key in _OF_ANOTHER_TIME:
            return LOST
        listed = tuple(dict.fromkeys((*spoken.listed, Subject(fact.metric, fact.where))))
        return Spoken(
            told=True, level=level, metric=fact.metric, where=fact.where, figure=_MEASURED.get(fact.key), listed=listed
        )

    def _is_level(self, first: int, last: int, fact: Fact, place: Place) -> bool:
        """True for what was done; for an earlier value where what was done stands before it in the sentence."""
        reading = self.verdicts[last - 1].reading
        if fact.key == Role.ACTUAL.value:
            return not (reading.compared or reading.origin)
        done = fact.id.removesuffix(fact.key) + Role.ACTUAL.value
        before = (one for one in self.verdicts[max(0, first - _LATE) : last] if one.mention.start >= place.at)
        return fact.key in _EARLIER and any(one.fact is not None and one.fact.id == done for one in before)


def _tells_plainly(verdict: Verdict) -> bool:
    """False for a figure that was worked out further (剔除后), told per head, or is of several taken together."""
    reading, fact = verdict.reading, verdict.fact
    open_ = (
        reading.rest
        or reading.blind
        or reading.loose
        or reading.per
        or reading.quotient
        or reading.mean
        or reading.outside
        or reading.run[1] > 1
    )
    return fact is not None and not open_ and tells(reading.mention, fact)
