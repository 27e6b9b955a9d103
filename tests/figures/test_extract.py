"""What the words around a figure tell: approximation, change, unit by noun, table cells."""

from decimal import Decimal

import pytest

from fupan.figures.scan.extract import extract

APPROXIMATIONS = [
    ("约350家", "约"),
    ("大约**350家**", "大约"),
    ("节约350元", None),
    ("约占三成", "约"),
    ("大约是35万元", "大约"),
    ("约增长12%", "约"),
    ("大致达到120家", "大致"),
    ("差不多300万元", "差不多"),
    ("约见客户12家", None),
    ("大客户占30%", None),
    ("预约到12家", None),
    ("近三年", None),
    ("耗时近3个月", "近"),
    ("最近5次", None),
    ("近500万元", "近"),
    ("超过了30%", "超过"),
    ("突破了1亿元", "突破"),
    ("不低于500万元", "不低于"),
    ("至少拜访8家", "至少"),
    ("订单最多的客户占22%", None),
    ("最多。3家", None),
    ("30%以上", "以上"),
    ("**30天**以内", "以内"),
    ("*30天*以内", "以内"),
    ("7天内", "以内"),
    ("7天内部培训", None),
    ("3家内", None),
    ("20家上下游", None),
    ("20家上下", "上下"),
    ("5家左", None),
    ("≥80分", "≥"),
    ("20多家", "多"),
    ("近20多家", "多"),
    ("3家", None),
    ("近", None),
    ("x 近5%", "近"),
    ("最优3家", None),
    ("至于3家", None),
    ("花了20万元多", "多"),
    ("**3家**：", None),
]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("比今年的6630万元多做870万元", ["6630万元", "870万元"]),
        ("比上月的20家多签5家", ["20家", "5家"]),
        ("比8亿元多1.2亿元", ["8亿元", "1.2亿元"]),
        ("见第12–35页，共24家", ["24家"]),
        ("第1、2、3家门店开业，新签5家", ["5家"]),
        ("第1、15.5万元", ["15.5万元"]),
        ("第3名、5家门店", ["第3名", "5家"]),
        ("9月15完成签约24家", ["24家"]),
    ],
)
def test_what_belongs_to_the_words_behind_or_in_front(text, figures):
    """多 in front of a verb or a figure compares; places counted together are no figures."""
    assert [figure.text for figure in extract(text)] == figures


@pytest.mark.parametrize(("text", "approx"), APPROXIMATIONS)
def test_approximation(text, approx):
    assert [figure.approx for figure in extract(text)] == ([] if text == "近" else [approx])


def test_approximation_gives_an_interval():
    (figure,) = extract("近九成")
    assert (figure.value, figure.low, figure.high) == (Decimal(90), Decimal(81), Decimal(90))


CHANGES = [
    ("增长13.6%", "up", "by", "增长"),
    ("同比下降了近三成", "down", "by", "下降"),
    ("负增长5%", "down", "by", "负增长"),
    ("增幅为9.8%", "up", "by", "增幅"),
    ("增长达13%", "up", "by", "增长"),
    ("少了10天", "down", "by", "少了"),
    ("比上年少10天", None, None, ""),
    ("新增25家", None, None, ""),
    ("增25家", "up", "by", "增"),
    ("降至245元", None, "to", "降至"),
    ("达到245元", None, None, ""),
    ("由80家", None, "from", "由"),
    ("由8起减少为3起", None, "to", "减少为"),
    ("较下浮5%", "down", "by", "下浮"),
    ("共减少5家", "down", "by", "减少"),
    ("来自80家", None, None, ""),
    ("缩短账期12天", "down", "by", "缩短"),
    ("增加客户25家", "up", "by", "增加"),
    ("提升客户满意度至95分", None, None, ""),
    ("增长为13%", None, None, ""),
    ("翻一番", "up", "by", "翻"),
    ("提高到1.5倍", "up", "by", "到"),
    ("缩短3年", "down", "by", "缩短"),
    ("增加人手3年", None, None, ""),
    ("至5家", None, None, ""),
    ("5家，到6家", None, None, ""),
    ("了5家", None, None, ""),
    ("减少 **5家**", "down", "by", "减少"),
]


@pytest.mark.parametrize(("text", "direction", "form", "word"), CHANGES, ids=[row[0] for row in CHANGES])
def test_change(text, direction, form, word):
    figure = extract(text)[-1]
    assert (figure.direction, figure.change) == (direction, form)
    assert word in figure.change_word


MULTIPLES = [
    ("增长两倍", "200", "%"),
    ("增长到两倍", "100", "%"),
    ("增至原来的1.8倍", "80", "%"),
    ("是去年的1.5倍", "1.5", "倍"),
    ("下降两倍", "2", "倍"),
    ("提高近3倍", "300", "%"),
    ("打八折", "-20", "%"),
    ("翻两番", "300", "%"),
    ("翻了一倍", "100", "%"),
    ("1.2.3倍", None, "倍"),
]


@pytest.mark.parametrize(("text", "value", "unit"), MULTIPLES)
def test_multiple(text, value, unit):
    (figure,) = extract(text)
    assert (figure.value, figure.unit) == (None if value is None else Decimal(value), unit)


MULTIPLES_SIDE_BY_SIDE = [
    # both ends of the change are multiples: what is measured in them went from one level to another
    ("投入产出比从4.9倍升到6.9倍", ("4.9", "倍"), ("6.9", "倍")),
    ("从1.2倍大幅提高到今年的3倍", ("1.2", "倍"), ("3", "倍")),
    ("从6.9倍降到4.9倍", ("6.9", "倍"), ("4.9", "倍")),
    ("由近5倍提高至7倍以上", ("5", "倍"), ("7", "倍")),
    # another clause, or growth by a multiple: no change of levels
    ("广告费是去年的4.9倍，销售额增长到两倍", ("4.9", "倍"), ("100", "%")),
    ("是去年的2倍，比前年增长3倍", ("2", "倍"), ("300", "%")),
]


@pytest.mark.parametrize(("text", "first", "second"), MULTIPLES_SIDE_BY_SIDE)
def test_multiples_side_by_side(text, first, second):
    read = [(figure.value, figure.unit) for figure in extract(text)]
    assert read == [(Decimal(value), unit) for value, unit in (first, second)]


NOUNS = [
    ("营收1.36亿", "元"),
    ("粉丝12万", ""),
    ("1,200万收入", "元"),
    ("3万粉丝", ""),
    ("完成1.2亿", ""),
    ("营收3亿\n完成2亿", ""),
    ("付费用户18万", ""),
    ("人效180万/人", "元/人"),
    ("用户3万/天", "/天"),
    ("营收13600", ""),
]


@pytest.mark.parametrize(("text", "unit"), NOUNS)
def test_governing_noun(text, unit):
    assert extract(text)[-1].unit == unit


TABLES = [
    ("| 指标 | 值 |\n|---|---|\n| 回款（万元） | 3,000 |", ["30000000元"]),
    ("| 指标（亿元） | 值 |\n|---|---|\n| 回款 | 3 |", ["3"]),
    ("单位：万元\n| a | 2025 |\n|---|---|\n| x | 2040 |", ["20400000元"]),
    ("| a | 2025 |\n|---|---|\n| x | 2030 |", []),
    ("| 序号 | 额（万元） |\n|---|---|\n| 1 | 2 |", ["20000元"]),
    ("| 额（同比） |\n|---|\n| 5 |", ["5"]),
    ("| 额（元） |\n|---|\n| 5万 |", ["50000元"]),
    ("| 额（元） |\n|---|\n| 5家 |\n\n| 比 |\n|--|\n| 3:2 |", ["5家", "None"]),
    ("（单位：人民币万元）\n| 额 |\n|---|\n| 5 | 6 |", ["50000元", "60000元"]),
    ("无表格 | 5家", ["5家"]),
    ("|", []),
]


@pytest.mark.parametrize(("text", "figures"), TABLES)
def test_table(text, figures):
    found = [
        f"{'None' if figure.value is None else format(figure.value, 'f')}{figure.unit}" for figure in extract(text)
    ]
    assert found == figures


LABELS = [
    ("9月销售（万元）：目标860→实际912.6", ["8600000元", "9126000元"]),
    ("9月销售（万元）：目标860万元→实际912.6", ["8600000元", "9126000元"]),
    ("销售额（实际）：目标860→实际912.6", ["860", "912.6"]),
    ("销售额（万元）：1.2.3亿", ["None"]),
    ("销售额（万元）：1.2亿", ["120000000元"]),
]


@pytest.mark.parametrize(("text", "figures"), LABELS)
def test_unit_of_a_label(text, figures):
    found = [
        f"{'None' if figure.value is None else format(figure.value, 'f')}{figure.unit}" for figure in extract(text)
    ]
    assert found == figures


def test_thousands_are_set_apart_in_compounds_and_ratios():
    assert [str(figure.value.normalize()) for figure in extract("新签1亿3,650万元")] == ["1.365E+8"]
    assert [figure.text for figure in extract("新老客户为2,300:1,200")] == ["2,300:1,200"]


def test_a_step_of_any_size() -> None:
    (told,) = extract("共0.0000000000012万吨")
    assert told.step == Decimal("1E-9")
