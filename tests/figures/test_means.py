"""Amounts for each of what the sheet counts or lists; and the same told wrongly."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 课程收入
    unit: 万元
    target: 5000
    actual: 4800
    prior: 4200
    breakdown:
      校区:
        东湖校区: {actual: 1900}
        西岭校区: {actual: 1860}
        南塘校区: {actual: 1040}
      课程顾问:
        何青: {actual: 1300}
        卢岩: {actual: 1000}
        沈一: {actual: 1300}
        常越: {actual: 1200}
  - {name: 在读学员, aliases: [学员数], unit: 名, actual: 3200, prior: 2800}
  - {name: 新增学员, unit: 名, actual: 900, prior: 700}
  - {name: 渠道商, unit: 家, actual: 16, prior: 15}
notes: {general: [教材包售价1200元]}
"""


CAMPUSES = "课程收入[校区=东湖校区+西岭校区+南塘校区].actual_mean"


@pytest.mark.parametrize(
    ("text", "right", "carried", "wrong", "told"),
    [
        # over a metric that counts, named in part; new ones are not meant
        ("学员平均贡献课程收入{}。", "1.5万元", "课程收入÷在读学员.actual", "1.9万元", "wrong-derivation"),
        ("在读学员平均课程收入{}。", "1.5万元", "课程收入÷在读学员.actual", "5.3万元", "wrong-derivation"),
        ("渠道商平均课程收入{}。", "300万元", "课程收入÷渠道商.actual", "360万元", "wrong-derivation"),
        ("渠道商平均课程收入由上年的{}提高了不少。", "280万元", "课程收入÷渠道商.prior", "250万元", "wrong-derivation"),
        # over the members of a dimension: people, even where one of them has that very value; places
        ("全校人均课程收入{}。", "1200万元",
         "课程收入[课程顾问=何青+卢岩+沈一+常越].actual_mean", "1300万元", "misattributed-figure"),
        ("各校区平均课程收入{}。", "1600万元", CAMPUSES, "1900万元", "misattributed-figure"),
    ],
)  # fmt: skip
def test_a_mean_is_told(
    text: str, right: str, carried: str, wrong: str, told: str, last_told: Callable[[str], str]
) -> None:
    assert last_told(text.format(right)) == carried
    assert last_told(text.format(wrong)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # neither a target nor a campus has learners counted
        ("目标是学员平均贡献课程收入1.7万元。", "contradicted-figure"),
        ("东湖校区的学员平均课程收入0.6万元。", "contradicted-figure"),
        # last year's values of the campuses are not given
        ("去年校区平均课程收入1500万元。", "contradicted-figure"),
    ],
)
def test_a_mean_of_what_is_not_given(text: str, told: str, last_told: Callable[[str], str]) -> None:
    assert last_told(text) == told
