"""Dense prose of other people, which compares, shares out and reckons in passing: right figures pass, slips do not."""

from pathlib import Path

import pytest

from fupan.api import load_facts
from fupan.checks.run import check_text
from fupan.domain.factsheet import FactSheet

SHEET = """
period: "2025-11"
metrics:
  - name: 销售额
    unit: 万元
    target: 900
    actual: 840
    prior: 700
    previous: 800
    breakdown:
      区域:
        东城店: {target: 500, actual: 460, prior: 400, previous: 450}
        西城店: {target: 400, actual: 380, prior: 300, previous: 350}
      渠道:
        自营电商: {actual: 200, prior: 160}
        平台电商: {actual: 260, prior: 190}
        实体书店: {actual: 300, prior: 290}
        馆配团购: {actual: 80, prior: 60}
  - {name: 毛利率, unit: "%", target: 31, actual: 30.2, prior: 30.9}
  - {name: 费用率, unit: "%", better: lower, target: 14, actual: 14.8, prior: 14.5}
  - {name: 网点数, unit: 家, actual: 126, previous: 118, prior: 101}
  - {name: 销售人数, unit: 人, actual: 9, previous: 10}
  - {name: 推广费, unit: 万元, better: lower, target: 50, actual: 46, prior: 40}
  - {name: 投入产出比, aliases: [ROI], unit: 倍, target: 5, actual: 4.2, prior: 3.6, previous: 4.6}
  - {name: 平均折扣, unit: "%", actual: 52, prior: 55}
  - {name: 费用, unit: 万元, actual: 120}
  - {name: 响应时间, unit: 小时, better: lower, actual: 6.5, prior: 11}
notes:
  - 订货会签下1100万订单，开9场
  - 前十大客户进货320万元
  - 旗舰店面积1200平方米，开业首月流水316万元
"""

RIGHT = (
    # parts of a change, whole or told right before
    "东城店多了60万元，占同比增量的42.9%。",
    "西城店多了80万元，贡献了同比增量的57.1%。",
    "比去年多的140万元里，东城店占四成多，西城店占57.1%。",
    # one by one
    "毛利率30.2%，费用率14.8%，一个低于目标0.8个百分点，一个高于目标0.8个百分点。",
    "东城、西城都没完成，一个差40万元，一个差20万元。",
    "网点比上月、去年分别多8家和25家。",
    "毛利率30.2%，费用率14.8%，分别比目标差0.8个和0.8个百分点。",
    "销售额840万元，推广费46万元，分别比去年多140万元和6万元。",
    "ROI 4.2倍，目标5倍，上月4.6倍，高于去年的3.6倍，是去年的1.2倍。",
    "费用率14.8%，高出14%的目标0.8个百分点。",
    # the base behind 较, a verb in no list, the way left to go
    "销售额840万元，较上年同期700万元增加140万元。",
    "销售额840万元，较上年同期末的700万元增加140万元。",
    "同期实现销售额840万元，上年同期700万元。",
    "销售额比上月又抬40万元。",
    "销售额840万元，距目标60万元。",
    "离900万的线还差着60万。",
    "销售额840万元对目标900万元，费用率14.8% vs 14%。",
    "销售额只及目标的93.3%，是去年的1.2倍，相当于上月的105%。",
    # per head, and less time
    "人均销售额93.3万元，高于上月的80万元。",
    "响应时间从11小时缩到6.5小时，快了四成出头。",
    # writing
    "毛利率30.2%，较上年收窄70个BP，较目标低80个基点。",
    "销售额840w，目标900w，差60w。",
    "1️⃣ 销售额840万元\n2️⃣ 网点126家",
    "现在9个人，上月10个人，人均93.3万元。",
    "订货会签下1100万元订单，开了9场。",
    # taken together
    "东城店增60万元，西城店增80万元，两个店合计增140万元。",
    "两个电商合起来460万元，占了54.8%。",
    "自营电商200万元，平台电商260万元，两个渠道合计占比54.8%，较上年同期提高4.8个百分点。",
    # what the sheet has no word for, reckoned from what it has
    "推广花46万元出840万元。",
    "毛利253.7万元，去年同期216.3万元。",
    "前十大客户320万元，占38.1%。",
    "平均折扣52折，去年55折。",
    "毛利、周期、人效三个指标一起往好处走。",
    "一家网点平均卖6.67万元，上年6.93万元。",
    "旗舰店1200平，首月流水316万元，坪效2633元。",
    "东城店460万元、西城店380万元，一个长15%，一个长26.7%，合计840万元，占100%。",
)

WRONG = (
    ("西城店多了80万元，贡献了同比增量的37.1%。", "37.1%"),
    ("毛利率30.2%，费用率14.8%，一个低于目标0.8个百分点，一个低于目标0.8个百分点。", "低于"),
    ("毛利率30.2%，费用率14.8%，一个低于目标0.8个百分点，一个高于目标0.9个百分点。", "0.9个百分点"),
    ("东城、西城都没完成，一个差20万元，一个差40万元。", "20万元"),
    ("网点比上月、去年分别多25家和8家。", "25家"),
    ("销售额840万元，推广费46万元，分别比去年多6万元和140万元。", "6万元"),
    ("ROI 4.2倍，高于去年的3.9倍。", "3.9倍"),
    ("销售额840万元，较上年同期720万元增加140万元。", "720万元"),
    ("销售额比上月又抬90万元。", "90万元"),
    ("销售额840万元，距目标80万元。", "80万元"),
    ("11月销售额相当于上月的115%。", "115%"),
    ("人均销售额93.3万元，低于上月的80万元。", "低于"),
    ("响应时间从11小时缩到6.5小时，慢了四成出头。", "慢"),
    ("毛利率30.2%，较上年收窄90个BP。", "90个BP"),
    ("销售额880w，目标900w。", "880w"),
    ("两个电商合起来480万元。", "480万元"),
    ("平均折扣58折，去年55折。", "58折"),
    ("东城店460万元、西城店380万元，一个长26.7%，一个长15%。", "26.7%"),
    ("自营电商200万元，平台电商260万元，两个渠道合计占比54.8%，较上年同期提高6.8个百分点。", "6.8个百分点"),
)


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> FactSheet:
    path = tmp_path_factory.mktemp("dense") / "facts.yaml"
    Path(path).write_text(SHEET, encoding="utf-8")
    return load_facts(path)


@pytest.mark.parametrize("text", RIGHT)
def test_right_figures_pass(text: str, sheet: FactSheet) -> None:
    assert [(one.rule, one.text) for one in check_text(text, sheet).findings if one.severity == "error"] == []


@pytest.mark.parametrize(("text", "place"), WRONG)
def test_slips_are_found(text: str, place: str, sheet: FactSheet) -> None:
    errors = [one.text for one in check_text(text, sheet).findings if one.severity == "error"]
    assert any(place.startswith(one) or one.startswith(place) for one in errors)
