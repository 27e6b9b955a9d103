"""What a run comes to: pooled figures, intervals, states."""

from random import Random

import pytest

from fupan.evals.report.heat import heat_maps, number
from fupan.evals.report.intervals import interval
from fupan.evals.report.overview import Overview


@pytest.fixture(scope="module")
def overview(records):
    return Overview.over(iter(records))


def of(overview, name, arm):
    return next(one for one in overview.tallies() if (one.name, one.arm) == (name, arm))


def test_cases_are_averaged_and_their_sums_told(overview):
    errors = of(overview, "figure-errors", "甲")
    assert errors.value == pytest.approx((25 + 25 + 0) / 3)
    assert (errors.count, errors.of) == (3, 18)
    assert of(overview, "cost", "甲").value == 3
    assert of(overview, "required-recall", "甲").value == pytest.approx(100 * 14 / 15)


def test_a_score_with_nothing_to_look_at_has_no_value(overview):
    found = of(overview, "unsourced-claims", "甲")
    assert (found.value, found.cases, found.gate) == (None, 0, False)


def test_gates_come_first_and_failures_are_counted(overview):
    assert [score.name for score in overview.scores][:2] == ["figure-errors", "required-recall"]
    assert of(overview, "figure-errors", "甲").failed == 2


def test_a_crash_is_no_failure_and_costs_nothing(overview):
    first, second = overview.counts()
    assert first.states == {"passed": 1, "failed": 2, "errored": 0, "not-applicable": 0}
    assert second.states == {"passed": 1, "failed": 1, "errored": 1, "not-applicable": 0}
    assert second.cost.calls == 4


def test_the_interval_holds_the_value_and_that_of_a_single_case_is_the_value():
    low, high = interval([1.0, 0, 2, 5, 0, 1])
    assert low < 1.5 < high
    assert interval([3.0]) == (3, 3)


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    draw = Random(7)
    hits = 0
    for _ in range(25):
        low, high = interval([100.0 * (draw.random() < 0.3) for _ in range(40)])
        hits += low <= 30 <= high
    assert 21 <= hits <= 25


def test_colours_run_from_poor_to_good_and_a_neutral_score_has_none(overview):
    first = heat_maps(overview)[0]
    levels = [[cell.level for cell in row.cells] for row in first.rows]
    assert [row[0] for row in levels] == [0, 0, 6]
    assert [row[1] for row in levels] == [6, 2, 6]
    assert [row[2] for row in levels] == [None] * 3


@pytest.mark.parametrize(
    ("value", "told"), [(0.0, "0"), (98.24, "98.2"), (0.054, "0.05"), (1204.4, "1,204"), (100.0, "100")]
)
def test_numbers_are_short(value, told):
    assert number(value) == told
