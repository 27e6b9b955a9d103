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
