"""Sums that a trade does in its own words: price and volume, parts of a gap, discounts; marks as in ``conftest``."""

from collections.abc import Callable

import pytest

WINDOWS = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 6000
    actual: 5400
    prior: 5500
    breakdown:
      产品:
        断桥窗: {target: 4000, actual: 3520, prior: 3700}
        阳光房: {target: 2000, actual: 1880, prior: 1800}
  - {name: 销量, unit: 樘, target: 30000, actual: 28800, prior: 25000}
  - {name: 均价, unit: 元/樘, target: 2000, actual: 1875, prior: 2200}
  - {name: 安装费, unit: 元/樘, target: 300, actual: 250, prior: 320}
notes:
  - 退货冲减销售额130万元
  - 清仓款库存86万元，拟按6折处理
  - 设计师渠道带来订单420万元，返佣8%
  - 万科物业换窗项目已上线，合同1080万元
  - 合肥装窗52樘、芜湖装窗37樘、蚌埠装窗24樘
  - 同档断桥窗，对手每平报价880元，我方每平报价935元
  - 仓库合并后每月省租金4万元
  - 展厅活动上半年办了24场
  - 应收逾期款310万元
  - 2026年应收逾期款压到200万元以内
  - 投诉原因中漏水占37%，异响占22%
"""


@pytest.mark.parametrize(
    "marked",
    [
        # a variance analysis: what price and volume did, by their nouns
        "数量因素：[[-240万元|销售额.effect_target]]；价格因素：[[-360万元|销售额.effect_target]]。",
        "量差[[-240万元|销售额.effect_target]]，价差[[-360万元|销售额.effect_target]]。",
        "销量影响为[[-240万元|销售额.effect_target]]，单价影响为[[-360万元|销售额.effect_target]]。",
        "数量因素：[[-280万元|unsupported-figure]]。",
        # what is paid for each: its move at the number of things
        "安装费下滑影响[[144万元|销售额.effect_target]]。",
        "安装费下滑影响[[184万元|wrong-derivation]]。",
        # 量 and 价 alone
        "安装费250元/樘。同比看，量增[[15.2%|销量.yoy]]，价跌[[14.8%|均价.yoy]]。",
        "安装费250元/樘。同比看，量增15.2%，价跌[[17.8%|wrong-derivation]]。",
        # a signed figure alone may be apart from the target
        "断桥窗：不利差异[[480万元|销售额[产品=断桥窗].gap]]。",
        "阳光房：唯一的亮点，同比[[+80万元|销售额[产品=阳光房].yoy_amount]]。",
        # a part of the gap, without 的, or behind 缺口里
        "断桥窗欠480万元，占全公司缺口[[八成|销售额[产品=断桥窗].actual_gap_share_target]]。",
        "断桥窗欠480万元，占全公司缺口[[六成|wrong-derivation]]。",
        "公司的缺口里，断桥窗一家占[[八成|销售额[产品=断桥窗].actual_gap_share_target]]。",
        "公司的缺口里，断桥窗一家占[[四成|wrong-derivation]]。",
        "减收额中，断桥窗占[[180%|销售额[产品=断桥窗].actual_gap_share_prior]]。",
        "退货冲减130万元，解释了缺口的[[两成多|销售额.excess]]。",
        # what an equation gives, as a part of the whole
        "断桥窗3520万元 + 阳光房1880万元 = 5400万元，占目标90%。",
        # parts of one whole that a note tells in %
        "漏水占37%，异响占22%，两项合计近[[六成]]。",
        "漏水占37%，异响占22%，两项合计近[[七成|contradicted-figure]]。",
        # goods at a discount, told or in a note; what it costs; a commission
        "清仓款86万元，六折甩出去，能收回[[51.6万元]]。",
        "清仓款86万元，六折甩出去，能收回[[57.6万元|contradicted-figure]]。",
        "清仓款86万元，六折甩出去，要亏掉[[34.4万元]]。",
        "清仓款按6折处理，可回笼[[51.6万元]]。",
        "设计师渠道订单420万元，按8%的返佣比例计算，成本[[33.6万元]]。",
        "设计师渠道订单420万元，按8%的返佣比例计算，成本[[36.6万元|contradicted-figure]]。",
        "设计师渠道订单420万元，返佣8%，付出[[33.6万元]]。",
        # what was told, twice
        "展厅活动上半年24场，下半年翻番，做到[[48场]]。",
        # sums of what one note tells
        "合肥、芜湖、蚌埠三地共装[[113樘]]。",
        "合肥、芜湖、蚌埠三地合计[[113樘]]。",
        "合肥、芜湖两地合计[[89樘]]。",
        "合肥、芜湖两地合计98樘。",
        "与对手仍有每平[[55元]]的价差，断桥窗报价不再让。",
        "断桥窗报价与对手的价差为[[55元]]。",
        "断桥窗报价与对手的价差为[[75元|contradicted-figure]]。",
        "仓库合并，一年省租金[[48万元]]。",
        "仓库合并，一年省租金[[58万元|contradicted-figure]]。",
        "仓库合并，半年省租金[[24万元]]。",
        "万科物业一家就占销售额的[[两成]]。",
        "万科物业一家就占销售额的[[四成|unsupported-figure]]。",
        "应收逾期款压到200万元以内，较现在压降[[110万元]]。",
    ],
)
def test_each_figure_has_its_source_or_its_fault(marked: str, holds: Callable[[str, str], None]) -> None:
    holds(WINDOWS, marked)
