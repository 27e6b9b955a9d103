"""A year of shops by category and city: ranks of growth, multiples, parts and remainders, price and volume, halves."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 9000
    actual: 8400
    prior: 7500
    breakdown:
      品类:
        镜片: {target: 3600, actual: 3492, prior: 3000}
        镜架: {target: 3300, actual: 2745, prior: 2500}
        验光: {target: 2100, actual: 2163, prior: 2000}
      城市:
        长沙: {target: 5000, actual: 4620, prior: 4200}
        株洲: {target: 2500, actual: 2310, prior: 2000}
        湘潭: {target: 1500, actual: 1470, prior: 1300}
  - {name: 销量, unit: 副, actual: 120000, prior: 110000}
  - {name: 毛利率, unit: "%", target: 15, actual: 13.8, prior: 14.6}
  - {name: 店员, unit: 人, actual: 64, prior: 72}
  - name: 新签会员
    unit: 家
    target: 36
    actual: 37
    breakdown:
      城市: {长沙: {target: 14, actual: 16}, 株洲: {target: 13, actual: 12}, 湘潭: {target: 9, actual: 9}}
  - {name: 门店, unit: 家, actual: 41, prior: 40}
notes:
  - 快时尚平台切换减少订单920万元
  - 老客复购增加收入120万元
  - 长沙商圈改造，影响收入385万元
  - 树脂片采购均价由每公斤42元降到36元
  - 2026年毛利率目标15%
  - 欠款追回5万元，12笔共8万元
"""
NEW_SHOP = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 500
    actual: 300
    breakdown:
      季度: {Q1: {actual: 0}, Q2: {actual: 0}, Q3: {actual: 100}, Q4: {actual: 200}}
  - {name: 会员, unit: 人, actual: 900}
  - {name: 全年任务, unit: 万元, target: 600}
notes: [开业大促损失收入30万元]
"""


@pytest.mark.parametrize(
    "text",
    [
        # changes with a sign are no shares
        "品类增速排名：镜片[[+16.4%]]、镜架[[+9.8%]]、验光[[+8.2%]]。",
        "品类增速排名：镜片[[+16.4%]]、镜架[[+32.7%|wrong-derivation]]、验光[[+8.2%]]。",
        # what all the others are a part of
        "株洲销售额[[2310万元]]，接近全公司的[[三成|销售额[城市=株洲].share]]。",
        "株洲销售额[[2310万元]]，接近全公司的[[四成|wrong-derivation]]。",
        "改造完36家，占全部[[41家]]的[[八成]]以上。",
        "改造完36家，占全部[[41家]]的[[九成|wrong-bound]]以上。",
        # one member is a multiple of two others
        "长沙收入[[4620万元]]，是株洲的[[2倍]]、湘潭的3.1倍。",
        "长沙收入[[4260万元|contradicted-figure]]，是株洲的2.1倍、湘潭的3.1倍。",
        # price and volume where no price is given; what is paid for material is another
        "量增[[9.1%]]，价升[[2.7%|均价.yoy]]。",
        "量增[[9.1%]]，价升[[7.2%|wrong-derivation]]。",
        "树脂片采购均价由[[42元]]降到[[36元]]。",
        "均价[[670元|wrong-derivation]]，上年[[682元]]。",
        "单副均价没有掉：[[682元到700元|均价.actual]]。",
        "单副均价没有掉：[[682元到750元|wrong-derivation]]。",
        # what is lacking, told by no word; of shops no city is given
        "镜架再卖[[555万元|销售额[品类=镜架].gap]]就够线。",
        "镜架再卖[[455万元|contradicted-figure]]就够线。",
        "株洲关掉40家。",
        "新签会员：长沙[[16家]]、株洲[[12家]]、湘潭[[9家]]，只有株洲差[[1家]]没到任务。",
        "新签会员：长沙[[16家]]、株洲[[12家]]、湘潭[[9家]]，只有株洲差[[2家|misattributed-figure]]没到任务。",
        # in each other's place only where both are of the same thing
        "门店做到[[1家|misattributed-figure]]，比去年多[[41家|misattributed-figure]]。",
        "店员只有[[1人|contradicted-figure]]，比去年多41家。",
        # a question, answered by what is held against the target
        "问：卖了多少？答：[[8400万元]]，按目标算是[[93.3%]]。",
        # two rates of one thing, and how far apart they are
        "毛利率[[13.8%]]，去年[[14.6%]]，低[[0.8%|wrong-unit]]。",
        "镜片完成[[97%]]，验光完成[[103%]]，相差6个百分点。",
        # two rates of different kinds, and a growth that is not how far they are apart
        "镜片完成[[97%]]，占比超过[[四成]]，同比增长[[16.4%]]。",
        "镜片完成[[97%]]，占比超过[[四成]]，同比增长[[18.4%|wrong-derivation]]。",
    ],
)
def test_shops(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


@pytest.mark.parametrize(
    "text",
    [
        # sums of as many as are counted
        "平台切换减少订单[[920万元]]，老客复购增加收入[[120万元]]，两项合计[[1040万元]]。",
        "平台切换减少订单[[920万元]]，老客复购增加收入[[120万元]]，两项合计[[1140万元|wrong-derivation]]。",
        # what is compared with is no part of the sum
        "收入比[[385万元]]多[[120万元]]，两项合计505万元。",
        # what is left of a note's amount, told behind the part that came back
        "欠款12笔共[[8万元]]，已追回[[5万元]]，还有[[3万元]]没有着落。",
        "欠款12笔共[[8万元]]，已追回[[5万元]]，还有[[4万元|contradicted-figure]]没有着落。",
        # the part is told before its whole
        "已追回[[5万元]]，欠款共[[8万元]]，占比[[62.5%]]。",
        "欠款共[[8万元]]，追回[[5万元]]，占比[[72.5%|wrong-derivation]]。",
        # from what is to what a note plans
        "明年一件事：毛利率提1.2个百分点（[[13.8%]]→[[15%]]）。",
        "明年两件事：毛利率[[13.8%]]→[[15%]]，收入[[9000万元|wrong-role]]。",
        # both ends of what each of its people sold
        "长沙占比由[[56%]]降至[[55%]]；人均产出反而从[[104.2万元]]升到[[131.25万元]]。",
        "长沙占比由[[56%]]降至[[53%|wrong-derivation]]。",
        # one half against the other, where only the year is given
        "下半年比上半年多卖了[[300万元|unsupported-figure]]。",
    ],
)
def test_what_shops_reckon(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


@pytest.mark.parametrize(
    "text",
    [
        "下半年比上半年多[[300万元]]。",
        "下半年比上半年多[[400万元|wrong-derivation]]。",
        # what it is compared with is no difference
        "上半年没开业，下半年比上半年的0万元要好。",
        # nothing grows from zero, and no half is given of the members
        "下半年比上半年增长100%。",
        "下半年会员比上半年多300人。",
        # what the period did without what a note tells, of it and of its goal
        "不算开业大促，收入为[[330万元]]。",
        "不算开业大促，收入为[[350万元|wrong-derivation]]。",
        "不算开业大促，全年任务已完成[[330万元]]。",
        "不算开业大促，全年任务已完成[[350万元|wrong-derivation]]。",
    ],
)
def test_halves_of_a_new_shop(text: str, holds: Callable[[str, str], None]) -> None:
    holds(NEW_SHOP, text)
