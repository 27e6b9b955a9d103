"""Manners of decks and reports: numbered sections, headings that count, next year's page, from → to in a cell."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 签约额
    unit: 万元
    target: 6000
    actual: 5760
    prior: 5200
    plan: 6600
    breakdown:
      渠道:
        直营: {target: 3300, actual: 3060, prior: 3120, plan: 3400}
        代理: {target: 2700, actual: 2700, prior: 2080, plan: 3200}
  - {name: 毛利率, unit: "%", target: 40, actual: 38.2, prior: 39.6, plan: 40}
  - {name: 客户数, unit: 家, target: 120, actual: 126, prior: 104}
notes:
  - 中标二期管网项目，合同额780万元，12月开始供货
"""
TABLE = "| 渠道 | 签约额 | 占比变化 |\n|---|---|---|\n| 代理 | 2,700万元 | {} |"
YEARS = "| 渠道 | 2024 | 2025 | 占比（上年→今年） |\n|---|---|---|---|\n| 代理 | {} | {} | {} |"


@pytest.mark.parametrize(
    "marked",
    [
        "**1.2 客户侧**\n\n客户数[[126家]]。",
        "二期管网项目[[780万元]]12月供货。",
        # what a heading counts is told below it; a figure of the prose is none of its own
        "## 第四页　利润去哪儿了：三个漏点\n\n毛利率[[38.2%]]。",
        "## 第四页　毛利率只有[[37%|contradicted-figure]]\n\n客户数[[126家]]。",
        # a page of the year to come
        "## 2026：从做大到做强\n\n- 毛利率回到[[40%|毛利率.plan]]",
        "## 2026：从做大到做强\n\n- 签约额[[6,600万元|签约额.plan]]＝ 直营[[3,400]] ＋ 代理[[3,200]]",
        "## 2026：从做大到做强\n\n- 毛利率回到[[42%|contradicted-figure]]",
        "## 2025：从做大到做强\n\n- 毛利率回到[[40%|wrong-role]]",
        TABLE.format("[[40.0%]]→[[46.9%|签约额[渠道=代理].share]]"),
        TABLE.format("[[46.0%|wrong-derivation]]→[[46.9%]]"),
        TABLE.format("[[40.0%]]→[[49.6%|wrong-derivation]]"),
        # columns of years, and the two times in the title
        YEARS.format("[[2,080|签约额[渠道=代理].prior]]", "[[2,700]]", "[[40.0%]] → [[46.9%]]"),
        YEARS.format("[[2,700|contradicted-figure]]", "[[2,700]]", "[[46.0%|wrong-derivation]] → [[46.9%]]"),
        YEARS.format("[[2,180|contradicted-figure]]", "[[2,700]]", "[[40.0%]] → [[48.9%|wrong-derivation]]"),
    ],
)
def test_reports(holds: Callable[[str, str], None], marked: str) -> None:
    holds(FACTS, marked)
