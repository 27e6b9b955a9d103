from __future__ import annotations

import itertools

import pytest

from fupan.logic.steps import steps_in
from fupan.prompting.loader import load_patterns

PATTERNS = load_patterns()
TEXT = (
    "上海目标2400万元，只做了1968万元。从外部看，两个配套项目推迟，竞品又降价抢单。"
    "内部原因是老销售离职，重点客户没人跟。影响上，整体完成率被拉低3.6个百分点。"
)


def told(text: str, pattern: str) -> dict[str, list[str]]:
    return {step: [text[a:b] for a, b in spans] for step, spans in steps_in(text, PATTERNS[pattern]).items()}


def test_the_steps_of_a_chain():
    found = told(TEXT, "phenomenon-cause-impact")
    assert found["phenomenon"] == ["上海目标2400万元，只做了1968万元。"]
    assert found["external"] == ["从外部看，两个配套项目推迟，竞品又降价抢单。"]
    assert found["internal"] == ["内部原因是老销售离职，重点客户没人跟。"]
    assert found["impact"] == ["影响上，整体完成率被拉低3.6个百分点。"]


def test_every_step_is_there_and_empty_where_absent():
    found = told("外部原因是客户延期。", "phenomenon-cause-impact")
    assert list(found) == ["phenomenon", "external", "internal", "impact"]
    assert found["internal"] == []


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("text", ["", "。。。", "天气很好。", "\n\n", "  ，，", TEXT])
def test_spans_lie_in_the_text_and_do_not_overlap(pattern, text):
    spans = sorted(span for spans in steps_in(text, PATTERNS[pattern]).values() for span in spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))


def test_a_text_of_another_kind_has_no_steps():
    assert not any(told("天气很好。我们去爬山。", "risk-response").values())
