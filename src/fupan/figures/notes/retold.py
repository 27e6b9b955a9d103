"""A note retold with another time: 8月展会签下3家 of a note that says 9月参加佛山展会，签约3家经销商."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from fupan.domain.factbase import member_period
from fupan.domain.factsheet import Note
from fupan.figures.fold import fold
from fupan.figures.late import late
from fupan.figures.notes.times import Time, times_of, without_times
from fupan.figures.scan.outline import blocks, sentences
from fupan.figures.verdict import Verdict
from fupan.figures.words import content_words

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_CLAUSE = late(r"[^，,：:（）()—…。；;！!？?\n]+")
_QUOTING = late('[“”「」『』"？?《〔{<]')
_OTHERWISE = late(
    "继续|持续|延续|仍|依然|尚|还[没未]|再[次度]|又|后续|陆续|恢复|逐步|逐月|不[再是]|没有?|未能?|如果|若|假如|此前|之前|此后|之后"
)
"""Words of what came of an event, or of another one like it."""
_COMPARED = late("(?:[较比与跟]|(?<![合共协])同)[一-鿿]{0,2}$")
_YEAR = late("([去上前明次来后今本]|20[0-9]{2})年[ *_]*$")
_MONTHS = {"year": 12, "half": 6, "quarter": 3}
_LEAST, _SHARE = 3, 0.6
"""So many words of a clause, and this share of them, tell a note; fewer do where a figure of the note stands by."""
_LEAST_BESIDE, _SHARE_BESIDE = 2, 0.4
_AROUND, _FAR_LESS = 14, 3
_LONGEST, _REACH = 120, 400
"""A clause is no longer, and no figure further away speaks of its time: a text may be one sentence of megabytes."""
_NUMBER = late("[0-9][0-9.,]*(?:%|[千万亿]*元?)")


class Mistimed(NamedTuple):
    """The time at ``span`` of the text, and the words with which the note tells another."""

    span: tuple[int, int]
    said: str
    note: Note


class _Noted(NamedTuple):
    """A note with its words and times."""

    note: Note
    text: str
    words: frozenset[str]
    times: tuple[Time, ...]

    def has(self, time: Time) -> bool:
        """True where the note tells the time, one that it is part of or a part of it."""
        return any(one.meets(time) for one in self.times)


class _Clause(NamedTuple):
    """A clause of the text with the notes that figures in it and in its sentence are taken from."""

    start: int
    end: int
    words: frozenset[str]
    told: frozenset[str]
    beside: frozenset[str]


def mistimed(text: str, binder: Binder, verdicts: Sequence[Verdict]) -> list[Mistimed]:
    """The times in ``text`` (folded) with which a note is retold that has another of the same kind, in order."""
    return list(_Retold(text, binder, verdicts).found()) if binder.notes.notes else []


@dataclass
class _Retold:
    """One text being read."""

    text: str
    binder: Binder
    verdicts: Sequence[Verdict]

    @cached_property
    def notes(self) -> list[_Noted]:
        """The notes, each with the words that are no names of the sheet."""
        found = []
        for note in self.binder.notes.notes:
            text = fold(note.text)
            found.append(_Noted(note, text, self._words(text), tuple(times_of(text))))
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of metrics and members, which many sentences share."""
        sheet = self.binder.catalogue.sheet
        names = [name for metric in sheet.metrics for name in metric.names]
        names += [member for members in sheet.dimensions().values() for member in members]
        return frozenset(word for name in names for word in content_words(fold(name)))

    @cached_property
    def starts(self) -> list[int]:
        return [verdict.mention.start for verdict in self.verdicts]

    def found(self) -> Iterator[Mistimed]:
        """The wrong times, in order."""
        plans = False
        for block in blocks(self.text):
            if block.kind == "heading":
                plans = self.binder.lexicon.looks_ahead(self.text[block.start : block.end])
            elif block.kind in {"text", "item"} and next(times_of(self.text, block.start, block.end), None):
                for start, end in sentences(self.text, block):
                    if not _QUOTING.search(self.text, start, end):
                        yield from self._sentence(start, end, plans=plans)

    def _sentence(self, start: int, end: int, *, plans: bool) -> Iterator[Mistimed]:
        beside = frozenset(one.note.text for one in self._within(start, end) if one.note is not None and not one.fault)
        dated = False
        for match in _CLAUSE.finditer(self.text, start, end):
            if match.end() - match.start() > _LONGEST:
                continue
            begin, first = start if dated else match.start(), match.start() == start
            times = list(times_of(self.text, begin, match.end()))
            dated = False
            if not times and not first:
                continue
            clause = self._clause(begin, match.end(), beside)
            dated = not clause.words and first  # 截至9月底，在手商机64个
            for time in times if clause.words else ():
                noted = None if self._is_set(time, clause, start, end) else self._meant(time, clause)
                ahead = noted is not None and (plans or self.binder.lexicon.looks_ahead(self.text[start:end]))
                if noted is not None and (not ahead or self.binder.lexicon.looks_ahead(noted.text)):
                    yield Mistimed((time.start, time.end), self._said(time, clause, noted), noted.note)

    def _clause(self, start: int, end: int, beside: frozenset[str]) -> _Clause:
        told = frozenset(one.note.text for one in self._within(start, end) if one.note is not None and not one.fault)
        return _Clause(start, end, self._words(self.text[start:end]), told, beside)

    def _within(self, start: int, end: int) -> Sequence[Verdict]:
        return self.verdicts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _words(self, text: str) -> frozenset[str]:
        return frozenset(content_words(_NUMBER.sub(" ", without_times(text))) - self.names)

    def _is_set(self, time: Time, clause: _Clause, start: int, end: int) -> bool:
        """True where the time is that of the sheet, of a comparison or of a fact, or one of several."""
        if len(time.values) > 1 or self._is_of_sheet(time) or _OTHERWISE.search(self.text, clause.start, clause.end):
            return True
        if _COMPARED.search(self.text, clause.start, time.start):
            return True
        behind = self._within(time.end, clause.end)
        if not (behind and behind[0].note is not None) and any(
            one.fact is not None for one in self._within(clause.start, clause.end)
        ):
            return True
        near = self._within(max(start, time.start - _REACH), min(end, time.end + _REACH))
        return any(self._tells_of(one, time) for one in near)

    def _is_of_sheet(self, time: Time) -> bool:
        """True for the sheet's period, those it compares with and the one that follows, and for the end of it."""
        period = self.binder.catalogue.sheet.period
        if time.kind == "year":
            return bool(time.values & {period.year, period.year - 1})
        if time.kind == period.kind:
            return any(one.index in time.values for one in self.binder.lexicon.calendar.roles)
        last = period.index * _MONTHS.get(period.kind, 0)
        return time.kind == "month" and last in time.values and self.text[time.end - 1] in "底末"

    def _tells_of(self, verdict: Verdict, time: Time) -> bool:
        """True for a figure that a fact of that time carries."""
        member = verdict.fact.member if verdict.fact is not None else None
        told = member_period(member, self.binder.catalogue.sheet.period) if member else None
        return told is not None and told.kind == time.kind and told.index in time.values

    def _meant(self, time: Time, clause: _Clause) -> _Noted | None:
        """The note that the clause retells with a time that is not its own; None where several may be meant."""
        shared = [(len(clause.words & noted.words), noted) for noted in self.notes]
        found = [(count, noted) for count, noted in shared if self._is_retold(count, noted, clause)]
        told = [(count, noted) for count, noted in found if noted.note.text in clause.told]
        if len(told or found) != 1:
            return None
        most, noted = (told or found)[0]
        rivals = [(count, other) for count, other in shared if other is not noted]
        if any(count > most or (count == most and not told) for count, _ in rivals) or noted.has(time):
            return None
        if any(count * _FAR_LESS > most and other.has(time) for count, other in rivals):
            return None
        return noted if self._differs(time, clause, noted) else None

    def _is_retold(self, shared: int, noted: _Noted, clause: _Clause) -> bool:
        if noted.note.text in clause.told:
            return shared > 0
        part = shared / len(clause.words)
        beside = noted.note.text in clause.beside and shared >= _LEAST_BESIDE and part >= _SHARE_BESIDE
        return beside or (shared >= _LEAST and part >= _SHARE)

    def _differs(self, time: Time, clause: _Clause, noted: _Noted) -> bool:
        """True where the note has times of this kind, none of which the clause tells, and no other year is told."""
        own = [one for one in noted.times if one.kind == time.kind]
        if time.kind != "festival" and any(noted.has(one) for one in self._same_kind(time, clause)):
            return False
        year = _YEAR.search(self.text, clause.start, time.start)
        return bool(own) and (year is None or self._year(year[1]) in self._years(noted))

    def _same_kind(self, time: Time, clause: _Clause) -> Iterator[Time]:
        return (one for one in times_of(self.text, clause.start, clause.end) if one.kind == time.kind)

    def _year(self, word: str) -> int:
        away = {"明": 1, "次": 1, "来": 1, "后": 2, "去": -1, "上": -1, "前": -2, "今": 0, "本": 0}
        return int(word) if word.isdigit() else self.binder.catalogue.sheet.period.year + away[word]

    def _years(self, noted: _Noted) -> set[int | str]:
        years = {value for one in noted.times if one.kind == "year" for value in one.values}
        return years or {self.binder.catalogue.sheet.period.year}

    def _said(self, time: Time, clause: _Clause, noted: _Noted) -> str:
        """The time of the note that stands among most words of the clause, as the note has it."""
        told = [one.values for one in self._same_kind(time, clause)]
        own = [one for one in noted.times if one.kind == time.kind and one.values not in told]
        around = (self._words(noted.text[max(0, one.start - _AROUND) : one.end + _AROUND]) for one in own)
        best = max(zip(own, around, strict=True), key=lambda pair: len(pair[1] & clause.words))[0]
        return noted.note.text[best.start : best.end]
