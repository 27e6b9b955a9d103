"""A number in the unit of something else, and what is left when a told part is left out."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: ARR
    unit: 万元
    target: 9000
    actual: 8460
    prior: 6750
    breakdown: {产品: {数据湖: {target: 4200, actual: 4510}, 日志台: {target: 3000, actual: 2480}}}
  - name: 客户数
    unit: 家
    target: 620
    actual: 588
    prior: 512
    breakdown: {客群: {大客户: {target: 60, actual: 67, prior: 52}, 中小客户: {target: 560, actual: 521, prior: 460}}}
  - {name: 净利润, unit: 万元, target: 100, actual: -120, prior: 60}
notes:
  - 日志台被开源方案替代，全年流失39家，流失ARR 330万元
"""

TEXTS = [
    "中小客户[[521万元|wrong-unit]]，差39家，完成93.0%。",
    "中小客户[[521家]]，差39家，完成93.0%。",
    "大客户[[67家]]，同比增长28.8%。",
    "中小客户[[三百二十一万元|unsupported-figure]]，差39家。",
    "中小客户[[532万元|unsupported-figure]]，差39家。",
    "中小客户599家，差39家，完成93.0%。",
    "剔除日志台流失的330万元，ARR应为[[8790万元]]，完成率97.7%。",
    "剔除日志台流失的330万元，ARR可达[[8970万元|wrong-derivation]]。",
    # a loss that was none before has no growth
    "净利润-120万元，亏损扩大[[35%|wrong-derivation]]。",
]


@pytest.mark.parametrize("text", TEXTS)
def test_numbers_in_other_units(holds: Callable[[str, str], None], text: str) -> None:
    """The figure beside it tells what is spoken of."""
    holds(FACTS, text)
