"""Audit of prose: changes, rates, means, shares and sums by what their words and their place name."""

import pytest

from fupan.checks.run import check_text


def _errors(text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in check_text(text, None).errors]


@pytest.mark.parametrize(
    "text",
    [
        "本月卖出920台，9月是800台，环比涨了15%，多了120台。",
        "去年我接手的时候，一年签了900单，今年1170单，多270单，正好多三成。",
        "投标50次，中了28次，中标率56%，去年49%，提了7个百分点。",
        "退货2.4万单，下单16万单，退货率15%，较Q1的18%改善3个百分点。",
        "今年收入6400万元。明年任务8000万元，比今年实际多1600万元，增25%。",
        "全年流水468万元。工资351万元，占75%；房租23.4万元，占5%。",
        "一季度任务90万，实际72万，只到80%，差18万。",
        "余下3100万元摊到六个月，每月517万元。",
        "退货率4.2%，距3.5%的控制目标还差0.7个百分点。",
    ],
)
def test_right_figures_are_silent(text: str) -> None:
    assert _errors(text) == []


@pytest.mark.parametrize(
    ("text", "rule", "marked"),
    [
        # the same change told twice, in speech
        ("去年我接手的时候，一年签了900单，今年1170单，少270单。", "wrong-direction", "少"),
        ("投标50次，中了28次，中标率56%，去年49%，提了7%。", "wrong-unit", "7%"),
        ("毛利率4.2%，距3.5%的目标还差0.7个百分点。", "wrong-direction", "还差"),
        # what the line does not tell is what the document is about
        ("今年收入6400万元。\n\n明年任务8000万元，比今年实际多1060万元。", "wrong-derivation", "1060万元"),
        # the ratio turned round, the growth told as a ratio
        ("全年流水468万元。\n\n给员工开的工资351万元，占133%。", "wrong-derivation", "133%"),
        # amounts without a unit of their own
        ("本周接单63万，周目标75万，只到119%。", "wrong-derivation", "119%"),
        ("回款天数45天，去年56天，快了12天。", "wrong-derivation", "12天"),
        ("上半年出了9600条，去年上半年8000条，少了1600条，涨两成。", "wrong-direction", "少了"),
        ("预算30万，实际花了26万，省下4亿。", "wrong-unit", "4亿"),
    ],
)
def test_a_wrong_figure_is_told(text: str, rule: str, marked: str) -> None:
    assert (rule, marked) in _errors(text)


@pytest.mark.parametrize(
    "text",
    [
        # the figure tells how the earlier value itself has grown
        "去年安排补助209亿元，比上年增加29亿元。今年安排补助300亿元。",
        # two things side by side are no change
        "出口1250万美元，增长6.9%；进口1130万美元，增长4.7%。",
        # the sentence goes on about something else
        "由31种扩大到42种，机械增长8%，轻工增长12%。",
        # a base that the text does not tell
        "营收23万元，比前五年增长67%。上月营收21万元。",
        "新增岗位40个，撤销岗位12个，新增培训18场。",
        # a figure within the rounding of the values it is made of
        "每月1033万元，而前半年平均每月才800万元，要提29.2%。",
    ],
)
def test_what_is_not_compared_is_left_alone(text: str) -> None:
    assert _errors(text) == []
