from __future__ import annotations

import pytest

from fupan.logic.smart import smart_verdicts
from fupan.logic.weaknesses import weaknesses
from fupan.prompting.loader import load_patterns
from fupan.resources import data

PATTERNS = load_patterns()
GOAL = (
    "明年的核心指标是华南区维保合同额，做到2600万元，2026年12月31日前完成。依据是在手合同1500万元，近三年复合增速18%。"
    "这与公司向服务转型的战略一致。"
)


def told(text: str, pattern: str) -> set[tuple[str, str]]:
    return {(weakness.kind, weakness.step) for weakness in weaknesses(text, pattern)}


def test_every_step_has_a_sentence_on_what_to_add():
    table = data("weak_writing")
    for pattern in PATTERNS.values():
        steps = [step.id for step in pattern.steps]
        assert list(table[pattern.id]["missing"]) == steps
        assert set(table[pattern.id]["figures"]) <= set(steps)
        for rule in table[pattern.id].get("together", ()):
            assert {*rule["has"], *rule["lacks"]} <= set(steps)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_an_empty_text_lacks_every_step(pattern):
    missing = [weakness.step for weakness in weaknesses("", pattern) if weakness.kind == "missing"]
    assert missing == [step.id for step in PATTERNS[pattern].steps]


def test_a_whole_chain_is_not_weak():
    text = (
        "镍价可能继续上涨，不锈钢毛利有被压缩的风险。预警信号是期货连续三天高于13万元。"
        "应对措施为锁定一个季度用量，并启用备选供应商。由采购部赵敏负责，4月底前完成。"
    )
    assert weaknesses(text, "risk-response") == []


def test_a_risk_without_signal_and_response():
    found = told("主要风险是镍价可能继续上涨，毛利存在被压缩的可能。", "risk-response")
    assert {("missing", "signal"), ("missing", "response"), ("one-sided", "signal")} <= found


def test_causes_that_are_only_external():
    text = "全年销售额完成7200万元，较目标少900万元。外部看，行业需求萎缩，竞品降价抢单。导致公司利润减少300万元。"
    assert told(text, "phenomenon-cause-impact") == {("missing", "internal"), ("one-sided", "internal")}
    says = [weakness.says for weakness in weaknesses(text, "phenomenon-cause-impact")]
    assert any("原因只有外部的" in sentence for sentence in says)


def test_an_owner_who_is_everybody():
    text = "完成渠道商信用评级，形成评级报告一份，由大家共同负责，3月15日前提交。"
    assert ("nobody", "owner") in told(text, "task-breakdown")
    named = text.replace("大家共同", "市场部赵琳")
    assert told(named, "task-breakdown") == set()


def test_the_five_verdicts():
    verdicts = smart_verdicts(GOAL)
    assert [verdict.step for verdict in verdicts] == ["specific", "measurable", "achievable", "relevant", "timebound"]
    assert all(verdict.met and verdict.spans for verdict in verdicts)


@pytest.mark.parametrize(
    ("cut", "step"),
    [
        ("，2026年12月31日前完成", "timebound"),
        ("依据是在手合同1500万元，近三年复合增速18%。", "achievable"),
        ("这与公司向服务转型的战略一致。", "relevant"),
        ("，做到2600万元", "measurable"),
    ],
)
def test_a_verdict_without_its_words(cut, step):
    assert cut in GOAL
    missed = [verdict for verdict in smart_verdicts(GOAL.replace(cut, "")) if not verdict.met]
    assert [verdict.step for verdict in missed] == [step]
    assert missed[0].spans == ()
    assert missed[0].why.startswith("缺少")
