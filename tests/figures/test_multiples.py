"""Metrics that are told in 倍: their levels and both ends of a change are held against the facts."""

import pytest

from fupan.api import load_facts
from fupan.domain.factsheet import FactSheet
from fupan.figures.judge.binding import bind
from fupan.figures.scan.extract import extract

MONTH = """
period: "2025-06"
metrics:
  - {name: 销售额, unit: 万元, actual: 1300, previous: 1000, prior: 650}
  - name: 投入产出比
    aliases: [ROI]
    unit: 倍
    target: 5.5
    actual: 5.8
    previous: 5.2
    breakdown:
      渠道:
        展会: {actual: 2.6, previous: 3.4}
        地推: {actual: 6.9, previous: 4.9}
"""

TOLD = [
    ("地推的投入产出比为6.9倍。", "6.9倍", "投入产出比[渠道=地推].actual"),
    ("地推的投入产出比为6.6倍。", "6.6倍", "contradicted-figure"),
    ("ROI达到5.8倍。", "5.8倍", "投入产出比.actual"),
    ("投入产出比目标5.5倍，实际5.8倍。", "5.5倍", "投入产出比.target"),
    # beside an amount, of which it is no multiple
    ("销售额1300万元，投入产出比4.6倍。", "4.6倍", "contradicted-figure"),
    # both ends of a change
    ("地推的投入产出比从4.9倍升到6.9倍。", "4.9倍", "投入产出比[渠道=地推].previous"),
    ("地推的投入产出比从4.9倍升到6.9倍。", "6.9倍", "投入产出比[渠道=地推].actual"),
    ("地推的投入产出比从4.9倍升到6.6倍。", "6.6倍", "contradicted-figure"),
    ("展会的投入产出比由上月的3.4倍降到2.6倍。", "3.4倍", "投入产出比[渠道=展会].previous"),
    # of another value it stays a ratio
    ("销售额是去年同期的2倍。", "2倍", "销售额.actual_ratio_prior"),
    ("销售额是去年同期的2.4倍。", "2.4倍", "wrong-derivation"),
]


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> FactSheet:
    file = tmp_path_factory.mktemp("month") / "facts.yaml"
    file.write_text(MONTH, encoding="utf-8")
    return load_facts(file)


@pytest.mark.parametrize(("text", "figure", "outcome"), TOLD)
def test_what_a_multiple_is_held_against(text: str, figure: str, outcome: str, month: FactSheet) -> None:
    (verdict,) = (one for one in bind(text, extract(text), month).verdicts if one.mention.text == figure)
    assert (verdict.fault or (verdict.fact.id if verdict.fact is not None else "none")) == outcome


HALF = """
period: "2025-H1"
metrics:
  - {name: 营业额, unit: 万元, target: 5000, actual: 4800, prior: 4200, plan: 4860}
  - {name: 全年营业额, unit: 万元, target: 10560, actual: 4800}
"""


@pytest.fixture(scope="module")
def half(tmp_path_factory: pytest.TempPathFactory) -> FactSheet:
    file = tmp_path_factory.mktemp("half") / "facts.yaml"
    file.write_text(HALF, encoding="utf-8")
    return load_facts(file)


@pytest.mark.parametrize(
    ("text", "right", "carried", "wrong", "told"),
    [
        # of this half itself: what was told last is measured by it
        ("剩下的5760万元都在下半年，是上半年的{}。", "1.2倍", "营业额.told÷actual", "1.6倍", "unchecked"),
        ("全年营业额还差5760万元，约是上半年的{}。", "1.2倍", "全年营业额.told÷actual", "1.5倍", "wrong-derivation"),
        ("营业额是去年同期的{}。", "1.14倍", "营业额.actual_ratio_prior", "1.41倍", "wrong-derivation"),
        # of itself
        ("上半年营业额4800万元，是上半年的{}。", "1倍", "营业额.actual", "1.2倍", "unchecked"),
        # what is left of the year, and what would be
        ("全年目标仍余{}。", "5760万元", "全年营业额.gap", "5260万元", "wrong-derivation"),
        ("下半年营业额目标定为4860万元。如能完成，全年任务还剩{}。", "900万元", "全年营业额.left_after_plan",
         "980万元", "unchecked"),
    ],
)  # fmt: skip
def test_what_is_left_and_how_many_times_it_is(
    text: str, right: str, carried: str, wrong: str, told: str, half: FactSheet
) -> None:
    for figure, outcome in ((right, carried), (wrong, told)):
        written = text.format(figure)
        verdict = bind(written, extract(written), half).verdicts[-1]
        found = "unchecked" if verdict.unchecked else verdict.fault or (verdict.fact.id if verdict.fact else "none")
        assert found == outcome


def test_a_multiple_of_what_is_told_in_another_unit_is_unchecked(half: FactSheet) -> None:
    text = "营业额还得两个月，是上半年的1.2倍。"
    assert bind(text, extract(text), half).verdicts[-1].unchecked
