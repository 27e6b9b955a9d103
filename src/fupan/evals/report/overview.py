"""What a run comes to: each score of each arm with its interval, and the map of cases by scores.

Built while the records pass by: of each only its numbers are kept, so that thousands of cases need little memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from fupan.evals.record import Better, CaseRecord, CaseState, Cost, ScoreResult, ScoreState
from fupan.evals.report.intervals import Share, interval, pooled

STATES: dict[CaseState, str] = {"passed": "通过", "failed": "未通过", "errored": "出错", "not-applicable": "不适用"}

_ROUNDED = 0.01


@dataclass(frozen=True, slots=True)
class Measured:
    """The numbers of one score of one record; ``value`` is None where there was nothing to measure."""

    name: str
    title: str
    unit: str
    better: Better
    state: ScoreState
    value: float | None
    count: float
    of: float

    @property
    def share(self) -> Share | None:
        """What it adds to the figure over all cases."""
        if self.value is None:
            return None
        # the parts of a sum may be pooled only where the value is their quotient: a number of calls is none
        for factor in (100.0, 1.0):
            if self.of and abs(factor * self.count / self.of - self.value) <= _ROUNDED:
                return Share(self.count, self.of, factor)
        return Share(self.value)


@dataclass(frozen=True, slots=True)
class Row:
    """One record without its texts."""

    key: str
    case: str
    arm: str
    repeat: int
    state: CaseState
    prompts: str
    case_digest: str
    cost: Cost
    scores: dict[str, Measured]
    failure: str = ""

    @classmethod
    def of(cls, record: CaseRecord) -> Row:
        """The numbers of ``record``."""
        return cls(
            record.key, record.case, record.arm, record.repeat, record.state, record.prompts, record.case_digest,
            record.cost, {score.name: _measured(score) for score in record.scores},
            record.failure.message if record.failure else "",
        )  # fmt: skip


def _measured(score: ScoreResult) -> Measured:
    return Measured(score.name, score.title, score.unit, score.better, score.state, score.value, score.count, score.of)


@dataclass(frozen=True, slots=True)
class Tally:
    """One score over all cases of one arm. ``cases`` had something to measure, ``failed`` of the records did not pass.

    ``value`` is None where no case had anything; ``low`` and ``high`` bound it (95 %), equal to it for a single case.
    ``gate``: some case passed or failed by it.
    """

    name: str
    title: str
    unit: str
    better: Better
    arm: str
    value: float | None
    low: float
    high: float
    cases: int
    failed: int
    broken: int
    gate: bool


@dataclass(frozen=True, slots=True)
class ArmCount:
    """One arm of the run: how many records ended in which state, and what they cost together."""

    arm: str
    states: dict[CaseState, int]
    cost: Cost

    @property
    def records(self) -> int:
        """All records of the arm."""
        return sum(self.states.values())


@dataclass
class Overview:
    """Rows by case, in the order in which they came; ``add`` takes the next record."""

    rows: list[Row] = field(default_factory=list)

    @classmethod
    def over(cls, records: Iterable[CaseRecord]) -> Overview:
        """The overview over ``records``, read once."""
        made = cls()
        for record in records:
            made.add(record)
        return made

    def add(self, record: CaseRecord) -> None:
        """Count one more record."""
        self.rows.append(Row.of(record))

    @property
    def arms(self) -> tuple[str, ...]:
        """Labels of the arms in order of first appearance."""
        return tuple(dict.fromkeys(row.arm for row in self.rows))

    @property
    def cases(self) -> tuple[str, ...]:
        """Ids of the cases in order of first appearance."""
        return tuple(dict.fromkeys(row.case for row in self.rows))

    @property
    def scores(self) -> tuple[Measured, ...]:
        """One example of every score, gates first, each in order of first appearance."""
        found: dict[str, Measured] = {}
        gates: set[str] = set()
        for row in self.rows:
            for name, score in row.scores.items():
                found.setdefault(name, score)
                if score.state in {"passed", "failed"}:
                    gates.add(name)
        return tuple(sorted(found.values(), key=lambda score: score.name not in gates))

    def counts(self) -> tuple[ArmCount, ...]:
        """States and cost of every arm."""
        found = []
        for arm in self.arms:
            rows = [row for row in self.rows if row.arm == arm]
            states: dict[CaseState, int] = {state: sum(row.state == state for row in rows) for state in STATES}
            found.append(ArmCount(arm, states, total([row.cost for row in rows])))
        return tuple(found)

    def tallies(self) -> tuple[Tally, ...]:
        """Every score of every arm: all arms of the first score, then of the next."""
        return tuple(
            tally(score, arm, [row for row in self.rows if row.arm == arm])
            for score in self.scores
            for arm in self.arms
        )


def tally(score: Measured, arm: str, rows: Sequence[Row]) -> Tally:
    """One score over the rows of one arm."""
    had = [row.scores[score.name] for row in rows if score.name in row.scores]
    shares = list(shares_by_case(score.name, rows).values())
    value = pooled(shares) if shares else None
    low, high = (interval(shares) if shares else None) or (value or 0.0, value or 0.0)
    return Tally(
        score.name, score.title, score.unit, score.better, arm, value, low, high, len(shares),
        sum(one.state == "failed" for one in had), sum(one.state == "errored" for one in had),
        any(one.state in {"passed", "failed"} for one in had),
    )  # fmt: skip


def shares_by_case(name: str, rows: Sequence[Row]) -> dict[str, Share]:
    """What each case adds to the score: its repeats taken together."""
    found: dict[str, list[Share]] = {}
    for row in rows:
        measured = row.scores.get(name)
        share = measured.share if measured else None
        if share is not None:
            found.setdefault(row.case, []).append(share)
    return {case: _together(shares) for case, shares in found.items()}


def _together(shares: Sequence[Share]) -> Share:
    return Share(fmean(one.count for one in shares), fmean(one.of for one in shares), shares[0].factor)


def total(costs: Sequence[Cost]) -> Cost:
    """All costs together."""
    return Cost(
        sum(one.calls for one in costs),
        sum(one.cached for one in costs),
        sum(one.prompt_tokens for one in costs),
        sum(one.completion_tokens for one in costs),
        sum(one.seconds for one in costs),
    )
