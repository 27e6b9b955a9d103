"""The times that a text or a note tells: 9月, 三季度, 上半年, 2026年, and the festivals that shops sell by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fupan.figures.late import late

_END = "(?:上旬|中旬|下旬|[底末初])?"
_MONTH = "(?<![0-9.])(?:1[0-2]|0?[1-9])"
_QUARTER = "(?:第?[一二三四]季度?|(?<![a-z0-9])q[1-4](?![0-9]))"
_TO = "[-—–~至到、和及与]+"
_TIME = late(
    f"(?=[0123456789q第一二三四上下双春端中国元])(?:(?P<months>{_MONTH}(?:月份?)?{_END}{_TO}(?:1[0-2]|[1-9])月份?{_END})"
    f"|(?P<month>{_MONTH}月份?{_END})"
    f"|(?P<quarters>{_QUARTER}{_TO}{_QUARTER})"
    f"|(?P<quarter>{_QUARTER}{_END})"
    "|(?P<half>[上下]半年)"
    "|(?P<year>(?<![0-9])20[0-9]{2}年)"
    "|(?P<festival>(?<![0-9.])618(?![0-9.万元家个单])|双(?:1[12](?![0-9])|十[一二])|春节|端午|中秋|国庆|元旦))"
)
"""Most characters begin none of these, which the look at the first tells at once."""
_LEADING = "(?:截[至止]到?|自|从|在|到|于)?"
_WHOLE = late(f"{_LEADING}(?:{_TIME.pattern})[起后前]?".replace("?P<", "?P<_"))
_NUMBER = late("[0-9]+|[一二三四](?=季)")
_NUMERAL = {mark: index for index, mark in enumerate("一二三四", 1)}
_SPELLED = {"上半年": 1, "下半年": 2, "双十一": 11, "双11": 11, "双十二": 12, "双12": 12}
_LENGTHS = {"month": 1, "quarter": 3, "half": 6}
_KINDS = {"months": "month", "quarters": "quarter"}


class Time(NamedTuple):
    """A time of ``kind`` (month, quarter, half, year or festival); ``values`` are those that it covers."""

    kind: str
    values: frozenset[int | str]
    start: int
    end: int

    def meets(self, other: Time) -> bool:
        """True where the two are of one kind and share a part, or one lies in the other (9月, 三季度)."""
        if self.kind == other.kind or not {self.kind, other.kind} <= _LENGTHS.keys():
            return self.kind == other.kind and bool(self.values & other.values)
        return bool(self._months() & other._months())

    def _months(self) -> set[int]:
        length = _LENGTHS[self.kind]
        return {index * length - back for index in self.values if isinstance(index, int) for back in range(length)}


def times_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Time]:
    """The times of ``text[start:end]`` (folded), in order; those of a stretch (7月至9月) are one."""
    for match in _TIME.finditer(text, start, len(text) if end is None else end):
        kind, word = match.lastgroup or "", match[0]
        values: list[int | str] = [_SPELLED.get(word, word)]
        if kind not in {"half", "festival"}:
            numbers = [_NUMERAL.get(number) or int(number) for number in _NUMBER.findall(word)]
            values = [*range(numbers[0], numbers[-1] + 1)]
        yield Time(_KINDS.get(kind, kind), frozenset(values), *match.span())


def without_times(text: str) -> str:
    """``text`` with spaces for each time and the words that hold it (自6月起)."""
    return _WHOLE.sub(lambda match: " " * len(match[0]), text)
