"""Times in a text as roles of a fact sheet: 2024年, 去年三季度, 11月, and stretches told by their parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from fupan.domain.factbase import member_period
from fupan.domain.factsheet import FactSheet
from fupan.domain.period import Period, PeriodKind
from fupan.domain.role import Role
from fupan.figures.late import late
from fupan.figures.read.cue import Meaning

_NUMERALS = "〇○零一二三四五六七八九"
DATE = (
    r"(?<![0-9])(?:20)?[0-9]{2}年(?:度|全年)?(?:[0-9]{1,2}月份?|[一二三四上下]半?[季半]年?度?)?"
    r"|(?<![0-9])[0-9]{1,2}月份?(?! ?[0-9]{1,2} ?[日号])"
    rf"|[一二][{_NUMERALS}]{{3}}年"
)
_YEAR = late(r"((?:20)?[0-9]{2})年")
_MONTH = late(r"([0-9]{1,2})月")
HALVES = {"上半年": 1, "下半年": 2, "H1": 1, "H2": 2}
QUARTERS = {"Q1": 1, "Q2": 2, "Q3": 3, "Q4": 4} | {
    f"{head}{mark}季度": index for index, mark in enumerate("一二三四", 1) for head in ("", "第")
}
_NAMED: Mapping[PeriodKind, Mapping[str, int]] = {"quarter": QUARTERS, "half": HALVES}
_SMALL_NAMED = {kind: {word.lower(): index for word, index in words.items()} for kind, words in _NAMED.items()}
_UP_TO = {
    f"{head}{word}{end}": (1, index)
    for word, index in QUARTERS.items()
    for head in ("截至", "截止", "截止到", "截至到")
    for end in ("", "末", "底")
    if index > 1
}
"""截至三季度末: all quarters up to it."""
_SPANS: dict[str, dict[str, tuple[int, int]]] = {
    "month": {word: (index * 3 - 2, index * 3) for word, index in QUARTERS.items()}
    | {word: (index * 6 - 5, index * 6) for word, index in HALVES.items()},
    "quarter": {word: (index * 2 - 1, index * 2) for word, index in HALVES.items()}
    | {"前三季度": (1, 3), "前三个季度": (1, 3), "前两季度": (1, 2), "前两个季度": (1, 2)}
    | _UP_TO
    | {"后两季度": (3, 4), "后两个季度": (3, 4), "后三季度": (2, 4), "后三个季度": (2, 4)},
}
"""Stretches of a year by the months or quarters they are made of (first, last)."""
_WEEK = late("第?([一二三四五1-5])周")
_OF_WEEKS = {
    "上半月": (1, 2), "前半月": (1, 2), "前两周": (1, 2), "头两周": (1, 2), "前三周": (1, 3), "头三周": (1, 3),
    "下半月": (3, 0), "后半月": (3, 0), "后两周": (-1, 0), "后三周": (-2, 0), "最后两周": (-1, 0),
}  # fmt: skip
"""Stretches of a month by its weeks; those that end it are counted from the last one, which is 0."""
_DIGITS = str.maketrans(_NUMERALS, "000123456789")
_BASE = "基数"
_YEARS_AWAY = {Role.PRIOR: -1, Role.ACTUAL: 0, Role.PLAN: 1}


@dataclass(frozen=True)
class Calendar:
    """Reads times against the period of one fact sheet."""

    sheet: FactSheet

    @cached_property
    def roles(self) -> dict[Period, Role]:
        """The periods that the sheet has values for."""
        base = self.sheet.period
        found = {base.shift(1): Role.PLAN, base.shift(-1): Role.PREVIOUS}
        found |= {base.year_before: Role.PRIOR, base: Role.ACTUAL}
        return found

    def named(self) -> dict[str, Meaning]:
        """In a sheet for one quarter or half year, the names of quarters or halves: this, the last and the next."""
        base = self.sheet.period
        found = {}
        for word, index in _NAMED.get(base.kind, {}).items():
            role = {base.index: Role.ACTUAL, base.index - 1: Role.PREVIOUS, base.index + 1: Role.PLAN}.get(index)
            if role is not None:
                found[word] = Meaning("time", role)
        return found

    def spans(self, parts: Mapping[str, Meaning]) -> dict[str, Meaning]:
        """一季度 as the sum of its months, where the sheet has them and ``parts`` no other meaning for it."""
        spans: dict[str, Meaning] = {}
        for dimension, members in self.sheet.dimensions().items():
            spans.update(_of_weeks(dimension, members))
            periods = {member: member_period(member, self.sheet.period) for member in members}
            for kind, table in _SPANS.items():
                places = {one.index: (dimension, name) for name, one in periods.items() if one and one.kind == kind}
                for word, (first, last) in table.items() if places else ():
                    within = tuple(places.get(index) for index in range(first, last + 1))
                    if (word not in parts or parts[word].kind == "part") and None not in within:
                        spans[word] = Meaning("span", places=within)
        return spans

    def within(self, outer: Meaning, inner: Meaning, word: str) -> Meaning:
        """去年三季度: which period it is for the sheet; a part of a period that is not covered has no role."""
        base = self.sheet.period
        away = _YEARS_AWAY.get(outer.role) if outer.role is not None else None
        index = _SMALL_NAMED.get(base.kind, {}).get(word.lower())
        if away is not None and index is not None:
            return Meaning("time", self.roles.get(Period(base.year + away, base.kind, index)))
        if inner.kind == "time" and (inner.role is Role.ACTUAL or word == _BASE):
            return outer  # 8月基数低: August is the base, whatever it is for the sheet
        return inner if outer.role is Role.ACTUAL else Meaning("time", None)

    def date(self, word: str, meanings: Mapping[str, Meaning]) -> Meaning | None:
        """A date: this period, the one before, the same a year before or the next; None where it says nothing."""
        base = self.sheet.period
        if word[0] in _NUMERALS:
            word = word.translate(_DIGITS)
        year_mark, month_mark = _YEAR.match(word), _MONTH.search(word)
        year = base.year
        if year_mark:
            year = int(year_mark[1]) if len(year_mark[1]) == 4 else 2000 + int(year_mark[1])
        if month_mark is not None:
            return self._month(year, int(month_mark[1]), meanings, dated=bool(year_mark))
        told = Meaning("time", self._year(year))
        if not word.endswith(("季", "季度", "半年")):
            return told
        part = word.partition("年")[2]
        found = meanings.get(part, Meaning("part"))
        return found if year == base.year else self.within(told, found, part)

    def _year(self, year: int) -> Role | None:
        base = self.sheet.period
        roles = {base.year: Role.ACTUAL, base.year - 1: Role.PRIOR}
        if base.kind == "year":
            roles[base.year + 1] = Role.PLAN
        return roles.get(year)

    def _month(self, year: int, month: int, meanings: Mapping[str, Meaning], *, dated: bool) -> Meaning | None:
        if self.sheet.period.kind != "month":
            return meanings.get(f"{month}月")
        if not 1 <= month <= 12:
            return None
        found = self.roles.get(Period(year, "month", month))
        if found is None and not dated:
            found = next((role for period, role in self.roles.items() if period.index == month), None)
        return Meaning("time", found)


def _of_weeks(dimension: str, members: Sequence[str]) -> Iterator[tuple[str, Meaning]]:
    """前两周 and 下半月 as the weeks they are made of, where ``members`` are the four or five weeks of a month."""
    found = [_WEEK.fullmatch(member) for member in members]
    if len(members) not in {4, 5} or None in found:
        return
    for word, (first, last) in _OF_WEEKS.items():
        start = first if first > 0 else len(members) + first
        within = members[start - 1 : last or len(members)]
        if len(members) == 4 or "半" not in word:
            yield word, Meaning("span", places=tuple((dimension, member) for member in within))
