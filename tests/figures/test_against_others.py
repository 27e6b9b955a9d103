"""One measured by another: a member's rate by the whole's, a metric by a metric, half a year by the other."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 订单额
    unit: 万元
    target: 9000
    actual: 9660
    prior: 8400
    breakdown:
      产品: {水泵: {actual: 5760, prior: 4800}, 风机: {actual: 3900, prior: 3600}}
      季度:
        Q1: {actual: 1980}
        Q2: {actual: 2340}
        Q3: {actual: 2480}
        Q4: {actual: 2860}
  - {name: 发货额, unit: 万元, target: 8800, actual: 9110, prior: 8220}
  - name: 毛利率
    unit: "%"
    actual: 31.4
    prior: 30.2
    breakdown:
      产品: {水泵: {actual: 34.5, prior: 33}, 风机: {actual: 26.8, prior: 26.5}}
  - name: 复购率
    unit: "%"
    breakdown:
      产品: {水泵: {actual: 61}, 风机: {actual: 55}}
notes:
  - 参与投标120个项目，中标41个；去年同期投标96个，中标35个
"""


@pytest.mark.parametrize(
    "marked",
    [
        "风机毛利率[[26.8%]]，比公司整体毛利率低[[4.6个百分点]]。",
        "风机毛利率[[26.8%]]，比公司整体毛利率低[[5.6个百分点|wrong-derivation]]。",
        "水泵订单额同比增长[[20.0%]]，高于整体[[5.0个百分点]]。",
        "水泵订单额同比增长[[20.0%]]，高于整体[[8.0个百分点|wrong-derivation]]。",
        "全年订单额比发货额多[[550万元]]。",
        "风机订单额[[3900万元]]，比发货额少得多。",
        # the sheet gives no such shipments, and no such rate of the whole
        "风机订单额比发货额多[[55万元|wrong-derivation]]。",
        "水泵复购率[[61.0%]]，比公司整体高[[3.0个百分点|unsupported-figure]]。",
        "全年订单额比发货额多[[505万元|wrong-derivation]]。",
        "发货额[[9110万元]]，比去年多[[890万元]]，比订单额少[[550万元]]。",
        "订单额下半年合计[[5340万元]]，比上半年多[[1020万元]]。",
        "订单额下半年合计[[5340万元]]，比上半年多[[1200万元|wrong-derivation]]。",
        "参与投标[[120个]]项目，同比增加[[24个]]，增长[[25.0%]]；中标[[41个]]，同比增加[[6个]]。",
        "风机只增加[[300万元]]，拉低不了多少；水泵+风机两条线合计[[9660万元]]。",
    ],
)
def test_the_words_name_what_is_measured_by(holds: Callable[[str, str], None], marked: str) -> None:
    holds(FACTS, marked)
