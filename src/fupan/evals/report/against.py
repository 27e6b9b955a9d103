"""One run against another, or one arm of a run against another: paired by case, with an interval of the difference.

The arithmetic is that of ``fupan.evals.paired``. Cases that are not the same on both sides (other files, or missing)
are left out and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from fupan.evals.paired import FEW, compared
from fupan.evals.record import Arm, Better, CaseRecord, CaseState, RunRecord
from fupan.evals.report.charts import spaced
from fupan.evals.report.heat import number
from fupan.evals.report.overview import Measured, Overview, Row, case_means
from fupan.evals.scores import SCORES

Verdict = Literal["better", "worse", "unclear", "same", "neither"]
VERDICTS: dict[Verdict, str] = {
    "better": "变好", "worse": "变差", "unclear": "看不出", "same": "一样", "neither": "只供参考",
}  # fmt: skip
_NAMED = 5
_TOLD = frozenset(score.id for score in SCORES if not score.compared)
"""Scores that are told and never compared: cost, closeness to the golden text."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One score on both sides, over the cases that both measured.

    ``difference`` is after less before, in the unit of the score, ``low`` to ``high`` its 95 % interval. ``gained``,
    ``lost`` and ``same`` count the cases that got better, worse or stayed (a neutral score: rose, fell, stayed).
    """

    name: str
    title: str
    unit: str
    better: Better
    before: float
    after: float
    low: float
    high: float
    gained: int
    lost: int
    same: int
    verdict: Verdict

    @property
    def difference(self) -> float:
        """After less before."""
        return self.after - self.before

    @property
    def shown_before(self) -> str:
        """The value before, with its unit."""
        return f"{number(self.before)}{spaced(self.unit)}"

    @property
    def shown_after(self) -> str:
        """The value after, with its unit."""
        return f"{number(self.after)}{spaced(self.unit)}"

    @property
    def told(self) -> str:
        """The difference with its interval."""
        if self.gained + self.lost + self.same < 2:
            return signed(self.difference)
        return f"{signed(self.difference)}（{signed(self.low)} 到 {signed(self.high)}）"


@dataclass(frozen=True, slots=True)
class Change:
    """One case that is not as it was; ``key`` is that of its record after, ``told`` the scores that moved."""

    case: str
    key: str
    before: CaseState
    after: CaseState
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides by their labels; ``remarks`` are Chinese sentences a reader needs before the table."""

    before: str
    after: str
    pairs: tuple[Pair, ...]
    changes: tuple[Change, ...]
    remarks: tuple[str, ...]


def within(run: RunRecord, overview: Overview) -> tuple[Comparison, ...]:
    """The first arm of a run against each of the others."""
    rows = {arm.label: [row for row in overview.rows if row.arm == arm.label] for arm in run.arms}
    first, *others = run.arms
    return tuple(
        compare(rows[first.label], rows[other.label], (first.label, other.label), exact=_exact(first, other))
        for other in others
    )


def against(
    before: tuple[RunRecord, Iterable[CaseRecord]], after: tuple[RunRecord, Iterable[CaseRecord]]
) -> tuple[Comparison, ...]:
    """One run against a later one: arms of the same label, or the only arm of each. Arms without partner are left out.

    The records are read once each; none is kept.
    """
    old, new = Overview.over(before[1]).rows, Overview.over(after[1]).rows
    found = []
    for one, other in _partners(before[0].arms, after[0].arms):
        sides = [row for row in old if row.arm == one.label], [row for row in new if row.arm == other.label]
        labels = (f"上次 {one.label}", f"这次 {other.label}")
        found.append(compare(*sides, labels, exact=_exact(one, other)))
    return tuple(found)


def _partners(old: Sequence[Arm], new: Sequence[Arm]) -> list[tuple[Arm, Arm]]:
    if len(old) == len(new) == 1:
        return [(old[0], new[0])]
    by_label = {arm.label: arm for arm in old}
    return [(by_label[arm.label], arm) for arm in new if arm.label in by_label]


def _exact(one: Arm, other: Arm) -> bool:
    return one.deterministic and other.deterministic


def compare(before: Sequence[Row], after: Sequence[Row], labels: tuple[str, str], *, exact: bool = False) -> Comparison:
    """Both sides, case by case. ``exact``: neither side has noise, so that every difference is one."""
    old, new = _by_case(before), _by_case(after)
    common = [case for case in new if case in old]
    altered = [case for case in common if old[case][0].case_digest != new[case][0].case_digest]
    paired = [case for case in common if case not in altered]
    remarks = _remarks(old, new, altered, paired, exact=exact)
    left = [row for case in paired for row in old[case]]
    right = [row for case in paired for row in new[case]]
    scores = Overview([*right, *left]).scores
    pairs = [_pair(score, left, right, exact=exact) for score in scores]
    changes = [_change(case, old[case], new[case], scores) for case in paired]
    return Comparison(
        *labels, tuple(pair for pair in pairs if pair is not None), tuple(one for one in changes if one), remarks
    )


def _by_case(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.case, []).append(row)
    return found


def _remarks(
    old: dict[str, list[Row]], new: dict[str, list[Row]], altered: list[str], paired: list[str], *, exact: bool
) -> tuple[str, ...]:
    found = []
    if not paired:
        found.append("没有一个用例两边都有，没法对比")
    elif len(paired) < FEW and not exact:
        found.append(f"只有 {len(paired)} 个用例两边都有，区间只作参考（至少要 {FEW} 个）")
    digests = [{row.prompts for case in paired for row in side[case]} for side in (old, new)]
    if digests[0] != digests[1]:
        found.append("两边用的提示词不同")
    for told, cases in (
        ("用例改过，没有对比", altered),
        ("只有前一边有", [case for case in old if case not in new]),
        ("只有后一边有", [case for case in new if case not in old]),
    ):
        if cases:
            more = f"等 {len(cases)} 个" if len(cases) > _NAMED else ""
            found.append(f"{told}：{'、'.join(cases[:_NAMED])}{more}")
    return tuple(found)


def _pair(score: Measured, before: Sequence[Row], after: Sequence[Row], *, exact: bool) -> Pair | None:
    left, right = case_means(score.name, before), case_means(score.name, after)
    found = compared(left, right, score.better)
    if found is None:
        return None
    cases = left.keys() & right.keys()
    old, new = fmean(left[case] for case in cases), fmean(right[case] for case in cases)
    rose, fell = (found.down, found.up) if score.better == "lower" else (found.up, found.down)
    if score.better == "neither" or score.name in _TOLD:
        verdict: Verdict = "neither"
    elif found.verdict == "same":
        verdict = "same"
    elif exact and bool(rose) != bool(fell):
        verdict = "better" if rose else "worse"  # no noise: what moved, moved
    elif found.verdict == "open" or found.few:
        verdict = "unclear"
    else:
        verdict = found.verdict
    return Pair(
        score.name, score.title, score.unit, score.better, old, new, found.low, found.high,
        rose, fell, found.even, verdict,
    )  # fmt: skip


def _change(case: str, before: Sequence[Row], after: Sequence[Row], scores: Sequence[Measured]) -> Change | None:
    told = []
    for score in scores:
        sides = (case_means(score.name, rows).get(case) for rows in (before, after))
        shown = ["—" if one is None else f"{number(one)}{spaced(score.unit)}" for one in sides]
        if shown[0] != shown[1] and score.better != "neither":
            told.append(f"{score.title}：{shown[0]} → {shown[1]}")
    states = _worst(before), _worst(after)
    if states[0] == states[1] and not told:
        return None
    return Change(case, after[0].key, *states, tuple(told))


def _worst(rows: Sequence[Row]) -> CaseState:
    order: list[CaseState] = ["errored", "failed", "passed", "not-applicable"]
    return min((row.state for row in rows), key=order.index)


def signed(value: float) -> str:
    """A difference with its sign: +1.2, −3, 0."""
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{number(abs(value))}"
