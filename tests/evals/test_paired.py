"""The paired comparison: what it must say where the answer is known."""

from __future__ import annotations

import random

import pytest

from fupan.evals.paired import compared


def values(*numbers):
    return {f"case{place}": float(number) for place, number in enumerate(numbers)}


def test_nothing_differs():
    result = compared(values(1, 2, 3), values(1, 2, 3), "higher")
    assert (result.verdict, result.difference, result.low, result.high, result.even) == ("same", 0, 0, 0, 3)


@pytest.mark.parametrize(("better", "verdict"), [("higher", "better"), ("lower", "worse"), ("neither", "open")])
def test_every_case_rises(better, verdict):
    result = compared(values(*range(10)), values(*(number + 5 for number in range(10))), better)
    assert (result.verdict, result.difference, result.up) == (verdict, 5, 10)


def test_one_case_of_many_moves():
    result = compared(values(*[0] * 20), values(*[0] * 19, 8), "lower")
    assert result.verdict == "open"
    assert result.low <= 0 < result.high


def test_only_cases_that_both_have_are_compared():
    result = compared({"a": 1.0, "b": 2.0}, {"b": 3.0, "c": 9.0}, "higher")
    assert (result.pairs, result.difference) == (1, 1)
    assert compared({"a": 1.0}, {"b": 1.0}, "higher") is None


def test_few_pairs_are_said_to_be_few():
    assert compared(values(1, 2, 3, 4, 5), values(2, 3, 4, 5, 7), "higher").few
    assert not compared(values(1, 2, 3, 4, 5, 6), values(2, 3, 4, 5, 6, 7), "higher").few


def test_the_same_data_give_the_same_interval():
    first, second = values(3, 1, 4, 1, 5, 9, 2, 6), values(2, 7, 1, 8, 2, 8, 1, 8)
    assert compared(first, second, "higher") == compared(first, second, "higher")


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    draw = random.Random(7)
    hit = 0
    for _ in range(60):
        first = values(*(draw.gauss(50, 20) for _ in range(24)))
        second = {case: value + draw.gauss(2, 3) for case, value in first.items()}
        result = compared(first, second, "higher")
        hit += result.low <= 2 <= result.high
    assert 50 <= hit <= 60


def test_thousands_of_cases_are_compared_in_seconds(cpu_seconds):
    draw = random.Random(7)
    first = values(*(draw.random() for _ in range(3000)))
    second = {case: value + draw.random() for case, value in first.items()}
    assert cpu_seconds(lambda: compared(first, second, "higher")) < 5
