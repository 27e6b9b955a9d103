from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fupan
from fupan.domain.template import Pattern, Step
from fupan.errors import InputError
from fupan.logic.reading import read_steps
from fupan.logic.steps import logic_spans, steps_in
from fupan.logic.told_steps import told_steps
from fupan.logic.weights import weights_of
from fupan.prompting.loader import load_patterns

PATTERNS = load_patterns()
RISK = (
    "镍价可能继续上涨，不锈钢毛利有被压缩的风险。预警信号是期货连续三天高于13万元。"
    "应对措施为锁定一个季度用量，并启用备选供应商。由采购部赵敏负责，4月底前完成。"
)
GAP = (
    "上海目标2400万元，只做了1968万元。从外部看，两个配套项目推迟，竞品又降价抢单。"
    "内部原因是老销售离职，重点客户没人跟。影响上，整体完成率被拉低3.6个百分点。"
)
HOSTILE = st.text(
    alphabet=st.sampled_from("风险预警由负责目标12万%，。：；\n“”（）-①、Q ０９\u200b\u202e𠮷👍\0\ud800{}[]<数>…|#"),
    max_size=120,
)


def words(text: str, pattern: str) -> dict[str, list[str]]:
    return {step: [text[a:b] for a, b in spans] for step, spans in fupan.logic_steps(text, pattern).items()}


def test_a_chain_with_cue_words():
    assert words(RISK, "risk-response") == {
        "risk": ["镍价可能继续上涨，不锈钢毛利有被压缩的风险"],
        "signal": ["预警信号是期货连续三天高于13万元"],
        "response": ["应对措施为锁定一个季度用量，并启用备选供应商"],
        "owner": ["由采购部赵敏负责，4月底前完成"],
    }


@pytest.mark.parametrize("step", [0, 1, 2, 3])
def test_a_step_taken_away_is_missed(step):
    sentences = [sentence + "。" for sentence in RISK.split("。") if sentence]
    name = list(fupan.logic_steps(RISK, "risk-response"))[step]
    found = fupan.logic_steps("".join(sentences[:step] + sentences[step + 1 :]), "risk-response")
    assert [missed for missed, spans in found.items() if not spans] == [name]


def test_a_draft_of_ours():
    assert all(len(spans) == 1 for spans in words(GAP, "phenomenon-cause-impact").values())


def test_lines_of_a_list_are_spans_of_their_own():
    text = "- 主要风险是原料断供\n- 另一个风险是汇率波动"
    assert words(text, "risk-response")["risk"] == ["主要风险是原料断供", "另一个风险是汇率波动"]


def test_a_stretch_of_spaces_tells_no_step():
    pattern = next(iter(PATTERNS.values()))
    assert not any(steps_in("        ", pattern).values())
    assert not any(steps_in("，        \n      ", pattern).values())


def test_all_shipped_patterns_are_learnt():
    for pattern in PATTERNS.values():
        weights = weights_of(pattern.id)
        assert weights is not None
        assert weights.steps == tuple(step.id for step in pattern.steps)


def test_an_unknown_pattern_is_named_with_the_nearest():
    with pytest.raises(InputError, match="risk-response"):
        fupan.logic_steps(RISK, "risk-respons")


def test_a_pattern_of_a_template_is_read_by_its_cues():
    own = Pattern(
        "own", "自定", (Step("weather", "天气", "天气怎样", cues=("下雨", "天气")), Step("mood", "心情", "心情"))
    )
    assert told_steps("今天下雨。", "own") is None
    assert logic_spans("今天下雨。", own) == {"weather": [(0, 5)], "mood": []}


def test_the_reason_quotes_the_text():
    reading = read_steps(RISK, "risk-response")
    why = reading["owner"][0].why
    assert "负责" in why
    assert all(quoted.split("”")[0] in RISK for quoted in why.split("“")[1:])
    assert "13万元" in reading["signal"][0].why.partition("有数字")[2]


def test_a_piece_of_a_figure_is_no_word():
    reading = read_steps("明年销售额做到1.5亿元，年底前完成。依据是在手订单8000万元。", "smart")
    whys = [told.why for stretches in reading.values() for told in stretches]
    assert whys
    assert not any("“亿元”" in why or "“万元”" in why for why in whys)


@settings(max_examples=60, deadline=None)
@given(HOSTILE, st.sampled_from(sorted(PATTERNS)))
def test_spans_are_in_the_text_sorted_and_not_empty(text, pattern):
    found = fupan.logic_steps(text, pattern)
    assert list(found) == [step.id for step in PATTERNS[pattern].steps]
    for spans in found.values():
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))


@pytest.mark.parametrize(
    "text", ["，" * 5000, "“" * 5000, "（1，" * 2500, "1" * 10000, "- \n" * 3000, "风险" * 5000, "从" * 9999]
)
def test_hostile_texts_are_quick(text, cpu_seconds):
    assert cpu_seconds(lambda: fupan.logic_steps(text, "smart")) < 3


def test_ten_thousand_characters_are_quick(cpu_seconds):
    text = (RISK + GAP) * 70
    assert cpu_seconds(lambda: fupan.logic_steps(text[:10_000], "risk-response")) < 3


def test_the_reason_quotes_whole_words():
    reading = read_steps(
        "三季度冷链收入完成2960万元，缺口740万元。全年目标因此少了5个百分点。", "phenomenon-cause-impact"
    )
    whys = "".join(told.why for stretches in reading.values() for told in stretches)
    assert "收入完”" not in whys
    assert "“此" not in whys
