"""A weak summary with its fact sheet, for the tests of rewriting."""

from fupan.prompting.loader import load_template

TEMPLATE = load_template("sales-leader-annual", prompts=False)
FACTS = """\
period: "2025"
template: sales-leader-annual
metrics:
  - name: 销售额
    unit: 万元
    target: 8600
    actual: 8127
    prior: 7540
    plan: 9400
    breakdown:
      区域: {四川: {target: 4200, actual: 4368}, 重庆: {target: 2600, actual: 2093}, 云贵: {target: 1800, actual: 1666}}
  - {name: 回款率, unit: "%", target: 93, actual: 94.6, prior: 91.2}
  - {name: 新客户数, unit: 家, target: 60, actual: 66, prior: 48}
notes:
  kpi:
    - 球阀替换进口放量，乐山、宜宾两家化工厂整厂换阀，带来1120万元
    - 维保收入占到一成二，支撑公司从卖产品转向做全生命周期服务
  gap:
    - 外部：两江一个天然气项目推迟到明年，约210万元没落地
    - 内部：重庆区部年中换了负责人，交接两个月，5家老客户没人回访
    - 影响：重庆的缺口让大区完成率只有94.5%，年终奖金池按八成发
  risks:
    - 风险一：江川很可能把质保延到五年，信号是连续两个标出现五年质保条款
    - 应对：推出含备件的维保包，技术部何平牵头，3月底前定价
entities: {competitors: [江川阀门], people: [何平]}
"""
GAP = (
    "重庆全年销售额2093万元，没有完成任务。主要是大环境不好，两江一个天然气项目推迟到明年，约210万元没落地。"
    "我们要砥砺前行，再创佳绩。"
)
KPI = "今年销售额完成8127万元，完成率96.5%，比去年的7540万元增长7.8%。回款情况良好。大家砥砺前行，再创佳绩。"
DOCUMENT = (
    f"# 西南大区2025年度销售工作总结\n\n## 核心业绩指标\n\n{KPI}\n\n## 业绩缺口根源\n\n{GAP}\n\n"
    "## 风险预判与应对\n\n江川很可能把质保延到五年，要提前应对。\n"
)
