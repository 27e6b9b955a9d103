"""Each score on texts of which the value is known."""

from __future__ import annotations

import pytest

from fupan.checks.run import read_text
from fupan.evals.reading import find_cases
from fupan.evals.record import CaseState
from fupan.evals.scores import SCORES
from fupan.evals.scores.score import Candidate, Measured, Score
from fupan.evals.scoring import chosen_scores, scored
from fupan.intake.factsheet import load_facts
from fupan.prompting.loader import load_template


@pytest.fixture
def measured(cases):
    """Scores a text on the case; by default the golden one with something replaced. Gives (scores by id, state)."""

    def measure(old: str = "", new: str = "", *, text: str | None = None, case: str | None = None, scores=SCORES):
        place = cases.add(**({} if case is None else {"case": case}))
        (read,), _ = find_cases([cases.folder])
        golden = (place / "golden.md").read_text(encoding="utf-8")
        assert old in golden
        given = golden.replace(old, new) if text is None else text
        sheet = load_facts(place / "facts.yaml")
        candidate = Candidate(read, sheet, load_template("small"), given, golden)
        results, state = scored(candidate, scores)
        return {one.name: one for one in results}, state

    return measure


@pytest.mark.parametrize(("switch", "again"), [("", False), ("<!-- fupan: ignore wrong-direction 算过了 -->\n", True)])
def test_a_reading_at_hand_is_used_unless_the_text_switches_rules_off(cases, switch, again):
    place = cases.add()
    (case,), _ = find_cases([cases.folder])
    sheet, text = load_facts(place / "facts.yaml"), switch + (place / "golden.md").read_text(encoding="utf-8")
    read = read_text(text, sheet)
    asked = Candidate(case, sheet, load_template("small"), text, read=read)
    alone = Candidate(case, sheet, load_template("small"), text)
    assert (asked.report, asked.review) == (alone.report, alone.review)
    assert (asked._unswitched is not read) is again


def test_the_golden_text_is_perfect(measured):
    scores, state = measured()
    assert state == "passed"
    values = {name: score.value for name, score in scores.items()}
    assert values["figure-errors"] == values["structure"] == values["length"] == 0
    assert values["unsourced-claims"] == values["empty-phrases"] == 0
    assert values["required-recall"] == values["logic-coverage"] == values["closeness"] == 100
    assert values["checker"] > 80
    for name in ("fallback-share", "cost", "written-steps"):
        assert scores[name].state == "not-applicable"


def test_a_wrong_figure_fails_the_case_and_is_quoted(measured):
    scores, state = measured("1360万元", "1630万元")
    assert state == "failed"
    assert scores["figure-errors"].state == "failed"
    assert scores["figure-errors"].count >= 1
    assert scores["figure-errors"].value == pytest.approx(
        100 * scores["figure-errors"].count / scores["figure-errors"].of, abs=0.01
    )
    assert "1630" in scores["figure-errors"].seen


def test_a_remark_in_the_text_does_not_switch_a_rule_off(measured):
    scores, _ = measured("全年销售额1360", "<!-- fupan: ignore contradicted-figure 算过了 -->\n全年销售额1630")
    assert scores["figure-errors"].state == "failed"


def test_a_missing_figure_is_named_and_a_case_may_ask_for_less(measured):
    scores, state = measured("，完成率113.3%", "")
    assert state == "failed"
    assert (scores["required-recall"].count, scores["required-recall"].of) == (2, 3)
    assert "销售额.attainment" in scores["required-recall"].seen


def test_the_case_says_how_much_is_enough(measured):
    case = "why: x\nrequired: [销售额.actual, 销售额.attainment, 回款率.actual]\nleast_recall: 0.6\n"
    scores, state = measured("，完成率113.3%", "", case=case)
    assert scores["required-recall"].state == "passed"
    assert "60" in scores["required-recall"].why
    assert state == "passed"


def test_without_a_list_of_its_own_the_template_says_what_is_required(measured):
    scores, _ = measured(case="why: x\n")
    assert (scores["required-recall"].value, scores["required-recall"].of) == (100, 5)


def test_a_step_that_is_gone_is_named(measured):
    scores, _ = measured("结果是占用了流动资金，耽误了备货。", "")
    assert scores["logic-coverage"].parts["gap.impact"] == 0
    assert sum(scores["logic-coverage"].parts.values()) == len(scores["logic-coverage"].parts) - 1


def test_a_section_that_is_gone_fails_the_case(measured):
    scores, state = measured(text="# 2025年小结\n\n## 核心结果\n\n全年销售额1360万元，完成率113.3%，回款率92%。\n")
    assert (scores["structure"].value, scores["structure"].state, state) == (1, "failed", "failed")
    assert "缺口" in scores["structure"].seen
    assert scores["logic-coverage"].parts["gap.impact"] == 0
    assert scores["review"].parts["gap"] == 0


def test_a_placeholder_that_was_left_fails_the_case(measured):
    scores, state = measured("占用了流动资金", "占用了{{f7}}")
    assert (scores["structure"].state, state) == ("failed", "failed")


def test_an_expected_warning_does_not_count(measured):
    case = "why: x\nexpected_warnings: [{rule: section-length, why: 要点少}]\n"
    short = "# 2025年小结\n\n## 核心结果\n\n销售额1360万元。\n\n## 缺口\n\n回款率92%，比目标低，影响备货。\n"
    scores, _ = measured(text=short, case=case)
    assert scores["length"].value == 0


def test_invented_causes_and_names_count(measured):
    scores, _ = measured("催款没有专人盯", "物流信息系统升级迟缓导致仓库频繁缺货")
    assert scores["unsourced-claims"].value >= 1
    assert "物流" in scores["unsourced-claims"].seen


def test_empty_phrases_count(measured):
    scores, _ = measured("耽误了备货。", "耽误了备货。我们要砥砺前行，再创辉煌。")
    assert scores["empty-phrases"].value >= 1


def test_a_text_without_figures_has_no_figure_errors_to_count(measured):
    scores, _ = measured(text="# 小结\n\n## 核心结果\n\n老客户加单多。\n\n## 缺口\n\n催款没有专人盯。\n")
    assert (scores["figure-errors"].value, scores["figure-errors"].state) == (None, "not-applicable")


def test_a_text_that_is_unlike_the_golden_one_may_still_pass(measured):
    text = (
        "# 小结\n\n## 核心结果\n\n老客户加单多，带动销售额升到1360万元（目标1200万元，完成率113.3%）。"
        "稳住了华东市场，为全国布局打下基础。\n\n## 缺口\n\n回款率只有92%，没到95%的目标。外部看，有14家客户资金紧张；"
        "内部看，没有专人盯催款。影响是占用流动资金，耽误备货。\n"
    )
    scores, state = measured(text=text)
    assert scores["closeness"].value < 90
    assert scores["closeness"].state == "informative"
    assert state == "passed"


def _broken(candidate: Candidate) -> Measured:
    raise ZeroDivisionError


def test_a_score_that_breaks_is_recorded_and_fails_nobody(measured):
    broken = Score("broken", "坏的", "处", "lower", "总是坏", _broken)
    scores, state = measured(scores=(broken, *SCORES))
    assert (scores["broken"].state, scores["broken"].value) == ("errored", None)
    assert "ZeroDivisionError" in scores["broken"].why
    assert state == "passed"


@pytest.mark.parametrize(
    ("only", "state"), [(("closeness",), "not-applicable"), (("structure",), "passed"), (("cost",), "not-applicable")]
)
def test_a_case_without_a_gate_is_not_applicable(measured, only, state: CaseState):
    assert measured(scores=chosen_scores(only)[0])[1] == state


def test_scores_are_chosen_by_id_or_name_and_an_unknown_one_is_named():
    chosen, faults = chosen_scores(["数字错误", "structure", "figure-eror"])
    assert [score.id for score in chosen] == ["figure-errors", "structure"]
    assert "figure-errors" in faults[0].hint


def test_every_score_explains_itself():
    ids = [score.id for score in SCORES]
    assert len(set(ids)) == len(ids)
    assert all(score.about and score.title and score.unit for score in SCORES)
