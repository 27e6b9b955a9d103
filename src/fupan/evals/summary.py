"""What a run keeps in memory of each case: verdict and values, without texts and calls. And their totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fupan.evals.record import Arm, CaseRecord, CaseState, Cost, ScoreState
from fupan.evals.scores import SCORES


@dataclass(frozen=True, slots=True)
class Value:
    """One score of one case. ``count`` of ``of`` as in ``ScoreResult``; ``parts`` are kept for deterministic arms."""

    value: float | None
    state: ScoreState
    count: float = 0
    of: float = 0


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One case, run once. ``values`` stand in the order of the run's scores."""

    key: str
    case: str
    arm: str
    repeat: int
    state: CaseState
    values: tuple[Value, ...]
    cost: Cost
    failure: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ScoreTotal:
    """One score over all cases of an arm.

    ``mean`` is over the cases that have a value (None: none has), of the mean over their repeats; ``low`` and ``high``
    are the least and the greatest mean of a repeat over those cases (equal for one repeat): the spread. ``pooled`` is
    100 × all counts ÷ all bases, where the score has counts.
    """

    score: str
    mean: float | None
    low: float | None
    high: float | None
    pooled: float | None
    cases: int
    failed: int
    errored: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class ArmTotal:
    """One arm over all cases: how many runs of cases ended how, and every score."""

    arm: str
    states: dict[CaseState, int]
    scores: tuple[ScoreTotal, ...]
    cost: Cost


def summary_of(record: CaseRecord, names: Sequence[str]) -> CaseSummary:
    """The record without what is large; ``names`` are the scores of the run."""
    found = {one.name: Value(one.value, one.state, one.count, one.of) for one in record.scores}
    none = Value(None, "errored" if record.state == "errored" else "not-applicable")
    failure = record.failure
    told = "" if failure is None else failure.message + (f"（{failure.hint}）" if failure.hint else "")
    return CaseSummary(
        record.key, record.case, record.arm, record.repeat, record.state,
        tuple(found.get(name, none) for name in names), record.cost, told, failure.kind if failure else "",
    )  # fmt: skip


def arm_totals(arms: Sequence[Arm], summaries: Sequence[CaseSummary], names: Sequence[str]) -> list[ArmTotal]:
    """The totals of every arm, in their order."""
    return [_arm_total(arm.label, [one for one in summaries if one.arm == arm.label], names) for arm in arms]


def case_means(summaries: Iterable[CaseSummary], place: int) -> dict[str, float]:
    """By case the mean over its repeats of the score at ``place``; cases without a value are left out."""
    values: dict[str, list[float]] = {}
    for one in summaries:
        value = one.values[place].value
        if value is not None:
            values.setdefault(one.case, []).append(value)
    return {case: sum(found) / len(found) for case, found in values.items()}


def _arm_total(label: str, own: list[CaseSummary], names: Sequence[str]) -> ArmTotal:
    states: dict[CaseState, int] = {}
    cost = Cost()
    for one in own:
        states[one.state] = states.get(one.state, 0) + 1
        cost = _plus(cost, one.cost)
    return ArmTotal(label, states, tuple(_score_total(name, place, own) for place, name in enumerate(names)), cost)


def _score_total(name: str, place: int, own: list[CaseSummary]) -> ScoreTotal:
    values = [one.values[place] for one in own]
    means = case_means(own, place)
    by_repeat: dict[int, list[float]] = {}
    for one in own:
        value = one.values[place].value
        if value is not None:
            by_repeat.setdefault(one.repeat, []).append(value)
    repeats = [sum(found) / len(found) for found in by_repeat.values()]
    count, of = sum(value.count for value in values), sum(value.of for value in values)
    return ScoreTotal(
        name,
        _rounded(sum(means.values()) / len(means)) if means else None,
        _rounded(min(repeats)) if repeats else None,
        _rounded(max(repeats)) if repeats else None,
        _rounded(100 * count / of) if of and name in _POOLED else None,
        len(means),
        sum(value.state == "failed" for value in values),
        sum(value.state == "errored" for value in values),
        sum(value.state == "not-applicable" for value in values),
    )


_POOLED = frozenset(score.id for score in SCORES if score.unit in {"%", "处/百个数字"})


def _plus(one: Cost, other: Cost) -> Cost:
    return Cost(
        one.calls + other.calls,
        one.cached + other.cached,
        one.prompt_tokens + other.prompt_tokens,
        one.completion_tokens + other.completion_tokens,
        round(one.seconds + other.seconds, 3),
    )


def _rounded(value: float) -> float:
    return round(value, 2)
