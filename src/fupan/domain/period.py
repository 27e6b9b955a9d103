"""Reporting periods: 2025, 2025-H1, 2025-Q3, 2025-11, 2025-W32."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, Self

PeriodKind = Literal["year", "half", "quarter", "month", "week"]

_FORM = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?:-(?P<part>H[12]|Q[1-4]|W[0-9]{2}|[0-9]{2}))?")
_PER_YEAR: dict[PeriodKind, int] = {"year": 1, "half": 2, "quarter": 4, "month": 12, "week": 53}
_NOUNS: dict[PeriodKind, tuple[str, str, str]] = {
    # kind: (this, the one before, the next)
    "year": ("今年", "上年", "明年"),
    "half": ("本期", "上个半年", "下个半年"),
    "quarter": ("本季度", "上季度", "下季度"),
    "month": ("本月", "上月", "下月"),
    "week": ("本周", "上周", "下周"),
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One reporting period; ``index`` counts from 1 within the year (1 for a whole year)."""

    year: int
    kind: PeriodKind = "year"
    index: int = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2025 | 2025-H1 | 2025-Q3 | 2025-11 | 2025-W32``.

        Raises ValueError with a Chinese sentence where the text is no period.
        """
        match = _FORM.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"看不懂的周期「{text}」，应为 2025、2025-H1、2025-Q3、2025-11 或 2025-W32")
        year, part = int(match["year"]), match["part"]
        if part is None:
            return cls(year)
        kinds: dict[str, PeriodKind] = {"H": "half", "Q": "quarter", "W": "week"}
        kind = kinds.get(part[0], "month")
        index = int(part if kind == "month" else part[1:])
        if not 1 <= index <= _PER_YEAR[kind]:
            raise ValueError(f"周期「{text}」超出范围：{index} 不在 1–{_PER_YEAR[kind]} 之间")
        return cls(year, kind, index)

    def __str__(self) -> str:
        marks = {"half": f"-H{self.index}", "quarter": f"-Q{self.index}", "month": f"-{self.index:02d}"}
        return f"{self.year}" + ({**marks, "week": f"-W{self.index:02d}"}.get(self.kind, ""))

    @property
    def label(self) -> str:
        """The period as it is written in Chinese prose."""
        if self.kind == "half":
            return f"{self.year}年{'上' if self.index == 1 else '下'}半年"
        if self.kind == "quarter":
            return f"{self.year}年{'一二三四'[self.index - 1]}季度"
        if self.kind == "month":
            return f"{self.year}年{self.index}月"
        if self.kind == "week":
            return f"{self.year}年第{self.index}周"
        return f"{self.year}年"

    @property
    def nouns(self) -> tuple[str, str, str]:
        """How prose names this period, the one before and the next: 今年, 上年, 明年."""
        return _NOUNS[self.kind]

    def shift(self, steps: int) -> Period:
        """The period ``steps`` periods of the same kind later (negative: earlier)."""
        per_year = 52 if self.kind == "week" else _PER_YEAR[self.kind]
        years, index = divmod(self.index - 1 + steps, per_year)
        return Period(self.year + years, self.kind, index + 1)

    @property
    def year_before(self) -> Period:
        """The same period a year before (同期)."""
        return Period(self.year - 1, self.kind, self.index)
