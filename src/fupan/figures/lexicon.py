"""The lexicon of a fact sheet: its names and the fixed vocabulary as one pattern, and the cues of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from fupan.domain.factbase import member_period
from fupan.domain.factsheet import FactSheet
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.figures.catalogue import Catalogue
from fupan.figures.cue import Cue, Meaning, cue_at, vocabulary
from fupan.figures.fold import fold
from fupan.figures.names import foreign_names, member_names, metric_names, quotients
from fupan.figures.trie import alternation
from fupan.resources import data

_DATE = r"(?<![0-9])(?:20)?[0-9]{2}年(?:度|全年)?(?:[0-9]{1,2}月份?|[一二三四上下]半?[季半]年?度?)?|(?<![0-9])[0-9]{1,2}月份?(?![0-9])"
_AHEAD = alternation(data("cues")["ahead"])
_YEAR = re.compile(r"((?:20)?[0-9]{2})年")
_MONTH = re.compile(r"([0-9]{1,2})月")
_ASCII = re.compile(r"[A-Za-z0-9]")
_HALVES = {"上半年": 1, "下半年": 2, "H1": 1, "H2": 2}
_QUARTERS = {"Q1": 1, "Q2": 2, "Q3": 3, "Q4": 4} | {
    f"{head}{mark}季度": index for index, mark in enumerate("一二三四", 1) for head in ("", "第")
}
_SPANS: dict[str, dict[str, tuple[int, int]]] = {
    "month": {word: (index * 3 - 2, index * 3) for word, index in _QUARTERS.items()}
    | {word: (index * 6 - 5, index * 6) for word, index in _HALVES.items()},
    "quarter": {word: (index * 2 - 1, index * 2) for word, index in _HALVES.items()}
    | {word: (1, 3) for word in ("前三季度", "前三个季度")} | {word: (1, 2) for word in ("前两季度", "前两个季度")},
}  # fmt: skip
"""Stretches of a year by the months or quarters they are made of (first, last)."""


@dataclass(frozen=True)
class Lexicon:
    """Names and vocabulary for one fact sheet; built once, used for every text checked against it."""

    sheet: FactSheet

    @cached_property
    def catalogue(self) -> Catalogue:
        """The metrics of the sheet, indexed."""
        return Catalogue(self.sheet)

    @cached_property
    def meanings(self) -> dict[str, Meaning]:
        """Every word; the names of the sheet win over the fixed vocabulary."""
        found = dict(vocabulary())
        found.update(self._quarters())
        for name in (self.sheet.author.team, self.sheet.author.company):
            if name:
                found[name] = Meaning("total")
        for name in self.sheet.entities.competitors:
            found[name] = Meaning("rival", Role.BENCHMARK)
        for word in foreign_names():
            if word not in found:
                found[word] = Meaning("metric")
        for metric in self.sheet.metrics:
            for word in (f"{metric.unit.base}数", f"{metric.unit.base}量"):
                if word not in found and sum(one.unit.base == metric.unit.base for one in self.sheet.metrics) == 1:
                    found[word] = Meaning("metric", metrics=(metric.name,), exact=False)
        for word, pair in quotients(self.sheet.metrics):
            found[word] = Meaning("quotient", metrics=pair)
        for word, metrics, exact in metric_names(self.sheet.metrics):
            if exact or word not in found or found[word].kind in {"noise", "metric"}:
                found[word] = Meaning("metric", metrics=metrics, exact=exact)
        for dimension in self.sheet.dimensions():
            places = tuple((dimension, member) for member in self.sheet.dimensions()[dimension])
            for word in dict.fromkeys((dimension, dimension.removesuffix("线"), dimension.removesuffix("名称"))):
                if word not in found or found[word].kind == "noise":
                    found[word] = Meaning("dimension", places=places)
        found.update(self._spans(found))
        found.update(self._members(found))
        return {fold(word): meaning for word, meaning in found.items()}

    def _spans(self, found: dict[str, Meaning]) -> dict[str, Meaning]:
        """Quarters and halves that are told by their months: 一季度 is the sum of 1月, 2月 and 3月."""
        spans: dict[str, Meaning] = {}
        for dimension, members in self.sheet.dimensions().items():
            periods = {member: member_period(member, self.sheet.period) for member in members}
            for kind, table in _SPANS.items():
                parts = {one.index: (dimension, name) for name, one in periods.items() if one and one.kind == kind}
                for word, (first, last) in table.items():
                    within = [parts.get(index) for index in range(first, last + 1)]
                    if word in found and found[word].kind == "part" and None not in within:
                        spans[word] = Meaning("span", places=tuple(within))
        return spans

    def _quarters(self) -> dict[str, Meaning]:
        """In a sheet for one quarter (or half year) their names are this, the last and the next period."""
        period = self.sheet.period
        words = {"quarter": _QUARTERS, "half": _HALVES}.get(period.kind, {})
        roles = {period.index: Role.ACTUAL, period.index - 1: Role.PREVIOUS, period.index + 1: Role.PLAN}
        return {word: Meaning("time", roles[index]) for word, index in words.items() if index in roles}

    def _members(self, found: dict[str, Meaning]) -> dict[str, Meaning]:
        places: dict[str, dict[tuple[str, str], None]] = {}
        for dimension, members in self.sheet.dimensions().items():
            for word, member in member_names(members):
                if word == member or word not in found:
                    for writing in self._writings(word):
                        places.setdefault(writing, {})[dimension, member] = None
        return {word: self._member(word, tuple(where), found.get(word)) for word, where in places.items()}

    def _member(self, word: str, places: tuple[tuple[str, str], ...], other: Meaning | None) -> Meaning:
        """A member's name; 三季度 in a sheet for this very quarter is a member of one metric and the total of others."""
        both = other is not None and other.kind == "time" and other.role is Role.ACTUAL
        role = other.role if other is not None and other.kind == "time" else None
        return Meaning("member", role, places=(*places, None) if both else places)

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
        elif period.kind == "half":
            yield "上半年" if period.index == 1 else "下半年"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds every word of the lexicon and every date."""
        return re.compile(f"{alternation(self.meanings).pattern}|(?P<date>{_DATE})")

    def cues(self, text: str) -> list[Cue]:
        """All cues of ``text`` (folded), in order; noise and dates without meaning are left out."""
        meanings, found = self.meanings, []
        for match in self.pattern.finditer(text):
            start, end = match.span()
            word = match[0]
            meaning = meanings.get(word) if match.lastgroup is None else self._date(word)
            if meaning is None or meaning.kind == "noise" or _inside_word(text, start, end):
                continue
            if meaning.kind in {"time", "part"} and found and found[-1].end == start and found[-1].kind == "time":
                earlier = found.pop()
                start, meaning = earlier.start, self._within(earlier.meaning, meaning, word)
                word = earlier.word + word
            found.append(cue_at(start, end, word, meaning))
        return found

    def _within(self, outer: Meaning, inner: Meaning, word: str) -> Meaning:
        """去年三季度: which period it is for the sheet; a part of a period that is not covered has no role."""
        base = self.sheet.period
        shift = {Role.PRIOR: -1, Role.ACTUAL: 0, Role.PLAN: 1}.get(outer.role) if outer.role else None
        index = {"quarter": _QUARTERS, "half": _HALVES}.get(base.kind, {}).get(word)
        if shift is not None and index is not None:
            period = Period(base.year + shift, base.kind, index)
            roles = {base: Role.ACTUAL, base.shift(-1): Role.PREVIOUS, base.shift(1): Role.PLAN, base.year_before: Role.PRIOR}
            return Meaning("time", roles.get(period))
        if inner.kind == "time" and inner.role is Role.ACTUAL:
            return outer
        return inner if outer.role is Role.ACTUAL else Meaning("time", None)

    def looks_ahead(self, heading: str) -> bool:
        """True where a heading is about what is to come: 明年规划, 下月目标, 行动计划."""
        return _AHEAD.search(heading) is not None

    def _date(self, word: str) -> Meaning | None:
        """A date as this period, the one before, the same a year before or the next; a part of a period has no role."""
        base = self.sheet.period
        year_mark, month_mark = _YEAR.match(word), _MONTH.search(word)
        year = base.year
        if year_mark:
            year = int(year_mark[1]) if len(year_mark[1]) == 4 else 2000 + int(year_mark[1])
        if month_mark is None:
            if word.endswith(("季", "季度", "半年")):
                found = self.meanings.get(word.partition("年")[2], Meaning("part"))
                part = word.partition("年")[2]
                return found if year == base.year else self._within(Meaning("time", _year_role(year, base)), found, part)
            return Meaning("time", _year_role(year, base))
        month = int(month_mark[1])
        if base.kind != "month":
            return replace(self.meanings[f"{month}月"]) if f"{month}月" in self.meanings else None
        return (
            Meaning("time", _month_role(Period(year, "month", month), base, bool(year_mark))) if month <= 12 else None
        )


def _year_role(year: int, base: Period) -> Role | None:
    roles = {base.year: Role.ACTUAL, base.year - 1: Role.PRIOR}
    if base.kind == "year":
        roles[base.year + 1] = Role.PLAN
    return roles.get(year)


def _month_role(month: Period, base: Period, dated: bool) -> Role | None:
    roles = {base: Role.ACTUAL, base.shift(-1): Role.PREVIOUS, base.shift(1): Role.PLAN, base.year_before: Role.PRIOR}
    found = roles.get(month)
    if found is None and not dated:
        found = next((role for period, role in roles.items() if period.index == month.index), None)
    return found


def _inside_word(text: str, start: int, end: int) -> bool:
    """True where a Latin name is part of a longer Latin word (A in CRM-A is one, in ARR it is not)."""
    if not (text[start].isascii() or text[end - 1].isascii()):
        return False
    left = start > 0 and text[start].isascii() and _ASCII.match(text[start]) and _ASCII.match(text[start - 1])
    right = end < len(text) and text[end - 1].isascii() and _ASCII.match(text[end - 1]) and _ASCII.match(text[end])
    return bool(left or right)
