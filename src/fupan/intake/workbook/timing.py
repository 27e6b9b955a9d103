"""Times in headers, rows and titles, and what a value of such a time is for the period of the sheet."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from fupan.domain.period import Period
from fupan.domain.role import Role

_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_MONTHS = {
    name: number
    for number, name in enumerate(("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), start=1)
}
_MONTH = r"(?:(?P<month>1[0-2]|0?[1-9])|(?P<cmonth>十[一二]?|[一二三四五六七八九]))月份?"
_QUARTER = r"(?:第?(?P<cquarter>[一二三四1-4])季度?|q(?P<quarter>[1-4]))"
_HALF = r"(?:(?P<chalf>[上下])半年度?|h(?P<half>[12]))"
_DAY = r"(?:[-./]?[0-3]?[0-9]日?(?![0-9月]))?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}(?:年度?|[-./])?(?:{_MONTH}|(?<=[年\-./])(?P<nmonth>1[0-2]|0?[1-9])(?![0-9])){_DAY}",
        rf"(?<![0-9]){_YEAR}(?P<nmonth>0[1-9]|1[0-2])(?![0-9])",
        rf"{_YEAR}(?:年度?|[-./])?{_QUARTER}",
        rf"{_YEAR}(?:年度?|[-./])?{_HALF}",
        rf"(?<![0-9.]){_YEAR}(?:年度?|(?![0-9.]))",
        rf"(?<![0-9.]){_MONTH}",
        _QUARTER,
        _HALF,
    )
)
_SHORT_YEAR = re.compile(r"(?<![0-9.])([12][0-9])年(?!内|以|之|来)")


class Time(NamedTuple):
    """A time as it is written; ``year`` 0 where it names none. ``start``, ``end``: its place in the text."""

    year: int
    kind: str
    number: int
    start: int
    end: int

    def period(self, year: int) -> Period:
        """The period meant, in ``year`` where none is written."""
        kinds = {"year": "year", "half": "half", "quarter": "quarter", "month": "month"}
        return Period(self.year or year, kinds[self.kind], self.number)  # type: ignore[arg-type]


_SPAN = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})年?[-./]?)?(?<![0-9])(?P<first>1[0-2]|0?[1-9])月?份?"
    r"[-~—–至到](?P<last>1[0-2]|0?[1-9])月份?"
)
_SPANS = {(1, 12): ("year", 1), (1, 6): ("half", 1), (7, 12): ("half", 2), (1, 3): ("quarter", 1),
          (4, 6): ("quarter", 2), (7, 9): ("quarter", 3), (10, 12): ("quarter", 4)}  # fmt: skip


def find_span(text: str) -> tuple[int, int, Time | None] | None:
    """(start, end, time) of a range of months: 1-6月 is a half year, 1-9月 is no period; None where there is none."""
    match = _SPAN.search(text)
    if match is None:
        return None
    known = _SPANS.get((int(match["first"]), int(match["last"])))
    time = Time(int(match["year"] or 0), *known, match.start(), match.end()) if known else None
    return match.start(), match.end(), time


def find_time(text: str) -> Time | None:
    """The most specific time in ``text`` (normalised, small letters): 2025年q3, 11月, 上半年, 2024."""
    text = _SHORT_YEAR.sub(lambda match: f"20{match[1]}年"[: len(match[0])] if len(match[0]) > 4 else match[0], text)
    for form in _FORMS:
        match = form.search(text)
        if match:
            return _time(match)
    return None


_CLOSING = re.compile(r"(?:截至|截止|制表|编制|更新|填报|填表|打印|导出|日期)[^，。；,;]{0,24}")


def time_in(text: str) -> Time | None:
    """The time that a title or a name tells: 2025年销售一部11月 is 2025-11; when it was made does not count."""
    core = _CLOSING.sub("", text)
    span = find_span(core)
    found = span[2] if span else find_time(core)
    if found is not None and found.kind == "year":
        rest = find_time(f"{core[: found.start]}，{core[found.end :]}")
        if rest is not None and not rest.year and rest.kind != "year":
            return rest._replace(year=found.year)
    return found


def _time(match: re.Match[str]) -> Time:
    given = {key: value for key, value in match.groupdict().items() if value}
    year = int(given.get("year", 0))
    kind, index = "year", 1
    if "month" in given or "nmonth" in given:
        kind, index = "month", int(given.get("month") or given["nmonth"])
    elif "cmonth" in given:
        kind, index = "month", _MONTHS[given["cmonth"]]
    elif "cquarter" in given or "quarter" in given:
        mark = given.get("cquarter") or given["quarter"]
        kind, index = "quarter", int(mark) if mark.isascii() else "一二三四".index(mark) + 1
    elif "chalf" in given or "half" in given:
        kind, index = "half", {"上": 1, "下": 2}.get(given.get("chalf", ""), 0) or int(given["half"])
    return Time(year, kind, index, match.start(), match.end())


class Timed(NamedTuple):
    """What a value is for the sheet's period: a role, and the part of the period it stands for, if it is one."""

    role: Role
    dimension: str = ""
    member: str = ""


_DIMENSIONS = {"month": "月份", "quarter": "季度", "half": "半年"}
_SETS = frozenset((Role.TARGET, Role.STRETCH, Role.PLAN))


def place_in_time(when: Period, role: Role | None, period: Period) -> Timed | None:
    """A value of ``when`` in a sheet of ``period``; None where it speaks of neither it nor a time it is compared with.

    In a sheet of 2025, 2024年 is the prior, 2026年目标 the plan, 3月 a part; in a sheet of 2025-11, 10月 the previous.
    """
    if when == period:
        return Timed(role or Role.ACTUAL)
    for outer, moved, allowed in (
        (period, role or Role.ACTUAL, True),
        (period.year_before, Role.PRIOR, role in {None, Role.ACTUAL, Role.PRIOR}),
        (period.shift(1), Role.PLAN, role is None or role in _SETS),
    ):
        if allowed and when == outer:
            return Timed(moved)
        if allowed and _inside(when, outer):
            return Timed(moved, _DIMENSIONS[when.kind], member_name(when))
    before = when == period.shift(-1) and role in {None, Role.ACTUAL, Role.PREVIOUS}
    return Timed(Role.PREVIOUS) if before else None


def member_name(when: Period) -> str:
    """How a part of a period is called as a member: 3月, Q1, 上半年."""
    if when.kind == "month":
        return f"{when.index}月"
    return f"Q{when.index}" if when.kind == "quarter" else "上半年" if when.index == 1 else "下半年"


def of_date(day: date, period: Period | None) -> Period:
    """The month a date cell stands for, or the year where the sheet's period leaves no other meaning."""
    if period is not None and period.kind == "year" and day.year != period.year and (day.month, day.day) == (1, 1):
        return Period(day.year)
    return Period(day.year, "month", day.month)


def _months(period: Period) -> tuple[int, int]:
    """First and last month, counted from year 0; (1, 0) for weeks."""
    length = {"year": 12, "half": 6, "quarter": 3, "month": 1}.get(period.kind, 0)
    first = period.year * 12 + (period.index - 1) * length
    return (first, first + length - 1) if length else (1, 0)


def _inside(inner: Period, outer: Period) -> bool:
    first, last = _months(inner)
    low, high = _months(outer)
    return first <= last and low <= first and last <= high and inner != outer
