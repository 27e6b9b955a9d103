"""The lexicon of a fact sheet: its names and the fixed vocabulary, and the cues of a text."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from fupan.domain.factbase import member_period
from fupan.domain.factsheet import FactSheet
from fupan.domain.role import Role
from fupan.figures.fold import fold
from fupan.figures.read.calendar import DATE, Calendar
from fupan.figures.read.catalogue import Catalogue
from fupan.figures.read.cue import Cue, Meaning, cue_at, folded_vocabulary, vocabulary
from fupan.figures.read.names import (
    dimension_names,
    ends,
    foreign_names,
    given_names,
    member_names,
    metric_names,
    stems,
    team_names,
)
from fupan.figures.scan.unheard import as_heard
from fupan.figures.trie import alternation
from fupan.resources import data

_AHEAD = alternation(data("cues")["ahead"])
_ASCII = frozenset(string.ascii_letters + string.digits)
_DIGITS = frozenset("0123456789")
_BEGINS = frozenset("、，；,;。！？：:（(\n*和与及跟")
_LEFT_OUT = ("剔除", "扣除", "不含", "除了")
_DASHES = frozenset("-–—~～至到")
_YEAR = re.compile("(?<![0-9])20[0-9]{2}(?![0-9])")
_DATE, _DATE_STARTS = re.compile(DATE), frozenset("0123456789一二")
_PART_OF_YEAR = re.compile("([一二三四]|1[0-2]|[1-9])(季度?|月份?)")
_LISTED_BEFORE = re.compile("(?<=[^\\n#* 0-9])([一二三四]|1[0-2]|[1-9])[、和及与]$")
_SELF = "我"
_AGAINST, _BY = frozenset("比较"), frozenset("多少高低")
_NOISE = Meaning("noise")
_ONE_QUARTER, _QUARTER_ENDS = "一季", frozenset("度季")
_TRADE = "行业"
_BOUGHT = ("采购", "购进", "进货", "收购", "外购")
_FIGURE = re.compile("[0-9][0-9,.]*[万亿%元家个台吨件户人箱套]")


@dataclass(frozen=True)
class Lexicon:
    """Names and vocabulary for one fact sheet; built once, used for every text checked against it."""

    sheet: FactSheet

    @cached_property
    def catalogue(self) -> Catalogue:
        """The metrics of the sheet, indexed."""
        return Catalogue(self.sheet)

    @cached_property
    def calendar(self) -> Calendar:
        """The times of the sheet."""
        return Calendar(self.sheet)

    @cached_property
    def meanings(self) -> dict[str, Meaning]:
        """Every word, folded; the names of the sheet win over the fixed vocabulary."""
        found = {**vocabulary(), **self.calendar.named()}
        for name in (self.sheet.author.team, self.sheet.author.company):
            if name:
                found.update(dict.fromkeys(team_names(name), Meaning("total")))
        found.update({name: Meaning("rival", Role.BENCHMARK) for name in self.sheet.entities.competitors})
        self._add_metrics(found)
        self._add_dimensions(found)
        found.update(self.calendar.spans(found))
        found.update(self._members(found))
        found.setdefault(_SELF, Meaning("rival", Role.BENCHMARK))
        for word, places in self._ends():
            found.setdefault(word, Meaning("member", places=places, exact=False))
        fixed = vocabulary()
        own = {fold(word): meaning for word, meaning in found.items() if fixed.get(word) is not meaning}
        own |= {as_heard(word): meaning for word, meaning in own.items() if " " in word}
        return {**folded_vocabulary(), **own}

    def _add_metrics(self, found: dict[str, Meaning]) -> None:
        for word in foreign_names(self.catalogue.given):
            found.setdefault(word, Meaning("metric"))
        for unit, names in self.catalogue.by_unit.items():
            if len(unit) > 1:
                found.setdefault(unit, Meaning("noise"))  # 目标（千升） tells of no rise
            if len(names) == 1:  # 台数 for the one metric that is told in 台
                for word in (f"{unit}数", f"{unit}量"):
                    if word not in found or found[word] == Meaning("metric"):
                        found[word] = Meaning("metric", metrics=names, exact=False)
        for word, metrics, exact in metric_names(self.catalogue.given):
            if exact or word not in found or found[word].kind in {"noise", "metric"}:
                found[word] = Meaning("metric", metrics=self.catalogue.with_measure(metrics), exact=exact)
        for metric in self.sheet.metrics[len(self.catalogue.given) :]:
            rate = metric.made_of.second if metric.made_of is not None else ""
            for word in metric.names:
                if word not in found or not found[word].metrics:
                    metrics = (rate, metric.name) if rate == f"{word}率" else (metric.name,)  # 毛利高0.8个百分点
                    found[word] = Meaning("metric", metrics=metrics)

    def _add_dimensions(self, found: dict[str, Meaning]) -> None:
        for dimension, members in self.sheet.dimensions().items():
            places = tuple((dimension, member) for member in members)
            for word in dimension_names(dimension):
                if word not in found or found[word].kind == "noise":
                    found[word] = Meaning("dimension", places=places)

    def _members(self, found: dict[str, Meaning]) -> dict[str, Meaning]:
        places: dict[str, dict[tuple[str, str], None]] = {}
        for dimension, members in self.sheet.dimensions().items():
            short = {(word, member) for word, member in stems(members) if found.get(word, _NOISE).kind == "noise"}
            for word, member in (*member_names(members), *given_names(dimension, members)):
                if word not in found or word == member or (word, member) in short:
                    for writing in self._writings(word):
                        places.setdefault(writing, {})[dimension, member] = None
        author = places.get(self.sheet.author.name)
        if author is not None:
            places[_SELF] = author
        return {word: _member(tuple(where), found.get(word)) for word, where in places.items()}

    def _ends(self) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
        """How the members' names end or begin, each with the one member it stands for; heard only as a subject."""
        owners: dict[str, list[tuple[str, str]]] = {}
        for dimension, members in self.sheet.dimensions().items():
            for member in members:
                owners.setdefault(member, []).append((dimension, member))
        named = "|".join(self.catalogue.all_names)
        return ((word, tuple(owners[member])) for word, member in ends(tuple(owners)) if word not in named)

    def _writings(self, member: str) -> Iterator[str]:
        yield member
        period = member_period(member, self.sheet.period)
        if period is None:
            return
        if period.kind == "quarter":
            mark = "一二三四"[period.index - 1]
            yield from (f"Q{period.index}", f"{mark}季度", f"第{mark}季度", f"{mark}季", f"{period.index}季度")
        elif period.kind == "month":
            yield from (f"{period.index}月", f"{period.index}月份")
        else:
            yield "上半年" if period.index == 1 else "下半年"

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        """The lengths of the words that begin with each character, the longest first."""
        found = dict(_fixed_lengths())
        fixed = folded_vocabulary()
        for word in self.meanings:
            if word not in fixed and len(word) not in found.get(word[0], ()):
                found[word[0]] = tuple(sorted((len(word), *found.get(word[0], ())), reverse=True))
        return found

    def _words(self, text: str) -> Iterator[tuple[int, int, Meaning | None]]:
        """(start, end, meaning) of every word and date of ``text``, the longest at each place, none inside another.

        Looked up in dictionaries: an expression of all words costs more to compile than a document takes to read.
        """
        meanings, lengths, calendar = self.meanings, self._lengths, self.calendar
        at, end = 0, len(text)
        while at < end:
            char = text[at]
            for length in lengths.get(char, ()):
                word = text[at : at + length]
                meaning = meanings.get(word)
                if meaning is not None:
                    yield at, at + len(word), meaning
                    at += len(word)
                    break
            else:
                date = _DATE.match(text, at) if char in _DATE_STARTS else None
                if date is not None:
                    yield at, date.end(), calendar.date(date[0], meanings)
                    at = date.end()
                else:
                    at += 1

    def cues(self, text: str) -> list[Cue]:
        """All cues of ``text`` (folded), in order; noise and dates without meaning are left out."""
        found: list[Cue] = []
        for start, end, named in self._words(text):
            if named is None or named.kind == "noise" or _inside_word(text, start, end) or _ends_span(text, start):
                continue
            at, word, meaning = start, text[start:end], named
            if word == _ONE_QUARTER and text[start - 1 : start] in _QUARTER_ENDS:
                continue  # 三季度一季就占三分之一: 一季 says again that it is but one
            if named.kind == "metric" and text[end - 1] == "价" and text.endswith(_BOUGHT, 0, start):
                continue  # 煤炭采购均价: what is paid for material, not what is charged
            if named.kind == "member" and not named.exact and not _is_subject(text, start):
                continue
            if word == _SELF and not _is_author(text, start, end, known=named.kind == "member"):
                continue
            if meaning.kind in {"time", "part"} and found and found[-1].end == start and found[-1].kind == "time":
                earlier = found.pop()
                meaning = self.calendar.within(earlier.meaning, meaning, word)
                at, word = earlier.start, earlier.word + word
            elif word == _TRADE and found and found[-1].end == start and found[-1].kind == "member":
                continue  # 电力行业1420万元: what the member is, not what it is compared with
            found += self._listed_before(text, at, word)
            found.append(cue_at(at, end, word, meaning))
        return found

    def _listed_before(self, text: str, start: int, word: str) -> list[Cue]:
        """The 二 of 二、三季度 and the 7 of 7、8月, as 二季度 and 7月, in order; none where a line begins."""
        found: list[Cue] = []
        unit = _PART_OF_YEAR.fullmatch(word)
        while unit is not None and (before := _LISTED_BEFORE.search(text, max(0, start - 4), start)) is not None:
            meaning = self.meanings.get(before[1] + unit[2])
            digits = before[1].isdigit() == unit[1].isdigit()
            if meaning is None or meaning.kind != "member" or not digits:
                break
            found.insert(0, cue_at(before.start(1), before.end(1), before[1], meaning))
            start = before.start(1)
        return found

    def looks_ahead(self, heading: str) -> bool:
        """True where a heading is about what is to come: 明年规划, 行动计划, 2026：从卖得多到赚得到."""
        years = [int(year) for year in _YEAR.findall(heading)]
        return _AHEAD.search(heading) is not None or (bool(years) and min(years) > self.sheet.period.year)


@cache
def _fixed_lengths() -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in folded_vocabulary():
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _member(places: tuple[tuple[str, str], ...], other: Meaning | None) -> Meaning:
    """A member's name; 三季度 in a sheet for this quarter is a member of one metric and the total of others."""
    role = other.role if other is not None and other.kind == "time" else None
    return Meaning("member", role, places=(*places, None) if role is Role.ACTUAL else places)


def _is_subject(text: str, start: int) -> bool:
    """True where a clause or an item of a list begins: the 刀包 of 粘弹剂945万元、刀包826万元; 剔除刀包后."""
    return start == 0 or text[start - 1] in _BEGINS or text.endswith(_LEFT_OUT, 0, start)


def _is_author(text: str, start: int, end: int, *, known: bool) -> bool:
    """True for 比我多113户 and, where it is known who that is, 我的55.8万元; not for 我们, 我的团队 and 我觉得."""
    compared = text[start - 1 : start] in _AGAINST and text[end : end + 1] in _BY
    return compared or (known and text[end : end + 1] == "的" and text[end + 1 : end + 2] in _DIGITS)


def _ends_span(text: str, start: int) -> bool:
    """True for the 9月 of 1—9月, which is no month but the end of a stretch."""
    return start > 1 and text[start] in _DIGITS and text[start - 1] in _DASHES and text[start - 2] in _DIGITS


def _inside_word(text: str, start: int, end: int) -> bool:
    """True where a Latin name is part of a longer Latin word (A in CRM-A is one, in ARR it is not)."""
    left = start > 0 and text[start] in _ASCII and text[start - 1] in _ASCII
    right = end < len(text) and text[end - 1] in _ASCII and text[end] in _ASCII
    if right and not left and text[end - 1].isalpha() and not text[start:end].isascii():
        return _FIGURE.match(text, end) is None  # 维生素C466万, but 水泵P20
    return left or right
