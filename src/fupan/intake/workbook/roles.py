"""From the words of a label to the role of its values in the period of the sheet."""

from __future__ import annotations

from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.intake.workbook.labels import Label, period_of
from fupan.intake.workbook.timing import Timed, place_in_time

_BACK = {"earlier_year": Role.PRIOR, "earlier": Role.PREVIOUS}
_AIMS = frozenset((Role.TARGET, Role.STRETCH, Role.PLAN))


def timed_role(label: Label, period: Period | None) -> Timed | None:
    """The role (actual where none is told) and the part of the period; None where the time is not of this sheet."""
    role = label.role
    when = period_of(label, period) if period is not None else None
    if label.running and period is not None and period.kind != "year" and when != period:
        return None
    if label.relative in _BACK:
        if role in _AIMS:
            return None  # the target of a year ago is no fact of this period
        role = role if role in {Role.PRIOR, Role.PREVIOUS, Role.BENCHMARK} else _BACK[label.relative]
        if when is not None and period is not None and when.year == period.year - 1:
            when = None  # 去年（2024年） says the same twice
    elif label.relative == "later":
        if role is Role.ACTUAL:
            return None
        role = Role.PLAN
    if when is None or period is None:
        return Timed(role or Role.ACTUAL)
    return place_in_time(when, role, period)


def out_of_period(says: str, label: Label, period: Period | None) -> str:
    """Why values under such a label are not taken."""
    named = period.label if period is not None else "本期"
    if label.running:
        return f"「{says}」是累计数，不是{named}的值"
    return f"「{says}」不是{named}、也不是它的上期、同期或下期"


def crossed(*parts: tuple[str, str]) -> tuple[str, str]:
    """One dimension and member of several: 区域·月份 and 华东·1月; parts without a member are left out."""
    named = [part for part in parts if part[1]]
    return "·".join(part[0] for part in named), "·".join(part[1] for part in named)
