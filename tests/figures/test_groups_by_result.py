"""Members told together by how they did against target or last year; and the same told wrongly."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 票房收入
    unit: 万元
    target: 5000
    actual: 4800
    prior: 4200
    breakdown:
      影城:
        万象影城: {target: 2000, actual: 1900, prior: 1500}
        河畔影城: {target: 1800, actual: 1860, prior: 1620}
        北站影城: {target: 1200, actual: 1040, prior: 1080}
      店长:
        纪宁: {target: 1700, actual: 1610, prior: 1500}
        屈原野: {target: 1600, actual: 1680, prior: 1350}
        葛岚: {target: 1700, actual: 1510, prior: 1350}
  - name: 设备维修费
    unit: 万元
    better: lower
    target: 60
    actual: 66
    breakdown:
      影城:
        万象影城: {target: 20, actual: 26}
        河畔影城: {target: 20, actual: 23}
        北站影城: {target: 20, actual: 17}
"""


SHORT = "票房收入[影城=万象影城+北站影城].excess"


@pytest.mark.parametrize(
    ("text", "right", "carried", "wrong", "told"),
    [
        ("两家未达标影城合计缺口{}。", "260万元", SHORT, "200万元", "unchecked"),
        ("两家未达标影城合计缺口{}。", "260万元", SHORT, "310万元", "wrong-derivation"),
        ("没完成任务的两家影城一共差了{}。", "260万元", SHORT, "230万元", "wrong-derivation"),
        ("两位没完成的店长加起来差{}。", "280万元", "票房收入[店长=纪宁+葛岚].excess", "260万元", "wrong-derivation"),
        ("两家增长的影城票房收入合计多收{}。", "640万元", "票房收入[影城=万象影城+河畔影城].yoy_amount", "690万元",
         "wrong-derivation"),
        ("两家未达标影城合计票房收入2940万元，完成率{}。", "91.9%", "票房收入[影城=万象影城+北站影城].attainment",
         "95.9%", "wrong-derivation"),
        # less is better: those that spent more than planned missed it
        ("设备维修费没守住，两家未达标影城合计花了{}。", "49万元", "设备维修费[影城=万象影城+河畔影城].actual_sum",
         "43万元", "wrong-derivation"),
        # a member named behind the words is meant alone; so is a figure of which no sum is told
        ("两家未达标影城合计缺口260万元，其中北站影城差{}。", "160万元", "票房收入[影城=北站影城].gap",
         "190万元", "misattributed-figure"),
    ],
)  # fmt: skip
def test_members_are_told_by_their_result(
    text: str, right: str, carried: str, wrong: str, told: str, last_told: Callable[[str], str]
) -> None:
    assert last_told(text.format(right)) == carried
    assert last_told(text.format(wrong)) == told


def test_no_member_is_told_by_a_result_that_is_not_given(last_told: Callable[[str], str]) -> None:
    # what the repairs of each cinema cost last year is not given
    assert last_told("设备维修费降不下来，两家增长的影城合计花了49万元。") == "contradicted-figure"
