"""Manners of summaries that a large language model writes from a sheet and notes; the same told wrongly."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025-09"
metrics:
  - name: 销售额
    unit: 万元
    target: 2000
    actual: 1800
    prior: 1500
    previous: 1680
    plan: 2100
    breakdown:
      渠道:
        园区直营: {target: 1200, actual: 950, prior: 860, previous: 900}
        社区加盟: {target: 800, actual: 850, prior: 640, previous: 780}
  - {name: 推广费用, aliases: [推广], unit: 万元, better: lower, target: 300, actual: 320, previous: 280}
  - {name: 合作客户, unit: 家, target: 90, actual: 80, prior: 60, previous: 75}
  - {name: 逾期账款, unit: 万元, better: lower, target: 500, actual: 640, prior: 520}
notes:
  - 园区直营停摆写字楼点位16个，涉及销售额175万元
  - 社区加盟共有点位34个
  - 10月推广费用控制在336万元以内
  - 10月计划清收逾期账款150万元
  - 逾期半年以上账款400万元，其中274万元集中在2家物业公司
"""


@pytest.mark.parametrize(
    "marked",
    [
        # so much of one metric for each yuan of another; the yuan itself tells nothing
        "8月每花1元推广换回[[6元]]，9月只换回[[5.63元]]。",
        "8月每花1元推广换回[[5.63元|wrong-derivation]]，9月只换回[[6.63元|wrong-derivation]]。",
        "推广费用[[320万元]]，每1元带来[[5.63元]]。",
        "本月每投入100元推广费用，带来销售额[[562.5元]]。",
        # a result behind its name
        "社区加盟[[850万元]] ÷ [[34个]] ≈ 单点位[[25万元]]。",
        "社区加盟[[850万元]] ÷ [[34个]] ≈ 单点位[[35万元|contradicted-figure]]。",
        # a note's part of what is lacking
        "- 点位停摆涉及[[175万元]]，可解释园区直营缺口的[[70%]]；",
        "- 点位停摆涉及[[175万元]]，可解释园区直营缺口的[[60%|wrong-derivation]]；",
        # from so much for each to so much
        "客均收入由[[25万元]]降至[[22.5万元]]，新客户还小。",
        "客均收入由[[25万元]]降至[[24.5万元|wrong-derivation]]，新客户还小。",
        "单客户产出由[[25万元]]降至[[22.5万元]]，新客户还小。",
    ],
)
def test_steps_that_the_words_spell_out(marked: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, marked)
