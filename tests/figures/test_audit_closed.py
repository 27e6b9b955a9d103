"""The second look of an audit: a text that explains its own figures is held to explain every one of them."""

import pytest

from fupan.checks.run import check_text

_CLOSED = """今年全店做了4,800万元，去年4,000万元，多做800万元，增长20%。年度任务5,000万元，完成96%，缺口200万元。

批发2,400万元，占50%；零售1,680万元，占35%；其余720万元是团购，占15%。批发去年1,920万元，今年涨了25%。

店员60人，人均卖80万元；门店24家，每家平均200万元。进店20,000人，成交3,000人，成交率15%，去年12%，提高3个百分点。

明年计划6,000万元，比今年实际多1,200万元，增25%，平均每季度1,500万元。
"""
_OPEN = """营业收入同比增长12.6%，其中批发增长8.3%，零售增长15.1%，出口下降4.2%，毛利率提高1.2个百分点。
费用率下降0.6个百分点，线上占比达到31%，会员贡献46%，客单价增长5.4%，回款率提高2.3个百分点。
批发收入2,400万元，零售收入1,680万元，两块比计划多出310万元，其中零售占全国的2.7%。
"""


def _errors(text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in check_text(text, None).errors]


def test_a_closed_text_is_silent() -> None:
    assert _errors(_CLOSED) == []


@pytest.mark.parametrize(
    ("right", "wrong", "rule", "marked"),
    [
        ("占35%", "占53%", "wrong-derivation", "53%"),
        ("占15%", "占18%", "wrong-derivation", "18%"),
        ("人均卖80万元", "人均卖90万元", "wrong-derivation", "90万元"),
        ("今年涨了25%", "今年涨了31%", "wrong-derivation", "31%"),
        ("缺口200万元", "超额200万元", "wrong-direction", "超额"),
        ("成交率15%", "成交率19%", "wrong-derivation", "19%"),
        ("提高3个百分点", "下降3个百分点", "wrong-direction", "下降"),
        ("多1,200万元", "少1,200万元", "wrong-direction", "少"),
    ],
)
def test_a_figure_that_nothing_gives_is_wrong(right: str, wrong: str, rule: str, marked: str) -> None:
    assert _CLOSED.count(right) == 1
    assert (rule, marked) in _errors(_CLOSED.replace(right, wrong))


def test_an_open_text_is_not_held_to_explain_its_figures() -> None:
    assert _errors(_OPEN) == []


@pytest.mark.parametrize(
    "sentence",
    [
        # the text does not tell last year's value, nor what the rate is of
        "今年收了1,320万元，比去年涨21.3%。",
        "客户满意率93%，复购率47%。",
        "货款去年落下310万元。",
    ],
)
def test_what_a_closed_text_does_not_tell_is_left_alone(sentence: str) -> None:
    assert _errors(f"{_CLOSED}\n{sentence}\n") == []


@pytest.mark.parametrize(
    "sentence",
    [
        # a sign alone tells a growth
        "批发2,400万元，去年1,920万元（+25%）。",
        # one of the figures told before, and what a stock has become
        "线上接单2,340单。这2,340单里有会员1,170单，占50%。",
        "年初门店22家，新开5家，关了3家，眼下24家。",
        # each of two means is told of the words before both
        "平均一单，保洁800元，搬家1,200元。",
        # shares, and what they leave of 100 %
        "批发占比50%，零售占比35%，其余占15%。",
        # bounds that hold
        "今年人均卖不到90万元。",
        "余下3,100万元摊到六个月，每月517万元，前六个月平均每月才800万元。",
        # a multiple, a stock and a share whose other values the text does not tell
        "团购是外卖的3.7倍。",
        "门店新开5家，眼下41家。",
        "签了300多单，其中老客介绍的占21%。",
        "团购收了900万元，外卖700万元，同比增长29.1%。",
        "团购收了900万元，外卖700万元，环比增长29.1%。",
        # a sign, and the value of then behind it
        "批发2,400万元，同比+20%（去年2,000万元）。",
        # the rate is of what its own words name, whatever else is told in the line
        "团购900万元，外卖700万元，同比增长8.0%，占总额的14.6%。",
        "批发2,400万元，占比超过45%。",
        "批发2,400多万元，占比超过45%。",
        "一季度152万元，二季度216万元，二季度比一季度增长42.1%，占上半年的近六成。",
        # of an increment that the text does not tell, and the share of what was taken in, not of the increase
        "团购收了900万元，比去年多300万元，占增量的31%。",
        "团购收了900万元，多收120万元，占总额的比例超过30%。",
    ],
)
def test_further_ways_to_explain_a_figure(sentence: str) -> None:
    assert _errors(f"{_CLOSED}\n{sentence}\n") == []


@pytest.mark.parametrize(
    ("sentence", "rule", "marked"),
    [
        ("线上接单2,340单。这2,430单里有会员1,170单，占50%。", "wrong-derivation", "2,430单"),
        ("年初门店22家，新开5家，关了3家，眼下26家。", "wrong-derivation", "26家"),
        ("批发2,400万元，零售1,680万元，批发是零售的1.34倍。", "wrong-derivation", "1.34倍"),
        ("任务5,000万元，到账3,600万元，还剩1,900万元。", "wrong-derivation", "1,900万元"),
        ("会员办卡1,200张，续卡的700张，剩下600张没有续。", "wrong-derivation", "600张"),
        ("今年人均超过80万元。", "wrong-bound", "80万元"),
        ("批发2,400万元，占比超过60%。", "wrong-bound", "60%"),
        ("全年任务1,800台，前10个月累计1,530台，进度超九成。", "wrong-bound", "九成"),
        ("批发2,400万元，同比下降20%（去年2,000万元）。", "wrong-direction", "下降"),
        ("2月任务2,000台，比1月实际低160台，1月卖了1,840台。", "wrong-direction", "低"),
        ("去年投标40个，今年费用1,502万元，费用率41%。", "wrong-derivation", "41%"),
        # 万 times what the text tells of, told once though two figures speak against it
        ("零售1,680亿元，占全店35%，比去年涨20%。", "wrong-unit", "1,680亿元"),
    ],
)
def test_what_is_told_at_fault_in_further_ways(sentence: str, rule: str, marked: str) -> None:
    assert _errors(f"{_CLOSED}\n{sentence}\n") == [(rule, marked)]
