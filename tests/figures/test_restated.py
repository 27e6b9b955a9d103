"""A rate told a second time in round words: the bound is held against the rate before it."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 保费收入
    unit: 万元
    target: 5200
    actual: 4420
    prior: 3380
    breakdown:
      渠道:
        代理: {target: 3000, actual: 2652, prior: 2180}
        银保: {target: 2200, actual: 1768, prior: 1200}
notes:
  - 逾期保费390万元，其中团险130万元
"""


@pytest.mark.parametrize(
    "marked",
    [
        "保费收入4420万元，同比增长[[30.8%]]，超过[[三成]]。",
        "保费收入4420万元，同比增长[[30.8%]]，不足[[三成|wrong-bound]]。",
        "银保渠道占[[40.0%]]，代理占[[60.0%]]，刚好[[六成]]。",
        "银保渠道完成率[[80.4%]]，已超[[八成]]，离目标还差[[432万元]]。",
        "代理渠道完成率[[88.4%]]，超过[[九成|wrong-bound]]，离目标还差[[348万元]]。",
        "逾期保费390万元，其中团险130万元，占[[33.3%]]，超过[[三成]]。",
        "逾期保费390万元，其中团险130万元，占[[33.3%]]，不到[[三成|wrong-bound]]。",
        "银保渠道同比增长[[47.3%]]，近[[五成]]。",
        "代理渠道占[[60.0%]]，接近[[一半|wrong-bound]]。",
        # what goes on names something else
        "保费收入完成率[[85.0%]]，超过九成的目标没有完成。",
    ],
)
def test_a_bound_behind_a_rate_is_of_it(holds: Callable[[str, str], None], marked: str) -> None:
    holds(FACTS, marked)
