"""What figures are held against, in further manners of telling; for the marks see ``conftest.holds``."""

from collections.abc import Callable

import pytest

YEAR = """
period: '2025'
metrics:
- name: 销售额
  unit: 万元
  target: 12000
  actual: 13600
  prior: 11800
  plan: 15640
  breakdown:
    区域:
      华东: {target: 4800, actual: 4080, prior: 4000}
      华南: {target: 3600, actual: 5440, prior: 4200}
      华西: {target: 3600, actual: 4080, prior: 3600}
    半年:
      上半年: {actual: 6000, prior: 5400}
      下半年: {actual: 7600, prior: 6400}
- {name: 销售费用, unit: 万元, target: 1300, actual: 1224, prior: 1180}
- {name: 回款额, unit: 万元, target: 11500, actual: 12920, prior: 11000}
- {name: 回款率, unit: '%', target: 95, actual: 95, prior: 92.5, benchmark: 93}
- {name: 毛利率, unit: '%', target: 31, actual: 29.4, prior: 31.2}
- {name: 费用率, unit: '%', target: 11, actual: 9, prior: 10}
- name: 合作门店
  aliases: [门店]
  unit: 家
  target: 80
  actual: 92
  prior: 71
- {name: 销售人员, unit: 人, actual: 40, prior: 38}
- {name: 人均销售额, unit: 万元/人, actual: 340, prior: 310.5}
- {name: 净利润, unit: 万元, actual: -120, prior: 300}
notes: [到期合同62份，续签53份, 样机每台2600元，要投80到120台, 临时补贴200万元]
"""
QUARTER = """
period: 2025-Q3
metrics:
- name: 签约额
  unit: 万元
  target: 2200
  actual: 2090
  prior: 2000
  previous: 1900
  plan: 2400
  breakdown:
    月份:
      7月: {actual: 600}
      8月: {actual: 700}
      9月: {actual: 790}
    行业:
      冷运干线: {actual: 900, prior: 800}
      城市配送: {actual: 690, prior: 700}
      仓储服务: {actual: 500, prior: 500}
- {name: 新客户, unit: 家, target: 30, actual: 24, prior: 20, previous: 15,
  plan: 28}
- {name: 应收周转, unit: 天, better: lower, actual: 86, previous: 90}
- {name: 订单数, unit: 单, actual: 380, prior: 400, previous: 350}
- {name: 中标数, unit: 个, actual: 18, prior: 15}
- {name: 投标数, unit: 个, actual: 48, prior: 50}
- {name: 员工, unit: 人, actual: 24}
"""
REGIONS = """
period: '2025'
metrics:
- name: 合同额
  unit: 万元
  target: 10000
  actual: 10080
  prior: 9000
  breakdown:
    区域:
      华南大区: {target: 3000, actual: 3600, prior: 3200}
      华东大区: {target: 3200, actual: 3040, prior: 2880}
      西南大区: {target: 1800, actual: 1998, prior: 1900}
      华北大区: {target: 2000, actual: 1442, prior: 1400}
    产品:
      监护设备: {actual: 6000, prior: 5000}
      超声设备: {actual: 4080, prior: 4000}
- {name: 维保费用, unit: 万元, actual: 604.8, prior: 540}
- {name: 签约人员, unit: 人, actual: 28, prior: 27}
- {name: 出货单价, unit: 元/台, actual: 2486, prior: 2806}
- {name: 用户, unit: 户, actual: 620000, prior: 600000}
notes: [全年任务1800台，交付1620台]
"""
MONTH = """
period: 2025-11
metrics:
- {name: 营业额, unit: 万元, target: 620, actual: 595.2, prior: 560, previous: 640,
  plan: 650}
- {name: 门店数, unit: 家, actual: 24, prior: 20, previous: 24}
- {name: 毛利率, unit: '%', actual: 60, prior: 58, previous: 61}
- {name: 出货量, unit: 台, actual: 460, prior: 400, target: 500}
- {name: 回款, unit: 万元, actual: 500, prior: 0, target: 550}
- {name: 投诉, unit: 件, better: lower, actual: 0, prior: 5}
notes: [补贴单每单5元，一共发了11200单, 池子约178万元, 展会总费用150万元]
"""
SHOPS = """
period: 2025-11
metrics:
- {name: 台数, unit: 台, target: 500, actual: 460, prior: 400}
- name: 营业额
  unit: 万元
  target: 620
  actual: 595.2
  prior: 560
  previous: 640
  breakdown:
    区域:
      东区: {actual: 300, target: 310}
      西区: {actual: 295.2, target: 310}
    年度:
      2023年: {actual: 5000}
      2024年: {actual: 5600}
- name: 销售人员
  unit: 人
  actual: 24
  breakdown:
    区域:
      东区: {actual: 15}
      西区: {actual: 9}
- {name: 人均产值, unit: 元, actual: 248000, prior: 280000}
- {name: 投诉, unit: 件, better: lower, actual: 0, prior: 5}
- {name: 退货, unit: 件, better: lower, actual: 0, prior: 4}
- {name: 代理商, unit: 个, actual: 0}
- {name: 投标数, unit: 次, actual: 48, prior: 50}
- {name: 中标数, unit: 次, actual: 18, prior: 15}
- {name: 毛利率, unit: '%', target: 31, actual: 29.4, prior: 31.2}
- {name: 费用率, unit: '%', target: 11, actual: 9, prior: 10}
- {name: 回款, unit: 万元, actual: 500, prior: 0}
notes: [流失客户31家，其中13家改走快递, 展会带来180台, 展会占12%，直播占18%, 库存500台，卖掉320台，调走100台,
  提价函接受率69.4%, 补贴单11200单，自购单5600单]
"""

MARKETS = """
period: '2025'
metrics:
- name: 出口额
  unit: 万美元
  actual: 3990
  prior: 3500
  breakdown: {市场: {日本: {actual: 1500}, 欧盟: {actual: 1300}, 东盟: {actual: 1190}}}
- {name: 内销额, unit: 万元, actual: 9000, prior: 8000}
- {name: 电池销量, unit: 块, actual: 1200, prior: 1000}
- {name: 客户, unit: 家, actual: 168, prior: 150}
"""

TOLD = [
    # an amount without its currency is in that of the sentence, else in the first of the sheet; 块 may count
    (
        MARKETS,
        "内销额9000万元，比上年多[[1000万|内销额.yoy_amount]]。出口额[[3990万|出口额.actual]]，比上年多[[490万]]。",
    ),
    (MARKETS, "电池卖了[[1200块|电池销量.actual]]，比上年的1000块多[[200块|电池销量.yoy_amount]]。"),
    (MARKETS, "平均一家客户比上年多[[18家|客户.yoy_amount]]。"),
    (MARKETS, "全年出口额3990万美元，比日本多[[2490万美元]]。"),
    (YEAR, "华东占比由上年的33.9%降到[[30%]]。"),
    (YEAR, "华东占比从[[33.9%]]降到[[30%]]。"),
    (YEAR, "今年比2019年增长20%，销售额比2019年增长[[20%|unsupported-figure]]。"),
    (YEAR, "完成年度目标12000万元的[[113.3%|销售额.attainment]]。"),
    (YEAR, "销售额同比增速却超过一成五，达到[[15.3%|销售额.yoy]]。"),
    (YEAR, "我用掉1224万元，销售费用占销售额[[9%]]。"),
    (YEAR, "回款额/销售额=[[95%]]。"),
    (YEAR, "费用增得慢、销售额增得快，远快于费用增速，费用率便由[[10%]]降至[[9%]]。"),
    (YEAR, "增幅15.3%快过出货4.75个百分点。"),
    (YEAR, "突破11500万元的目标，回款额同比多收[[1920万元]]，增幅[[17.5%]]。"),
    (YEAR, "华东4080万元、华西4080万元。两地合计承担[[8160万元]]。"),
    (YEAR, "# 一、华南独大\n\n销售额5440万元，增长[[29.5%]]。"),
    (YEAR, "人均销售额340万元，人员从38人增到40人。"),
    (YEAR, "销售额增长[[15.3%]]，三个区域的缺口中，华东[[720万元]]。"),
    (YEAR, "缺口中，华东占100%。"),
    (YEAR, "样机要投80到120台。"),
    (YEAR, "样机投80—120台，按每台2600元，合31.2万元。"),
    (YEAR, "两条加起来也就是华东的三成四。"),
    (YEAR, "去年实际销售额[[11800万元|销售额.prior]]，今年定的计划12000万元。"),
    (YEAR, "去年销售额目标[[10000万元|unsupported-figure]]。"),
    (YEAR, "增速[[12.3%|wrong-derivation]]，高于大区平均12.7个百分点。"),
    (YEAR, "这个窟窿比华东的缺口还大120万元。"),
    (YEAR, "全年销售额13600万元，比目标超出[[1500万到1700万元|销售额.excess]]。"),
    (YEAR, "全年销售额13600万元，比目标超出[[1700万到1900万元|wrong-derivation]]。"),
    (YEAR, "没到[[15.3%|销售额.yoy]]的增速。"),
    (YEAR, "销售额超出[[1600万元|销售额.excess]]的部分归各区。"),
    (YEAR, "华南销售额5440万元，占到全国的[[40%]]，超过[[三分之一]]的饭是它挣来的。"),
    (YEAR, "合作门店[[92家]]，+近[[21家|合作门店.yoy_amount]]。"),
    (YEAR, "2026年目标15640万元，与今年实际的增量[[1800万元|销售额.yoy_amount]]相当。"),
    (YEAR, "合作门店[[92家]]，高于80家的水平。"),
    (YEAR, "华东、华南做得好。连同华东，两地合计[[9520万元]]。"),
    (YEAR, "上半年6000万元，华东4080万元。两块合计[[10080万元]]。"),
    (YEAR, "上半年6000万元。华东[[4080万元]]。两块合计15000万元。"),
    (YEAR, "回款额同比增长[[17.5%]]，没到销售额[[15.3%|销售额.yoy]]的同比增速。"),
    (YEAR, "销售额增幅[[15.3%]]，高于回款增幅2.2个百分点。"),
    (YEAR, "华东销售额占比由[[33.9%]]落到[[30%]]，却拿下了[[三成]]的单子。"),
    (YEAR, "华东、华南两地合计占比[[70%]]，比重提高[[0.5个百分点]]。"),
    (YEAR, "华东销售额占比由[[33.9%]]落到[[30%]]，却拿下了[[四成|wrong-derivation]]的单子。"),
    (QUARTER, "应收周转由二季度的[[90天]]加快到[[86天]]。"),
    (QUARTER, "新客户当季[[24家]]，多于二季度的[[15家]]。"),
    (QUARTER, "投标48个，中标18个，中标率[[37.5%]]。"),
    (QUARTER, "# 2025年上半年销售分析\n\n签约额2090万元。"),
    (QUARTER, "9月31日前完成签约790万元，12月32日。"),
    (QUARTER, "签约额2090万元，比目标低于[[5%|wrong-bound]]。"),
    (QUARTER, "报价[[74份|unsupported-figure]]，成了[[29家|unsupported-figure]]，39.2%。"),
    (QUARTER, "新客户当季[[24家]]，[[少于|wrong-direction]]二季度的15家。"),
    (REGIONS, "西南和华北放在一起讲，后者增长[[3%]]。"),
    (REGIONS, "人均合同额从[[333.3万元]]提高到[[360万元]]。"),
    (REGIONS, "单价由每台[[2806元]]降至[[2486元]]，跌幅[[11.4%]]。"),
    (REGIONS, "全年任务1800台，交付1620台，完成全年任务的[[90%]]，其余10%延后。"),
    (REGIONS, "华东占合同额目标的[[32%]]。"),
    (REGIONS, "去年合同额目标完成[[80%|unsupported-figure]]。"),
    (REGIONS, "交付1620台，完成率[[90%|wrong-derivation]]。"),
    (MONTH, "营业额595.2万元，按30天摊，日均[[19.84万元]]。"),
    (MONTH, "营业额比目标少24.8万元，占目标的4%。"),
    (MONTH, "补贴单11200单，每单5元，合5.6万元。"),
    (MONTH, "二〇二五年十一月，营业额[[595.2万元]]。二〇二四年560万元。"),
    (MONTH, "出货量400~500台。"),
    (MONTH, "订单16000单，补贴单11200单，占七成，不靠补贴的单子只有[[4800单]]。"),
    (MONTH, "出货量[[460台]]，展会带来[[180台|contradicted-figure]]，即不足三成。"),
    (MONTH, "出货量460台，比去年多60台，增长15%，其中展会[[180台|contradicted-figure]]，即不足四成。"),
    (MONTH, "毛利率60%，其余[[40%]]是成本，再除去[[25%|unsupported-figure]]的人工。"),
    (MONTH, "比10月环比[[多|wrong-direction]]44.8万元。"),
    (MONTH, "618大促卖了460台，[[1618台|unsupported-figure]]，[[9960台|unsupported-figure]]。"),
    (SHOPS, "人均产值[[24.8万元/人]]。"),
    (SHOPS, "人均32.8万元。"),
    (SHOPS, "投标数48次、中标数18次，也就37.5%。"),
    (SHOPS, "流失[[31家]]，[[13家]]改走快递，占[[四成多]]。"),
    (SHOPS, "营业额595.2万元，流失31家，按30天摊，日均[[19.84万元]]。"),
    (SHOPS, "毛利率与费用率之差[[20.4个百分点]]。"),
    (SHOPS, "东区缺口[[10万元]]，占全部缺口的[[四成]]。"),
    (SHOPS, "台数[[46万|wrong-unit]]。"),
    (SHOPS, "台数[[400~430台|wrong-role]]。"),
    (SHOPS, "[[13|unsupported-figure]]月营业额595.2万元。"),
    (SHOPS, "毛利率从[[35%|contradicted-figure]]降到[[29.4%]]。"),
    (SHOPS, "投标数48次，中标数18次，也就[[62%|wrong-derivation]]。"),
    (SHOPS, "全年展会占12%、直播占18%，其余70%。"),
    (SHOPS, "库存500台里，卖掉320台、调走100台，余[[80台]]。"),
    (SHOPS, "卖掉[[320台]]，调走[[100台]]，库存[[500台]]，剩下80台。"),
    (REGIONS, "监护和华南合计[[9700万元|contradicted-figure]]。"),
]


@pytest.mark.parametrize(("facts", "marked"), TOLD, ids=[row for _, row in TOLD])
def test_each_figure_has_its_source_or_its_fault(facts: str, marked: str, holds: Callable[[str, str], None]) -> None:
    holds(facts, marked)
