from __future__ import annotations

import pytest

import fupan
from fupan.logic.clauses import clauses
from fupan.logic.step_labels import COLON, VERB, labelled
from fupan.prompting.loader import load_patterns
from fupan.resources import data

PATTERNS = load_patterns()


def named(text: str, pattern: str) -> list[tuple[str, int]]:
    return labelled(text, clauses(text), pattern)


@pytest.mark.parametrize(
    ("text", "pattern", "step"),
    [
        ("影响：少赚四百万", "phenomenon-cause-impact", "impact"),
        ("【外部】：下游停工", "phenomenon-cause-impact", "external"),
        ("主要风险一：铜价上行", "risk-response", "risk"),
        ("预警信号：连续三天高于13万", "risk-response", "signal"),
        ("关键动作：补两个人", "smart", "actions"),
        ("深层原因：没见过厂长", "attribution", "root"),
    ],
)
def test_a_label_before_a_colon_names_its_clause_and_the_next(text, pattern, step):
    assert named(text, pattern) == [(step, COLON), (step, COLON)]


@pytest.mark.parametrize(
    ("text", "pattern", "step"),
    [
        ("影响是全年少赚四百万", "phenomenon-cause-impact", "impact"),
        ("关键动作是补两个人", "smart", "actions"),
        ("从外部看下游都停了", "phenomenon-cause-impact", "external"),
        ("表面原因是报价高", "attribution", "surface"),
        ("内部原因在于没人跟", "phenomenon-cause-impact", "internal"),
    ],
)
def test_a_label_before_a_verb_names_its_clause(text, pattern, step):
    assert named(text, pattern) == [(step, VERB)]


@pytest.mark.parametrize(
    ("text", "pattern", "step"),
    [
        ("考核上，八十分合格", "shortfall-training", "assessment"),
        ("从影响看，全年少赚四百万", "phenomenon-cause-impact", "impact"),
        ("精神方面，每季评一次", "pain-incentive", "recognition"),
    ],
)
def test_a_label_that_is_a_clause_of_its_own_names_the_next_too(text, pattern, step):
    assert named(text, pattern) == [(step, VERB), (step, VERB)]


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("影响力数一数二", "phenomenon-cause-impact"),
        ("风险管理部搬了", "risk-response"),
        ("风险提示：已阅", "risk-response"),
        ("现在是淡季", "insight"),
        ("客户是上帝", "obstacle-strategy-value"),
        ("客户方面，新增三十六家", "obstacle-strategy-value"),
        ("成长快，考核上加了一条", "pain-incentive"),
        ("外部：下游停工", "smart"),
    ],
)
def test_what_only_looks_like_a_label_names_nothing(text, pattern):
    assert not any(worth for _, worth in named(text, pattern))


@pytest.mark.parametrize(
    "text", ["应对：锁价一个季度。预警。", "预警：应对：锁价一个季度。", "应对：锁价一个季度。\n预警："]
)
def test_a_label_with_nothing_behind_it_tells_no_step(text):
    assert not fupan.logic_steps(text, "risk-response")["signal"]


def test_a_heading_over_a_list_keeps_its_items():
    text = "应对措施：\n- 锁定一个季度的用量\n- 启用备选供应商"
    found = fupan.logic_steps(text, "risk-response")["response"]
    assert "锁定一个季度的用量" in [text[a:b] for a, b in found]


def test_a_label_decides_where_the_words_are_of_another_step():
    text = "表面原因：设备部一次没拜访过。深层原因：报价高出4%。"
    found = fupan.logic_steps(text, "attribution")
    assert [text[a:b] for a, b in found["surface"]] == ["表面原因：设备部一次没拜访过"]
    assert [text[a:b] for a, b in found["root"]] == ["深层原因：报价高出4%"]


def test_every_label_is_of_a_step_that_is():
    table = {key: own for key, own in data("step_labels").items() if key not in {"about", "plain"}}
    for pattern, steps in table.items():
        assert set(steps) <= {step.id for step in PATTERNS[pattern].steps}
        words = [word for listed in steps.values() for word in listed]
        assert len(words) == len(set(words)), pattern


@pytest.mark.parametrize("text", ["影响：" * 4000, "从" * 9000 + "是", "【" * 9000, "影响" * 5000 + "是"])
def test_hostile_labels_are_quick(text, cpu_seconds):
    pieces = clauses(text)
    assert cpu_seconds(lambda: labelled(text, pieces, "phenomenon-cause-impact")) < 1
