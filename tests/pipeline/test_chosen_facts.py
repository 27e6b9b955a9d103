"""Which facts a section states beside those that its notes tell, and on which side of the notes they stand."""

from __future__ import annotations

import pytest

TEMPLATE = """\
id: small
title: 小模板
parts:
  - title: 一
    sections:
      - id: only
        title: 只有一节
        prompt: overview.md.j2
        patterns: [{pattern}]
        requires: [{requires}]
"""
FACTS = """\
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 800
    actual: 750
    prior: 720
    breakdown:
      产品线:
        甲机: {{actual: 400, prior: 320}}
        乙机: {{actual: 250, prior: 300}}
        配件: {{actual: 100, prior: 100}}
  - {{name: 回款率, unit: "%", target: 95, actual: 91.2, prior: 93.5}}
notes:
  only:
{notes}
"""
GROWTH = "{metric: 销售额, keys: [actual, yoy], dimension: 产品线, must: false}"
RATE = "{metric: 回款率, keys: [actual]}, {metric: 回款率, keys: [target, change_pp], must: false}"


@pytest.fixture
def text_of(composed):
    """The composer's text of a section with these requirements, for these notes."""

    def make(pattern: str, requires: str, notes: list[str]) -> str:
        return composed(TEMPLATE.format(pattern=pattern, requires=requires), FACTS, notes)

    return make


def test_an_actual_stands_with_what_it_is_measured_against_though_a_later_note_tells_it(text_of):
    text = text_of("metric-driver-value", RATE, ["主要靠老客户，但回款率91.2%，拖累了资金周转"])
    assert text.startswith("回款率为91.2%，目标为95%，同比下降2.3个百分点。")


def test_what_the_notes_tell_of_it_is_not_told_again(text_of):
    text = text_of("metric-driver-value", RATE, ["主要靠老客户，但回款率91.2%，目标95%，拖累了资金周转"])
    assert text.startswith("回款率为91.2%，同比下降2.3个百分点。")


def test_growth_that_no_note_tells_stands_behind_what_the_notes_tell(text_of):
    text = text_of("move-result-meaning", GROWTH, ["甲机做了400万元，乙机做了250万元，配件100万元"])
    told = text.index("配件100万元")
    assert text.index("分产品线看销售额，甲机同比增长25%；乙机同比下降16.7%") > told
    assert "完成400万元" not in text


def test_growth_that_a_note_tells_of_one_member_is_not_told_of_the_others(text_of):
    text = text_of("move-result-meaning", GROWTH, ["甲机做了400万元，同比增长25%，乙机做了250万元，配件100万元"])
    assert "乙机同比" not in text


def test_where_a_list_stands_every_member_has_its_growth_in_it(text_of):
    must = "{metric: 销售额, keys: [actual], dimension: 产品线}"
    growth = "{metric: 销售额, keys: [yoy], dimension: 产品线, must: false}"
    text = text_of("metric-driver-value", f"{must}, {growth}", ["甲机销售额从320万元做到400万元，靠换机"])
    assert "甲机完成400万元，同比增长25%；乙机完成250万元，同比下降16.7%；配件完成100万元，同比持平" in text


def test_a_list_that_only_repeats_the_notes_is_left_out(text_of):
    must = "{metric: 销售额, keys: [actual], dimension: 产品线}"
    text = text_of("metric-driver-value", must, ["主要靠换机，甲机400万元，乙机250万元，配件100万元"])
    assert "分产品线" not in text
