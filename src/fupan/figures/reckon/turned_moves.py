"""Moves between two figures whose word goes the other way, or nowhere: 从95.1%回升到88.0%, whatever the facts are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.derive import POINTS
from fupan.domain.fact import Fact, Formula
from fupan.domain.period import Period
from fupan.figures.late import late
from fupan.figures.units import unit_of
from fupan.figures.verdict import Verdict

_KINDS = frozenset(("ordinal", "ratio", "duration"))
"""Of these an upward word may lead to less: 从第3升至第1, 响应从12小时提到8小时."""
_UP = "回升|上升|提升|提高|抬升|攀升|拉升|增长|增加|上涨|扩大|升高|涨|升|增|抬|爬"
_DOWN = "下降|降低|回落|下跌|下滑|滑落|减少|缩小|收窄|压缩|萎缩|缩减|降|跌|滑|减|掉|缩|压"
_MOVE = late(
    f"[，, ]?(?:已|又|再|也|都|一路|小幅|大幅|进一步|逐步|重新|快速)*(?:(?P<up>{_UP})|{_DOWN})(?:到|至)了?[约近仅只]? *"
)


def turned_moves(text: str, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts on the figures of ``text`` (folded), with those on the second figures of such moves."""
    found = [*verdicts]
    for place, (old, new) in enumerate(pairwise(verdicts), 1):
        if not new.fault and _is_turned(text, old, new):
            found[place] = Verdict(new.reading, "wrong-direction", expected=change_told(old, new))
    return found


def _is_turned(text: str, old: Verdict, new: Verdict) -> bool:
    a, b = old.mention, new.mention
    if not old.reading.origin or a.unit != b.unit or not _KINDS.isdisjoint((a.kind, b.kind)):
        return False
    if a.value is None or b.value is None or min(a.value, b.value) < 0:
        return False
    move = _MOVE.fullmatch(text, a.end, b.start)
    if move is None:
        return False
    return a.value == b.value or (b.value > a.value) != bool(move["up"])  # 由41.6%提升至41.6% is no move at all


def change_told(old: Verdict, new: Verdict) -> Fact:
    """How the second of two levels that the text tells differs from the first."""
    a, b = old.mention, new.mention
    assert a.value is not None
    assert b.value is not None
    unit, amount = POINTS if b.unit == "%" else unit_of(b), b.value - a.value
    shown = f"{b.text} − {a.text} = {plain(rounded(divide(amount, unit.factor), 2))}{unit.symbol}"
    return Fact(
        "文中：前后之差", "", "change", amount, unit, Period(2000), formula=Formula("change", "前后之差", (), shown)
    )
