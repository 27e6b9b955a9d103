"""Whom and what a line is about: its label, what 全年 and 大区 leave standing, names that end in a bound word.

For the marks see ``conftest.holds``.
"""

from collections.abc import Callable

import pytest

YEAR = """
title: 西北大区2025年度总结与2026年计划
period: '2025'
author: {team: 西北大区}
metrics:
- name: 出库额
  unit: 万元
  target: 9000
  actual: 9900
  prior: 8250
  plan: 11500
  breakdown:
    省份:
      陕西: {target: 4000, actual: 4950, prior: 3960}
      甘肃: {target: 3000, actual: 2970, prior: 2640}
      新疆: {target: 2000, actual: 1980, prior: 1650}
    渠道:
      商超: {actual: 5940, prior: 5000, plan: 6200}
      餐饮: {actual: 3960, prior: 3250, plan: 4600}
    年份:
      2026年: {actual: 11500}
- {name: 新品出库额, unit: 万元, actual: 1188}
- {name: 退货金额, unit: 万元, better: lower, target: 90, actual: 112.5, prior: 100}
- {name: 推广费, unit: 万元, better: lower, target: 520, actual: 495, prior: 480}
- {name: 扫码人数, unit: 人, target: 1150000, actual: 1200000, previous: 1500000}
notes: [甘肃的经销商换了两家]
"""
CLIENTS = """
period: '2025'
metrics:
- name: 保费
  unit: 万元
  target: 4000
  actual: 4200
  prior: 3600
  breakdown:
    客户:
      云桥重工: {target: 1000, actual: 1260, prior: 900}
      澜江电力: {target: 1000, actual: 1050, prior: 1000}
      松石物流: {target: 1200, actual: 840, prior: 950}
      其他客户: {target: 800, actual: 1050, prior: 750}
"""
TOLD = [
    (YEAR, "1. **陕西：压舱石。** 全年完成出库额[[4950万元|出库额[省份=陕西].actual]]，同比增长25%。"),
    (YEAR, "1. **陕西：压舱石。** 全年完成出库额[[4750万元|contradicted-figure]]，同比增长25%。"),
    (YEAR, "1. **陕西：压舱石。** 实现出库额[[4950万元]]。\n2. **甘肃：守成。** 实现出库额[[2970万元]]。"),
    (YEAR, "## 二、省份：陕西领跑\n\n1. **甘肃：守住了。** 客户稳定。完成[[2970万元]]，完成率[[99%]]。"),
    (YEAR, "陕西出库[[4950万元]]，同比增长25%，全年新增出库[[990万元|出库额[省份=陕西].yoy_amount]]。"),
    (YEAR, "陕西出库[[4950万元]]，为大区贡献了[[990万元|出库额[省份=陕西].yoy_amount]]的增量。"),
    (YEAR, "陕西贡献了全年出库额的[[50%]]，同比增长[[25%|出库额[省份=陕西].yoy]]。"),
    (YEAR, "陕西贡献了全年出库额的[[50%]]，同比增长[[28%|wrong-derivation]]。"),
    (YEAR, "1. **甘肃：守住了。** 全年完成出库额2970万元，占大区总量的不足[[三成|wrong-bound]]。"),
    (YEAR, "1. **甘肃：守住了。** 全年完成出库额2970万元，占大区总量的[[三成]]。"),
    (YEAR, "1. **陕西：压舱石。** 全年完成出库额4950万元，占大区总量的不足[[四成五|wrong-bound]]。"),
    (YEAR, "陕西完成率超过一倍，实为[[123.8%|出库额[省份=陕西].attainment]]。"),
    (YEAR, "新疆完成率近十成，仅为[[110%|misattributed-figure]]。"),
    (YEAR, "- **渠道**：商超[[5940万元]]｜餐饮3960万元"),
    (YEAR, "推广费495万元，没超[[520万元|推广费.target]]的预算。"),
    (YEAR, "推广费495万元，超[[520万元|wrong-direction]]的预算。"),
    (YEAR, "1. **退货金额偏高**：[[112.5万元|退货金额.actual]]，超控制线22.5万元。"),
    (YEAR, "**新品突破。** 藕粉全年贡献出库额[[1188万元|新品出库额.actual]]。"),
    (YEAR, "扫码人数[[120万]]，环比少了[[30万]]，但比计划还多[[5万]]。"),
    (YEAR, "扫码人数[[120万]]，环比少了[[40万|wrong-derivation]]。"),
    (YEAR, "# 2025年度总结与2026年计划\n\n## 渠道\n\n商超5940万元，占[[60%]]；价格没动，金额还能增长[[18.8%]]。"),
    (YEAR, "## 1 全年总览\n\n出库额9900万元。\n\n### 2.1 渠道\n\n商超5940万元。"),
    (CLIENTS, "**云桥重工**，[[1260万元]]，超额完成任务，增速[[40%|保费[客户=云桥重工].yoy]]。"),
    (CLIENTS, "**其他客户**1050万元，和澜江电力一样多，同比增长[[40%|保费[客户=其他客户].yoy]]。"),
    (CLIENTS, "云桥1260万元、澜江1050万元、松石[[840万元|保费[客户=松石物流].actual]]。"),
    (CLIENTS, "云桥1260万元、澜江[[840万元|misattributed-figure]]、松石840万元。"),
    (CLIENTS, "| 客户 | 实际 |\n|---|---|\n| 云桥重工 | [[1260]] |\n| 澜江电力 | [[1050]] |\n\n（单位：万元）"),
    (YEAR, "推广费495万元，较预算节约[[25万元|推广费.gap]]。"),
    (CLIENTS, "全年保费4200万元。前三大客户合计占[[75%]]。"),
    (CLIENTS, "全年保费4200万元。前三大客户合计占[[78%|wrong-derivation]]。"),
]


@pytest.mark.parametrize(("facts", "marked"), TOLD, ids=[row for _, row in TOLD])
def test_each_figure_has_its_source_or_its_fault(facts: str, marked: str, holds: Callable[[str, str], None]) -> None:
    holds(facts, marked)
