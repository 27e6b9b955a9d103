"""What a run comes to: each score of each arm with its interval, and the map of cases by scores.

Built while the records pass by: of each only its numbers are kept, so that thousands of cases need little memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from fupan.evals.record import Better, CaseRecord, CaseState, Cost, ScoreResult, ScoreState
from fupan.evals.report.intervals import interval

STATES: dict[CaseState, str] = {"passed": "通过", "failed": "不通过", "errored": "出错", "not-applicable": "不适用"}


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

    ``value`` is the mean over cases (each the mean of its repeats), None where no case had anything; ``low`` and
    ``high`` bound it (95 %), equal to it for a single case. ``count`` of ``of`` are the sums of what the values were
    made from (0 of 0: no such sums). ``gate``: some case passed or failed by it.
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
    count: float = 0
    of: float = 0


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
    means = list(case_means(score.name, rows).values())
    low, high = interval(means) if means else (0.0, 0.0)
    return Tally(
        score.name, score.title, score.unit, score.better, arm, fmean(means) if means else None, low, high, len(means),
        sum(one.state == "failed" for one in had), sum(one.state == "errored" for one in had),
        any(one.state in {"passed", "failed"} for one in had),
        sum(one.count for one in had), sum(one.of for one in had),
    )  # fmt: skip


def case_means(name: str, rows: Sequence[Row]) -> dict[str, float]:
    """By case the mean of the score over its repeats; cases without a value are left out."""
    found: dict[str, list[float]] = {}
    for row in rows:
        measured = row.scores.get(name)
        if measured is not None and measured.value is not None:
            found.setdefault(row.case, []).append(measured.value)
    return {case: fmean(values) for case, values in found.items()}


def total(costs: Sequence[Cost]) -> Cost:
    """All costs together."""
    return Cost(
        sum(one.calls for one in costs),
        sum(one.cached for one in costs),
        sum(one.prompt_tokens for one in costs),
        sum(one.completion_tokens for one in costs),
        sum(one.seconds for one in costs),
    )
