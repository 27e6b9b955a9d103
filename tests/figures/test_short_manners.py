"""Units told once for a line, what is only supposed or worked out before it is compared, how often, days of a month."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025-09"
metrics:
  - name: 销售额
    unit: 万元
    target: 1600
    actual: 1480
    prior: 1395
    previous: 1420
    breakdown:
      品类:
        复合板: {target: 900, actual: 815, prior: 790, previous: 802}
        实木板: {target: 700, actual: 665, prior: 605, previous: 618}
  - name: 毛利率
    unit: "%"
    actual: 21.4
    breakdown:
      品类:
        复合板: {actual: 18.6}
        实木板: {actual: 24.8}
  - {name: 拜访量, unit: 次, actual: 512, target: 480}
notes:
  - 样板间大单带来实木板销售70万元
  - 每季度复盘1次
  - 砍掉了复合板订单96万元
"""


@pytest.mark.parametrize(
    "text",
    [
        "（单位：万元）复合板[[815]]，实木板[[665]]。",
        "复合板[[815]]、实木板[[665]]（单位：万元）。",
        "各品类销售额（万元）：\n- 复合板：[[815]]\n- 实木板：[[665]]",
        "（单位：万元）复合板[[851|contradicted-figure]]，实木板[[665]]。",
        "剔除样板间大单[[70万元]]，实木板为595万元，低于上月的[[618万元]]。",
        "实木板[[665万元]]，[[低于|wrong-direction]]上月的618万元。",
        "不砍的话，复合板能到911万元。",
        "每季度复盘[[1次]]，一年4次。",
        "日均约[[49万元]]（30天）。",
    ],
)
def test_short_manners(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)
