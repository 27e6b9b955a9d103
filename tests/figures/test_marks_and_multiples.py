"""Marks broken, parts told with 强 and 弱, names of the whole, members measured by one another."""

from collections.abc import Callable

import pytest

FACTS = """
period: 2025-Q3
metrics:
  - name: 营业额
    unit: 万元
    target: 2400
    actual: 2286
    prior: 2150
    breakdown:
      门店:
        东门店: {target: 900, actual: 945, prior: 820}
        西街店: {target: 600, actual: 566, prior: 610}
        南湖店: {target: 500, actual: 431, prior: 470}
        北苑店: {target: 400, actual: 344, prior: 250}
  - name: 会员数
    unit: 人
    actual: 28400
    prior: 24100
    breakdown: {等级: {金卡: {actual: 3550, prior: 2800}, 银卡: {actual: 24850, prior: 21300}}}
  - {name: 台均日租, unit: 元/台, actual: 318, prior: 356}
"""

TEXTS = [
    # marks
    "台均日租下降38元/台，跌破[[320元/台]]。",
    "台均日租318元/台，失守[[320元/台]]关口。",
    "台均日租318元/台，跌破[[310元/台|wrong-bound]]。",
    # a little more or less than a part
    "东门店占了全部营业额的[[四成]]强，西街店占比[[四分之一]]弱。",
    "东门店营业额是北苑店的[[2.5倍]]强。",
    "南湖店占总营业额的[[两成|wrong-bound]]强。",
    "东门店营业额占[[四成|wrong-bound]]弱。",
    "东门店营业额占[[四成]]强劲增长。",
    # the whole by other names of its number
    "金卡会员3550人，占会员总人数的[[12.5%]]，上年是[[11.6%]]。",
    "金卡会员3550人，占会员总数的[[15.2%|wrong-derivation]]。",
    # one member over another
    "东门店营业额是北苑店的[[2.7倍]]。",
    "东门店营业额945万元，是北苑店的[[3.7倍|wrong-derivation]]。",
    "东门店营业额是北苑店的[[三倍多|wrong-bound]]。",
    "去年东门店营业额是北苑店的[[3.3倍]]。",
    # of which the sheet knows nothing
    "东门店客流是北苑店的3.1倍。",
    "东门店的坪效是北苑店的1.9倍。",
    "东门店增速是北苑店的0.4倍。",
]


@pytest.mark.parametrize("text", TEXTS)
def test_marks_parts_and_multiples(holds: Callable[[str, str], None], text: str) -> None:
    """Bound words hold for what they say; a multiple of members is their values' where nothing else is named."""
    holds(FACTS, text)
