"""Goals said to be reached, missed, passed or kept within."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("销售额超额完成年度任务。", "超额完成"),
        ("销售额完成了全年目标。", "完成了"),
        ("销售额顺利达成预算。", "达成"),
        ("销售额实现年度目标。", "实现"),
        ("销售额达到目标要求。", "达到"),
        ("销售额达标。", "达标"),
        ("销售额超过目标。", "超过目标"),
        ("销售额高于年度目标。", "高于年度目标"),
        ("销售额好于目标。", "好于目标"),
        ("销售额比目标高。", "比目标高"),
        ("销售额年度目标超额完成。", "超额完成"),
        ("销售额目标均完成。", ""),  # of one thing, 均 says nothing
        ("销售额完成争取目标。", "完成"),
        ("销售额完成销售目标。", "完成"),
        ("新客户数未完成目标。", "未完成"),
        ("新客没有达到年度指标。", "没有达到"),
        ("新客户数低于目标。", "低于目标"),
        ("新客户数距年度目标仍有差距。", "距年度目标仍有差距"),
        ("新客户数差于目标。", "差于目标"),
        ("费用率未能控制在目标以内。", "未能控制在目标以内"),
        ("费用率超出目标。", "超出目标"),
        ("费用率超支。", "超支"),
        ("费用率未达标。", "未达标"),
        ("流失客户数控制在目标以内。", "控制在目标以内"),
        ("流失客户数未超目标。", "未超目标"),
        ("流失客户数未超支。", "未超支"),
        ("华北完成年度任务。", "完成"),
        ("华南未完成年度任务。", "未完成"),
        ("净利润完成目标。", "完成"),
    ],
)
def test_a_goal_told_the_other_way_round(text: str, said: str, words: Callable[[str], list[str]]) -> None:
    assert words(text) == ([said] if said else [])


@pytest.mark.parametrize(
    "text",
    [
        "新客户数超额完成年度任务。",
        "销售额未完成全年目标。",
        "销售额低于目标。",
        "销售额距目标还有一定差距。",
        "费用率控制在目标以内。",
        "费用率低于预算。",
        "费用率完成目标。",
        "费用率好于目标。",
        "流失客户数超支。",
        "流失客户数未能控制在目标以内。",
        "华南超额完成年度任务。",
        "华东未完成年度任务，华北也没有完成目标。",
        "净利润未完成目标。",
        "销售额控制在目标以内。",  # said of what is better low; of sales it may mean anything
        "Q1完成目标。",  # no goal is given for it
    ],
)
def test_a_goal_told_rightly(text: str, words: Callable[[str], list[str]]) -> None:
    assert words(text) == []


def test_the_message_shows_the_arithmetic(wrong: Callable[[str], list[tuple[str, str]]]) -> None:
    assert wrong("销售额超额完成年度任务。") == [("超额完成", "销售额实际11000万元，目标12000万元，完成率91.7%")]
    assert wrong("销售额完成争取目标。") == [("完成", "销售额实际11000万元，争取目标13000万元，完成率84.6%")]
    assert wrong("费用率超出预算。") == [("超出预算", "费用率实际7.5%，目标8%，低于目标0.5个百分点")]
    assert wrong("净利润完成目标。") == [("完成", "净利润实际-20万元，目标100万元，低于目标120%")]


def test_the_goal_of_another_period_is_not_the_one_of_the_sheet(words: Callable[..., list[str]]) -> None:
    assert words("销售额超额完成月度目标。", "month") == ["超额完成"]
    assert words("11月销售额超额完成当月目标。", "month") == ["超额完成"]
    assert words("销售额超额完成全年目标。", "month") == []
    assert words("销售额超额完成月度目标。") == []


FACTS = """
period: "2025"
metrics:
  - {name: 签约额, unit: 万元, target: 1000, actual: 999.6}
  - {name: 回款率, unit: "%", target: 95, actual: 94.96}
  - {name: 退款, unit: 万元, target: 0, actual: 3, better: lower}
notes: []
"""


@pytest.mark.parametrize(
    "text", ["签约额完成目标。", "签约额未完成目标。", "回款率达到目标。", "退款未超目标。", "签约额完成销售目标。"]
)
def test_what_rounding_hides_is_not_judged(text: str, words: Callable[..., list[str]]) -> None:
    assert words(text, FACTS) == []
