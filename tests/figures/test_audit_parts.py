"""Audit of stocks and parts: what came and went, what is left, what 其中 is a part of, bounds of these."""

import pytest

from fupan.checks.run import check_text


def _errors(text: str) -> set[tuple[str, str]]:
    return {(finding.rule, finding.text) for finding in check_text(text, None).errors}


@pytest.mark.parametrize(
    "text",
    [
        "点位：季初1,148台，装96台，撤44台，季末1,200台。",
        "年初214家，半年里开37家、退22家，眼下229家。",
        # what went is not told
        "月初存18,700箱，到货41,200箱，扣掉出货，月末14,750箱。",
        "退换11单，其中8单是尺码不合，另外3单是掉色。",
        "全年卖21,460万元。\n\n上半年9,620万元，下半年11,840万元。",
        "备货72万件，剩7.2万件，里面羽绒服占5.4万件，75%。",
        "在用仪器1,240台，其中434台签了服务合同，覆盖率35%。",
        "下单客户240家，平均每家1.4万元；其中新客户36家，占15%。",
        # a rate of another sentence
        "有线用户2.12万户，其中数字用户1.98万户。节目覆盖率为99.4%。",
        (
            "全年8,190万元。\n\n制药3,440万元，占42%；高校2,130万元，占26%；环境1,556万元，占19%；"
            "食品及其他客户合计1,064万元。"
        ),
        "收入3,840万元，环比10月的3,600万元多240万元，6.7%。",
        "前三季度累计20,350万元，全年预算28,000万元，四季度需做近7,700万元。",
        "毛利84万元，收入336万元，毛利率超两成。",
        # the goal of a line of its own: 87 of 300, not of all
        "全年拍了840对。海外线目标300对，拍成87对，不到三成，差213对。",
        "区域给我压的是2,200单，我做了2,340单，超了140单，106.4%。",
    ],
)
def test_a_right_figure_is_silent(text: str) -> None:
    assert _errors(text) == set()


@pytest.mark.parametrize(
    ("text", "rule", "marked"),
    [
        ("点位：季初1,148台，装96台，撤44台，季末120台。", "wrong-unit", "120台"),
        ("年初214家，半年里开37家、退22家，眼下239家。", "wrong-derivation", "239家"),
        ("退换11单，其中8单是尺码不合，另外7单是掉色。", "wrong-derivation", "7单"),
        ("全年卖21,460万元。\n\n上半年9,620万元，下半年1184万元。", "wrong-unit", "1184万元"),
        ("备货72万件，剩7.2万件，里面羽绒服占5.4万件，71%。", "wrong-derivation", "71%"),
        ("在用仪器1,240台，其中434台签了服务合同，覆盖率45%。", "wrong-derivation", "45%"),
        ("下单客户240家，平均每家1.4万元；其中新客户36家，占19%。", "wrong-derivation", "19%"),
        (
            (
                "全年8,190万元。\n\n制药3,440万元，占42%；高校2,130万元，占26%；环境1,556万元，占19%；"
                "食品及其他客户合计1,069万元。"
            ),
            "wrong-derivation",
            "1,069万元",
        ),
        # a share beyond its whole
        ("全年招生6240人，朋友介绍来的2184人，占286%。", "wrong-derivation", "286%"),
        ("前三季度累计20,350万元，全年预算28,000万元，四季度需做不足7600万元。", "wrong-bound", "7600万元"),
        ("毛利84万元，收入336万元，毛利率不足两成。", "wrong-derivation", "两成"),
        ("去年卖了108台，今年126台，多18台，长了不足一成。", "wrong-derivation", "一成"),
    ],
)
def test_a_wrong_figure_is_told(text: str, rule: str, marked: str) -> None:
    assert (rule, marked) in _errors(text)
