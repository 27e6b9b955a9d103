"""Steps that writers take without saying so, and words that show a figure to be no value of the sheet."""

from collections.abc import Callable

import pytest

from fupan.figures.scan.cents import in_yuan
from fupan.figures.scan.extract import extract

FACTS = """
period: "2025"
metrics:
  - name: 签约额
    aliases: [合同额]
    unit: 万元
    target: 3000
    actual: 3200
    prior: 2600
    breakdown:
      产品:
        清洗剂: {target: 1500, actual: 1600, prior: 1200}
        防锈油: {target: 1000, actual: 1120, prior: 900}
        运维服务: {target: 500, actual: 480, prior: 500}
      成员:
        周启帆: {actual: 1800, prior: 1500}
        何佳宁: {actual: 1400, prior: 1100}
  - {name: 确认收入, unit: 万元, target: 2800, actual: 3000, prior: 2500}
  - {name: 毛利率, unit: "%", target: 30, actual: 32, prior: 30}
  - {name: 销量, unit: 吨, actual: 1600, prior: 1250}
  - {name: 客户, unit: 家, actual: 160, prior: 130}
  - {name: 退货率, unit: "%", better: lower, target: 2, actual: 3, prior: 2.5}
notes:
  - 首次合作客户45家，销售工程师由25人增加到32人
  - 全年投标250场，中标95场；上年中标率31%
  - 老客转介绍到店352组，成交197单
  - 防锈油新品铺进1850家店，出货74万元
  - 退货48批，其中包装破损21批
  - 促销第一周签约290万元
  - 安海公司欠款38万元，其中27万元超过180天
  - 运维站目前共16个
  - 大区9名经理，我排第2名
  - 大区9名经理拜访客户合计6300次
"""
ROWS = [
    # from a share to a share
    (
        "清洗剂占比50%，同比多了3.8个百分点，防锈油由34.6%升到{}。",
        "35%", "签约额[产品=防锈油].share", "38%", "wrong-derivation",
    ),
    # the rest of a whole is no value of the note
    ("刨掉促销第一周的290万元，其余三周平均{}。", "338万元", "unchecked", "383万元", "unchecked"),
    # some of the customers
    ("首次合作客户45家，老客户{}。", "115家", "note", "160家", "客户.actual"),
    # 38 − 27, though either may be rounded
    ("安海公司欠款38万元，其中27万元超过180天，只有{}在账期里。", "11万元", "note", "17万元", "contradicted-figure"),
    # what a note counts in % of what it counts before
    ("老客转介绍到店352组，转化率{}。", "56%", "note", "65%", "unsupported-figure"),
    ("中标率{}。", "38%", "note", "83%", "unsupported-figure"),
    # who is measured by another stays the one spoken of
    ("周启帆是何佳宁的1.3倍，去年{}。", "1500万元", "签约额[成员=周启帆].prior", "1100万元", "misattributed-figure"),
    # what is part of the metric behind 占
    ("新店{}占客户总数的四分之一。", "40家", "unchecked", "160家", "unsupported-figure"),
    ("破损退货21批，占退货批数的{}。", "43.8%", "note", "3%", "退货率.actual"),
    # the change of the whole that another is compared with
    (
        "清洗剂多了400万元，比整个公司的同比增量{}少200万元。",
        "600万元", "签约额.yoy_amount", "900万元", "wrong-derivation",
    ),
    # over the heads that a note counts
    ("人均签约额由104万元降至{}。", "100万元", "note", "120万元", "wrong-derivation"),
    ("大区九名经理，人均{}。", "700次", "note", "900次", "contradicted-figure"),
    # over what the sentence counts
    ("运维站增加到16个，单站合同额{}。", "30万元", "签约额[产品=运维服务].actual", "40万元", "contradicted-figure"),
    ("新品铺进1850家店，单店出货{}。", "400元", "note", "500元", "contradicted-figure"),
    # one growth up and one down
    (
        "防锈油增长24.4%，运维服务下降4%，一升一降差了{}。",
        "28.4个百分点", "签约额[产品=运维服务].yoy", "22.4个百分点", "wrong-derivation",
    ),
    # two levels as a stretch
    ("清洗剂1600万元。均价没有涨：{}。", "2.08万元到2万元", "均价.actual", "2.18万元到2.3万元", "wrong-derivation"),
    ("均价没有涨：{}。", "2.08万元到2万元", "均价.actual", "2.18万元到2.3万元", "wrong-derivation"),
    # what is needed on an assumption
    ("按每家20万元算，要做到3600万元，按这个客单价需签约客户{}。", "180家", "unchecked", "190家", "unchecked"),
    ("按年初的计划，签约额要完成{}。", "3000万元", "签约额.target", "3300万元", "contradicted-figure"),
    # the margin is of what was earned
    ("毛利额{}。", "960万元", "毛利额.actual", "1024万元", "wrong-derivation"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "carried", "wrong", "told"), ROWS)
def test_what_carries_a_figure(
    last_told: Callable[[str], str], text: str, right: str, carried: str, wrong: str, told: str
) -> None:
    assert (last_told(text.format(right)), last_told(text.format(wrong))) == (carried, told)


@pytest.mark.parametrize(("text", "told"), [("掉了8分钱", ("0.08", "元")), ("得了8分", ("8", "分"))])
def test_fractions_of_a_yuan(text: str, told: tuple[str, str]) -> None:
    figure = in_yuan(text, extract(text)[0])
    assert (str(figure.value), figure.unit) == told
