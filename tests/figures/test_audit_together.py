"""Audit of figures that several others together tell: two values, their difference and their rate; gaps of several."""

import pytest

from fupan.checks.run import check_text


def _errors(text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in check_text(text, None).errors]


@pytest.mark.parametrize(
    "text",
    [
        "今年签了486单，去年452单，多34单，涨7.5%。",
        "收入2,460万元，比5月的2,310万元多150万元（6.5%）。",
        "柳州卖了342万元，任务380万元，完成90.0%，欠38万元。",
        # the target stands between the values that the change is told of
        "实际完成187单，目标是180单，完成103.9%，去年152单，多了35单，增幅23.0%。",
        # another base than the value before
        "5月发2,310吨，6月发2,460吨，比计划少40吨，环比增6.5%。",
        # as told before in the line
        "今年2,460万元，去年2,310万元，上海1,100万元，多150万元，涨6.5%。",
        "发货2,460吨，5月发了2,310吨，短150吨是因为船期，占6.1%。",
        # which of the two is the base is not said
        "今年签了486单，老店452单，少34单，跌9.1%。",
        # values of two things, told in two sentences
        "5月2,310万元，全年任务2,460万元。今年少150万元，少6.1%。",
        # of each, where the two values are not
        "今年卖400元，去年380元，每单多20元，涨5.3%。",
        # by far more than the two values are apart
        "今年签了486单，去年452单，多1340单，涨7.5%。",
        # what 2.4万元 would have to be is told before it
        "去年25,600元，老店2.4万元，新店2万元，多5,600元，增27.0%。",
    ],
)
def test_right_fours_are_silent(text: str) -> None:
    assert _errors(text) == []


@pytest.mark.parametrize(
    ("text", "rule", "marked"),
    [
        ("今年签了486单，去年452单，多43单，涨7.5%。", "wrong-derivation", "43单"),
        ("去年签了452单，今年486单；老店352单，去年377单，少52单，跌6.6%。", "wrong-derivation", "52单"),
        ("收入2,460万元，比5月的2,130万元多150万元（6.5%）。", "wrong-derivation", "2,130万元"),
        ("收入2,640万元，比5月的2,310万元多150万元（6.5%）。", "wrong-derivation", "2,640万元"),
        ("收入2,310万元，比5月的2,640万元少150万元（6.1%）。", "wrong-derivation", "2,640万元"),
        ("柳州卖了324万元，任务380万元，完成90.0%，欠38万元。", "wrong-derivation", "324万元"),
        ("在手订单由年初的2,310万元增加到246万元，多150万元，增6.5%。", "wrong-unit", "246万元"),
        ("今年签了486单，任务452单，多34单，完成117.5%。", "wrong-derivation", "117.5%"),
        ("每吨从15,750元降到144,000元，每吨少1,350元，跌8.6%。", "wrong-unit", "144,000元"),
        # a sign instead of a verb
        ("今年签了486单，去年425单，+34单，涨7.5%。", "wrong-derivation", "425单"),
        # two digits in turned order
        ("今年签了84单，去年41单，多7单，涨17.1%。", "wrong-derivation", "84单"),
        ("今年签了48单，去年14单，多7单，涨17.1%。", "wrong-derivation", "14单"),
        # neither value can be what a difference larger than the other one leaves
        ("今年签了486单，去年452单，多500单，涨75%。", "wrong-derivation", "75%"),
        ("去年签了452单，今年486单，少500单，跌75%。", "wrong-derivation", "75%"),
    ],
)
def test_three_of_four_tell_the_fourth(text: str, rule: str, marked: str) -> None:
    assert _errors(text) == [(rule, marked)]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("7月冲98万元，比6月少11.6万元，要涨13.4%。", "少"),
        ("7月冲98万元，比6月多11.6万元，要跌13.4%。", "跌"),
        ("收入2,460万元，比5月的2,310万元多150万元，下降6.5%。", "下降"),
        ("今年2,190万件，去年是1,825万件，等于全年多了365万件，下降20%。", "下降"),
    ],
)
def test_opposed_verbs(text: str, marked: str) -> None:
    assert _errors(text) == [("wrong-direction", marked)]


@pytest.mark.parametrize(
    "text",
    [
        "7月冲98万元，比6月多11.6万元，要涨13.4%。",
        # of 600吨 a rise and a fall of it are alike
        "西南去年有600吨，今年升了两成，丢掉120吨。",
        "发货2,460吨，减少150吨，单价上涨6.1%。",
        "发货2,460吨，减少150吨，同比增长31.7%。",
        "西南去年发600吨，涨25%，少150吨。",
        # what is no value to start from
        "去年利润0万元，今年减少-5万元，增长12.5%。",
        "全年利润0万元，华东-5万元，占20%。",
        "今年签单0万元，其中中标-5万元，中标率20%。",
    ],
)
def test_verbs_that_may_be_of_two_things_are_silent(text: str) -> None:
    assert _errors(text) == []


@pytest.mark.parametrize(
    ("text", "rule", "marked"),
    [
        ("人均学费从4200元掉到400元，每人少收200元，降4.8%。", "wrong-unit", "400元"),
        ("客单从156.7元提到16.0元，每人多花3.3元，贵了2.1%。", "wrong-unit", "16.0元"),
        ("桂林店：1830万元，计划200万元，完成91.5%。", "wrong-unit", "1830万元"),
        (
            "全年4,218万元。医院1,856万元，占44.0%；学校1,392万元，占33.0%；其他9700万元，占23.0%。",
            "wrong-unit",
            "9700万元",
        ),
    ],
)
def test_a_value_that_others_give_otherwise(text: str, rule: str, marked: str) -> None:
    assert _errors(text) == [(rule, marked)]


_CITIES = "柳州412万元，任务400万元；桂林355万元，任务350万元；玉林368万元，任务390万元；贵港251万元，任务310万元。"


@pytest.mark.parametrize(
    "sentence",
    [
        "两个欠账的城市一共欠了81万元，柳州、桂林超出来的17万元补不平。",
        "三个城市一共比上年多81万元。",
        "柳州和桂林两地今年超了17万元。",
        "两个城市超1.2亿元的门槛还早。",
        "三个城市一共欠90万元的货款。",
        "柳州、玉林超出来的12万元补不平。",
        "南宁300万元，任务约320万元。柳州、桂林超出来17万元。",
    ],
)
def test_gaps_of_several(sentence: str) -> None:
    assert _errors(_CITIES + sentence) == []


@pytest.mark.parametrize(
    ("sentence", "rule", "marked"),
    [
        ("两个欠账的城市一共欠了810万元。", "wrong-unit", "810万元"),
        ("柳州、桂林超出来的71万元补不平。", "wrong-derivation", "71万元"),
    ],
)
def test_wrong_gaps_of_several(sentence: str, rule: str, marked: str) -> None:
    assert _errors(_CITIES + sentence) == [(rule, marked)]


@pytest.mark.parametrize(
    "text",
    [
        "在册168家客户中，新客户38家、老客户130家。",
        "员工320人，其中销售120人，生产150人，另有外包80人。",
        "员工320人，其中销售120人，生产150人，明年计划招500人。",
        "员工320人，其中销售约120人，生产150人，后勤50人。",
        "在册168家客户中，老客户100家，今年拜访过的88家、续约的20家。",
        # of others than those whose shares are told
        "全年4,218万元。医院1,856万元，占44.0%；学校1,392万元，占33.0%；其他97家，占23.0%。",
        # what is aimed at, and from where
        "续费率76.5%，去年71.0%。明年续费率争取做到80%，也就是再提3.5个百分点。",
        # last year's profit over last year's income
        "收入6,570万元，去年5,658万元。利润592万元，去年481万元，利润率8.5%。",
        # the share of what falls short, not of the gap
        "全部约2,150万元。口译430万元，目标480万元，差额50万元，占比20.0%。",
        # of others than those counted in another sentence
        "立式68台，卖了244.8万元，每台3.6万元。三角少，只有63万元，一台9万元。",
        # rounded further than written
        "全年卖了702,000元，51台，一台13,800元。",
        "前11个月2,400万元，比去年同期多240万元。\n\n华东车用1,843万元，占48%，比10月多223万元，相当于增量的92.9%。",
    ],
)
def test_right_figures_are_left_alone(text: str) -> None:
    assert _errors(text) == []


@pytest.mark.parametrize(
    ("text", "rule", "marked"),
    [
        ("在册168家客户中，新客户38家、老客户1300家。", "wrong-unit", "1300家"),
        ("合同93份，其中完工71份，在装14份，没进场的80份。", "wrong-unit", "80份"),
        ("去年同期205家，发了44,500吨，家均2171.0吨。", "wrong-unit", "2171.0吨"),
        ("剩下的173家分18,720吨，一家才180.2吨。", "wrong-derivation", "180.2吨"),
        ("收入3,840万元，发货160吨，吨价24.0亿元。", "wrong-unit", "24.0亿元"),
        # of the 12,400台 434 are 3.5 %, but they are part of the others
        ("全国有12,400台，在用1,240台，其中434台签了约，占3.5%。", "wrong-unit", "3.5%"),
    ],
)
def test_parts_and_means(text: str, rule: str, marked: str) -> None:
    assert _errors(text) == [(rule, marked)]


def test_two_rates_alone_tell_no_digit() -> None:
    text = "能源消费总量24.6亿吨，增长9.3%；其中煤炭消费量23.7亿吨，增长9.6%。"
    assert _errors(text) == []
