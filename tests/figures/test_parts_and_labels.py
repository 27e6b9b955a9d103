"""Parts of figures told, points told in %, units and names that a line's label gives, formulas in brackets."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025-06"
metrics:
  - name: 销售额
    unit: 万元
    target: 900
    actual: 840
    prior: 800
    previous: 810
    breakdown:
      门店:
        南湖店: {target: 400, actual: 370, prior: 360, previous: 366}
        北苑店: {target: 300, actual: 260, prior: 270, previous: 250}
        东门店: {target: 180, actual: 210, prior: 170, previous: 194}
  - {name: 回款额, unit: 万元, target: 800, actual: 924}
  - {name: 新增会员, unit: 人, target: 500, actual: 470, previous: 455}
  - {name: 销售人员, unit: 人, actual: 20, prior: 16}
notes:
  - 投诉共30起，其中破损14起、发错货11起、其他5起
  - 逾期客户25家，其中北苑店12家
  - 大包装占出货36%，上月占31%
  - 6月成交2150单，5月成交2310单
  - 回款中有旧欠120万元
  - 促销日成交160单，合计48万元
"""


@pytest.mark.parametrize(
    "text",
    [
        "破损与发错货两类合计[[25起]]，占全部[[30起]]的[[八成]]以上。",
        "破损、发错货合计[[25起]]，占投诉的[[83.3%]]。",
        "逾期客户[[25家]]，其中北苑店[[12家]]，占比不足[[一半]]。",
        "大包装占出货的[[36%]]，上月为[[31%]]，提高[[5个百分点]]。",
        "北苑店[[260万元]]，约占全店的[[31%]]。",
        "促销日客单价[[3000元]]（[[48万元]]÷[[160单]]）。",
        "同比口径下，南湖店[[+2.8%]]，东门店[[+23.5%]]。",
        "6月销售（万元）：目标[[900]]→实际[[840]]，差[[60]]",
        "- 销售额：完成率[[93.3%]]\n- 会员：完成率[[94%]]，差[[30人]]",
        "成交单数 [[2310]]→[[2150]]，少了[[160单]]（[[-6.9%]]）",
        "回款[[924万元]]，其中旧欠[[120万元]]，扣除后，当期回款[[804万元]]。",
        "回款/销售额之比为[[1.1]]，即每实现1元销售额对应回款[[1.1元]]。",
        "销售人员由[[16人]]增加到[[20人]]，人均销售额[[42万元]]。",
        "超额看东门店（[[+30万元]]），完成率也看东门店（[[116.7%]]）。",
        "南湖店同比增长[[2.8%]]，东门店同比增长[[23.5%]]，两者相差20.7个百分点。",
    ],
)
def test_right(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


@pytest.mark.parametrize(
    "text",
    [
        "破损与发错货两类合计[[25起]]，占全部[[30起]]的不足[[八成|wrong-bound]]。",
        "逾期客户[[25家]]，其中北苑店[[12家]]，占比超过[[一半|wrong-bound]]。",
        "大包装占出货的[[36%]]，上月为[[31%]]，提高了[[5%|wrong-unit]]。",
        "南湖店同比增长[[2.8%]]，东门店同比增长[[23.5%]]，两者相差[[20.7%|wrong-unit]]。",
        "促销日客单价[[300元|wrong-derivation]]（[[48万元]]÷[[160单]]）。",
        "同比口径下，南湖店[[+2.8%]]，东门店[[+8.2%|wrong-derivation]]。",
        "6月销售（万元）：目标[[810|wrong-role]]→实际[[840]]",
        "- 销售额：完成率[[93.3%]]\n- 会员：完成率[[98%|wrong-derivation]]，差[[30人]]",
        "每实现1元销售额对应回款[[1.3元|wrong-derivation]]。",
        "超额看东门店（[[+36万元|wrong-derivation]]）。",
    ],
)
def test_wrong(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


def test_last_years_heads_make_no_mean_of_this_year(holds: Callable[[str, str], None]) -> None:
    holds(FACTS, "销售人员由[[16人]]增加到[[20人]]，人均销售额[[52.5万元|wrong-derivation]]。")
