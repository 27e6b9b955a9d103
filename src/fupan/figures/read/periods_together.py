"""Months and quarters told together: 1—4月, Q1–Q4, 前三个月, 后两个季度, 11、12两个月."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fupan.domain.factbase import member_period
from fupan.domain.told import Where
from fupan.figures.late import late
from fupan.figures.read.catalogue import Catalogue
from fupan.figures.read.cue import Cue
from fupan.figures.read.placed_cues import PlacedCues
from fupan.figures.scan.number import DIGITS

_MONTHS = late(r"(?<![0-9])(1[0-2]|[1-9])月?份?(?:[—–~～至到-]{1,2})(1[0-2]|[1-9])月份?")
_QUARTERS = late(
    r"(?:[Qq]([1-4])|第?([一二三四1-4])(?:季度?)?)(?:[—–~～至到-]{1,2})(?:[Qq]([1-4])|第?([一二三四1-4])季度?)"
)
_AT_THE_END = late("(?<![一-鿿])(?:这|其中)?(?P<which>前|头|最?后)(?P<count>[两二三四五六七八九])个(?P<kind>月|季度)")
_LISTED_MONTHS = late(
    "(?<![0-9.、])(?P<months>(?:1[0-2]|[1-9])(?:[、和与,](?:1[0-2]|[1-9])){1,4})(?:月份?(?!底|末|初)|[这 ]{0,2}"
    "[两二三四五]个月)"
)
_NUMBER = late("[0-9]{1,2}")
_TOTAL = frozenset(("total",))
_IN_TURN = frozenset(("zip", "each"))
_NAMING = frozenset(("member", "span", "total", "former", "latter"))


def periods_before(
    text: str, cues: PlacedCues, catalogue: Catalogue, metrics: Sequence[str], span: tuple[int, int]
) -> tuple[Where, ...]:
    """The months or quarters that the words in ``span``, up to the figure, tell together; none where they name none."""
    at = span[1]
    ends = last_of(_AT_THE_END.finditer(text, *span))
    if ends is not None and not named_again(cues.between(ends.end(), at), but=_TOTAL):
        return _first_or_last(catalogue, metrics, ends)
    listed = last_of(_LISTED_MONTHS.finditer(text, *span))
    in_turn = listed is not None and any(cue.kind in _IN_TURN for cue in cues.between(listed.end(), at))
    if listed is not None and not in_turn and not named_again(cues.between(listed.end(), at), but=_TOTAL):
        months = [int(one) for one in _NUMBER.findall(listed["months"])]
        return _listed(_own_periods(catalogue, metrics, "month"), months)
    for period, pattern in (("month", _MONTHS), ("quarter", _QUARTERS)):
        parts = last_of(pattern.finditer(text, *span))
        if parts is not None and not named_again(cues.between(parts.end(), at), but=_TOTAL):
            begin, stop = (DIGITS.get(part) or int(part) for part in parts.groups() if part)
            return _periods(catalogue, metrics, period, begin, stop)
    return ()


def last_of(found: Iterator[re.Match[str]]) -> re.Match[str] | None:
    """The last of these places of a pattern."""
    last = None
    for match in found:
        last = match
    return last


def named_again(cues: Sequence[Cue], but: frozenset[str] = frozenset()) -> bool:
    """True where words of other kinds than ``but`` say anew whom is spoken of."""
    return any(cue.kind in _NAMING and cue.kind not in but for cue in cues)


def _first_or_last(catalogue: Catalogue, metrics: Sequence[str], told: re.Match[str]) -> tuple[Where, ...]:
    """前三个月, 后两个季度: the first or the last of all that the sheet gives, where more follow or go before."""
    own = _own_periods(catalogue, metrics, "month" if told["kind"] == "月" else "quarter")
    count, order = DIGITS[told["count"]], sorted(own)
    if len(order) <= count or order[-1] - order[0] != len(order) - 1:
        return ()
    return tuple(own[index] for index in (order[-count:] if told["which"].endswith("后") else order[:count]))


def _listed(own: dict[int, Where], months: Sequence[int]) -> tuple[Where, ...]:
    """11、12两个月: the members for these months, none where one is not given."""
    return tuple(own[month] for month in months) if all(month in own for month in months) else ()


def _own_periods(catalogue: Catalogue, metrics: Sequence[str], kind: str) -> dict[int, Where]:
    """The members of the metric that are months or quarters, by their number in the year."""
    own: dict[int, Where] = {}
    for metric in metrics[:1]:
        for dimension, members in catalogue.metrics[metric].breakdown.items():
            for member in members:
                period = member_period(member, catalogue.sheet.period)
                if period is not None and period.kind == kind:
                    own.setdefault(period.index, (dimension, member))
    return own


def _periods(catalogue: Catalogue, metrics: Sequence[str], kind: str, first: int, last: int) -> tuple[Where, ...]:
    """The members for the months or quarters ``first`` to ``last``, where the metric is given for all of them."""
    return _listed(_own_periods(catalogue, metrics, kind), range(first, last + 1)) if first < last else ()
