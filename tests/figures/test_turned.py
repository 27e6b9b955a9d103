"""Directions where the words do not say since when, and what is told of attainment: no derivation but a real one."""

from pathlib import Path

import pytest

import fupan

FACTS = """
period: 2025-10
metrics:
- {name: 货量, unit: 吨, target: 28000, actual: 26000, prior: 25000, previous: 27500}
- {name: 退货率, unit: '%', better: lower, actual: 4.1, previous: 3.2, prior: 5.2}
- name: 销售额
  unit: 万元
  target: 16000
  actual: 15000
  prior: 15600
  breakdown:
    区域:
      华北: {target: 8000, actual: 7560, prior: 7700}
      华中: {target: 8000, actual: 7440, prior: 7900}
- {name: 净利润, unit: 万元, actual: -620, prior: -314}
notes: [华北换了两家经销商, 赢单率从41%掉到36%, 客诉从41起降到36起]
"""


@pytest.fixture
def errors(tmp_path: Path):
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    facts = fupan.load_facts(path)
    return lambda text: [(one.rule, one.text) for one in fupan.check(text, facts).findings if one.severity == "error"]


RIGHT = [
    "货量2.6万吨，9月2.75万吨，降了1500吨。",
    "货量2.6万吨，去年2.5万吨，多1000吨。",
    "退货率4.1%，上月3.2%，升0.9个百分点。",
    "销售额15000万元，比去年少600万元，降幅3.8%。",
    "销售额15000万元，比去年少600万元，增幅-3.8%。",
    "华北销售额7560万元，完成率94.5%，较上年的96.5%下降2个百分点。",
    "华北销售额7560万元，完成率94.5%，比去年的97.2%低2.7个百分点。",
    "华北销售额7560万元，完成率由去年的96.5%降到94.5%。",
    "净利润亏损620万元，亏损同比增加306万元。",
    "净利润亏损620万元，同比减少306万元。",
    "净利润亏损620万元，亏损较上年扩大306万元。",
    "客诉从41起降到36起，名次从第5升至第2，响应从12小时提到8小时。",
    "华北销售额7560万元，完成率94.5%，同比下降2.4个百分点。",  # nobody can know
]
WRONG = [
    ("货量2.6万吨，9月2.75万吨，升了1500吨。", [("wrong-direction", "升")]),
    ("货量2.6万吨，去年2.5万吨，少1000吨。", [("wrong-direction", "少")]),
    ("退货率4.1%，上月3.2%，降0.9个百分点。", [("wrong-direction", "降")]),
    ("销售额15000万元，比去年少600万元，增幅3.8%。", [("wrong-direction", "3.8%")]),
    ("赢单率从41%回升到36%，名次从第5升至第2。", [("wrong-direction", "回升")]),
    ("客诉从41起降到41起，名次从第5升至第2。", [("wrong-direction", "降")]),
    ("净利润亏损620万元，亏损同比减少306万元。", [("wrong-direction", "减少")]),
    ("净利润亏损620万元，亏损较上年收窄306万元。", [("wrong-direction", "收窄")]),
    ("华北销售额7560万元，完成率94.5%，同比-1.8个百分点。", [("wrong-unit", "-1.8个百分点")]),
]


@pytest.mark.parametrize("text", RIGHT)
def test_right_ones_pass(text: str, errors) -> None:
    assert errors(text) == []


@pytest.mark.parametrize(("text", "found"), WRONG)
def test_wrong_ones_are_found(text: str, found: list[tuple[str, str]], errors) -> None:
    assert errors(text) == found
