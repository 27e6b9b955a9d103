"""What writers reckon themselves, and how they shorten names: right as it stands, wrong with another figure."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 2000
    actual: 2100
    prior: 1800
    plan: 2400
    breakdown:
      客户:
        云麓酒店集团: {target: 700, actual: 760, prior: 650}
        静湖度假村: {target: 500, actual: 460, prior: 500}
        星驿连锁: {target: 500, actual: 520, prior: 430}
        新签客户: {target: 300, actual: 360, prior: 220}
      季度:
        一季度: {actual: 400}
        二季度: {actual: 500}
        三季度: {actual: 720}
        四季度: {actual: 480}
  - {name: 洗涤量, unit: 吨, actual: 4200, prior: 4000}
  - {name: 获客成本, unit: 元, better: lower, target: 260, actual: 318, prior: 280}
  - {name: 毛利率, unit: "%", target: 31, actual: 29, prior: 30}
  - {name: 门店, unit: 家, actual: 84, prior: 70}
notes:
  - 洗涤车间平均等待26天，承诺20天
  - 打包员18人，下月再招4人
  - 大区12名经理销售额合计30000万元
"""
ROWS = [
    # the beginning or the end of a member's name, at the beginning of a clause
    ("静湖不争气，同比少了{}。", "40万元", "销售额[客户=静湖度假村].yoy_amount", "60万元", "wrong-derivation"),
    ("静湖和星驿两家合起来短了{}。", "20万元", "销售额[客户=静湖度假村+星驿连锁].excess", "70万元", "unchecked"),
    # 新签 says what kind of customers they are, and begins no name
    ("新签一共{}。", "2100万元", "销售额.actual", "365万元", "unsupported-figure"),
    # 一季 behind a quarter is no first quarter
    ("三季度720万元，三季度一季就占了{}。", "34.3%", "销售额[季度=三季度].share", "19.0%", "misattributed-figure"),
    # 与 between two members joins them
    (
        "静湖度假村与星驿连锁合计占比由上年的51.7%降至{}。",
        "46.7%", "销售额[客户=静湖度假村+星驿连锁].share_sum", "49.7%", "wrong-derivation",
    ),
    # the share of a sum told of last year is one of last year
    (
        "前三大客户合计1740万元，占82.9%，上年为1580万元，占{}。",
        "87.8%", "销售额[客户=云麓酒店集团+星驿连锁+静湖度假村].prior_share_sum", "78.7%", "wrong-derivation",
    ),
    # changes told one by one, set off
    (
        "云麓多了60万元，静湖短了40万元，星驿多了20万元，一进一出多{}。",
        "40万元", "销售额[客户=静湖度假村].gap", "70万元", "wrong-derivation",
    ),
    # a level below a whole is no bound of it
    ("短视频折合每组289元，低于{}的整体获客成本。", "318元", "获客成本.actual", "381元", "contradicted-figure"),
    # the difference of two levels is itself no level
    ("平均等待26天，比承诺的20天多6天，超出{}。", "30%", "note", "40%", "wrong-derivation"),
    # who comes to those who are there
    ("打包员18人，下月再招4人后就是{}。", "22人", "note", "24人", "contradicted-figure"),
    # so many points of the sales
    ("毛利率每掉1个百分点就是{}。", "21万元", "毛利率.change_pp", "31万元", "unchecked"),
    # values each by any counting noun
    ("门店84家，单店{}。", "25万元", "销售额÷门店.actual", "35万元", "wrong-derivation"),
    ("大区12名经理，人均{}。", "2500万元", "note", "3500万元", "contradicted-figure"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "carried", "wrong", "told"), ROWS)
def test_what_carries_a_figure(
    last_told: Callable[[str], str], text: str, right: str, carried: str, wrong: str, told: str
) -> None:
    assert (last_told(text.format(right)), last_told(text.format(wrong))) == (carried, told)
