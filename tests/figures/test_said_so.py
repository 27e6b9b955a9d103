"""Steps that only their own words name, and goals told as where something is brought back to; marks as elsewhere."""

from collections.abc import Callable

import pytest

PUMPS = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 9000
    actual: 8400
    prior: 8800
    plan: 9600
    breakdown:
      季度:
        一季度: {actual: 2100, prior: 2000}
        二季度: {actual: 2000, prior: 2500}
        三季度: {actual: 1900, prior: 2200}
        四季度: {actual: 2400, prior: 2100}
      产品:
        潜水泵: {actual: 3360, prior: 3960}
        化工泵: {actual: 5040, prior: 4840}
  - {name: 净利润, unit: 万元, target: 200, actual: -150, prior: 320}
  - {name: 毛利率, unit: "%", target: 28, actual: 25, prior: 27}
  - {name: 毛利, unit: 万元, target: 2520, actual: 2100, prior: 2376}
  - {name: 库存, unit: 万元, better: lower, target: 1800, actual: 2800, prior: 2300}
  - {name: 代理商, unit: 家, target: 60, actual: 51, prior: 58}
notes:
  - 仓库进水报废126万元，计入成本
  - 代理商清退12家，新签5家
  - 铸铁采购均价由一季度每吨4460元降到4150元
  - 全年投诉80起，其中漏水26起
  - 2026年化工泵目标6300万元
"""


@pytest.mark.parametrize(
    "marked",
    [
        # from profit to loss
        "净利润：盈[[320万元|净利润.prior]] → 亏150万元，里外差[[470万元|净利润.actual]]。",
        "净利润：盈320万元 → 亏150万元，里外差[[570万元|wrong-derivation]]。",
        "销售额之外，毛利也少。当年净亏150万元，去年是赚320万元，比去年差了[[470万元|净利润.yoy_amount]]。",
        # what came and went on the way
        "代理商：[[58家|代理商.prior]] - 清退12家 + 新签5家 → [[51家|代理商.actual]]。",
        # stock in months and days of sales
        "库存2800万元，约等于[[4个月|库存.actual]]的发货量。",
        "库存2800万元，够卖[[4个月|库存.actual]]。",
        "库存2800万元，够卖[[120天|库存.actual]]。",
        "库存2800万元，够卖7个月。",
        # growth in turn
        "一季度2100万元、二季度2000万元、三季度1900万元、四季度2400万元，同比先是增[[5.0%]]，再跌20.0%。",
        "一季度2100万元、二季度2000万元、三季度1900万元，环比先跌[[4.8%]]，再跌[[5.0%]]。",
        # a rate with an amount put back
        "把报废的126万元加回，毛利率为[[26.5%]]。",
        "若剔除报废的126万元，毛利率为[[26.5%]]。",
        "把报废的126万元加回，毛利率为[[29.5%|contradicted-figure]]。",
        # quarters listed by their first character
        "一季度增长5.0%，二、三季度则分别下降[[20.0%|销售额[季度=二季度].yoy]]和[[13.6%|销售额[季度=三季度].yoy]]。",
        "一季度增长5.0%，二、三季度则分别下降[[15.0%|wrong-derivation]]和13.6%。",
        # a share of then, compared with one of now
        "潜水泵占比40.0%，比去年同期的[[45.0%|销售额[产品=潜水泵].prior_share]]下降5个百分点。",
        "潜水泵占比40.0%，比去年同期的[[48.0%|wrong-derivation]]下降。",
        # a goal as where it is brought back to, and how far that is
        "库存压回[[1800万元|库存.target]]，须清掉[[1000万元|库存.excess]]。",
        "库存压回1800万元，须清掉[[1300万元|wrong-derivation]]。",
        "库存压回[[1500万元|contradicted-figure]]。",
        "销售额明年做到9600万元，需要多做[[1200万元|销售额.plan_increase]]。",
        # what part of what its note tells before it
        "漏水26起，占投诉的[[三成多]]。",
        # a heading in brackets of its own line
        "年度小结\\n\\n【明年】\\n\\n任务[[9600万元|销售额.plan]]，比今年多[[1200万元|销售额.plan_increase]]。",
        # what is to come and where it leads
        "代理商再签[[9家|代理商.actual]]，做到[[60家]]。",
        "代理商+9家 → 60家。",
        "代理商再清[[6家|代理商.actual]]，减到[[45家|代理商.actual]]。",
        "代理商再签[[8家|contradicted-figure]]，做到[[64家|contradicted-figure]]。",
        # a supposed level
        "如按期交付，销售额可达9100万元。",
        # 站均 and 院均, of those that are told in 家
        "站均销售额[[164.7万元]]，去年151.7万元。",
        # an amount written out to the last nought
        "一家代理商平均[[1650000元]]。",
        # by how much a note's price went down
        "铸铁均价每吨下降[[310元]]至[[4150元]]。",
        "铸铁均价每吨下降[[380元|wrong-derivation]]至4150元。",
        # a row of a table: what a note plans, and by how much that is more
        "| 产品 | 实际 | 2026年目标 | 增幅 |\\n|---|---|---|---|\\n| 化工泵 | 5040万元 | 6300万元 | 增长[[25%]] |",
    ],
)
def test_each_figure_has_its_source_or_its_fault(marked: str, holds: Callable[[str, str], None]) -> None:
    holds(PUMPS, marked.replace("\\n", "\n"))


@pytest.mark.parametrize(
    "marked",
    [
        "毛利2100万元，够卖3个月。",  # of what is no stock nothing is reckoned
        "代理商51家，须清掉[[9家|wrong-derivation]]。",  # what is there is no goal
        "把报废的126万元加回，净利润率为[[1.2%|wrong-derivation]]。",
        "如果不算清退，比任务多9家。",
        "下游的事不说，比任务多[[9家|unsupported-figure]]。",
        "潜水泵从[[3960万元]]掉到[[3360万元]]，跌了近[[两成|wrong-derivation]]。",
        # one value swings from nothing, and one rate moves away from none
        "代理商[[51家]]，一正一负差[[470万元|wrong-derivation]]。",
        "一季度增长[[5.0%]]，一升一降差了[[25个百分点|unsupported-figure]]。",
        "一季度[[2100万元]]、代理商[[51家]]，同比先增[[5.0%]]，再跌12.1%。",
        "报废[[126万元]]，环比先跌4.8%。",
        "库存[[2800万元]]，用了4个月才压下来。",  # how long it took, not how long it lasts
        "净利润亏[[150万元]]，库存须清掉[[1000万元|wrong-derivation]]。",  # no goal of the stock is told
        "明年再增[[600万元|wrong-derivation]]的量。",  # the plan is 600万元 above the target, which is no growth
        "下游的事不说，比任务多12家。",  # what a note has so is told of something else
        # a part of neither, and what is larger than the whole of what is spoken of
        "潜水泵[[3360万元]]，化工泵一家就占[[5040万元]]，超过七成。",
        "全年销售额[[8400万元]]，代理商[[51家]]，化工泵一家就占[[5040万元]]，超过[[七成|wrong-bound]]。",
    ],
)
def test_what_the_words_do_not_give(marked: str, holds: Callable[[str, str], None]) -> None:
    holds(PUMPS, marked)


def test_stock_lasts_as_long_as_sales_say_and_is_left_open_without_them(holds: Callable[[str, str], None]) -> None:
    stock = """
period: "2025"
metrics:
  - {name: 库存, unit: 万元, better: lower, target: 1800, actual: 2800, prior: 2300}
  - {name: 代理商, unit: 家, target: 60, actual: 51, prior: 58}
"""
    holds(stock, "库存[[2800万元]]，够卖7个月。")


def test_a_rate_of_pieces_is_not_moved_by_an_amount_of_money(holds: Callable[[str, str], None]) -> None:
    pieces = """
period: "2025"
metrics:
  - {name: 销售额, unit: 万元, target: 9000, actual: 8400, prior: 8800}
  - {name: 退货, unit: 件, actual: 420, prior: 380}
  - {name: 退货率, unit: "%", actual: 2.1, prior: 1.9}
notes: [样品报废12万元]
"""
    holds(pieces, "剔除样品报废[[12万元]]，退货率[[2.1%|退货率.actual]]。")
    holds(pieces, "剔除样品报废[[12万元]]，退货率[[2.4%|contradicted-figure]]。")
