"""Two sides compared case by case: who won, how sure it is, and what cannot be compared."""

from dataclasses import replace

import pytest

from fupan.evals.record import Arm, CaseRecord, RunRecord, ScoreResult
from fupan.evals.report.against import against, compare, signed
from fupan.evals.report.overview import Row

ONE = RunRecord("0.1.0", (Arm("x", "embedded"),), (), 1, ())


def record(case, errors, figures=50, *, recall=100.0, arm="x", repeat=1, digest="d", prompts="p", state="passed"):
    scores = (
        ScoreResult("figure-errors", "数字错误", 100 * errors / figures, "处/百个数字", "lower", "passed", "", "",
                    errors, figures),
        ScoreResult("required-recall", "必备数字", recall, "%", "higher", "passed"),
    )  # fmt: skip
    return CaseRecord(f"{arm}{case}{repeat}", case, "t", arm, "embedded", repeat, state, prompts, "t", digest, scores)


def rows(*records):
    return [Row.of(one) for one in records]


def cases(values, **told):
    return [record(f"c{number}", value, **told) for number, value in enumerate(values)]


def pair(comparison, name="figure-errors"):
    return next(one for one in comparison.pairs if one.name == name)


def test_a_steady_gain_is_seen_and_its_interval_excludes_nothing():
    found = compare(rows(*cases([3, 4, 2, 5, 3, 4, 2, 3])), rows(*cases([0, 1, 0, 1, 0, 0, 0, 1])), ("甲", "乙"))
    errors = pair(found)
    assert errors.verdict == "better"
    assert errors.difference == pytest.approx(-5.75)
    assert errors.low <= errors.difference <= errors.high < 0
    assert (errors.gained, errors.lost, errors.same) == (8, 0, 0)
    assert pair(found, "required-recall").verdict == "same"


def test_ups_and_downs_say_nothing():
    found = compare(rows(*cases([3, 0, 2, 0, 3, 0, 2, 0])), rows(*cases([0, 3, 0, 2, 0, 3, 0, 1])), ("甲", "乙"))
    assert pair(found).verdict == "unclear"
    assert pair(found).low < 0 < pair(found).high


def test_few_cases_never_make_a_verdict_unless_there_is_no_noise():
    before, after = rows(*cases([1, 1, 1])), rows(*cases([0, 0, 0]))
    assert pair(compare(before, after, ("甲", "乙"))).verdict == "unclear"
    exact = compare(before, after, ("甲", "乙"), exact=True)
    assert pair(exact).verdict == "better"
    assert exact.remarks == ()


def test_without_noise_a_gain_here_and_a_loss_there_is_still_open():
    before, after = rows(record("a", 1), record("b", 1)), rows(record("a", 0), record("b", 2))
    assert pair(compare(before, after, ("甲", "乙"), exact=True)).verdict == "unclear"


def test_repeats_of_a_case_count_as_one_case():
    twice = rows(record("a", 0), record("a", 4, repeat=2), record("b", 2))
    found = pair(compare(twice, rows(record("a", 2), record("b", 2)), ("甲", "乙")))
    assert (found.gained, found.lost, found.same) == (0, 0, 2)


def test_what_cannot_be_compared_is_named():
    before = rows(record("a", 1), record("b", 1), record("old", 1))
    after = rows(record("a", 0, prompts="q"), record("b", 0, digest="new"), record("new", 0))
    found = compare(before, after, ("甲", "乙"))
    assert found.remarks == (
        "只有 1 个用例两边都有，区间只作参考（至少要 6 个）", "两边用的提示词不同", "用例改过，没有对比：b",
        "只有前一边有：old", "只有后一边有：new",
    )  # fmt: skip
    assert pair(found).same + pair(found).gained + pair(found).lost == 1


def test_nothing_in_common_is_said():
    found = compare(rows(record("a", 1)), rows(record("b", 1)), ("甲", "乙"))
    assert found.pairs == ()
    assert found.remarks[0] == "没有一个用例两边都有，没法对比"


def test_changed_cases_are_listed_with_what_moved():
    before = rows(record("a", 0), record("b", 1))
    after = rows(record("a", 2, recall=80, state="failed"), record("b", 1))
    (change,) = compare(before, after, ("甲", "乙")).changes
    assert (change.case, change.before, change.after) == ("a", "passed", "failed")
    assert change.told == ("数字错误：0 处/百个数字 → 4 处/百个数字", "必备数字：100% → 80%")


def test_runs_are_matched_by_arm_or_where_each_has_one():
    two = replace(ONE, arms=(Arm("x", "embedded"), Arm("y", "none")))
    old, new = [record("a", 1, arm="x")], [record("a", 0, arm="x"), record("a", 5, arm="y")]
    (found,) = against((ONE, old), (two, new))
    assert (found.before, found.after) == ("上次 x", "这次 x")
    renamed = replace(ONE, arms=(Arm("z", "embedded", deterministic=True),))
    (found,) = against((ONE, old), (renamed, [record("a", 0, arm="z")]))
    assert found.after == "这次 z"
    assert pair(found).gained == 1


def test_the_same_runs_give_the_same_interval_every_time():
    sides = rows(*cases([3, 4, 2, 5, 3, 4])), rows(*cases([2, 4, 1, 5, 3, 3]))
    assert compare(*sides, ("甲", "乙")) == compare(*sides, ("甲", "乙"))


@pytest.mark.parametrize(("value", "told"), [(1.25, "+1.2"), (-3.0, "−3"), (0.0, "0"), (-0.04, "−0.04")])
def test_signs(value, told):
    assert signed(value) == told


def test_what_is_only_told_gets_no_verdict():
    def asked(case, calls):
        cost = ScoreResult("cost", "用量", calls, "次", "lower", "informative")
        return replace(record(case, 0), scores=(cost,))

    found = compare(
        rows(*(asked(f"c{n}", 3.0) for n in range(8))), rows(*(asked(f"c{n}", 9.0) for n in range(8))), ("甲", "乙")
    )
    assert pair(found, "cost").verdict == "neither"
    assert pair(found, "cost").lost == 8
