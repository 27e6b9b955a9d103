"""Ordinary turns of short reports: lists of falls, goals of the half-year, short names, sums of months."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025-H1"
metrics:
  - name: 销售额
    unit: 万元
    target: 6000
    actual: 6300
    prior: 6000
    breakdown:
      客户:
        远航汽车: {target: 3000, actual: 3150, prior: 2500}
        凌云新能源: {target: 1500, actual: 2000, prior: 1600}
        其他客户: {target: 1500, actual: 1150, prior: 1900}
      月份:
        1月: {actual: 900, prior: 1000}
        2月: {actual: 700, prior: 720}
        3月: {actual: 1100, prior: 1060}
        4月: {actual: 1150, prior: 1020}
        5月: {actual: 1200, prior: 1080}
        6月: {actual: 1250, prior: 1120}
  - {name: 回款, unit: 万元, target: 5000, actual: 4900, prior: 4700}
  - {name: 逾期款, unit: 万元, better: lower, target: 300, actual: 360, prior: 420}
  - name: 新定点
    unit: 个
    actual: 5
    breakdown:
      来源:
        远航汽车: {actual: 2}
        凌云新能源: {actual: 3}
notes:
  - 凌云E7车型3月量产，上半年贡献收入620万元
  - 远航轻卡停产，减少订单130万元
  - 钢材采购均价每吨4100元，较上年同期下降210元
"""


@pytest.mark.parametrize(
    "text",
    [
        "1月和2月销售额同比降幅依次为[[10%]]和[[2.8%]]。",
        "3月、4月销售额同比增幅分别为[[3.8%]]、[[12.7%]]。",
        "2月销售额[[700万元]]，为上半年最低，环比下降[[22.2%]]，同比下降[[2.8%]]。",
        "6月销售额[[1250万元]]，创上半年新高，同比增长[[11.6%]]。",
        "销售额超出半年目标[[300万元]]，回款低于半年目标[[100万元]]。",
        "销售额完成半年任务的[[105%]]。",
        "5月[[1200万元]]、6月[[1250万元]]，两月合计[[2450万元]]，占上半年销售额的[[38.9%]]。",
        "回款完成率[[98%]]、销售额完成率[[105%]]，两者相差[[7个百分点]]。",
        "3月销售额[[1100万元]]，比2月多[[400万元]]，增长[[57.1%]]。",
        "回款增长[[4.3%]]，低于[[5%]]的销售额增幅。",
        "1月[[900万元]]，2月回落至[[700万元]]，3月回升到[[1100万元]]。",
        "远航增加[[650万元]]，凌云增加[[400万元]]，其他客户减少[[750万元]]，相抵后净增[[300万元]]。",
        "逾期款[[360万元]]，高于[[300万元]]控制线[[60万元]]。",
        "剔除E7车型后，凌云销售额[[1380万元]]。",
        "剔除凌云E7后，凌云新能源收入[[1380万元]]。",
        "不考虑轻卡停产，远航销售额[[3280万元]]。",
        "剔除凌云后，销售额[[4300万元]]。",
        "钢材采购均价下降[[210元/吨]]至[[4100元/吨]]。",
        "轻卡停产减少订单[[130万元]]，E7车型贡献[[620万元]]，两项合计[[750万元]]。",
        "凌云占比由[[26.7%]]升至[[31.7%]]，销售额[[2000万元]]。",
    ],
)
def test_right(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


@pytest.mark.parametrize(
    "text",
    [
        "3月、4月销售额同比[[降幅|wrong-direction]]依次为3.8%和12.7%。",
        "2月销售额[[700万元]]，为上半年最低，环比下降[[25.2%|wrong-derivation]]。",
        "回款[[超出|wrong-direction]]半年目标100万元。",
        "销售额超出半年目标[[500万元|wrong-derivation]]。",
        "5月[[1200万元]]、6月[[1250万元]]，两月合计[[2450万元]]，占上半年销售额的[[35.9%|wrong-derivation]]。",
        "3月销售额[[1100万元]]，比2月多[[400万元]]，增长[[47.1%|wrong-derivation]]。",
        "回款增长[[4.3%]]，低于[[8%|wrong-derivation]]的销售额增幅。",
        "2月[[700万元]]，3月[[回落|wrong-direction]]至1100万元。",
        "远航增加[[650万元]]，凌云增加[[400万元]]，相抵后净增[[1180万元|wrong-derivation]]。",
        "逾期款[[360万元]]，高于[[300万元]]控制线[[90万元|wrong-derivation]]。",
        "剔除E7车型后，凌云销售额[[1480万元|wrong-derivation]]。",
        "剔除凌云E7后，凌云新能源收入[[1480万元|wrong-derivation]]。",
        "轻卡停产减少订单[[130万元]]，E7车型贡献[[620万元]]，两项合计[[770万元|wrong-derivation]]。",
        "其他客户缺口[[350万元]]，回款缺口[[100万元]]，两者加起来[[480万元|wrong-derivation]]。",
        "回款完成率[[89%|wrong-derivation]]。",
    ],
)
def test_wrong(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


HALVES = """
period: "2025"
metrics:
  - name: 收入
    unit: 万元
    actual: 4800
    prior: 4000
    breakdown:
      季度: {Q1: {actual: 1000}, Q2: {actual: 1200}, Q3: {actual: 1250}, Q4: {actual: 1350}}
notes: []
"""


@pytest.mark.parametrize(
    "text",
    [
        "下半年收入比上半年多[[400万元]]（[[+18.2%]]），全年同比增长[[20%]]。",
        "下半年较上半年多实现收入[[400万元]]，环比增幅[[18.2%]]。",
        "上半年收入[[2200万元]]，下半年收入[[2600万元]]，占全年比重分别为[[45.8%]]和[[54.2%]]。",
        "上半年收入[[2200万元]]，下半年收入[[2600万元]]，占全年比重分别为[[54.2%|wrong-derivation]]和[[45.8%|wrong-derivation]]。",
        "下半年收入比上半年[[少|wrong-direction]]400万元。",
        "下半年收入较上半年增长[[12.8%|wrong-derivation]]。",
        "上半年收入[[2200万元]]，下半年收入[[2600万元]]，其中Q3、Q4分别为[[1250万元]]和[[1350万元]]。",
    ],
)
def test_halves_of_a_year_told_by_quarters(text: str, holds: Callable[[str, str], None]) -> None:
    holds(HALVES, text)


PLANS = """
period: "2025"
metrics:
  - name: 收入
    unit: 万元
    target: 5000
    actual: 4800
    prior: 4000
    breakdown:
      行业:
        汽车: {actual: 1200, prior: 800}
        光伏: {actual: 3600, prior: 3200}
  - {name: 销量, unit: 吨, actual: 2000, prior: 1800}
  - {name: 毛利率, unit: "%", target: 14.5, actual: 13.8, prior: 15.1}
  - {name: 周转天数, unit: 天, better: lower, target: 60, actual: 67, prior: 62}
notes:
  - 年末逾期应收2140万元，其中超过180天的660万元
  - 2026年收入目标5600万元，毛利率目标15%，周转天数目标58天
"""


@pytest.mark.parametrize(
    "text",
    [
        "收入从[[4800万元]]到[[5600万元]]，还要加[[800万元]]。",
        "明年毛利率要提[[1.2个百分点]]（[[13.8%]]→[[15%]]）。",
        "收入从[[4800万元|wrong-role]]到[[5900万元|contradicted-figure]]。",
        "逾期账龄拆分：180天以内[[1480万元]]，超过180天[[660万元]]。",
        "逾期账龄拆分：180天以内[[1580万元|contradicted-figure]]，超过180天[[660万元]]。",
        "收入：[[4000万元]]（2024）→[[4800万元]]（2025）。",
        "收入：[[4800万元|wrong-role]]（2024）→[[4000万元|wrong-role]]（2025）。",
        "吨均收入：[[2.22万元]]（2024）→[[2.4万元]]（2025）",
        "结构变化（2024→2025）：汽车[[20%]]→[[25%]]；光伏[[80%]]→[[75%]]",
        "结构变化（2024→2025）：汽车[[20%]]→[[75%|misattributed-figure]]。",
        "光伏收入为汽车的[[3倍]]。",
    ],
)
def test_from_what_was_to_what_is_planned(text: str, holds: Callable[[str, str], None]) -> None:
    holds(PLANS, text)
